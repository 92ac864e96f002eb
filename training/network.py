"""The reader's network, in PyTorch.

One encoder (MiniLM, 6 x 384) reads a window of word pieces; what an uncased encoder can't see (casing, place in the
paragraph, quotation marks around the word) is added to its input. A word is represented by its first piece.

    cues      a linear layer and a chain (CRF) over {O, B, I, B-nested, I-nested} find the cues; those of statements
              that stand in the content of another have tags of their own.
    frames    for each cue, further layers of the same shape read the words again, with the cue marked and every word's
              distance to it added, and a chain over {O, B-source, I-source, B-content, I-content} finds what belongs to
              this cue. They start as copies of the encoder's last layers.
    entities  a linear layer and a chain over O and begin and inside of each type find the names, dates, numbers, titles.
    links     a mention is the states of its first and last word, through a small layer; a bilinear form scores whether
              two are the same (Lee et al. 2017, without their span search).

Chains after Lafferty, McCallum and Pereira (2001). Shapes are given as (dimension, ...) at each function.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

SHAPES, PLACES, QUOTED = 7, 3, 4
CUE_TAGS = 5  # O, B, I, B-nested, I-nested
ENTITIES = (
    "person", "organisation", "country", "place", "armed_group", "outlet", "document", "date", "number", "title",
)
ENTITY_TAGS = 1 + 2 * len(ENTITIES)  # O, then begin and inside of each type
MENTION = 128  # width of a mention
FRAME_TAGS = 5  # O, B-source, I-source, B-content, I-content
# Words on each side of a cue that its frame is looked for in.
REACH = 96
# Signed distances to the cue fall in 2 * 12 + 1 buckets: 0 is the cue, then 1, 2, 3, 4, 5-6, 7-8, 9-12, ... on each side.
BUCKET_EDGES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 10**9)
BUCKETS = 2 * len(BUCKET_EDGES) + 1


def halves(device):
    """A context in which matrix products are of bfloat16, where the device has units for them."""
    units = device != "cpu" or torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
    return torch.autocast(device, dtype=torch.bfloat16, enabled=units)


def bucket(distance):
    """Buckets of signed distances in words; an integer tensor of any shape to one of the same shape."""
    edges = torch.tensor(BUCKET_EDGES, device=distance.device)
    size = torch.bucketize(distance.abs(), edges) + 1
    size = torch.where(distance == 0, torch.zeros_like(size), size)
    return torch.where(distance < 0, size + len(BUCKET_EDGES), size)


class Dropout(nn.Module):
    """Dropout whose masks are slices of one pool of random numbers: on a CPU, fresh ones cost more than a layer."""

    POOL = 1 << 23

    def __init__(self, p):
        super().__init__()
        self.p = p
        self.pools = {}

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        key = (x.dtype, x.device)
        if key not in self.pools:
            keep = (torch.rand(self.POOL, device=x.device) >= self.p).to(x.dtype) / (1 - self.p)
            self.pools[key] = keep
        pool, n = self.pools[key], x.numel()
        while n > pool.numel():
            pool = self.pools[key] = torch.cat([pool, pool])
        start = int(torch.randint(0, pool.numel() - n + 1, ()))
        return x * pool[start : start + n].view_as(x)


class Linear(nn.Linear):
    """A linear layer that can be trained with the numbers that the reader will compute with: int8 and a scale a row. The
    gradient passes as if nothing had been rounded."""

    is_coded = False

    def forward(self, x):
        weight = self.weight
        if self.is_coded:
            with torch.no_grad():
                scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
                error = (weight / scale).round() * scale - weight
            weight = weight + error
        return F.linear(x, weight, self.bias)


class Layer(nn.Module):
    """A BERT layer (post-norm). (batch, tokens, hidden) to the same; `mask` is added to the scores and is
    broadcast to (batch, heads, tokens, tokens)."""

    def __init__(self, hidden=384, heads=12, inner=1536, dropout=0.1, eps=1e-12):
        super().__init__()
        self.heads = heads
        self.qkv = Linear(hidden, 3 * hidden)
        self.out = Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=eps)
        self.up = Linear(hidden, inner)
        self.down = Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=eps)
        self.drop = Dropout(dropout)

    def forward(self, x, mask):
        batch, tokens, hidden = x.shape
        qkv = self.qkv(x).view(batch, tokens, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        scores = (q / math.sqrt(hidden // self.heads)) @ k.transpose(-1, -2)
        with torch.autocast(x.device.type, enabled=False):  # a softmax over bfloat16 sums in float by itself
            attended = (scores + mask.to(scores.dtype)).softmax(-1) @ v
        x = self.norm1(x + self.drop(self.out(attended.transpose(1, 2).reshape(batch, tokens, hidden))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Chain(nn.Module):
    """A linear-chain CRF over `tags` tags."""

    def __init__(self, tags, forbidden=(), forbidden_start=()):
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(tags, tags))  # [from, to]
        self.starts = nn.Parameter(torch.zeros(tags))
        bar = torch.zeros(tags, tags)
        for a, b in forbidden:
            bar[a, b] = -1e4
        bar_start = torch.zeros(tags)
        for a in forbidden_start:
            bar_start[a] = -1e4
        self.register_buffer("bar", bar, persistent=False)
        self.register_buffer("bar_start", bar_start, persistent=False)

    def weights(self):
        """Transition (from, to) and start scores."""
        return self.transitions + self.bar, self.starts + self.bar_start

    def certain(self, tags, mask):
        """Tags (batch, words) as a distribution over paths: `unary` (batch, words, tags) and `pairs` (batch, tags, tags),
        how often each transition is expected."""
        count = self.transitions.shape[0]
        unary = F.one_hot(tags, count).float() * mask[..., None]
        return unary, unary[:, :-1].transpose(1, 2) @ unary[:, 1:]

    def soft_loss(self, scores, unary, pairs, mask):
        """Cross-entropy of a distribution over paths, given by its marginals as in `certain`; (batch).

        With the marginals of another network it teaches this one what that one knows; the gradient of a score is the
        difference of the two marginals.
        """
        trans, starts = self.weights()
        scores = scores.float()
        expected = (unary * scores).sum((1, 2)) + (pairs * trans).sum((1, 2)) + (unary[:, 0] * starts).sum(1)
        return self.total(scores, mask) - expected

    def total(self, scores, mask, trans=None):
        """Logarithm of the sum over all paths, (batch); with `trans` (batch, 1, from, to) in place of the transitions."""
        own, starts = self.weights()
        trans = own if trans is None else trans
        # As a product of one matrix a word, taken pairwise: as deep as the logarithm of the sequence, where a loop over
        # the words would be as deep as the sequence.
        nothing = torch.full_like(own, -1e4).fill_diagonal_(0.0)
        steps = trans + scores[:, 1:, None, :]
        steps = torch.where(mask[:, 1:, None, None] > 0, steps, nothing)
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, nothing.expand(steps.shape[0], 1, -1, -1)], 1)
            left, right = steps[:, 0::2], steps[:, 1::2]
            steps = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], dim=-2)
        alpha = starts + scores[:, 0]
        if steps.shape[1]:
            alpha = torch.logsumexp(alpha[:, :, None] + steps[:, 0], dim=1)
        return torch.logsumexp(alpha, dim=1)

    def expected(self, scores, mask):
        """Marginals as `certain` has them: the gradient of the sum over all paths."""
        with torch.enable_grad():
            scores = scores.detach().float().requires_grad_()
            trans = self.weights()[0].detach().expand(scores.shape[0], 1, -1, -1).clone().requires_grad_()
            unary, pairs = torch.autograd.grad(self.total(scores, mask, trans).sum(), (scores, trans))
        return unary * mask[..., None], pairs[:, 0]

    @torch.no_grad()
    def best(self, scores, mask):
        """Most probable tags: (batch, words, tags), (batch, words) to (batch, words)."""
        trans, starts = self.weights()
        scores = scores.float()
        best, back = starts + scores[:, 0], []
        for t in range(1, scores.shape[1]):
            value, arg = (best[:, :, None] + trans).max(1)
            keep = mask[:, t, None] > 0
            best = torch.where(keep, value + scores[:, t], best)
            same = torch.arange(trans.shape[0], device=arg.device).expand_as(arg)
            back.append(torch.where(keep, arg, same))
        tag = best.argmax(1)
        out = [tag]
        for arg in reversed(back):
            tag = arg.gather(1, tag[:, None]).squeeze(1)
            out.append(tag)
        return torch.stack(out[::-1], 1)

    @torch.no_grad()
    def marginals(self, scores, mask):
        """Probability of each tag at each word (batch, words, tags), and of each transition into each word but the first
        (batch, words - 1, tags, tags)."""
        trans, starts = self.weights()
        scores = scores.float()
        n = scores.shape[1]
        alphas = [starts + scores[:, 0]]
        for t in range(1, n):
            step = torch.logsumexp(alphas[-1][:, :, None] + trans, dim=1) + scores[:, t]
            alphas.append(torch.where(mask[:, t, None] > 0, step, alphas[-1]))
        betas = [torch.zeros_like(alphas[0])]
        for t in range(n - 1, 0, -1):
            step = torch.logsumexp(trans + (scores[:, t] + betas[-1])[:, None, :], dim=2)
            betas.append(torch.where(mask[:, t, None] > 0, step, betas[-1]))
        alphas, betas = torch.stack(alphas, 1), torch.stack(betas[::-1], 1)
        total = alphas + betas
        whole = torch.logsumexp(total, 2, keepdim=True)
        pairs = alphas[:, :-1, :, None] + trans + (scores + betas)[:, 1:, None, :] - whole[:, 1:, :, None]
        return (total - whole).exp(), pairs.exp() * mask[:, 1:, None, None]


def begin_inside(tags):
    """A chain over O and begin and inside of each kind: inside follows begin or inside of the same kind."""
    kinds = range(1, tags, 2)
    return Chain(
        tags,
        forbidden=[(a, begin + 1) for begin in kinds for a in range(tags) if a not in (begin, begin + 1)],
        forbidden_start=[begin + 1 for begin in kinds],
    )


class Reader(nn.Module):
    """See the module's page. `relative` is the number of buckets of relative distances whose bias is added to the
    attention (MPNet; a teacher only: what is exported has none)."""

    def __init__(self, vocab=30522, hidden=384, heads=12, inner=1536, layers=6, frame_layers=1, positions=512,
                 dropout=0.1, relative=0, cue_tags=CUE_TAGS, mention=MENTION, frame_inner=None):
        super().__init__()
        self.config = dict(vocab=vocab, hidden=hidden, heads=heads, inner=inner, layers=layers,
                           frame_layers=frame_layers, positions=positions, cue_tags=cue_tags, mention=mention,
                           frame_inner=frame_inner or inner)
        if relative:
            self.config["relative"] = relative
            self.relative = nn.Embedding(relative, heads)
        self.buckets = relative
        eps = 1e-5 if relative else 1e-12
        self.word = nn.Embedding(vocab, hidden)
        self.position = nn.Embedding(positions, hidden)
        self.shape = nn.Embedding(SHAPES, hidden)
        self.place = nn.Embedding(PLACES, hidden)
        self.quoted = nn.Embedding(QUOTED, hidden)
        self.norm = nn.LayerNorm(hidden, eps=eps)
        self.layers = nn.ModuleList(Layer(hidden, heads, inner, dropout, eps) for _ in range(layers))
        self.drop = Dropout(dropout)
        self.cue = nn.Linear(hidden, cue_tags)
        self.cue_chain = begin_inside(cue_tags)
        # Trained beside the rest and not exported: which role a word has, whatever the cue.
        self.role = nn.Linear(hidden, FRAME_TAGS)
        self.marker = nn.Embedding(BUCKETS, hidden)
        self.frame_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.frame_layers = nn.ModuleList(Layer(hidden, heads, frame_inner or inner, dropout, eps) for _ in range(frame_layers))
        self.frame = nn.Linear(hidden, FRAME_TAGS)
        self.frame_chain = begin_inside(FRAME_TAGS)
        if mention:
            self.entity = nn.Linear(hidden, ENTITY_TAGS)
            self.entity_chain = begin_inside(ENTITY_TAGS)
            self.mention = nn.Linear(2 * hidden, mention)
            self.pair = nn.Linear(mention, mention)
            self.pair_distance = nn.Parameter(torch.zeros(len(BUCKET_EDGES)))
            self.pair_earlier = nn.Parameter(torch.zeros(mention))
        for embedding in (self.shape, self.place, self.quoted):
            nn.init.zeros_(embedding.weight)
        nn.init.normal_(self.marker.weight, std=0.02)

    def start_from(self, tensors, layers=None):
        """Takes the weights of a BERT or MPNet encoder as sentence-transformers names them; of its layers these."""
        get = lambda name: tensors[name].float()
        parts = MPNET if self.buckets else BERT
        with torch.no_grad():
            word, position = get("embeddings.word_embeddings.weight"), get("embeddings.position_embeddings.weight")
            if self.buckets:  # MPNet has four more pieces before BERT's and two positions before the first
                ends = word[[0, 2]]
                word, position = word[4 : 4 + len(self.word.weight)], position[2:]
                word[[101, 102]] = ends
                self.relative.weight.copy_(get("encoder.relative_attention_bias.weight"))
            else:
                position = position + get("embeddings.token_type_embeddings.weight")[0]
            self.word.weight.copy_(word)
            self.position.weight.copy_(position[: len(self.position.weight)])
            self.norm.weight.copy_(get("embeddings.LayerNorm.weight"))
            self.norm.bias.copy_(get("embeddings.LayerNorm.bias"))
            layers = layers or range(len(self.layers))
            pairs = [*zip(layers, self.layers), *zip(layers[-len(self.frame_layers) :], self.frame_layers)]
            for i, layer in pairs:
                at = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    layer_qkv = torch.cat([get(f"{at}{name}.{part}") for name in parts["qkv"]])
                    getattr(layer.qkv, part).copy_(layer_qkv)
                    for mine in ("out", "norm1", "up", "down", "norm2"):
                        own = getattr(getattr(layer, mine), part)
                        theirs = get(f"{at}{parts[mine]}.{part}")
                        own.copy_(theirs[tuple(slice(0, n) for n in own.shape)])  # fewer inside, if asked for

    def mask(self, width, lengths, device):
        """What is added to the attention's scores: (batch, 1 or heads, 1 or width, width)."""
        mask = pad_mask(width, lengths, device)
        if self.buckets:
            bias = self.relative(relative_buckets(width, self.buckets).to(device))
            mask = mask + bias.permute(2, 0, 1)[None]
        return mask

    def encode(self, pieces, features, lengths, first):
        """Word states (batch, words, hidden).

        pieces (batch, tokens); features (batch, tokens, 3): shape, place, quoted; lengths (batch); first (batch,
        words): the token with which each word begins.
        """
        tokens = pieces.shape[1]
        x = self.word(pieces) + self.position.weight[:tokens]
        x = x + self.shape(features[..., 0]) + self.place(features[..., 1]) + self.quoted(features[..., 2])
        x = self.drop(self.norm(x))
        mask = self.mask(tokens, lengths, x.device)
        for layer in self.layers:
            x = layer(x, mask)
        return x.gather(1, first[..., None].expand(-1, -1, x.shape[2]))

    def frames(self, states, windows, starts, lengths, distances):
        """Scores (cues, words, 5) of the frame tags.

        states (batch, words, hidden); windows (cues): in which window each cue stands; starts (cues): first word that
        its frame may reach; lengths (cues): how many words it may; distances (cues, words): signed distance to the cue.
        """
        width = distances.shape[1]
        index = (starts[:, None] + torch.arange(width, device=states.device)).clamp(max=states.shape[1] - 1)
        x = states[windows[:, None], index]
        x = self.frame_norm(x + self.marker(bucket(distances)))
        mask = self.mask(width, lengths, x.device)
        for layer in self.frame_layers:
            x = layer(x, mask)
        return self.frame(x)


    def mentions(self, states, windows, first, last):
        """Mentions (mentions, width) from the states of their first and last words: each index (mentions)."""
        ends = torch.cat([states[windows, first], states[windows, last]], 1)
        return F.gelu(self.mention(ends))

    def links(self, later, earlier, distances):
        """Scores (..., ) of pairs of mentions being the same: both (..., width), distances (...) in words, from the
        beginning of the one to the beginning of the other. Nought is the score of there being none."""
        edges = torch.tensor(BUCKET_EDGES, device=distances.device)
        near = self.pair_distance[torch.bucketize(distances, edges)]
        return ((self.pair(later) + self.pair_earlier) * earlier).sum(-1) / math.sqrt(later.shape[-1]) + near


BERT = dict(qkv=[f"attention.self.{name}" for name in ("query", "key", "value")], out="attention.output.dense",
            norm1="attention.output.LayerNorm", up="intermediate.dense", down="output.dense", norm2="output.LayerNorm")
MPNET = dict(qkv=[f"attention.attn.{name}" for name in "qkv"], out="attention.attn.o", norm1="attention.LayerNorm",
             up="intermediate.dense", down="output.dense", norm2="output.LayerNorm")


def relative_buckets(tokens, buckets):
    """Buckets of the distance from each token to each other (tokens, tokens), as in T5 and MPNet: half for what stands
    later; of each half, the first half exact and the rest logarithmic up to a distance of 128."""
    at = torch.arange(tokens)
    distance = at[:, None] - at[None]
    half = buckets // 2
    exact = half // 2
    size = distance.abs()
    large = exact + (torch.log(size.clamp(min=1).float() / exact) / math.log(128 / exact) * (half - exact)).long()
    return half * (distance < 0).long() + torch.where(size < exact, size, large.clamp(max=half - 1))


def pad_mask(width, lengths, device):
    """(batch, 1, 1, width): 0 where there is a token, a large negative number where there is none."""
    there = torch.arange(width, device=device)[None] < lengths[:, None]
    return torch.where(there, 0.0, -1e4)[:, None, None]

"""The linker's network, in PyTorch: one encoder that says where a text lies among others, and how two are related.

    embed   [CLS] text [SEP]: the mean of the states, of length one. Texts of like claims lie near each other.
    acts    [CLS] source and cue [SEP] content [SEP], likewise: the scores of the speech acts, through a layer of their own.
    relate  [CLS] a [SEP] b [SEP]: each piece is told its side, and whether its word, or its number, stands on the other side too.
            From the first state and the means of both sides, through a small layer, come the scores of the five relations and
            whether both tell of one event.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

import network
from network import BERT, MPNET, Dropout, Linear, relative_buckets

ACTS = ("assert", "accuse", "deny", "confirm", "admit", "warn", "threaten", "promise", "offer", "demand", "ask", "estimate", "praise",
        "criticise", "opine")
RELATIONS = ("same", "denies", "different-figure", "related", "unrelated")
OUT = len(RELATIONS) + 1  # and the event
SIDES, SHARED = 2, 5  # nothing; a word that stands on the other side, one that does not; a number that does, one that does not
POSITIONS = 256
INNER = 256


class Layer(network.Layer):
    def forward(self, x, mask):
        batch, tokens, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, tokens, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        x = self.norm1(x + self.drop(self.out(attended.transpose(1, 2).reshape(batch, tokens, hidden))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Linker(nn.Module):
    """`relative` is the number of buckets of MPNet's relative distances (a teacher only)."""

    def __init__(self, vocab, hidden=384, heads=12, inner=1536, layers=5, positions=POSITIONS, relative=0, dropout=0.1):
        super().__init__()
        self.config = dict(vocab=vocab, hidden=hidden, heads=heads, inner=inner, layers=layers, positions=positions)
        eps = 1e-5 if relative else 1e-12
        self.buckets, self.is_coded = relative, False
        self.word = nn.Embedding(vocab, hidden)
        self.position = nn.Embedding(positions, hidden)
        self.side = nn.Embedding(SIDES, hidden)
        self.shared = nn.Embedding(SHARED, hidden)
        self.norm = nn.LayerNorm(hidden, eps=eps)
        self.layers = nn.ModuleList(Layer(hidden, heads, inner, dropout, eps) for _ in range(layers))
        self.drop = Dropout(dropout)
        self.inner = Linear(3 * hidden, INNER)
        self.outer = Linear(INNER, OUT)
        self.act_inner = Linear(3 * hidden, INNER)
        self.act_outer = Linear(INNER, len(ACTS))
        if relative:
            self.relative = nn.Embedding(relative, heads)
            self.relative.weight.requires_grad_(False)
        nn.init.normal_(self.side.weight, std=0.01)
        nn.init.normal_(self.shared.weight, std=0.02)
        with torch.no_grad():  # a text alone looks as it did to the encoder
            self.side.weight[0] = 0
            self.shared.weight[0] = 0

    def start_from(self, tensors, layers):
        """Takes the weights of MiniLM or MPNet as sentence-transformers names them; of its layers these."""
        get = lambda name: tensors[name].float() * (tensors[name + ".scale"].float()[:, None] if name + ".scale" in tensors else 1)
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
            for part in ("weight", "bias"):
                getattr(self.norm, part).copy_(get(f"embeddings.LayerNorm.{part}"))
                for i, layer in zip(layers, self.layers):
                    at = f"encoder.layer.{i}."
                    getattr(layer.qkv, part).copy_(torch.cat([get(f"{at}{name}.{part}") for name in parts["qkv"]]))
                    for mine in ("out", "norm1", "up", "down", "norm2"):
                        getattr(getattr(layer, mine), part).copy_(get(f"{at}{parts[mine]}.{part}"))
        return self

    def code(self, is_coded=True):
        """From now on with the numbers that will be shipped: int8 and a scale a row."""
        self.is_coded = is_coded
        for module in self.modules():
            if isinstance(module, Linear):
                module.is_coded = is_coded

    def table(self, embedding):
        weight = embedding.weight
        if not self.is_coded:
            return weight
        with torch.no_grad():
            scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
            error = (weight / scale).round() * scale - weight
        return weight + error

    def states(self, ids, lengths, side=None, shared=None):
        """(batch, tokens, hidden) of ids, side and shared (batch, tokens) and lengths (batch)."""
        tokens = ids.shape[1]
        x = F.embedding(ids, self.table(self.word)) + self.table(self.position)[:tokens]
        if side is not None:
            x = x + F.embedding(side, self.table(self.side)) + F.embedding(shared, self.table(self.shared))
        else:
            x = x + self.table(self.side)[0] + self.table(self.shared)[0]
        x = self.drop(self.norm(x))
        mask = network.pad_mask(tokens, lengths, ids.device)
        if self.buckets:
            bias = self.relative(relative_buckets(tokens, self.buckets).to(ids.device)).permute(2, 0, 1)[None]
            mask = mask + bias
        mask = mask.to(torch.bfloat16 if ids.is_cuda else mask.dtype).expand(len(ids), -1 if self.buckets else 1, tokens, tokens)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def embed(self, ids, lengths):
        """(batch, hidden), each of length one."""
        x = self.states(ids, lengths).float()
        there = (torch.arange(ids.shape[1], device=ids.device)[None] < lengths[:, None]).float()[..., None]
        return F.normalize((x * there).sum(1) / there.sum(1), dim=1)

    def pair(self, ids, lengths, side, keys, kinds):
        """(batch, 3 * hidden): the first state and the means of both sides. `side` is 0 for [CLS], a and its [SEP], 1 for b and its [SEP]; `keys` say which words are alike,
        0 what is no word; `kinds` 1 a word, 2 a number."""
        x = self.states(ids, lengths, side, shared(side, keys, kinds)).float()
        there = torch.arange(ids.shape[1], device=ids.device)[None] < lengths[:, None]
        means = []
        for which in (0, 1):
            of = (there & (side == which)).float()[..., None]
            means.append((x * of).sum(1) / of.sum(1).clamp(min=1))
        return torch.cat([x[:, 0], *means], 1)

    def relate(self, **texts):
        """Scores (batch, 6)."""
        return self.outer(self.drop(F.gelu(self.inner(self.pair(**texts))))).float()

    def acts(self, **texts):
        """Scores (batch, 15) of the act of statements, whose source and cue are the first text, and whose content the second."""
        return self.act_outer(self.drop(F.gelu(self.act_inner(self.pair(**texts))))).float()

    def both(self, **texts):
        """Scores of relations, and of acts."""
        pair = self.pair(**texts)
        return tuple(outer(self.drop(F.gelu(inner(pair)))).float() for inner, outer in ((self.inner, self.outer), (self.act_inner, self.act_outer)))


def shared(side, keys, kinds):
    alike = (keys[:, :, None] == keys[:, None, :]) & (side[:, :, None] != side[:, None, :])
    is_there = (alike & (keys > 0)[:, None, :]).any(-1)
    return torch.where(keys > 0, 2 * kinds - is_there.long(), 0)

"""Trains a network: `python train.py --out work/run --train work/train.jsonl ..`, or `--taught FILE` with what teach.py wrote.

Seeded; writes a checkpoint every five minutes and goes on from the last one. A GPU is used where there is one.
"""

import argparse
import json
import os
import random
import time
import zlib
from pathlib import Path

import torch

# Before any thread is started, so that all inherit it: sure of itself, the network has gradients so small that a CPU
# computes them many times more slowly than nought.
torch.set_flush_denormal(True)

import cuts  # noqa: E402
import data  # noqa: E402
import score  # noqa: E402
from counts import Counts  # noqa: E402
from network import FRAME_TAGS, Linear, Reader, halves  # noqa: E402

FRAMES = 128  # frames read together
WEIGHTS = (2, 1, 0.3, 0.5, 4)  # of the losses of cues, frames, roles, entities and links


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--train", nargs="*", default=[])
    p.add_argument("--cases", nargs="*", default=[], help="short documents with statements")
    p.add_argument("--nested", nargs="*", default=[], help="what `teach.py --find-nested` wrote")
    p.add_argument("--entities", help="entities of the training documents, by name")
    p.add_argument("--mentions", nargs="*", default=[], help="documents with entities or anaphors alone")
    p.add_argument("--mention-share", type=float, default=1.0, help="batches of those for one of the rest, at most")
    p.add_argument("--fold", type=int, help="leave out this one")
    p.add_argument("--folds", type=int, default=4, help="so many")
    p.add_argument("--taught", nargs="*", help="windows with a teacher's lessons, instead of documents")
    p.add_argument("--trust", type=float, default=0.5, help="weight of the teacher where there is gold")
    p.add_argument("--encoder", required=True, metavar="SAFETENSORS",
                   help="start from MiniLM, MPNet (a teacher, larger than what is shipped), or a reader of ours")
    p.add_argument("--layers", type=int, nargs="*", help="these of the encoder; all if not given")
    p.add_argument("--frame-layers", type=int, default=1)
    p.add_argument("--frame-inner", type=int, help="width inside the layers that read frames")
    p.add_argument("--dev", help="documents with statements to score at the end")
    p.add_argument("--gap", help="pronouns to score at the end")
    p.add_argument("--out", required=True)
    p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--seconds", type=float, help="stop after so many, the rate falling with time instead of steps")
    p.add_argument("--windows", type=int, default=32, help="windows a step")
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--layer-decay", type=float, default=0.9)
    p.add_argument("--dropout", type=float, default=0.1)
    p.add_argument("--coded", action="store_true", help="train with the rounded weights that the reader will have")
    p.add_argument("--average", type=float, default=0.995, help="decay of the running average of the weights")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return p.parse_args()


# ---------------------------------------------------------------- where to start

def start(args):
    from safetensors.torch import load_file

    tensors = load_file(args.encoder)
    config = dict(frame_layers=args.frame_layers, frame_inner=args.frame_inner, dropout=args.dropout,
                  positions=data.LONGEST + 2)
    if "vocabulary" in tensors:
        model = Reader(layers=len(args.layers or range(6)), **config)
        take(model, decoded(tensors), args.layers)
    elif "encoder.relative_attention_bias.weight" in tensors:
        model = Reader(hidden=768, heads=12, inner=3072, layers=len(args.layers or range(12)), relative=32, **config)
        model.start_from(tensors, args.layers)
    else:
        model = Reader(layers=len(args.layers or range(6)), **config)
        model.start_from(tensors, args.layers)
    return model.to(args.device)


def shipped(path):
    """Sizes and weights of a reader's file."""
    from safetensors import safe_open
    from safetensors.torch import load_file

    with safe_open(path, "pt") as file:
        config = json.loads(file.metadata()["config"])
    return config, decoded(load_file(path))


def decoded(tensors):
    """The weights of a reader's file (export.py) as floats."""
    out = {}
    for name, value in tensors.items():
        if name + ".scale" in tensors:
            value = value.float() * tensors[name + ".scale"][:, None]
        if name.endswith((".transitions", ".starts")):
            value = torch.where(value < -5e3, 0.0, value)
        out[name] = value
    return out


def take(model, state, layers=None):
    """Takes over the weights of a network whose layers may be more, and whose heads fewer or smaller: what it lacks
    stays as it is."""
    own = model.state_dict()
    for to, at in enumerate(layers or []):
        state = state | {name.replace(f"layers.{at}.", f"kept.{to}.", 1): value for name, value in state.items()
                         if name.startswith(f"layers.{at}.")}
    if layers:
        state = {name: value for name, value in state.items() if not name.startswith("layers.")}
        state = {name.replace("kept.", "layers.", 1): value for name, value in state.items()}
    for name, value in state.items():
        if name in own:
            own[name][tuple(slice(0, n) for n in value.shape)] = value[tuple(slice(0, n) for n in own[name].shape)]
    model.load_state_dict(own)


def groups(model, args):
    """Lower layers learn more slowly; what starts from nothing learns faster."""
    out, top = {}, len(model.layers)
    for name, parameter in model.named_parameters():
        if name.startswith(("word.", "position.", "norm.", "relative.")):
            rate = args.rate * args.layer_decay ** (top + 1)
        elif name.startswith("layers."):
            rate = args.rate * args.layer_decay ** (top - 1 - int(name.split(".")[1]))
        elif name.startswith("frame_layers."):
            rate = args.rate
        else:
            rate = args.head_rate
        decay = 0.0 if parameter.ndim == 1 or name.startswith(("shape", "place", "quoted", "marker")) else 0.01
        group = out.setdefault((rate, decay), dict(params=[], lr=rate, weight_decay=decay, base=rate))
        group["params"].append(parameter)
    return list(out.values())


# ---------------------------------------------------------------- what a step learns

def losses(model, cut, trust, found=False):
    """Sums over the windows of the losses of cues, frames, roles, entities and links."""
    device = cut.mask.device.type
    with halves(device):
        states = model.encode(**cut.inputs())
        cue_scores, role_scores = model.cue(states), model.role(states)
    share = torch.where(cut.gold > 0, trust, 1.0)
    unary, pairs = model.cue_chain.certain(cut.cues, cut.mask)
    if cut.cue_lesson is not None:
        unary, pairs = mixed(unary, cut.cue_lesson, share), mixed(pairs, cut.cue_steps, share)
    cue_loss = (model.cue_chain.soft_loss(cue_scores, unary, pairs, cut.mask) * cut.attributed).sum()
    role_loss = torch.nn.functional.cross_entropy(role_scores.float().transpose(1, 2), cut.roles, reduction="none")
    role_loss = (role_loss * cut.mask * cut.gold[:, None]).sum()
    frames, tags = cut.frames, cut.frame_tags
    if found:
        # What is no cue in an annotated window, and half of what is one with other edges.
        best = cue_scores.argmax(-1) * (cut.mask * (cut.gold * cut.attributed)[:, None]).long()
        frames, tags = with_found(cut, best, lambda: random.random() < 0.5)
    frame_loss = states.new_zeros((), dtype=torch.float32)
    for part, inputs, mask, index in frame_parts(cut, frames):
        with halves(device):
            scores = model.frames(states, **inputs)
        unary, pairs = model.frame_chain.certain(tags[part].gather(1, index), mask)
        if cut.frame_lesson is not None:
            own = share[inputs["windows"]]
            lesson = cut.frame_lesson[part].gather(1, index[..., None].expand(-1, -1, FRAME_TAGS))
            unary, pairs = mixed(unary, lesson * mask[..., None], own), mixed(pairs, cut.frame_steps[part], own)
        frame_loss = frame_loss + model.frame_chain.soft_loss(scores, unary, pairs, mask).sum()
    return cue_loss, frame_loss, role_loss, entity_loss(model, cut, states), link_loss(model, cut, states)


def mixed(gold, lesson, share):
    share = share.view(-1, *[1] * (gold.ndim - 1))
    return (1 - share) * gold + share * lesson.float()


def frame_parts(cut, frames):
    """Frames of like length together: which, the network's input, a mask, and where their words stand in the window."""
    windows, start, end = frames.T
    lo, hi = cut.reach[windows, start, 0], cut.reach[windows, end - 1, 1]
    order = (hi - lo).argsort()
    for part in order.split(FRAMES) if len(order) else ():
        w, s, e, a, b = (x[part] for x in (windows, start, end, lo, hi))
        at = a[:, None] + torch.arange(int((b - a)[-1]), device=frames.device)
        distances = torch.where(at < s[:, None], at - s[:, None], torch.where(at >= e[:, None], at - e[:, None] + 1, 0))
        mask = (at < b[:, None]).float()
        yield part, dict(windows=w, starts=a, lengths=b - a, distances=distances), mask, at.clamp(max=cut.mask.shape[1] - 1)


def with_found(cut, best, takes=lambda: True):
    """The cues of a cut with those in the tags `best` (batch, words): of those that overlap a gold one the frame is the gold
    one's, of others it is empty. `takes` says whether one that overlaps is taken."""
    known = {}
    for i, (w, s, e) in enumerate(cut.frames.tolist()):
        known.setdefault(w, []).append((s, e, i))
    extra, like = [], []
    for w, row in enumerate(best.tolist()):
        for s, e in score.ranges(row, 1) + score.ranges(row, 3):
            over = [k for k in known.get(w, []) if k[0] < e and s < k[1]]
            if not over or ((s, e) not in [k[:2] for k in over] and takes()):
                extra.append((w, s, e))
                like.append(over[0][2] if over else -1)
    if not extra:
        return cut.frames, cut.frame_tags
    tags = cut.frame_tags
    rows = torch.cat([tags, tags.new_zeros(1, tags.shape[1])])[torch.tensor(like, device=tags.device)]
    return torch.cat([cut.frames, torch.tensor(extra, device=tags.device)]), torch.cat([tags, rows])


def entity_loss(model, cut, states):
    sure = model.entity(states.float()).log_softmax(-1)
    told = -sure.masked_fill(~cuts.allowed(cut.entities), -1e4).logsumexp(-1) * cut.told
    if cut.entity_lesson is None:
        return told.sum()
    taught = -(cut.entity_lesson.float() * sure).sum(-1) * cut.mask
    return torch.where(cut.told > 0, (told + taught) / 2, taught).sum()


def link_scores(model, cut, states):
    """Of there being no antecedent and of each candidate, (A, 1 + K)."""
    window, first, last = cut.anaphors.T
    later = model.mentions(states.float(), window, first, last)
    many = cut.candidates.shape[1]
    of = cut.candidates.reshape(-1, 2)
    earlier = model.mentions(states.float(), window.repeat_interleave(many), of[:, 0], of[:, 1]).view(len(later), many, -1)
    scores = model.links(later[:, None], earlier, (first[:, None] - cut.candidates[..., 0]).abs())
    return torch.cat([scores.new_zeros(len(scores), 1), scores.masked_fill(cut.there == 0, -1e4)], 1)


def link_loss(model, cut, states):
    if not len(cut.anaphors):
        return states.new_zeros((), dtype=torch.float32)
    sure = link_scores(model, cut, states).log_softmax(1)
    right = torch.cat([cut.right.sum(1, keepdim=True) == 0, cut.right > 0], 1)
    loss = -sure.masked_fill(~right, -1e4).logsumexp(1) * cut.known
    if cut.link_lesson is not None:
        taught = -(cut.link_lesson.float() * sure).sum(1)
        loss = torch.where(cut.known, (loss + taught) / 2, taught)
    return loss.sum()


@torch.no_grad()
def pronouns(model, docs, device):
    """F1 over the names of GAP, as its own scorer has it: the better of the two, if likelier than none."""
    counts = Counts()
    items = sorted(((cuts.Flat(doc), 0, len(doc.words)) for doc in docs), key=lambda item: item[2])
    for at in range(0, len(items), 32):
        cut = cuts.cut([item for item in items[at : at + 32] if item[0].starts[-1] <= data.LONGEST]).to(device)
        with halves(device):
            states = model.encode(**cut.inputs())
        best = link_scores(model, cut, states).argmax(1)
        found = torch.nn.functional.one_hot(best, 1 + cut.right.shape[1])[:, 1:]
        counts.add(int((found * cut.right).sum()), int(found.sum()), int(cut.right.sum()))
    return round(counts.f1(), 1)


# ---------------------------------------------------------------- what there is to learn from

def documents(args):
    """(documents with statements, folds by name, documents with mentions alone)."""
    docs = [doc for path in args.train for doc in data.load(path)]
    if args.entities:
        data.join_entities(docs, args.entities)
    for path in args.nested:
        data.nest(docs, torch.load(path, weights_only=False))
    folds = {doc.name: fold(doc.name, args.folds) for doc in docs}
    docs += [doc for path in args.cases for doc in data.load(path)]
    return docs, folds, [doc for path in args.mentions for doc in data.load(path)]


def fold(name, folds):
    return zlib.crc32(name.encode()) % folds


class Documents:
    """Batches of documents, cut anew in each epoch."""

    def __init__(self, args, rng):
        docs, folds, others = documents(args)
        docs = [doc for doc in docs if args.fold is None or folds.get(doc.name) != args.fold]
        self.docs, self.others = [cuts.Flat(d) for d in docs], [cuts.Flat(d) for d in others]
        self.deny = {d.name for d in others}
        self.args, self.rng = args, rng

    def epoch(self):
        batches = cuts.batches(self.docs, self.rng, self.args.windows)
        rest = cuts.batches(self.others, self.rng, self.args.windows)[: int(len(batches) * self.args.mention_share)]
        order = [(items, ()) for items in batches] + [(items, self.deny) for items in rest]
        self.rng.shuffle(order)
        for items, deny in order:
            yield cuts.cut(items, deny=deny).to(self.args.device)


class Taught:
    """Windows with lessons, kept on the device; an epoch is one way of cutting the documents."""

    def __init__(self, args, rng):
        self.ways = [[cut.to(args.device) for cut in torch.load(path, weights_only=False)] for path in args.taught]
        self.at, self.rng = 0, rng

    def epoch(self):
        way = list(self.ways[self.at % len(self.ways)])
        self.at += 1
        self.rng.shuffle(way)
        yield from way


def main():
    args = arguments()
    os.makedirs(args.out, exist_ok=True)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    rng = random.Random(args.seed)
    source = (Taught if args.taught else Documents)(args, rng)
    dev = data.load(args.dev) if args.dev else []
    model = start(args)
    for module in model.modules():
        if isinstance(module, Linear):
            module.is_coded = args.coded
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    floats = [k for k, v in average.items() if v.is_floating_point()]
    optimizer = torch.optim.AdamW(groups(model, args), betas=(0.9, 0.98), fused=True)
    step, epoch, before = 0, 0, 0.0
    checkpoint = Path(args.out) / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=args.device, weights_only=False)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average, step, epoch, before = saved["average"], saved["step"], saved["epoch"], saved["spent"]
    started = saved_at = time.time()
    spent = lambda: before + time.time() - started

    def save():
        torch.save(dict(model=model.state_dict(), optimizer=optimizer.state_dict(), average=average, step=step, epoch=epoch,
                        spent=spent(), config=model.config, args=vars(args)), f"{checkpoint}.new")
        os.replace(f"{checkpoint}.new", checkpoint)

    steps = None  # of an epoch, known after the first
    is_done = lambda: spent() >= args.seconds if args.seconds else epoch >= args.epochs
    while not is_done():
        model.train()
        began, sums, count, at = time.time(), torch.zeros(5, device=args.device), 0, 0
        for cut in source.epoch():
            done = spent() / args.seconds if args.seconds else (epoch + at / (steps or 10**9)) / args.epochs
            if done >= 1:
                break
            rate = min(1.0, done / 0.06 if steps or args.seconds else at / 100) * (1 - done)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * rate
            parts = losses(model, cut, args.trust, found=not args.taught and 3 * done > 1)
            whole = sum(weight * part for weight, part in zip(WEIGHTS, parts)) / (10 * len(cut.mask))
            optimizer.zero_grad()
            whole.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step, at, count = step + 1, at + 1, count + len(cut.mask)
            decay = min(args.average, (1 + step) / (10 + step))
            state = model.state_dict()
            torch._foreach_lerp_([average[k] for k in floats], [state[k] for k in floats], 1 - decay)
            sums += torch.stack([p.detach() for p in parts])
            if time.time() - saved_at > 300:
                save()
                saved_at = time.time()
        epoch, steps = epoch + 1, at
        line = dict(epoch=epoch, step=step, seconds=round(time.time() - began, 1), spent=round(spent(), 1),
                    losses=[round(s / max(count, 1), 3) for s in sums.tolist()])
        print(json.dumps(line), flush=True)
        with open(Path(args.out) / "log.jsonl", "a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
    save()
    model.load_state_dict(average)
    model.eval()
    if dev:
        print(args.out, json.dumps(score.score(model, dev, args.device, is_exact=False)), flush=True)
    if args.gap:
        print(args.out, "pronouns", pronouns(model, data.load(args.gap), args.device), flush=True)


if __name__ == "__main__":
    main()

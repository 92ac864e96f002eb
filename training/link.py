"""Trains the linker, or a teacher of it: `python link.py --data work/pairs --out work/linker --seconds 200 [--fold 0] [--lessons FILE..]`.

With `--teacher MPNET` a larger network is trained, and what it says of all pairs is written as `lessons.npz`. With `--fold`
the pairs of FNC-1 of that fold of topics are left out, and scored at the end. Seeded; the rate falls with time.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors import safe_open

from linked import Pairs, read
from linker import ACTS, RELATIONS, Linker
from origins import ORIGINS
from pieces import Vocabulary

torch.set_flush_denormal(True)  # as in train.py

SAME, DENIES, FIGURE, RELATED, UNRELATED = range(5)
# Pairs of each origin in an epoch, at most; those of FNC-1 are chosen apart.
SHARES = {"made": 16000, "msrp": 3600, "ecb": 8000, "ours": 2100, "stances": 3000}
WRITTEN = {(SAME,): 20000, (DENIES,): 20000, (FIGURE,): 20000, (RELATED,): 7000, (UNRELATED,): 3500}  # by relation
AFFAIRS = {(SAME,): 9000, (DENIES,): 9000, (FIGURE,): 6000, (RELATED,): 9000, (RELATED, UNRELATED): 4000}  # likewise
ARTICLES = {(SAME,): 9000, (DENIES,): 9000, (FIGURE,): 6000, (RELATED,): 9000, (RELATED, UNRELATED): 6000}
# The same for a run on a CPU that goes on from a linker: mostly what was written for it.
OWN_SHARES = {"made": 3000, "msrp": 1500, "ecb": 2000, "ours": 10500, "stances": 3000}
OWN_ACTS = 8000
TAUGHT = {"fnc-more": 6000, "heads-more": 8000, "told-more": 8000}


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, required=True, help="what pairs.py wrote")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--fold", type=int, help="leave out this one")
    p.add_argument("--teacher", help="MPNet's weights (safetensors, or int8 rows in a file of torch)")
    p.add_argument("--lessons", type=Path, nargs="*", default=[], help="what teachers wrote, with their folds: FOLD=FILE")
    p.add_argument("--trust", type=float, default=0.5, help="weight of the teachers where there is gold")
    p.add_argument("--layers", type=int, nargs="*", default=[0, 2, 3, 4, 5], help="these of MiniLM")
    p.add_argument("--seconds", type=float, default=200, help="0: only score")
    p.add_argument("--epochs", type=float, help="at most so many; seconds are counted anyway")
    p.add_argument("--tokens", type=int, default=24000, help="pieces a step")
    p.add_argument("--rate", type=float, help="3e-4, of a teacher 7e-5")
    p.add_argument("--average", type=float, default=0.995)
    p.add_argument("--embed-every", type=int, default=3, help="steps")
    p.add_argument("--coded-from", type=float, default=0.4, help="share of the time after which weights are int8")
    p.add_argument("--start", type=Path, help="go on from this linker, as ship.py wrote it, and stay near its embeddings")
    p.add_argument("--frozen", type=int, default=0, help="so many of the first layers, and what lies below, are left as they are")
    p.add_argument("--stances", type=int, default=100000, help="so many pairs of FNC-1 that are not unrelated an epoch, and of denials")
    p.add_argument("--own", action="store_true", help="mostly what was written for it")
    p.add_argument("--share", type=float, default=1.0, help="of the other pairs, an epoch")
    p.add_argument("--acts", type=float, default=1.0, help="weight of the speech acts")
    p.add_argument("--embedded", type=int, default=512, help="texts that are embedded in a step that embeds")
    p.add_argument("--minutes", type=float, default=10, help="between checkpoints (kept.pt)")
    p.add_argument("--resume", type=Path, help="with --start: go on from this checkpoint of a run that was stopped")
    p.add_argument("--small", type=int, help="so many pairs of each origin, to try it out")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return p.parse_args()


def halves(device):
    return torch.autocast(device, dtype=torch.bfloat16, enabled=device != "cpu")


class Trainer:
    def __init__(self, args):
        self.args, self.rng = args, np.random.default_rng(args.seed)
        start = read(args.data / "start.npz.xz")
        known = start.pop("vocabulary").tobytes().decode().split("\n")
        tensors = {k: torch.tensor(v) for k, v in start.items()}
        if args.teacher:
            self.vocabulary = Vocabulary((args.data / "vocab.txt").read_text(encoding="utf-8").splitlines())
            load = torch.load if args.teacher.endswith(".pt") else __import__("safetensors.torch").torch.load_file
            self.model = Linker(len(self.vocabulary.pieces), 768, 12, 3072, 12, relative=32)
            self.model.start_from(load(args.teacher), range(12))
        elif args.start:
            self.vocabulary, self.model = written(args.start)
            self.plain = written(args.start)[1].to(args.device).eval()
            if args.resume:
                self.model.load_state_dict(torch.load(args.resume)["average"])
        else:
            self.vocabulary = Vocabulary(known)
            self.model = Linker(len(known), layers=len(args.layers)).start_from(tensors, args.layers)
            self.plain = Linker(len(known), layers=6).start_from(tensors, range(6)).to(args.device).eval()
        if args.frozen:
            below = [self.model.word, self.model.position, self.model.norm, *self.model.layers[: args.frozen]]
            [parameter.requires_grad_(False) for module in below for parameter in module.parameters()]
        self.model.to(args.device)
        self.pairs = Pairs(args.data / "pairs.npz.xz", self.vocabulary, args.device)
        if args.small:
            drop = np.concatenate([self.rng.permutation(np.flatnonzero(self.pairs.origin == o))[args.small :] for o in range(len(ORIGINS))])
            self.pairs.origin[drop] = 255
        self.tensors()
        self.cosine = torch.nn.Parameter(torch.tensor([10.0, 0.5], device=args.device))  # slope, and where it is even

    def tensors(self):
        """What is known and taught of each pair, on the device."""
        pairs, device = self.pairs, self.args.device
        bits = (pairs.mask[:, None] >> np.arange(5)) & 1
        self.allowed = torch.tensor(bits, device=device).bool()
        # Whatever says the same tells of one event, and what has nothing to do with it does not.
        event = np.where((pairs.event == 2) & (pairs.mask == 1 << SAME) & ~pairs.of("fnc"), 1, pairs.event)
        self.event = torch.tensor(event, device=device)
        outside = (pairs.folds == self.args.fold).any(1) if self.args.fold is not None else np.zeros(len(bits), bool)
        self.inside = ~outside
        self.lesson, self.trusted = None, None
        if self.args.lessons:
            self.lesson, self.trusted = lessons(self.args.lessons, pairs, device)

    def epoch(self):
        """Rows of an epoch."""
        p, rng, args = self.pairs, self.rng, self.args
        some = lambda rows, n: rng.permutation(rows)[:n]
        ours = lambda *names: np.flatnonzero(p.of(*names) & self.inside)
        stance = ours("fnc")
        related = stance[p.mask[stance] != 1 << UNRELATED]
        chosen = [some(related, args.stances), some(stance[p.mask[stance] == 1 << DENIES], args.stances), some(stance[p.mask[stance] == 1 << UNRELATED], int(0.8 * min(args.stances, len(related))))]
        chosen += [some(ours(name), int(args.share * n)) for name, n in (OWN_SHARES if args.own else SHARES).items()]
        chosen.append(some(ours("acts"), OWN_ACTS) if args.own else ours("acts"))
        told = ours("written")
        chosen += [some(told[p.mask[told] == sum(1 << r for r in which)], int(args.share * n)) for which, n in WRITTEN.items()]
        told = ours("affairs")
        chosen += [some(told[p.mask[told] == sum(1 << r for r in which)], int(args.share * n)) for which, n in AFFAIRS.items()]
        told = ours("articles")
        chosen += [some(told[p.mask[told] == sum(1 << r for r in which)], n) for which, n in ARTICLES.items()]
        if self.lesson is not None:
            chosen += [some(ours(name), n) for name, n in TAUGHT.items()]
        return np.concatenate(chosen)

    def relate(self, model, rows):
        with halves(self.args.device):
            return model.relate(**self.pairs.texts.batch(rows))

    def relation_loss(self, rows):
        with halves(self.args.device):
            scores, acts = self.model.both(**self.pairs.texts.batch(rows))
        at = torch.as_tensor(rows, device=scores.device)
        sure, allowed = scores[:, :5].log_softmax(1), self.allowed[at]
        known = allowed.any(1)
        gold = -torch.where(allowed, sure, -1e4).logsumexp(1) * known
        event = self.event[at]
        of_event = F.binary_cross_entropy_with_logits(scores[:, 5], (event == 1).float(), reduction="none") * (event < 2)
        loss = gold + 0.5 * of_event
        if self.lesson is not None:
            lesson, trusted = self.lesson[at].float(), self.trusted[at]
            taught = -(lesson[:, :5] * sure).sum(1) + 0.5 * F.binary_cross_entropy_with_logits(scores[:, 5], lesson[:, 5], reduction="none")
            share = torch.where(known, self.args.trust, 1.0) * trusted
            loss = (1 - share) * loss + share * taught
        act = torch.as_tensor(self.pairs.act[rows], device=scores.device)
        of_act = F.cross_entropy(acts, act, ignore_index=255, reduction="none", label_smoothing=0.05)
        return (loss + self.args.acts * of_act * torch.as_tensor(self.pairs.trust[rows], device=scores.device)).mean()

    def embedding(self, model, sentences):
        with halves(self.args.device):
            batch = self.pairs.sentences.batch(sentences, ("ids",))
            return model.embed(batch["ids"], batch["lengths"])

    def embedding_loss(self):
        """Near what the encoder said before, but for pairs of which it is known whether they tell of one event."""
        p, rng, n = self.pairs, self.rng, self.args.embedded // 4 if not self.args.small else 8
        texts = rng.choice(self.usual, 2 * n)
        loss = 2 * (1 - (self.embedding(self.model, texts) * self.embedding(self.plain, texts)).sum(1)).mean()
        rows = np.concatenate([rng.choice(self.told[1], n // 2), rng.choice(self.told[0], n // 2)])
        both = self.embedding(self.model, np.concatenate([p.one[rows], p.two[rows]]))
        near = (both[: len(rows)] * both[len(rows) :]).sum(1)
        right = (self.event[torch.as_tensor(rows, device=near.device)] == 1).float()
        return loss + 0.5 * F.binary_cross_entropy_with_logits(self.cosine[0] * (near - self.cosine[1]), right)

    def groups(self, rate):
        decay = 0.9 if self.args.teacher else 0.95
        top, out = len(self.model.layers), []
        for name, parameter in self.model.named_parameters():
            if not parameter.requires_grad:
                continue
            if name.startswith("layers."):
                own = rate * decay ** (top - 1 - int(name.split(".")[1]))
            elif name.startswith(("inner.", "outer.", "act_", "side.", "shared.")):
                own = max(5e-4, rate)
            else:
                own = rate * decay**top
            out.append(dict(params=[parameter], lr=own, base=own, weight_decay=0.01 if parameter.ndim > 1 else 0.0))
        out.append(dict(params=[self.cosine], lr=1e-2, base=1e-2, weight_decay=0.0))
        merged = {}
        for group in out:
            merged.setdefault((group["base"], group["weight_decay"]), dict(group, params=[]))["params"] += group["params"]
        return list(merged.values())

    def train(self):
        args, model, began = self.args, self.model, time.time()
        p = self.pairs
        if not args.seconds:  # only scored
            model.eval()
            model.code()
            return
        used = p.of("fnc", "fnc-more", "heads-more", "told-more", "msrp", "ecb", "ours", "made", "written", "stances", "affairs", "articles") & self.inside
        long = p.sentences.lengths
        self.usual = np.array([s for s in np.unique(np.concatenate([p.one[used], p.two[used]])) if long[s] > 6])
        single = p.of("ecb", "msrp", "written", "affairs", "articles")
        event = self.event.cpu().numpy()
        self.told = [np.flatnonzero(single & (event == e)) for e in (0, 1)]
        rate = args.rate or (7e-5 if args.teacher else 3e-4)
        optimizer = torch.optim.AdamW(self.groups(rate), betas=(0.9, 0.98), fused=args.device != "cpu")
        average = {k: v.detach().clone() for k, v in model.state_dict().items()}
        names = [k for k, v in average.items() if v.is_floating_point()]
        step, epoch, seen, kept = 0, 0, 0, time.time()
        done = 0.0
        while done < 1:
            model.train()
            batches = p.texts.batches(self.epoch(), args.tokens, self.rng)
            sums, count, before = torch.zeros(2, device=args.device), 0, time.time()
            for i, rows in enumerate(batches):
                done = (time.time() - began) / args.seconds
                if args.epochs:
                    done = max(done, (epoch + i / len(batches)) / args.epochs)
                if done >= 1:
                    break
                if done > args.coded_from and not args.teacher and not model.is_coded:
                    model.code()
                for group in optimizer.param_groups:
                    group["lr"] = group["base"] * min(1.0, done / 0.06 + 0.02) * (1 - done)
                loss = relation = self.relation_loss(rows)
                if not args.teacher and step % args.embed_every == 0:
                    close = self.embedding_loss()
                    loss = relation + close
                    sums[1] += close.detach()
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                step, count, seen = step + 1, count + 1, seen + len(rows)
                decay = min(args.average, (1 + step) / (10 + step))
                state = model.state_dict()
                torch._foreach_lerp_([average[k] for k in names], [state[k] for k in names], 1 - decay)
                sums[0] += relation.detach()
                if step % 100 == 0:
                    print(json.dumps(dict(out=args.out.name, step=step, of=len(batches), pairs=seen, loss=round(float(sums[0]) / count, 3))), flush=True)
                if time.time() - kept > 60 * args.minutes:
                    self.keep(average)
                    kept = time.time()
            epoch += 1
            print(json.dumps(dict(out=args.out.name, epoch=epoch, step=step, pairs=seen, seconds=round(time.time() - before, 1),
                                  loss=round(float(sums[0]) / max(1, count), 3), embed=round(float(sums[1]) / max(1, count) * args.embed_every, 3))), flush=True)
        model.load_state_dict(average)
        model.eval()
        if not args.teacher:
            model.code()

    @torch.no_grad()
    def probabilities(self, rows):
        """(rows, 6): of the relations, and of one event."""
        out = np.zeros((len(rows), 6), np.float32)
        where = np.full(len(self.pairs.mask), -1)
        where[rows] = np.arange(len(rows))
        for part in self.pairs.texts.batches(rows, 3 * self.args.tokens):
            scores = self.relate(self.model, part)
            out[where[part]] = torch.cat([scores[:, :5].softmax(1), scores[:, 5:].sigmoid()], 1).cpu().numpy()
        return out

    @torch.no_grad()
    def act_probabilities(self, rows):
        """(rows, 15)"""
        out = np.zeros((len(rows), len(ACTS)), np.float32)
        where = np.full(len(self.pairs.mask), -1)
        where[rows] = np.arange(len(rows))
        for part in self.pairs.texts.batches(rows, 3 * self.args.tokens):
            out[where[part]] = self.model.acts(**self.pairs.texts.batch(part)).softmax(1).cpu().numpy()
        return out

    @torch.no_grad()
    def near(self, model, rows):
        """Cosines of the first sentences of pairs."""
        sentences = np.unique(np.concatenate([self.pairs.one[rows], self.pairs.two[rows]]))
        at = np.zeros(len(self.pairs.sentences.lengths), np.int64)
        at[sentences] = np.arange(len(sentences))
        out = torch.zeros(len(sentences), model.config["hidden"], device=self.args.device)
        for part in self.pairs.sentences.batches(sentences, 3 * self.args.tokens):
            out[torch.as_tensor(at[part], device=out.device)] = self.embedding(model, part)
        return (out[at[self.pairs.one[rows]]] * out[at[self.pairs.two[rows]]]).sum(1).cpu().numpy()

    def keep(self, average):
        """The weights so far, where a run that was stopped leaves them."""
        kept = self.args.out / "kept.pt"
        torch.save(dict(average=average, now=self.model.state_dict()), kept.with_suffix(".new"))
        kept.with_suffix(".new").replace(kept)

    def score(self):
        p, args = self.pairs, self.args
        result, said = {}, []
        groups = ["msrp-val", "ecb-dev", "made-dev", "ours", "ours-sample", "ours-floor", "written-floor", "stances-floor", "affairs-floor", "articles-floor"]
        if args.fold is not None:
            groups.insert(0, "fnc")
        for name in groups:
            rows = np.flatnonzero(p.of(name) if name != "fnc" else p.of(name) & (p.folds[:, 1] == args.fold))
            if not len(rows):
                continue
            if args.device == "cpu" and name != "fnc":
                rows = np.sort(self.rng.permutation(rows)[:2500])  # of some, so that it takes minutes
            sure = self.probabilities(rows)
            result[name] = figures(name, sure, p.mask[rows], p.event[rows])
            if name == "ecb-dev":
                result[name]["plain"] = None if args.teacher else average_precision(self.near(self.plain, rows), p.event[rows])
                result[name]["embedding"] = None if args.teacher else average_precision(self.near(self.model, rows), p.event[rows])
            said += [json.dumps(dict(out=args.out.name, row=int(r), origin=name, mask=int(p.mask[r]), event=int(p.event[r]), p=[round(float(x), 4) for x in s]))
                     for r, s in zip(rows, sure) if name != "ecb-dev" or r % 4 == 0]
            print(args.out.name, name, json.dumps(result[name]), flush=True)
        for name in ("acts-floor", "acts-dev"):
            rows = np.flatnonzero(p.of(name))
            sure, right = self.act_probabilities(rows), p.act[rows]
            firm = p.trust[rows] == 1
            best = sure.argmax(1)
            result[name] = dict(accuracy=round(100 * float((best == right).mean()), 1), firm=round(100 * float((best == right)[firm].mean()), 1), acts=len(rows))
            print(args.out.name, name, json.dumps(result[name]), flush=True)
        np.savez(args.out / "acts.npz", rows=rows, sure=sure)
        (args.out / "figures.json").write_text(json.dumps(result, indent=1))
        (args.out / "said.jsonl").write_text("\n".join(said) + "\n")


def written(path):
    """(vocabulary, network) of a file that ship.py wrote."""
    with safe_open(path, "pt") as f:
        tensors, config = {name: f.get_tensor(name) for name in f.keys()}, json.loads(f.metadata()["config"])
    vocabulary = Vocabulary(tensors.pop("vocabulary").numpy().tobytes().decode().rstrip("\n").split("\n"))
    tensors.pop("calibration")
    plain = {k: v.float() * (tensors[k + ".scale"][:, None] if k + ".scale" in tensors else 1) for k, v in tensors.items() if not k.endswith(".scale")}
    model = Linker(**{k: config[k] for k in ("vocab", "hidden", "heads", "inner", "layers", "positions")})
    missing, unknown = model.load_state_dict(plain, strict=False)
    assert not unknown and all(name.startswith("act_") for name in missing), (missing, unknown)
    return vocabulary, model


def f1(right, found, gold):
    return round(200 * float(right) / max(1.0, float(found + gold)), 1)


def figures(name, sure, mask, event):
    best = sure[:, :5].argmax(1)
    if name == "fnc":
        best[best == FIGURE] = RELATED  # it has no such class
        gold = np.log2(mask).astype(int)
        each = {RELATIONS[c]: f1(((best == c) & (gold == c)).sum(), (best == c).sum(), (gold == c).sum()) for c in (SAME, DENIES, RELATED, UNRELATED)}
        return dict(macro=round(sum(each.values()) / 4, 1), pairs=len(mask), **each)
    if name == "ecb-dev":
        return dict(event=average_precision(sure[:, 5], event), not_unrelated=average_precision(1 - sure[:, 4], event), pairs=len(mask), same=int((event == 1).sum()))
    if name == "msrp-val":
        same = mask == 1 << SAME
        return dict(same=f1((same & (best == SAME)).sum(), (best == SAME).sum(), same.sum()), accuracy=round(100 * float(((best == SAME) == same).mean()), 1),
                    half=f1((same & (sure[:, 0] > 0.5)).sum(), (sure[:, 0] > 0.5).sum(), same.sum()))
    right = (mask >> best) & 1 == 1
    out = dict(accuracy=round(100 * float(right.mean()), 1), pairs=len(mask))
    for c in (SAME, DENIES, FIGURE):
        gold = mask == 1 << c
        out[RELATIONS[c]] = f1((gold & (best == c)).sum(), (best == c).sum(), gold.sum())
    return out


def average_precision(scores, event):
    right = (event == 1)[np.argsort(-scores, kind="stable")]
    return round(100 * float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean()), 1) if right.any() else None


def lessons(files, pairs, device):
    """What teachers say of each pair, the mean of those there are (rows, 6), and whether there are any. Of a pair of FNC-1 that
    lies in one fold, where several teachers are given, only the one that has not learnt from it is heard."""
    total, count = np.zeros((len(pairs.mask), 6), np.float32), np.zeros(len(pairs.mask), np.float32)
    for item in files:
        fold, _, path = str(item).partition("=")
        with np.load(path) as saved:
            rows, sure = saved["rows"], saved["sure"].astype(np.float32)
        in_one = (pairs.folds[rows, 0] == pairs.folds[rows, 1]) & (pairs.folds[rows, 0] < 255)
        heard = ~in_one | (pairs.folds[rows, 0] == int(fold)) if len(files) > 1 else np.ones(len(rows), bool)
        total[rows[heard]] += sure[heard]
        count[rows[heard]] += 1
    return torch.tensor(total / np.maximum(count, 1)[:, None], device=device).half(), torch.tensor((count > 0).astype(np.float32), device=device)


def teach(trainer):
    """Writes what the network says of pairs that are not right by construction; of unrelated ones of FNC-1 only some."""
    p = trainer.pairs
    rows = np.flatnonzero(p.of("fnc", "fnc-more", "heads-more", "told-more", "msrp", "ecb", "ours"))
    is_easy = (p.origin[rows] == ORIGINS.index("fnc")) & (p.mask[rows] == 1 << UNRELATED) & (rows % 5 > 0)
    rows = rows[~is_easy]
    np.savez(trainer.args.out / "lessons.npz", rows=rows.astype(np.int32), sure=trainer.probabilities(rows).astype(np.float16))


def main():
    began = time.time()
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    trainer = Trainer(args)
    took = lambda what: print(args.out.name, what, round(time.time() - began, 1), "s", flush=True)
    took("ready")
    trainer.train()
    if args.teacher:
        teach(trainer)
        (args.out / "taught").touch()
        took("taught")
    else:
        from ship import ship

        ship(trainer.model, trainer.vocabulary.pieces, args.out / "linker.safetensors")
    trainer.score()
    took("done")


if __name__ == "__main__":
    main()

"""The mean of some linkers that went on from one: `python mean.py IN.safetensors IN.safetensors OUT.safetensors`.

The mean of weights that were tuned from one start often does as well as the best of them (Wortsman et al. 2022). It has no calibration of its
own: calibrate_linker.py fits one on what `link.py --start OUT.safetensors --seconds 0` writes, and ship.py writes it in.
"""

import argparse
from pathlib import Path

import link
from ship import ship


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("linkers", nargs="+", help="as link.py or ship.py wrote them, the first one's vocabulary in all")
    p.add_argument("out", type=Path)
    args = p.parse_args()
    vocabulary, model = link.written(args.linkers[0])
    states = [model.state_dict()]
    for path in args.linkers[1:]:
        theirs, other = link.written(path)
        if theirs.pieces != vocabulary.pieces:
            p.error(f"{path} has another vocabulary than {args.linkers[0]}")
        states.append(other.state_dict())
    mean = {name: sum(s[name] for s in states) / len(states) if value.is_floating_point() else value for name, value in states[0].items()}
    model.load_state_dict(mean)
    model.eval()
    model.code()
    print("sha256", ship(model, vocabulary.pieces, args.out))


if __name__ == "__main__":
    main()

"""How often the entity head sees each corpus: `python mentions.py work/entities-train.jsonl work/mentions.jsonl`.

PolNeAR's silver labels are left out, since they are joined to the documents that train the rest (train.py, --entities).
"""

import json
import random
import sys

# Hand-made labels of news-like names are few and count most; of the largest silver corpus a part is enough.
TIMES = {"crossner": 8, "gum": 2, "ecb": 1, "fnc": 0.2, "polnear": 0}


def main():
    source, out = sys.argv[1:]
    rng = random.Random(3)
    with open(source, encoding="utf-8") as lines, open(out, "w", encoding="utf-8") as f:
        for line in lines:
            times = TIMES[json.loads(line)["source"]]
            f.write(line * (int(times) + (rng.random() < times - int(times))))


if __name__ == "__main__":
    main()

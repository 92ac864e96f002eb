#!/usr/bin/env python3
"""How well articles are found in pages, by sayso and by trafilatura (PyPI), in one run.

    python3 bench/pages.py ARCHIVE [--sayso PATH]

ARCHIVE is a tar of a folder `pages` and a file `gold.json`, which names for each page words that must stand in the
article and words that must not. Titles and days are compared with the page's own og:title and article:published_time,
where it has them. Times are of one process each, start included. trafilatura must be installed, with lxml_html_clean.
"""

import argparse
import html
import json
import re
import subprocess
import tarfile
import tempfile
import time
from pathlib import Path


def folded(text):
    return " ".join((text or "").replace("\u00ad", "").split())


def scores(texts, gold):
    """Precision, recall and F1 over the listed segments, in percent."""
    right = wrong = wanted = 0
    for name, page in gold.items():
        text = folded(texts.get(name))
        right += sum(folded(segment) in text for segment in page["with"])
        wrong += sum(folded(segment) in text for segment in page["without"])
        wanted += len(page["with"])
    precision, recall = right / max(1, right + wrong), right / wanted
    return [round(100 * share, 2) for share in (precision, recall, 2 * precision * recall / (precision + recall))]


def marked(page):
    """The title and the day that a page has in its meta tags."""
    charset = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", page[:4096])
    try:
        text = page.decode("utf-8")
    except UnicodeDecodeError:
        text = page.decode(charset[1].decode() if charset else "cp1252", "replace")
    out = []
    for name in ("og:title", "article:published_time"):
        tag = re.search(rf"<meta[^>]*[\"']{name}[\"'][^>]*>", text, re.I)
        value = tag and re.search(r"content\s*=\s*(\"[^\"]*\"|'[^']*')", tag[0], re.I)
        out.append(folded(html.unescape(value[1][1:-1])) if value else None)
    return out[0], out[1] and out[1][:10]


def by_sayso(binary, folder, gold):
    texts, metas, seconds = {}, {}, 0.0
    for name, page in gold.items():
        start = time.perf_counter()
        command = [binary, "read", str(folder / name), "--format", "json", "--url", page["url"]]
        found = subprocess.run(command, capture_output=True, check=False)
        seconds += time.perf_counter() - start
        read = json.loads(found.stdout)
        texts[name] = read["text"]
        metas[name] = (read["title"], (read["page"]["published"] or "")[:10])
    return texts, metas, seconds


def by_trafilatura(folder, gold):
    import trafilatura

    texts, metas, start = {}, {}, time.perf_counter()
    for name, page in gold.items():
        data = (folder / name).read_bytes()
        found = trafilatura.bare_extraction(data, url=page["url"], include_comments=False, with_metadata=True)
        read = found.as_dict() if found else {}
        texts[name] = read.get("text")
        metas[name] = (read.get("title"), read.get("date"))
    return texts, metas, time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--sayso", default="sayso")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, tarfile.open(arguments.archive) as archive:
        archive.extractall(folder, filter="data")
        gold = json.loads(next(Path(folder).rglob("gold.json")).read_text())
        pages = next(path for path in Path(folder).rglob("pages") if path.is_dir())
        said = {name: marked((pages / name).read_bytes()) for name in gold}
        runs = {"sayso": by_sayso(arguments.sayso, pages, gold), "trafilatura": by_trafilatura(pages, gold)}
        for engine, (texts, metas, seconds) in runs.items():
            precision, recall, f1 = scores(texts, gold)
            # A title may leave out the outlet's name, which og:title has on some pages.
            titles = [(said[name][0], folded(metas[name][0])) for name in gold if said[name][0]]
            days = [(said[name][1], metas[name][1]) for name in gold if said[name][1]]
            same = sum(found and wanted.startswith(found) for wanted, found in titles)
            on_day = sum(wanted == found for wanted, found in days)
            print(f"{engine:12} precision {precision} recall {recall} F1 {f1}; titles {same}/{len(titles)}, "
                  f"days {on_day}/{len(days)}; {len(gold) / seconds:.0f} pages a second")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""How well kread reads pages, held by a floor.

Changing a class word, a phrase or a feature shows here what it costs.

usage: quality.py [--update] EXTRACT_PAGES WORKER MODEL_ANSWERS PAGES [NAME...]

PAGES/NAME.html is a page in the shape of real ones: news sites, blogs, forums, documentation,
shops, town halls, in some twenty languages and in the markup of some fifty systems. Everything in
them was made up for this test. Some are hard, and are meant to stay hard. PAGES/NAME.truth.json is
what a careful reader wants of it, written from what was put into the page and never from what kread
prints:

    url              address of the page
    encode           encoding to send the page in (a name of Python's); the file itself is UTF-8
    content_type     header of the response
    title            the headline
    published        the day, or a time that begins with it; absent: not scored
    body             paragraphs, headings, list items, cells; absent (a front page): not scored
    recommendations  [{title, url}]: what the page recommends to readers of the article; empty:
                     nothing
    also             other lists of articles (most read, latest, next and previous): neither wanted
                     nor wrong

Figures of a page, from 0 to 1. Four are of what kread prints:

    body             F1 of shingles of four words; in Chinese, Japanese and Korean each character is
                     a word
    title            1 if equal but for case, space and punctuation
    day              1 if equal
    recommendations  F1 of the addresses

Four are of what the trained models say on the way there. They move with every feature, long before
a paragraph is lost: the mean of the probabilities that a model gives to the right answers, over

    body_model       the words of the page
    list_model       its lists of links
    title_model      the candidates for its title
    day_model        the days that it mentions

PAGES/floor.json holds their means over the pages, with precision and recall of the body, and the
figures of each page. None may fall below it. If some do, see what was lost or added (name the pages
to see all of it). If the change is worth it, or if figures rose, --update writes the floor anew and
prints what changed; say in the commit why a figure fell.

To add a page write NAME.html and NAME.truth.json, then --update. Give it markup and text unlike
those of the others.
"""
import argparse
import datetime
import json
import pathlib
import re
import statistics
import sys
import unicodedata
from collections import Counter
from urllib.parse import unquote, urldefrag, urljoin

import models
import worker

PRINTED = ("body", "title", "day", "recommendations")
MODELS = ("body_model", "list_model", "title_model", "day_model")
LEAST = 0.00001  # figures are stored with five digits; the models count in integers
FIGURES = ("body", "precision", "recall") + PRINTED[1:] + MODELS
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")


def shingles(text):
    text = unicodedata.normalize("NFKC", text).casefold()
    words = re.findall(r"\w+", CJK.sub(lambda m: f" {m[0]} ", text))
    return Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3)) if words)


def overlap(truth, got):
    """Precision, recall and F1 of one Counter against another."""
    if not truth or not got:
        return (1.0,) * 3 if not truth and not got else (0.0,) * 3
    hit = sum((truth & got).values())
    precision, recall = hit / sum(got.values()), hit / sum(truth.values())
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def bare(text):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or "").casefold())


def bare_url(url):
    return unquote(urldefrag(url)[0])


def urls(page, key):
    """{address: title} of one of its lists."""
    return {bare_url(x["url"]): x["title"] for x in page.get(key, [])}


class Text:
    """A text in which lines are looked for."""

    def __init__(self, text):
        self.words, self.bare = shingles(text), bare(text)

    def lacks(self, line):
        """Most of a line is not in it."""
        own = shingles(line)
        if sum(own.values()) > 1:
            return sum((own & self.words).values()) * 2 < sum(own.values())
        return bare(line) != "" and bare(line) not in self.bare


def printed_figures(truth, article):
    """Those of what kread prints for which there is a truth."""
    found = {}
    if "body" in truth:
        found["precision"], found["recall"], found["body"] = overlap(
            shingles("\n".join(truth["body"])), shingles(article.get("body", "")))
    if "title" in truth:
        found["title"] = float(bare(truth["title"]) == bare(article.get("title")))
    if "published" in truth:
        found["day"] = float(truth["published"][:10] == article.get("published", "")[:10])
    core, also = set(urls(truth, "recommendations")), set(urls(truth, "also"))
    got = set(urls(article, "recommendations")) - (also - core)
    found["recommendations"] = overlap(Counter(core), Counter(got))[2]
    return found


def mean_right(answers):
    """Of (right, probability, weight); None: there are none."""
    weight = sum(w for _, _, w in answers)
    return sum((p if right else 1 - p) * w for right, p, w in answers) / weight if weight else None


def list_answers(truth, lists):
    core, also = urls(truth, "recommendations"), urls(truth, "also")
    for links, p in lists:
        links = [bare_url(urljoin(truth["url"], x)) for x in links]
        if links and sum(x in also for x in links) * 2 <= len(links):
            yield sum(x in core for x in links) * 2 > len(links), p, 1


def model_figures(truth, said):
    found = {"list_model": mean_right(list(list_answers(truth, said["lists"])))}
    if "body" in truth:
        body = Text("\n".join(truth["body"]))
        found["body_model"] = mean_right(
            [(not body.lacks(t), p, sum(shingles(t).values())) for t, p in said["segments"]])
    if "title" in truth:
        found["title_model"] = mean_right(
            [(bare(t) == bare(truth["title"]), p, 1) for t, p in said["titles"]])
    if "published" in truth:
        day = datetime.date.fromisoformat(truth["published"][:10]) - datetime.date(1970, 1, 1)
        found["day_model"] = mean_right([(d == day.days, p, 1) for d, p in said["days"]])
    return {k: v for k, v in found.items() if v is not None}


def means(pages):
    return {f: round(statistics.fmean(p[f] for p in pages.values() if f in p), 5) for f in FIGURES}


def differences(truth, article):
    """What of the truth is lost and what there is beside it, for people."""
    lines, figures = [], printed_figures(truth, article)
    if "body" in truth:
        want, got = "\n".join(truth["body"]), article.get("body", "")
        lines += [f"lost {x[:90]!r}" for x in want.split("\n") if Text(got).lacks(x)]
        lines += [f"added {x[:90]!r}" for x in got.split("\n") if Text(want).lacks(x)]
    if figures.get("title") == 0:
        lines.append(f"title {article.get('title')!r}, truth {truth['title']!r}")
    if figures.get("day") == 0:
        lines.append(f"published {article.get('published')!r}, truth {truth['published']!r}")
    want, got = urls(truth, "recommendations"), urls(article, "recommendations")
    known = {**want, **urls(truth, "also")}
    lines += [f"lost recommendation {t[:70]!r}" for u, t in want.items() if u not in got]
    lines += [f"added recommendation {t[:70]!r}" for u, t in got.items() if u not in known]
    return ["    " + x for x in lines]


def changes(was, now):
    """(page: figure, before, after) of what differs, the worst first."""
    found = []
    for name, page in now.items():
        for figure, after in page.items():
            before = was.get(name, {}).get(figure)
            if before is None or abs(after - before) > LEAST:
                found.append((f"{name}: {figure}", before, after))
    return sorted(found, key=lambda c: c[2] - (c[1] or 0))


def print_changes(head, these, most):
    if these:
        print(head)
    for name, before, after in these[:most]:
        was = "new    " if before is None else format(before, ".5f")
        print(f"  {name:44} {was} -> {after:.5f}")
    if len(these) > most:
        print(f"  ... and {len(these) - most} more")


def update(path, floor, now):
    text = json.dumps(now, indent=1)
    text = re.sub(r"\{\s+([^{}]+?)\s+\}", lambda m: "{" + re.sub(r"\s+", " ", m[1]) + "}", text)
    path.write_text(text + "\n")
    print_changes("pages", changes(floor["pages"], now["pages"]), 1000)
    print_changes("means", changes({"mean": floor["means"]}, {"mean": now["means"]}), 1000)


def compare(floor, now, named):
    """Prints what differs. The pages that fell, or whose floor is missing; True: a mean fell."""
    fell, rose = [], []
    for change in changes(floor["pages"], now["pages"]):
        (fell if change[1] is None or change[2] < change[1] else rose).append(change)
    print_changes("FELL", fell, 40)
    print_changes("rose", rose[::-1], 40)
    moved = [] if named else changes({"mean": floor["means"]}, {"mean": now["means"]})
    print_changes("means that moved", moved, 40)
    lost = [] if named else sorted(set(floor["pages"]) - set(now["pages"]))
    if lost:
        print("pages that are gone:", ", ".join(lost))
    worse = any(c[1] is None or c[2] < c[1] for c in moved)
    return {c[0].split(":")[0] for c in fell}, bool(lost) or worse


def measure(args, requests):
    """{NAME: figures} and {NAME: article}."""
    articles = worker.extract(args.program, args.worker, requests)
    said = models.read(args.model_answers, requests)
    pages = {}
    for (path, truth), article in zip(requests, articles):
        found = {**printed_figures(truth, article), **model_figures(truth, said[path.stem])}
        pages[path.stem] = {f: round(found[f], 5) for f in FIGURES if f in found}
    return pages, {path.stem: a for (path, _), a in zip(requests, articles)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    for name in ("program", "worker", "model_answers"):
        parser.add_argument(name)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    paths = [p for p in args.folder.glob("*.html") if not args.names or p.stem in args.names]
    requests = [(p, json.loads(p.with_suffix(".truth.json").read_text("utf-8")))
                for p in sorted(paths)]
    pages, articles = measure(args, requests)
    now = {"means": {} if args.names else means(pages),
           "pages": {n: {f: p[f] for f in PRINTED + MODELS if f in p} for n, p in pages.items()}}
    stored = args.folder / "floor.json"
    floor = json.loads(stored.read_text()) if stored.exists() else {"means": {}, "pages": {}}
    if args.update and not args.names:
        update(stored, floor, now)
        return 0
    fell, lost = compare(floor, now, args.names)
    for path, truth in requests:
        if args.names or path.stem in fell:
            lines = differences(truth, articles[path.stem])
            own = pages[path.stem]
            print(f"{path.stem}: " + ", ".join(f"{f} {v:.4f}" for f, v in own.items()))
            print(*lines if args.names else lines[:12], sep="\n")
    print(f"{len(pages)} pages, {len(fell)} fell")
    return 1 if fell or lost or not pages else 0


sys.exit(main())

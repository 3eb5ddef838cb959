#!/usr/bin/env python3
"""Learn which segments of a page are its body: writes src/extract/model/body_model.inc, and model_check.inc beside it.

  body.py DUMP BENCH WORK FILE [FOLDS]    trains on all pages and writes the table to FILE; prints figures under cross-validation,
                                          pages of one site always together. FOLDS: a folder for the tables without each fold
                                          (fold-K.inc) and the pages of it (fold-K.SET.list), to measure the whole program

DUMP is the program tests/bench/dump_segments of a build, BENCH a folder with bench.py and its sets, WORK a folder for unpacked
pages, kept between runs. Needs numpy and scikit-learn. What is learned and how it is used stands in
src/extract/model_priv.h; how pages are labelled in body_labels.py. The same data give the same table.
"""
import gzip
import json
import pathlib
import subprocess
import sys
from collections import Counter, defaultdict
from urllib.parse import urlsplit

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

import body_labels

SETS = ("zyte", "wcxb", "segments", "zh")
FOLDS = 5
LEAVES = 16
FIRST = {"max_iter": 80, "learning_rate": 0.14}
SECOND = {"max_iter": 100, "learning_rate": 0.09}
COMMON = {"max_leaf_nodes": LEAVES, "min_samples_leaf": 40, "l2_regularization": 1.0, "early_stopping": False,
          "random_state": 0}
SCALE = 4096           # of logits in the table
ODDS, ODDS_STEP = 512, 128
CHECKS = 40            # segments for tests of the table
LIGHT = 0.3            # share of the light segments outside bodies that is trained on


class Page:
    pass


def site(truth):
    """What comes from one site must not be on both sides of a fold."""
    url = truth.get("url") or ""
    host = url.split("::", 1)[1].split("-")[0] if "::" in url else urlsplit(url).netloc or truth["id"].split("-")[0]
    parts = host.removeprefix("www.").split(":")[0].split(".")
    country = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3:] if country else parts[-2:])


def unpack(bench, work):
    """Write the pages as files and the list of them; returns the truths in its order."""
    truths = []
    with open(work / "all.list", "w", encoding="utf-8") as out:
        for name in SETS:
            (work / name).mkdir(parents=True, exist_ok=True)
            for line in open(bench / name / "truth.jsonl", encoding="utf-8"):
                truth = json.loads(line)
                page = work / name / f"{truth['id']}.html"
                if not page.exists():
                    page.write_bytes(gzip.decompress((bench / name / "html" / f"{truth['id']}.html.gz").read_bytes()))
                out.write(f"{name}/{truth['id']}\t{truth.get('url') or ''}\t{page}\n")
                truths.append((name, truth))
    return truths


def weigh(page, counts):
    """Each page counts the same: a segment by its share of the words of the true body."""
    label = np.array(page.label)
    if page.set == "segments":
        return np.where(page.known, 0.1, 0.0) * (1.0 if label.any() else 0.5)
    weight = (counts + 1.0) / (max(len(page.truth), 60) + 10)
    outside = weight[label < 0.5].sum()
    if outside > 1.5:
        weight = np.where(label < 0.5, weight * 1.5 / outside, weight)
    if counts[label >= 0.5].sum() < 0.3 * len(page.truth):
        return weight * 0.0  # the text is not in the page
    return weight * (4.0 if page.set in ("zyte", "zh") else 1.0)


class Data:
    def __init__(self, dump, bench, work):
        self.dump, self.work = dump, work
        truths = unpack(bench, work)
        subprocess.run([dump, "features", work / "all.list", work / "x1.bin", work / "texts.jsonl"], check=True)
        names = subprocess.run([dump, "names"], check=True, capture_output=True, text=True).stdout.split("\n")
        self.names = [n for n in names if n]
        self.first = names.index("")
        self.pages, at = [], 0
        for (name, truth), line in zip(truths, open(work / "texts.jsonl", encoding="utf-8")):
            page = Page()
            page.set, page.truth_row, page.site = name, truth, site(truth)
            page.id = f"{name}/{truth['id']}"
            page.texts = json.loads(line)["segments"]
            page.words = [body_labels.words(t) for t in page.texts]
            page.from_, page.to = at, at + len(page.texts)
            at = page.to
            self.label_page(page)
            self.pages.append(page)
        self.label = np.concatenate([np.array(p.label) for p in self.pages]) >= 0.5
        self.weight = np.concatenate([p.weight for p in self.pages])
        self.counts = np.concatenate([p.counts for p in self.pages])
        self.x = np.fromfile(work / "x1.bin", np.int16).reshape(len(self.label), -1)
        sites = sorted({p.site for p in self.pages})
        np.random.RandomState(1).shuffle(sites)
        fold = {s: k % FOLDS for k, s in enumerate(sites)}
        self.fold_of_page = [fold[p.site] for p in self.pages]
        self.fold = np.concatenate([np.full(p.to - p.from_, f) for p, f in zip(self.pages, self.fold_of_page)])
        self.thin()

    @staticmethod
    def label_page(page):
        truth = page.truth_row
        page.counts = np.array([len(w) for w in page.words], float)
        if page.set == "segments":
            page.label, known = body_labels.from_snippets(page.texts, truth["with"], truth["without"])
            page.known = np.array(known, bool)
        else:
            page.truth = body_labels.words(truth["body"])
            page.label = body_labels.align(page.words, page.truth)
        page.weight = weigh(page, page.counts)

    def thin(self):
        """Most segments are a word or two of menus: a part of them stands for all."""
        light = ~self.label & (self.counts < 6) & (self.weight > 0)
        light &= np.concatenate([np.full(p.to - p.from_, p.set != "segments") for p in self.pages])
        drop = light & (np.random.RandomState(2).rand(len(light)) > LIGHT)
        self.train_weight = np.where(light, self.weight / LIGHT, self.weight)
        self.train_weight[drop] = 0

    def context(self, p):
        """The features of the second stage, of these probabilities of the first."""
        np.asarray(p, np.int16).tofile(self.work / "scores.bin")
        subprocess.run([self.dump, "context", self.work / "all.list", self.work / "scores.bin", self.work / "x2.bin"],
                       check=True)
        return np.fromfile(self.work / "x2.bin", np.int16).reshape(len(self.label), -1)


# --- trees as kread evaluates them -----------------------------------------------------------------------------------

def odds_table():
    middle = (np.arange(ODDS) - ODDS // 2 + 0.5) * ODDS_STEP / SCALE
    return np.rint(1000 / (1 + np.exp(-middle))).astype(np.int64)


def logit_int(v):
    return int(np.rint(v * SCALE))


class Forest:
    def __init__(self, model):
        self.start = logit_int(float(np.ravel(model._baseline_prediction)[0]))
        self.trees = [self.tree(p[0].nodes) for p in model._predictors]

    @staticmethod
    def tree(nodes):
        """(tests, leaves): leaves from left to right; a test has a feature, a bound and the leaves below its left side."""
        tests, leaves = [], []

        def walk(i):
            node = nodes[i]
            if node["is_leaf"]:
                leaves.append(max(-32768, min(32767, logit_int(float(node["value"])))))
                return
            first = len(leaves)
            walk(node["left"])
            bound = int(np.floor(max(-32768.0, min(32767.0, float(node["num_threshold"])))))
            tests.append((int(node["feature_idx"]), bound, ((1 << len(leaves)) - 1) & ~((1 << first) - 1)))
            walk(node["right"])

        walk(0)
        return tests, leaves

    def probabilities(self, x):
        total = np.full(len(x), self.start, np.int64)
        for tests, leaves in self.trees:
            left = np.full(len(x), 0xffff, np.int64)
            for feature, bound, lost in tests:
                left &= np.where(x[:, feature] > bound, ~lost, 0xffff)
            lowest = left & -left
            total += np.array(leaves + [0] * (LEAVES - len(leaves)))[np.log2(lowest).astype(int)]
        at = np.clip((np.sign(total) * (np.abs(total) // ODDS_STEP)) + ODDS // 2, 0, ODDS - 1)
        return odds_table()[at]

    def text(self, name):
        rows = []
        for tests, leaves in self.trees:
            tests = tests + [(0, 32767, 0)] * (LEAVES - 1 - len(tests))
            leaves = leaves + [0] * (LEAVES - len(leaves))
            parts = [",".join(str(t[k]) for t in tests) for k in range(3)] + [",".join(map(str, leaves))]
            rows.append("{" + ",".join("{" + p + "}" for p in parts) + "},")
        return f"static const struct tree {name}[] = {{\n" + "\n".join(rows) + "\n};\n"


def fit(data, x, which, options):
    which = which & (data.train_weight > 0)
    model = HistGradientBoostingClassifier(**COMMON, **options)
    model.fit(x[which], data.label[which].astype(int), sample_weight=data.train_weight[which] * 1000)
    return Forest(model)


def out_of_fold(data, x, options):
    """A forest for each fold, trained on the others, and what they say of their own."""
    forests, p = [], np.zeros(len(data.label), np.int64)
    for k in range(FOLDS):
        forests.append(fit(data, x, data.fold != k, options))
        p[data.fold == k] = forests[k].probabilities(x[data.fold == k])
        print(f"fold {k} done", file=sys.stderr, flush=True)
    return forests, p


def write_table(path, data, first, second):
    with open(path, "w", encoding="ascii") as f:
        f.write("/* Made by scripts/train/body.py; do not edit. */\n/* clang-format off */\n")
        f.write(f"enum {{ MODEL_FIRST = {data.first}, MODEL_FEATURES = {len(data.names)}, "
                f"MODEL_FIRST_START = {first.start}, MODEL_SECOND_START = {second.start} }};\n")
        f.write(f"static const int16_t model_odds[ODDS] = {{{','.join(map(str, odds_table()))}}};\n")
        f.write(first.text("model_first"))
        f.write(second.text("model_second"))
        f.write("/* clang-format on */\n")


def write_check(path, data, x, first, second):
    """Some segments, half of them of bodies, and what their scores are here, for a test of the C side."""
    random = np.random.RandomState(3)
    rows = np.concatenate([x[random.choice(np.flatnonzero(data.label == body), CHECKS // 2)] for body in (False, True)])
    rows = rows.astype(np.int64)
    with open(path, "w", encoding="ascii") as f:
        f.write("/* Made by scripts/train/body.py; do not edit. */\n/* clang-format off */\n")
        f.write("static const struct {\n\tint16_t x[KR_FEATURES], first, second;\n} checks[] = {\n")
        for row, p, q in zip(rows, first.probabilities(rows), second.probabilities(rows)):
            f.write(f"{{{{{','.join(map(str, row))}}},{p},{q}}},\n")
        f.write("};\n/* clang-format on */\n")


# --- figures of segments -----------------------------------------------------------------------------------------------

def best_share(p, counts):
    """Keep what makes the expected F1 of the page highest; as body.c does."""
    order = np.argsort(-p, kind="stable")
    hit, size = np.cumsum(p[order] * counts[order]), np.cumsum(counts[order])
    best = int(np.argmax(2 * hit / (size + hit[-1] + 1e-9)))
    return p >= p[order[best]]


def show(data, p):
    by = defaultdict(list)
    for page in data.pages:
        if page.set == "segments" or page.from_ == page.to:
            continue
        keep = best_share(p[page.from_:page.to] / 1000, page.counts + 0.01)
        got = Counter(w for words, k in zip(page.words, keep) if k for w in words)
        want = Counter(page.truth)
        hit = sum((got & want).values())
        f1 = 2 * hit / (sum(got.values()) + len(page.truth)) if hit else 0.0
        by[page.set].append(f1)
        by[f"{page.set}.{page.truth_row.get('type')}"].append(f1)
    print("words f1:", " ".join(f"{k}={np.mean(v):.3f}" for k, v in sorted(by.items()) if "None" not in k), flush=True)


def doubt(data, p):
    """Pages that the others do not explain at all have odd truths more often than not: they count less."""
    out = np.ones(len(p))
    for page in data.pages:
        if page.set != "segments" and page.from_ < page.to:
            mine = slice(page.from_, page.to)
            keep = best_share(p[mine] / 1000, page.counts + 0.01)
            right = page.counts[keep & data.label[mine]].sum()
            f1 = 2 * right / max(1.0, page.counts[keep].sum() + len(page.truth))
            out[mine] = min(1.0, max(0.3, f1 * 1.5))
    return out


def write_folds(folder, data, rows, firsts, seconds):
    folder.mkdir(parents=True, exist_ok=True)
    for k in range(FOLDS):
        write_table(folder / f"fold-{k}.inc", data, firsts[k], seconds[k])
        for name in SETS:
            mine = [r.split("/", 1)[1] for r, f, p in zip(rows, data.fold_of_page, data.pages) if f == k and p.set == name]
            (folder / f"fold-{k}.{name}.list").write_text("\n".join(mine) + "\n", encoding="utf-8")


def run(dump, bench, work, out, folds=None):
    bench, work = pathlib.Path(bench), pathlib.Path(work)
    work.mkdir(parents=True, exist_ok=True)
    data = Data(dump, bench, work)
    print(len(data.pages), "pages", len(data.label), "segments", int((data.train_weight > 0).sum()), "to train on",
          flush=True)
    firsts, p1 = out_of_fold(data, data.x, FIRST)
    np.save(work / "p1.npy", p1)
    show(data, p1)
    x = np.hstack([data.x, data.context(p1)])
    everything = np.ones(len(data.label), bool)
    first = fit(data, data.x, everything, FIRST)
    data.train_weight *= doubt(data, p1)
    seconds, p2 = out_of_fold(data, x, SECOND)
    np.save(work / "p2.npy", p2)
    show(data, p2)
    second = fit(data, x, everything, SECOND)
    write_table(out, data, first, second)
    write_check(pathlib.Path(out).with_name("model_check.inc"), data, x, first, second)
    if folds:
        rows = (work / "all.list").read_text(encoding="utf-8").splitlines()
        write_folds(pathlib.Path(folds), data, rows, firsts, seconds)


if __name__ == "__main__":
    if len(sys.argv) not in (5, 6):
        sys.exit(__doc__)
    run(*sys.argv[1:])

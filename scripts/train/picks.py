#!/usr/bin/env python3
"""Learn which of a page's candidates is its title, and which its day of publication: writes src/extract/title_model.inc and
date_model.inc.

  picks.py cv titles|days BENCH_PICKS BENCH            figures under cross-validation, pages of one host always together
  picks.py write titles|days BENCH_PICKS BENCH FILE    train on all pages, write the table

BENCH_PICKS is the program of tests/bench, BENCH a folder with bench.py and its sets. Needs numpy and scikit-learn. The
model is a small ensemble of trees: gradient boosting, where the candidates of one page stand against each other (the
softmax of their scores is the chance of each to be the right one); the same data give the same table.
"""
import collections
import datetime
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

import numpy as np
from sklearn.model_selection import GroupKFold
from sklearn.tree import DecisionTreeRegressor

SETS = ("wcxb", "segments", "dates", "zh", "related")
TREES = {"titles": (130, 5, 0.06), "days": (150, 4, 0.08)}  # how many, depth, learning rate
LEAF, PAGES, FEATURES, SHRINK = 10, 0.7, 0.4, 1.0  # samples in a leaf; shares of pages and features a tree sees
EPOCH = datetime.date(1970, 1, 1)


def hosts_of(folder, load_truth):
    """Group of each page by id: its host in any of the sets, since sets share pages and some leave out the address."""
    hosts = {}
    for name in SETS:
        for t in load_truth(folder / name / "truth.jsonl"):
            host = urlsplit(t.get("url") or "").netloc.lower().removeprefix("www.")
            if host or t["id"] not in hosts:
                hosts[t["id"]] = host or t["id"].split("-")[0]
    return hosts


def load(kind, program, folder):
    """Pages with truth and candidates: (set, host, [right?], [features])."""
    sys.path.insert(0, str(folder))
    import bench
    member = "title" if kind == "titles" else "published"
    hosts = hosts_of(folder, bench.load)
    pages = []
    for name in SETS:
        truths = {t["id"]: t for t in bench.load(folder / name / "truth.jsonl") if t.get(member)}
        with tempfile.TemporaryDirectory() as tmp:
            lines = []
            for ident, truth in truths.items():
                path = pathlib.Path(tmp) / f"{ident}.html"
                path.write_bytes(gzip.open(folder / name / "html" / f"{ident}.html.gz").read())
                lines.append(f"{ident}\t{truth.get('url') or ''}\t{path}\n")
            rows = pathlib.Path(tmp) / "list"
            rows.write_text("".join(lines), encoding="utf-8")
            out = subprocess.run([program, kind, str(rows)], check=True, capture_output=True).stdout
        for line in out.splitlines():
            row = json.loads(line)
            truth = truths[row["id"]]
            if kind == "titles":
                right = [bench.same_title(truth["title"], c[0]) for c in row["c"]]
            else:
                right = [(EPOCH + datetime.timedelta(c[0])).isoformat() == truth["published"][:10] for c in row["c"]]
            pages.append((name, hosts[row["id"]], right, [c[2] for c in row["c"]]))
    return pages


def samples(pages):
    x, y, at = [], [], []
    for k, (_, _, right, features) in enumerate(pages):
        x += features
        y += right
        at += [k] * len(right)
    return np.array(x, np.float32), np.array(y, float), np.array(at)


class Picker:
    """Scores candidates so that the right one of each page is ahead of the others of that page."""

    def __init__(self, kind):
        self.trees, (self.count, self.depth, self.rate) = [], TREES[kind]

    def fit(self, x, y, at):
        rng = np.random.RandomState(1)
        learned = np.bincount(at, y)[at] > 0  # pages without a right candidate teach nothing
        x, y, page = x[learned], y[learned], np.unique(at[learned], return_inverse=True)[1]
        total = np.zeros(len(y))
        for _ in range(self.count):
            odds = np.exp(total)
            chance = odds / np.bincount(page, odds)[page]
            right = odds * y
            gradient = right / np.bincount(page, right)[page] - chance
            weight = np.maximum(chance * (1 - chance), 1e-6)
            seen = (rng.rand(page[-1] + 1) < PAGES)[page]
            tree = DecisionTreeRegressor(max_depth=self.depth, min_samples_leaf=LEAF, max_features=FEATURES,
                                         random_state=rng.randint(1 << 30))
            tree.fit(x[seen], gradient[seen] / weight[seen], sample_weight=weight[seen])
            leaf, n = tree.apply(x[seen]), tree.tree_.node_count
            value = self.rate * np.bincount(leaf, gradient[seen], n) / (np.bincount(leaf, weight[seen], n) + SHRINK)
            total += value[tree.apply(x)]
            self.trees.append((tree, value))
        return self

    def score(self, x):
        return sum(value[tree.apply(x)] for tree, value in self.trees)


def cross_validate(pages, kind, folds=8):
    x, y, at = samples(pages)
    groups = np.array([pages[k][1] for k in at])
    scores = np.zeros(len(y))
    for train, test in GroupKFold(folds).split(x, y, groups):
        scores[test] = Picker(kind).fit(x[train], y[train], at[train]).score(x[test])
    hits = collections.defaultdict(list)
    for k, (name, _, right, _) in enumerate(pages):
        mine = np.where(at == k)[0]
        hits[name].append(bool(len(mine)) and right[int(np.argmax(scores[mine]))])
    return {name: (round(float(np.mean(v)), 3), len(v)) for name, v in hits.items()}


def write(pages, kind, path):
    nodes, roots = [], []
    for tree, value in Picker(kind).fit(*samples(pages)).trees:
        t, base = tree.tree_, len(nodes)
        roots.append(base)
        for i in range(t.node_count):
            if t.children_left[i] < 0:
                nodes.append(f"{{-1, 0, 0, {value[i]:.5f}f}}")
            else:
                nodes.append(f"{{{t.feature[i]}, {base + t.children_left[i]}, {base + t.children_right[i]}, "
                             f"{t.threshold[i]:.5f}f}}")
    name = pathlib.Path(path).stem

    def table(items, n):
        return "".join("\t" + " ".join(f"{i}," for i in items[k:k + n]) + "\n" for k in range(0, len(items), n))

    with open(path, "w", encoding="utf-8") as f:
        f.write("/* Made by scripts/train/picks.py; do not edit. */\n")
        f.write(f"static const struct kr_tree_node {name}_nodes[] = {{\n" + table(nodes, 4) + "};\n\n")
        f.write(f"static const unsigned short {name}_roots[] = {{\n" + table(roots, 16) + "};\n\n")
        f.write(f"static const struct kr_trees {name} = {{{name}_nodes, {name}_roots, {len(roots)}, 0}};\n")


def main():
    what, kind, program, folder = sys.argv[1:4] + [pathlib.Path(sys.argv[4])]
    pages = load(kind, program, folder)
    if what == "write":
        write(pages, kind, sys.argv[5])
    else:
        print(cross_validate(pages, kind))


if __name__ == "__main__":
    main()

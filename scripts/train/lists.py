#!/usr/bin/env python3
"""Learn which lists of links are recommendations: writes src/extract/model/list_model.inc.

  lists.py cv BENCH_LISTS BENCH             figures under cross-validation, pages of one host always together
  lists.py write BENCH_LISTS BENCH FILE     train on all pages, write the table

BENCH_LISTS is the program of tests/bench, BENCH a folder with bench.py and its sets. Needs numpy and scikit-learn. The
model is an ensemble of extremely randomised trees (Geurts, Ernst, Wehenkel 2006), each with few leaves: with so few pages
it generalises better than gradient boosting and than a linear model. The same data give the same table.
"""
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier

SETS = ("zh", "related")
TREES, LEAVES, LEAF, SHARE = 64, 60, 3, 0.4
LIMIT, GAIN = 0.5, 8  # a list is chosen above LIMIT; GAIN spreads the scores over 0..1


def host_of(page):
    host = urlsplit(page.get("url") or "").netloc
    return host.removeprefix("www.") or page["id"].split("-")[0]


class Page:
    def __init__(self, bench, name, truth):
        base = truth.get("url") or "http://page.invalid/"
        self.link = lambda u: bench.link(base, u)
        self.id, self.set, self.host = truth["id"], name, host_of(truth)
        self.alias = {self.link(a): self.link(r["url"]) for r in truth["recommendations"] for a in r.get("alt_urls", ())}
        self.skip = {self.link(base)} | {self.link(u) for u in truth.get("ambiguous", ())}
        self.want = {self.link(r["url"]): r["kind"] for r in truth["recommendations"]}
        self.core = {u for u, k in self.want.items() if k == "core"}
        self.lists = []

    def urls(self, row):
        found = {self.link(c[0]) for c in row["cards"]}
        return {self.alias.get(u, u) for u in found} - self.skip

    def f1(self, have):
        if not self.want:
            return float(not have)
        p = len(have & self.want.keys()) / len(have) if have else 0.0
        r = len(self.core & have) / len(self.core) if self.core else float(bool(have & self.want.keys()))
        return 2 * p * r / (p + r) if p + r else 0.0


def load(program, folder):
    sys.path.insert(0, str(folder))
    import bench
    pages = []
    for name in SETS:
        with tempfile.TemporaryDirectory() as tmp:
            rows = pathlib.Path(tmp) / "list"
            truths = {t["id"]: t for t in bench.load(folder / name / "truth.jsonl")}
            lines = []
            for ident, truth in truths.items():
                path = pathlib.Path(tmp) / f"{ident}.html"
                path.write_bytes(gzip.open(folder / name / "html" / f"{ident}.html.gz").read())
                lines.append(f"{ident}\t{truth.get('url') or ''}\t{path}\n")
            rows.write_text("".join(lines))
            out = subprocess.run([program, str(rows)], check=True, capture_output=True).stdout
        new = {ident: Page(bench, name, truth) for ident, truth in truths.items()}
        for line in out.splitlines():
            row = json.loads(line)
            new[row["id"]].lists.append(row)
        pages += new.values()
    return pages


def samples(pages):
    x, y, w, at = [], [], [], []
    for k, page in enumerate(pages):
        for row in page.lists:
            urls = page.urls(row)
            if not urls:
                continue
            right = sum(u in page.want for u in urls) / len(urls)
            core = sum(u in page.core for u in urls) / len(urls)
            x.append(row["f"])
            y.append(right >= 0.5)
            w.append((0.5 + min(len(urls), 12) / 6) * (1 + core))
            at.append((k, row))
    return np.array(x), np.array(y), np.array(w), at


def model(seed=1):
    return ExtraTreesClassifier(n_estimators=TREES, max_leaf_nodes=LEAVES, min_samples_leaf=LEAF, max_features=SHARE,
                                random_state=seed)


def figures(pages, chosen):
    out = {}
    for name in SETS:
        mine = [p for p in pages if p.set == name]
        out[name] = np.mean([p.f1(chosen[p.id + name]) for p in mine])
        out[name + ".none"] = np.mean([not chosen[p.id + name] for p in mine if not p.want])
    return out


def choose(pages, at, scores, limit):
    chosen = {p.id + p.set: set() for p in pages}
    for (k, row), score in zip(at, scores):
        if score >= limit:
            chosen[pages[k].id + pages[k].set] |= pages[k].urls(row)
    return chosen


def cross_validate(pages, seed, folds=8):
    x, y, w, at = samples(pages)
    hosts = sorted({p.host for p in pages})
    np.random.RandomState(seed).shuffle(hosts)
    fold_of = {host: i % folds for i, host in enumerate(hosts)}
    fold = np.array([fold_of[pages[k].host] for k, _ in at])
    scores = np.zeros(len(y))
    for i in range(folds):
        m = model(seed)
        m.fit(x[fold != i], y[fold != i], sample_weight=w[fold != i])
        scores[fold == i] = m.predict_proba(x[fold == i])[:, 1]
    for i, (_, row) in enumerate(at):
        if row["score"] in (0, 1):  # decided by a rule
            scores[i] = row["score"]
    return at, scores


def write(pages, path):
    x, y, w, _ = samples(pages)
    m = model()
    m.fit(x, y, sample_weight=w)
    nodes, roots = [], []
    for estimator in m.estimators_:
        tree, base = estimator.tree_, len(nodes)
        roots.append(base)
        for i in range(tree.node_count):
            if tree.children_left[i] < 0:
                no, yes = tree.value[i][0]
                nodes.append(f"{{-1, 0, 0, {GAIN * (yes / (no + yes) - LIMIT) / TREES:.5f}f}}")
            else:
                nodes.append(f"{{{tree.feature[i]}, {base + tree.children_left[i]}, {base + tree.children_right[i]}, "
                             f"{tree.threshold[i]:.4f}f}}")
    with open(path, "w", encoding="utf-8") as f:
        f.write("/* Made by scripts/train/lists.py; do not edit. */\n")
        f.write("static const struct kr_tree_node nodes[] = {\n" + "".join(f"{n},\n" for n in nodes) + "};\n\n")
        f.write("static const unsigned short roots[] = {\n" + "".join(f"{r},\n" for r in roots) + "};\n")


def main():
    what, program, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    pages = load(program, folder)
    if what == "write":
        write(pages, sys.argv[4])
        return
    runs = [cross_validate(pages, seed) for seed in (1, 2, 3, 4)]
    for limit in (0.4, 0.45, 0.5, 0.55):
        got = [figures(pages, choose(pages, at, scores, limit)) for at, scores in runs]
        print(limit, {k: round(float(np.mean([g[k] for g in got])), 3) for k in got[0]})


if __name__ == "__main__":
    main()

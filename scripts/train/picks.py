#!/usr/bin/env python3
"""Learn which of a page's candidates is its title, and which its day of publication: writes src/extract/title_model.inc and
date_model.inc.

  picks.py cv titles|days BENCH_PICKS BENCH            figures under cross-validation, pages of one host always together
  picks.py write titles|days BENCH_PICKS BENCH FILE    train on all pages, write the table

BENCH_PICKS is the program of tests/bench, BENCH a folder with bench.py and its sets. Needs numpy and scikit-learn. The
model is a small ensemble of trees (gradient boosting, logistic loss); the same data give the same table.
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
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.model_selection import GroupKFold

SETS = ("wcxb", "segments", "dates", "zh", "related")
TREES, DEPTH, RATE, LEAF, SUBSAMPLE = 150, 4, 0.08, 10, 0.6
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
    x, y, w, at = [], [], [], []
    for k, (_, _, right, features) in enumerate(pages):
        for ok, f in zip(right, features):
            x.append(f)
            y.append(ok)
            w.append(1.0 if any(right) else 0.3)
            at.append(k)
    return np.array(x), np.array(y), np.array(w), np.array(at)


def model():
    return GradientBoostingClassifier(n_estimators=TREES, max_depth=DEPTH, learning_rate=RATE, min_samples_leaf=LEAF,
                                      subsample=SUBSAMPLE, max_features=0.4, random_state=1)


def cross_validate(pages, folds=8):
    x, y, w, at = samples(pages)
    groups = np.array([pages[k][1] for k in at])
    scores = np.zeros(len(y))
    for train, test in GroupKFold(folds).split(x, y, groups):
        m = model()
        m.fit(x[train], y[train], sample_weight=w[train])
        scores[test] = m.predict_proba(x[test])[:, 1]
    hits = collections.defaultdict(list)
    for k, (name, _, right, _) in enumerate(pages):
        mine = np.where(at == k)[0]
        hits[name].append(bool(len(mine)) and right[int(np.argmax(scores[mine]))])
    return {name: (round(float(np.mean(v)), 3), len(v)) for name, v in hits.items()}


def write(pages, kind, path):
    x, y, w, _ = samples(pages)
    m = model()
    m.fit(x, y, sample_weight=w)
    start = float(m._raw_predict_init(x[:1])[0, 0])
    nodes, roots = [], []
    for tree in m.estimators_[:, 0]:
        t, base = tree.tree_, len(nodes)
        roots.append(base)
        for i in range(t.node_count):
            if t.children_left[i] < 0:
                nodes.append(f"{{-1, 0, 0, {RATE * t.value[i][0][0]:.5f}f}}")
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
        f.write(f"static const struct kr_trees {name} = {{{name}_nodes, {name}_roots, {len(roots)}, {start:.5f}f}};\n")


def main():
    what, kind, program, folder = sys.argv[1:4] + [pathlib.Path(sys.argv[4])]
    pages = load(kind, program, folder)
    if what == "write":
        write(pages, kind, sys.argv[5])
    else:
        print(cross_validate(pages))


if __name__ == "__main__":
    main()

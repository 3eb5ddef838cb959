"""Learns which lists of links are recommendations.

An ensemble of extremely randomised trees (Geurts, Ernst, Wehenkel 2006), each with few leaves: with
so few pages it generalises better than gradient boosting and than a linear model.
"""
import numpy as np
from sklearn.ensemble import ExtraTreesClassifier

import model
import sets
import trees

SETS = ("zh", "related")
TREES, LEAVES, LEAF, SHARE = 64, 60, 3, 0.4
LIMIT, GAIN = 0.5, 8   # a list is chosen from LIMIT up; GAIN spreads the scores over logits
FOLDS, SEEDS, SEED = 8, (1, 2, 3, 4), 3  # of the cross-validation, and of the table
ABOUT = """Made by scripts/train; do not edit. The model of lists of link cards: are they
recommendations? Sums from 0 up say so. Features: src/extract/lists/list_features.def. Extremely
randomised trees.

Only the parameters of the trees come from the pages they were trained on; see NOTICE.

"cross-validated": F1 of the links on a page, and the share of pages without recommendations on
which none are found, with each site's pages held out of the training, mean of four runs."""


class Truth:
    """What the truth says of the links of a page."""

    def __init__(self, page):
        truth = page.truth
        base = truth.get("url") or "http://page.invalid/"
        self.link = lambda url: sets.link(base, url)
        self.alias = {self.link(alt): self.link(r["url"]) for r in truth["recommendations"]
                      for alt in r.get("alt_urls", ())}
        self.skip = {self.link(base)} | {self.link(u) for u in truth.get("ambiguous", ())}
        self.want = {self.link(r["url"]): r["kind"] for r in truth["recommendations"]}
        self.core = {u for u, kind in self.want.items() if kind == "core"}
        self.set, self.site, self.fold, self.lists = page.set, page.site, page.fold, []

    def add(self, row):
        urls = {self.link(url) for url in row["urls"]}
        self.lists.append((row, {self.alias.get(u, u) for u in urls} - self.skip))

    def f1(self, have):
        """As bench.py: all of core must be found; further article lists are right, too."""
        if not self.want:
            return float(not have)
        p = len(have & self.want.keys()) / len(have) if have else 0.0
        if self.core:
            r = len(self.core & have) / len(self.core)
        else:
            r = float(bool(have & self.want.keys()))
        return 2 * p * r / (p + r) if p + r else 0.0


class Data:
    def __init__(self, program, bench):
        pages = [page for name in SETS for page in bench.sets[name]]
        self.truths = {page.key: Truth(page) for page in pages}
        for row in program.rows("lists", bench.unpack(pages)):
            self.truths[row["id"]].add(row)
        x, y, w, self.at = [], [], [], []
        for truth in self.truths.values():
            for row, urls in truth.lists:
                if not urls:
                    continue
                right = sum(u in truth.want for u in urls) / len(urls)
                core = sum(u in truth.core for u in urls) / len(urls)
                x.append(row["f"])
                y.append(right >= 0.5)
                w.append((0.5 + min(len(urls), 12) / 6) * (1 + core))
                self.at.append((truth, row, urls))
        self.x, self.y, self.w = np.array(x, np.float32), np.array(y), np.array(w)
        self.origin = bench.origin(pages)


def fit(data, which, seed):
    m = ExtraTreesClassifier(n_estimators=TREES, max_leaf_nodes=LEAVES, min_samples_leaf=LEAF,
                             max_features=SHARE, random_state=seed)
    return m.fit(data.x[which], data.y[which], sample_weight=data.w[which])


def out_of_fold(data, seed):
    """What each list's score is without the pages of its site in the training."""
    names = sorted({truth.site for truth, _, _ in data.at})
    np.random.RandomState(seed).shuffle(names)
    fold_of = {name: i % FOLDS for i, name in enumerate(names)}
    fold = np.array([fold_of[truth.site] for truth, _, _ in data.at])
    scores = np.zeros(len(data.y))
    for i in range(FOLDS):
        scores[fold == i] = fit(data, fold != i, seed).predict_proba(data.x[fold == i])[:, 1]
    for i, (_, row, _) in enumerate(data.at):
        if row["rule"] is not None:
            scores[i] = row["rule"]
    return scores


def figures(data, scores):
    chosen = {truth: set() for truth in data.truths.values()}
    for (truth, _, urls), score in zip(data.at, scores):
        if score >= LIMIT:
            chosen[truth] |= urls
    out = {}
    for name in SETS:
        mine = [truth for truth in chosen if truth.set == name]
        out[f"{name} f1"] = np.mean([t.f1(chosen[t]) for t in mine])
        if not all(t.want for t in mine):
            out[f"{name} none"] = np.mean([not chosen[t] for t in mine if not t.want])
    return out


def ensemble(fitted, features):
    """A fitted forest as kread evaluates it."""
    out = trees.Trees(features, 64, model.ONE, floats=True)
    for estimator in fitted.estimators_:
        t = estimator.tree_

        def children(i):
            left = t.children_left[i]
            return None if left < 0 else (left, t.children_right[i])

        def value(i):
            no, yes = t.value[i][0]
            return GAIN * (yes / (no + yes) - LIMIT) / TREES

        out.add(0, children, lambda i: int(t.feature[i]), lambda i: t.threshold[i], value)
    return [("lists", out)]


def train(program, bench):
    data, features = Data(program, bench), program.features("lists")
    features.check(data.x)
    runs = [figures(data, out_of_fold(data, seed)) for seed in SEEDS]
    mean = {k: np.mean([run[k] for run in runs]) for k in runs[0]}
    n = len(features.names)
    page_fold = np.array([truth.fold for truth, _, _ in data.at])
    folds = [ensemble(fit(data, page_fold != k, SEED), n) for k in range(sets.FOLDS)]
    return model.Result("lists", ABOUT, features, data.origin, mean,
                        ensemble(fit(data, slice(None), SEED), n), model.sample(data.x, data.y),
                        folds)

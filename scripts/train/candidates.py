"""Learns which of a page's candidates is its title, and which its day of publication.

Gradient boosting (Friedman 2001) with small trees, where the candidates of one page compete: the
softmax of their scores is the chance of each to be the right one.
"""
import datetime

import numpy as np
from sklearn.model_selection import GroupKFold
from sklearn.tree import DecisionTreeRegressor

import model
import sets
import trees

SETS = ("wcxb", "segments", "dates", "zh", "related")
LEAF, PAGES, FEATURES = 10, 0.7, 0.4  # samples in a leaf; what part of these a tree sees
SHRINK, FOLDS = 1.0, 8
EPOCH = datetime.date(1970, 1, 1)
ABOUT = """Made by scripts/train; do not edit. The model of {what}: the candidate with the
highest sum is it. Features: src/extract/meta/{features}.def. Gradient boosting where the candidates
of a page compete.

Only the parameters of the trees come from the pages they were trained on; see NOTICE.

"cross-validated": the share of pages whose first candidate is right, with each site's pages held
out of the training."""


class Kind:
    def __init__(self, name, member, about, count, depth, rate, seed, is_right):
        self.name, self.member, self.about, self.is_right = name, member, about, is_right
        self.count, self.depth, self.rate, self.seed = count, depth, rate, seed


TITLES = Kind("titles", "title", ABOUT.format(what="titles", features="title/title_features"),
              300, 5, 0.035, 4, lambda truth, got: sets.same_title(truth, got))
DATES = Kind("dates", "published",
             ABOUT.format(what="days of publication", features="date/date_features"),
             150, 4, 0.08, 1,
             lambda truth, day: (EPOCH + datetime.timedelta(day)).isoformat() == truth[:10])


class Data:
    def __init__(self, kind, program, bench):
        self.pages = [page for name in SETS for page in bench.sets[name]
                      if page.truth.get(kind.member)]
        rows = {row["id"]: row["c"] for row in program.rows(kind.name, bench.unpack(self.pages))}
        x, y, at = [], [], []
        for k, page in enumerate(self.pages):
            for what, features in rows[page.key]:
                x.append(features)
                y.append(kind.is_right(page.truth[kind.member], what))
                at.append(k)
        self.x, self.y, self.at = np.array(x, np.float32), np.array(y, float), np.array(at)
        self.origin = bench.origin(self.pages)


class Ranker:
    """Scores candidates so that the right one of each page is ahead of the others of that page."""

    def __init__(self, kind):
        self.kind, self.trees = kind, []

    def fit(self, x, y, at):
        rng = np.random.RandomState(self.kind.seed)
        learned = np.bincount(at, y)[at] > 0  # pages without a right candidate teach nothing
        x, y, page = x[learned], y[learned], np.unique(at[learned], return_inverse=True)[1]
        total = np.zeros(len(y))
        for _ in range(self.kind.count):
            odds = np.exp(total)
            chance = odds / np.bincount(page, odds)[page]
            right = odds * y
            gradient = right / np.bincount(page, right)[page] - chance
            weight = np.maximum(chance * (1 - chance), 1e-6)
            seen = (rng.rand(page[-1] + 1) < PAGES)[page]
            tree = DecisionTreeRegressor(max_depth=self.kind.depth, min_samples_leaf=LEAF,
                                         max_features=FEATURES,
                                         random_state=rng.randint(1 << 30))
            tree.fit(x[seen], gradient[seen] / weight[seen], sample_weight=weight[seen])
            leaf, n = tree.apply(x[seen]), tree.tree_.node_count
            value = (self.kind.rate * np.bincount(leaf, gradient[seen], n) /
                     (np.bincount(leaf, weight[seen], n) + SHRINK))
            total += value[tree.apply(x)]
            self.trees.append((tree, value))
        return self

    def score(self, x):
        return sum(value[tree.apply(x)] for tree, value in self.trees)


def cross_validate(data, kind):
    groups = np.array([data.pages[k].site for k in data.at])
    scores = np.zeros(len(data.y))
    for train, test in GroupKFold(FOLDS).split(data.x, data.y, groups):
        ranker = Ranker(kind).fit(data.x[train], data.y[train], data.at[train])
        scores[test] = ranker.score(data.x[test])
    hits = {name: [] for name in SETS}
    for k, page in enumerate(data.pages):
        mine = np.flatnonzero(data.at == k)
        hits[page.set].append(len(mine) > 0 and data.y[mine[np.argmax(scores[mine])]] > 0)
    return {name: float(np.mean(v)) for name, v in hits.items() if v}


def ensemble(kind, ranker, features):
    """A fitted ranker as kread evaluates it."""
    out = trees.Trees(features, 1 << kind.depth, model.ONE, floats=True)
    for tree, value in ranker.trees:
        t = tree.tree_

        def children(i):
            left = t.children_left[i]
            return None if left < 0 else (left, t.children_right[i])

        out.add(0, children, lambda i: int(t.feature[i]), lambda i: t.threshold[i],
                lambda i: value[i])
    return [(kind.name, out)]


def train(kind, program, bench):
    data, features = Data(kind, program, bench), program.features(kind.name)
    features.check(data.x)
    fold = np.array([data.pages[k].fold for k in data.at])

    def fit(which):
        ranker = Ranker(kind).fit(data.x[which], data.y[which], data.at[which])
        return ensemble(kind, ranker, len(features.names))

    return model.Result(kind.name, kind.about, features, data.origin, cross_validate(data, kind),
                        fit(slice(None)), model.sample(data.x, data.y),
                        [fit(fold != k) for k in range(sets.FOLDS)])

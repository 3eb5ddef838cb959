"""Learns which segments of a page are its body.

Gradient boosting with logistic loss, in two stages: the first sees a segment and what is around it,
the second also what the first says of all these. It learns from what the first says of pages that
it was not trained on. body_labels.py says how the segments are labelled.
"""
import json
import pathlib
from collections import Counter, defaultdict

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

import body_labels
import model
import sets
import trees

SETS = ("zyte", "wcxb", "segments", "zh")
LEAVES = 16
FIRST = {"max_iter": 80, "learning_rate": 0.14}
SECOND = {"max_iter": 100, "learning_rate": 0.09}
COMMON = {"max_leaf_nodes": LEAVES, "min_samples_leaf": 40, "l2_regularization": 1.0,
          "early_stopping": False, "random_state": 0}
LIGHT = 0.3            # share of the light segments outside bodies that is trained on
ABOUT = """Made by scripts/train; do not edit. The model of segments: are they part of the body?
Sums are logits. The second stage also knows what the first says. Features:
src/extract/body/segment_features.def. Gradient boosting.

Only the parameters of the trees come from the pages they were trained on; see NOTICE.

"cross-validated": mean F1 of the words of the body, of segments by these models alone, with each
site's pages held out of the training; then of the types of pages in wcxb."""


class Segments:
    """The segments of a page and their labels."""

    def __init__(self, page, texts):
        self.page, self.truth = page, page.truth
        self.words = [body_labels.words(text) for text in texts]
        self.counts = np.array([len(w) for w in self.words], float)
        if page.set == "segments":
            label, known = body_labels.from_snippets(texts, self.truth["with"],
                                                     self.truth["without"])
            self.label, self.known = np.array(label), np.array(known, bool)
        else:
            self.body = body_labels.words(self.truth["body"])
            self.label = np.array(body_labels.align(self.words, self.body))
        self.weight = self.weigh() if texts else np.zeros(0)

    def weigh(self):
        """Each page counts the same: a segment by its share of the words of the true body."""
        if self.page.set == "segments":
            return np.where(self.known, 0.1, 0.0) * (1.0 if self.label.any() else 0.5)
        weight = (self.counts + 1.0) / (max(len(self.body), 60) + 10)
        outside = weight[self.label < 0.5].sum()
        if outside > 1.5:
            weight = np.where(self.label < 0.5, weight * 1.5 / outside, weight)
        if self.counts[self.label >= 0.5].sum() < 0.3 * len(self.body):
            return weight * 0.0  # the text is not in the page
        return weight * (4.0 if self.page.set in ("zyte", "zh") else 1.0)


class Data:
    def __init__(self, program, bench):
        self.program, self.work = program, bench.work
        pages = [page for name in SETS for page in bench.sets[name]]
        self.list = bench.unpack(pages)
        program.run("body", self.list, self.work / "x1.bin", self.work / "texts.jsonl")
        self.pages, at = [], 0
        with open(self.work / "texts.jsonl", encoding="utf-8") as texts:
            for page, line in zip(pages, texts, strict=True):
                row = json.loads(line)
                assert row["id"] == page.key
                segments = Segments(page, row["segments"])
                segments.rows = slice(at, at + len(segments.words))
                at = segments.rows.stop
                self.pages.append(segments)
        self.label = np.concatenate([p.label for p in self.pages]) >= 0.5
        self.weight = np.concatenate([p.weight for p in self.pages])
        self.counts = np.concatenate([p.counts for p in self.pages])
        self.x = np.fromfile(self.work / "x1.bin", np.int16).reshape(len(self.label), -1)
        self.fold = np.concatenate([np.full(len(p.words), p.page.fold) for p in self.pages])
        self.thin()
        self.origin = bench.origin(pages)

    def thin(self):
        """Most segments are a word or two of menus: a part of them stands for all."""
        light = ~self.label & (self.counts < 6) & (self.weight > 0)
        light &= np.concatenate([np.full(len(p.words), p.page.set != "segments")
                                 for p in self.pages])
        drop = light & (np.random.RandomState(2).rand(len(light)) > LIGHT)
        self.train_weight = np.where(light, self.weight / LIGHT, self.weight)
        self.train_weight[drop] = 0

    def second(self, p):
        """The features of the second stage, of these probabilities of the first."""
        np.asarray(p, np.int16).tofile(self.work / "scores.bin")
        self.program.run("second", self.list, self.work / "scores.bin", self.work / "x2.bin")
        return np.fromfile(self.work / "x2.bin", np.int16).reshape(len(self.label), -1)


def ensemble(fitted, features):
    """A fitted model as kread evaluates it."""
    start = float(np.ravel(fitted._baseline_prediction)[0])
    out = trees.Trees(features, LEAVES, model.ONE, int(np.rint(start * model.ONE)))
    for predictors in fitted._predictors:
        nodes = predictors[0].nodes

        def children(i):
            return None if nodes[i]["is_leaf"] else (nodes[i]["left"], nodes[i]["right"])

        out.add(0, children, lambda i: int(nodes[i]["feature_idx"]),
                lambda i: float(nodes[i]["num_threshold"]), lambda i: float(nodes[i]["value"]))
    return out


def fit(data, x, which, options):
    which = which & (data.train_weight > 0)
    fitted = HistGradientBoostingClassifier(**COMMON, **options)
    fitted.fit(x[which], data.label[which].astype(int),
               sample_weight=data.train_weight[which] * 1000)
    return ensemble(fitted, x.shape[1])


def out_of_fold(data, x, options):
    """An ensemble for each fold, trained on the others, and what they say of their own."""
    ensembles, p = [], np.zeros(len(data.label), np.int64)
    for k in range(sets.FOLDS):
        ensembles.append(fit(data, x, data.fold != k, options))
        mine = data.fold == k
        p[mine] = ensembles[k].odds(ensembles[k].sums(x[mine]))
    return ensembles, p


def best_share(p, counts):
    """Keep what makes the expected F1 of the page highest; as body.c does."""
    order = np.argsort(-p, kind="stable")
    hit, size = np.cumsum(p[order] * counts[order]), np.cumsum(counts[order])
    best = int(np.argmax(2 * hit / (size + hit[-1] + 1e-9)))
    return p >= p[order[best]]


def figures(data, p):
    by = defaultdict(list)
    for page in data.pages:
        if page.page.set == "segments" or not page.words:
            continue
        keep = best_share(p[page.rows] / 1000, page.counts + 0.01)
        got = Counter(w for words, k in zip(page.words, keep) if k for w in words)
        hit = sum((got & Counter(page.body)).values())
        f1 = 2 * hit / (sum(got.values()) + len(page.body)) if hit else 0.0
        by[page.page.set].append(f1)
        if page.truth.get("type"):
            by[page.truth["type"]].append(f1)
    order = [*SETS, *sorted(by)]
    return {k: np.mean(by[k]) for k in dict.fromkeys(order) if k in by}


def doubt(data, p):
    """Pages that the others do not explain at all have odd truths more often than not: they
    count less."""
    out = np.ones(len(p))
    for page in data.pages:
        if page.page.set != "segments" and page.words:
            keep = best_share(p[page.rows] / 1000, page.counts + 0.01)
            right = page.counts[keep & data.label[page.rows]].sum()
            f1 = 2 * right / max(1.0, page.counts[keep].sum() + len(page.body))
            out[page.rows] = min(1.0, max(0.3, f1 * 1.5))
    return out


def pairs(first, second):
    return [("body_first", first), ("body_second", second)]


def train(program, bench):
    data, features = Data(program, bench), program.features("body")
    everything = np.ones(len(data.label), bool)
    firsts, p = out_of_fold(data, data.x, FIRST)
    x = np.hstack([data.x, data.second(p)])
    features.check(x)
    first = fit(data, data.x, everything, FIRST)
    data.train_weight *= doubt(data, p)
    seconds, p = out_of_fold(data, x, SECOND)
    second = fit(data, x, everything, SECOND)
    return model.Result("body", ABOUT, features, data.origin, figures(data, p),
                        pairs(first, second), model.sample(x, data.label),
                        [pairs(*fold) for fold in zip(firsts, seconds)])

"""What the training of all models shares: the program that prints features, and what is written."""
import json
import platform
import subprocess

import numpy as np
import sklearn

import trees

ONE = 1 << 16          # the sum that is a logit of 1, in all tables
CHECKS = 40            # rows in the tables of checks


def versions():
    return (f"Python {platform.python_version()}, numpy {np.__version__}, "
            f"scikit-learn {sklearn.__version__}")


class Program:
    """tests/bench/dump_features of a build."""

    def __init__(self, path):
        self.path = path

    def run(self, *args):
        return subprocess.run([self.path, *map(str, args)], check=True, capture_output=True,
                              text=True).stdout

    def rows(self, *args):
        return [json.loads(line) for line in self.run(*args).splitlines()]

    def features(self, model):
        return trees.Features(self.run("names", model).split("\n"))


class Result:
    """A trained model: its table, and checks of it for the unit tests.

    origin: (key, value) pairs that say what it was trained on; figures: of the cross-validation;
    folds: the ensembles without each fold of the pages.
    """

    def __init__(self, name, about, features, origin, figures, ensembles, rows, folds):
        self.name = name
        self.figures = ", ".join(f"{key} {value:.3f}" for key, value in figures.items())
        origin = [*origin, ("made with", versions()), ("cross-validated", self.figures)]
        self.table = trees.table(about, features, origin, ensembles)
        self.folds = [trees.table(about, features, origin, fold) for fold in folds]
        kind = "float" if ensembles[0][1].floats else "int16_t"
        self.checks = trees.checks(kind, rows, [t.sums(rows) for _, t in ensembles])


def sample(x, label):
    """Some rows for checks, half of them with the label."""
    random = np.random.RandomState(3)
    label = np.asarray(label) > 0
    return np.concatenate([x[random.choice(np.flatnonzero(label == right), CHECKS // 2)]
                           for right in (False, True)])

"""Ensembles of decision trees as src/extract/model/trees.c evaluates them, and their tables.

A tree is (tests, leaves), leaves from left to right. A test is (feature, bound, struck) and fails
where the feature is above the bound; then the leaves of `struck`, a mask, are out of reach. The
first leaf left is the tree's share of the sum.
"""
import bisect
import textwrap

import numpy as np

WORD = 16              # leaves in a word of a mask
INT16 = (-32768, 32767)


def fold(text):
    """FNV-1a, 64 bits."""
    h = 0xcbf29ce484222325
    for byte in text.encode():
        h = (h ^ byte) * 0x100000001b3 % (1 << 64)
    return h


class Features:
    """The list of features that a program fills: names in order, and the range of each."""

    def __init__(self, lines):
        rows = [line.split() for line in lines if line.strip()]
        self.names = [row[0] for row in rows]
        self.ranges = [(float(row[1]), float(row[2])) for row in rows]
        self.hash = f"{fold(''.join(' '.join(row[:3]) + chr(10) for row in rows)):016x}"

    def check(self, x):
        """Ends the training if a feature is not what its list says."""
        wrong = []
        for column, name, (low, high) in zip(x.T, self.names, self.ranges):
            if column.min() < np.float32(low) or column.max() > np.float32(high):
                wrong.append(f"{name}: {column.min():g} to {column.max():g}, "
                             f"not {low:g} to {high:g}")
        if wrong:
            raise SystemExit("features out of their range:\n  " + "\n  ".join(wrong))


class Trees:
    """one: the sum that is a logit of 1. floats: features are floats, and compared by rank."""

    def __init__(self, features, leaves, one, start=0, floats=False):
        self.features, self.leaves, self.one, self.start = features, leaves, one, start
        self.trees, self.floats = [], floats

    def add(self, root, children, feature, threshold, value):
        """A tree from functions of its nodes: children(node) is None for a leaf."""
        tests, leaves = [], []

        def walk(node):
            below = children(node)
            if below is None:
                leaves.append(int(np.rint(value(node) * self.one)))
                return
            first = len(leaves)
            walk(below[0])
            struck = (1 << len(leaves)) - (1 << first)
            tests.append((feature(node), self.bound(threshold(node)), struck))
            walk(below[1])

        walk(root)
        assert len(leaves) <= self.leaves
        self.trees.append((tests, leaves))

    def bound(self, threshold):
        """The largest number of the features' kind that is not above the threshold."""
        if not self.floats:
            return int(np.floor(np.clip(threshold, *INT16)))
        bound = np.float32(threshold)
        return float(bound if bound <= threshold else np.nextafter(bound, np.float32(-np.inf)))

    def cuts(self):
        """The bounds of each feature, in ascending order."""
        out = [set() for _ in range(self.features)]
        for tests, _ in self.trees:
            for feature, bound, _ in tests:
                out[feature].add(bound)
        return [sorted(bounds) for bounds in out]

    def sums(self, x):
        """Of each row; x: integers, or with `floats` floats."""
        x = np.asarray(x)
        if self.floats:
            x = x.astype(np.float32)
        every = (1 << 64) - 1
        total = np.full(len(x), self.start, np.int64)
        for tests, leaves in self.trees:
            left = np.full(len(x), every, np.uint64)
            for feature, bound, struck in tests:
                left &= np.where(x[:, feature] > bound, np.uint64(every - struck), np.uint64(every))
            lowest = left & (~left + np.uint64(1))
            total += np.array(leaves)[np.log2(lowest.astype(np.float64)).astype(int)]
        return total

    def odds(self, sums):
        """Probabilities in thousandths, as kr_trees_probability()."""
        step = self.one // 32
        at = np.clip(np.sign(sums) * (np.abs(sums) // step) + 256, 0, 511)
        return np.rint(1000 / (1 + np.exp(-(at - 256 + 0.5) / 32))).astype(np.int64)

    def text(self, name):
        """C: the arrays and the struct kr_trees that refers to them."""
        cuts = self.cuts()
        feature, bound, struck, leaf = [], [], [], []
        for tests, leaves in self.trees:
            spare = self.leaves - 1 - len(tests)
            for f, b, mask in tests + [(0, INT16[1], 0)] * spare:
                feature.append(f)
                bound.append(bisect.bisect_left(cuts[f], b) if self.floats and mask else b)
                struck += [mask >> at & 0xffff for at in range(0, self.leaves, WORD)]
            leaf += leaves + [0] * (self.leaves - len(leaves))
        out = array("uint8_t", f"{name}_feature", feature)
        out += array("int16_t", f"{name}_bound", bound)
        out += array("uint16_t", f"{name}_struck", struck)
        out += array("int32_t", f"{name}_leaf", leaf)
        members = [self.features, len(self.trees), self.leaves, self.start, self.one]
        members += [f"{name}_{part}" for part in ("feature", "bound", "struck", "leaf")]
        if self.floats:
            at = [sum(len(c) for c in cuts[:k]) for k in range(len(cuts) + 1)]
            out += array("float", f"{name}_cuts", [number(c) for row in cuts for c in row])
            out += array("uint16_t", f"{name}_cuts_at", at)
            members += [f"{name}_cuts", f"{name}_cuts_at"]
        else:
            members += ["NULL", "NULL"]
        return out + f"const struct kr_trees kr_models_{name} = {{\n" + lines(members) + "};\n"


def number(value):
    """A float as C writes it, exactly."""
    text = repr(np.float32(value)).replace("e+", "e")
    return (text if any(c in text for c in ".e") else text + ".0") + "f"


def lines(items, width=100):
    out, line = [], ""
    for item in items:
        part = f"{item},"
        if len(line) + len(part) > width:
            out.append(line)
            line = ""
        line += part
    return "\n".join(out + [line]) + "\n"


def array(kind, name, items):
    return f"static const {kind} {name}[] = {{\n{lines(items)}}};\n"


def comment(text):
    """A C comment; blank lines part its paragraphs."""
    out = [textwrap.fill(" ".join(part.split()), 96) for part in text.split("\n\n")]
    return "/* " + "\n\n".join(out).replace("\n", "\n * ").replace(" * \n", " *\n") + " */\n"


def table(about, features, origin, ensembles):
    """The text of src/extract/model/X.def.

    origin: (key, value) pairs; ensembles: (name, Trees) pairs.
    """
    out = comment(about)
    out += "#ifdef TRAINED /* the features, in order */\n"
    out += "".join(f"TRAINED({name})\n" for name in features.names)
    out += "#endif\n#ifdef ORIGIN\n"
    for key, value in [("features", features.hash), *origin]:
        out += f'ORIGIN("{key}", "{value}")\n'
    out += "#endif\n#ifdef TREES\n"
    return out + "".join(trees.text(name) for name, trees in ensembles) + "#endif\n"


def checks(kind, rows, results):
    """The text of tests/unit/checks/X.inc: features of some rows, and what their sums are."""
    form = number if kind == "float" else str
    out = comment("Made by scripts/train; do not edit. Rows of features and their sums.")
    out += f"static const struct {{\n\t{kind} x[{len(rows[0])}];\n"
    out += f"\tint32_t sum[{len(results)}];\n}} checks[] = {{\n"
    for k, row in enumerate(rows):
        sums = ",".join(str(int(r[k])) for r in results)
        out += "{{\n" + lines([form(v) for v in row]) + "}, {" + sums + "}},\n"
    return out + "};\n"

"""Which segments of a page belong to its body, from the text of the body that a person has marked.

Segments of four words and more are looked up in the true text by their runs of four words. The
heaviest chain of such places that runs forward in both texts is chosen; short segments count when
the true text has them between their neighbours of that chain. What occurs twice in the page is
taken once.
"""
import bisect
import re

import sets

RUN = 4          # words
PLACES = 8       # of one run that are looked at
FOUND = 0.5      # share of the runs of a segment that must occur in the truth


def words(text):
    return sets.words((text or "").lower())


def runs(tokens, n=RUN):
    return [tuple(tokens[i:i + n]) for i in range(len(tokens) - n + 1)]


class Fenwick:
    """Prefix maxima of (weight, item)."""

    def __init__(self, n):
        self.best = [(0, -1)] * (n + 2)

    def get(self, i):
        out = (0, -1)
        i += 1
        while i > 0:
            out = max(out, self.best[i])
            i -= i & -i
        return out

    def put(self, i, value):
        i += 1
        while i < len(self.best):
            self.best[i] = max(self.best[i], value)
            i += i & -i


def chain(segments, places):
    """The heaviest chain of (segment, place): both grow."""
    n = max((p for ps in places.values() for p in ps), default=0) + 1
    tree, items = Fenwick(n), []
    for k in sorted(places):
        found = [(tree.get(p - 1) if p else (0, -1), p) for p in places[k]]
        for (weight, before), p in found:
            items.append((k, p, before))
            tree.put(p, (weight + len(segments[k]), len(items) - 1))
    out, at = {}, tree.get(n)[1]
    while at >= 0:
        k, p, at = items[at]
        out[k] = p
    return out


def align(segments, truth):
    """segments: lists of words; truth: words. Returns the share of each segment that is body."""
    where = {}
    for i, run in enumerate(runs(truth)):
        where.setdefault(run, []).append(i)
    share, places = [0.0] * len(segments), {}
    for k, tokens in enumerate(segments):
        mine = runs(tokens)
        hits = [(i, run) for i, run in enumerate(mine) if run in where]
        if mine and len(hits) >= FOUND * len(mine):
            share[k] = len(hits) / len(mine)
            at, run = hits[0]
            places[k] = [max(0, p - at) for p in where[run][:PLACES]]
    chosen = chain(segments, places)
    covered = bytearray(len(truth) + 1)
    for k, p in chosen.items():
        for i in range(p, min(p + len(segments[k]), len(truth))):
            covered[i] = 1
    label = [share[k] if k in chosen else 0.0 for k in range(len(segments))]
    for k in places:
        if k not in chosen:
            label[k] = take_elsewhere(segments[k], places[k], truth, covered, share[k])
    fill_short(segments, truth, chosen, covered, label)
    return label


def take_elsewhere(tokens, places, truth, covered, share):
    """A segment out of order counts where the truth has it and nothing else took it."""
    for p in places:
        end = min(p + len(tokens), len(truth))
        if sum(covered[p:end]) * 2 < end - p:
            covered[p:end] = b"\1" * (end - p)
            return share
    return 0.0


def fill_short(segments, truth, chosen, covered, label):
    ks = sorted(chosen)
    for k, tokens in enumerate(segments):
        if not tokens or len(tokens) >= RUN:
            continue
        j = bisect.bisect_left(ks, k)
        low = chosen[ks[j - 1]] + len(segments[ks[j - 1]]) - 2 if j else 0
        high = chosen[ks[j]] + 2 if j < len(ks) else len(truth)
        for i in range(max(0, low), min(high, len(truth)) - len(tokens) + 1):
            if truth[i:i + len(tokens)] == tokens and not any(covered[i:i + len(tokens)]):
                covered[i:i + len(tokens)] = b"\1" * len(tokens)
                label[k] = 1.0
                break


def from_snippets(segments, good, bad):
    """Labels from pieces that must and must not be in the body: (label, known) of each segment."""
    def norm(text):
        return re.sub(r"\s+", " ", text).strip()

    good, bad = [norm(s) for s in good if s.strip()], [norm(s) for s in bad if s.strip()]
    label, known = [0.0] * len(segments), [False] * len(segments)
    for k, text in enumerate(map(norm, segments)):
        if any(s in text for s in good) or (len(text) > 30 and any(text in s for s in good)):
            label[k], known[k] = 1.0, True
        elif any(s in text for s in bad) or (len(text) > 30 and any(text in s for s in bad)):
            known[k] = True
    return label, known

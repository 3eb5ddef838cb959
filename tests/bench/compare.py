#!/usr/bin/env python3
"""Compare kread with w3m on the same pages in the same run: medians of whole processes, as a table.

usage: compare.py [--kread BUILD/kread] [--runs N] [FOLDER]

FOLDER: saved pages (*.html) to use instead of the built-in ones of 51 kB to 1.5 MB.
Only 127.0.0.1 is contacted.
The figures hold for an idle machine: the first line gives the time of day and the load average.
"""
import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import pages
import server
from term import Term, cpu_ms, squeeze, status, switches

SIZES = [
    ("en", 192),
    ("en", 734),
    ("en", 51),
    ("en", 1490),
    ("en", 136),
    ("zh", 380),
    ("zh", 60),
    ("zh", 127),
    ("zh", 233),
    ("zh", 132),
]
BAD_START = set("，。、；：！？”’）》」』】…—％々ー·)!,.:;?]}%")
BAD_END = set("（《「『【“‘￥№([{")


def median(xs):
    xs = [x for x in xs if x is not None]
    return statistics.median(xs) if xs else float("nan")


def row(name, kread, w3m=None, bar=""):
    cell = lambda x: "" if x is None else x if isinstance(x, str) else f"{x:.1f}"
    ratio = (
        f"{kread / w3m:.2f}" if isinstance(kread, float) and isinstance(w3m, float) and w3m else ""
    )
    print(f"{name:58} {cell(kread):>14} {cell(w3m):>10} {ratio:>6}   {bar}", flush=True)


def collect(args, folder):
    """[(name, path, needle)]; needle is the beginning of the first sentence."""
    found = []
    if args.folder:
        for p in sorted(pathlib.Path(args.folder).glob("*.html"))[: args.pages]:
            out = subprocess.run(
                [args.kread, "--dump=json", str(p)], capture_output=True, check=False
            )
            if out.returncode == 0:
                doc = json.loads(out.stdout)
                found.append((p.name, p, squeeze(doc.get("body") or doc.get("title") or "")[:12]))
        return found
    for i, (lang, kb) in enumerate(SIZES):
        html, _, first = pages.page(lang, kb, i)
        p = folder / f"p{i}.html"
        p.write_text(html, encoding="utf-8")
        found.append((p.name, p, squeeze(first)[:12]))
    return found


def start_up(args):
    mine, theirs = [], []
    for _ in range(args.runs):
        t = Term([args.kread])
        mine.append(t.until("kread"))
        t.close()
        t = Term(["w3m", "-v"])
        theirs.append(t.until("w3m"))
        t.close()
    row("start to usable screen, ms", median(mine), median(theirs), "<= 0.6 x")


def exec_to_article(args, base, todo):
    mine, theirs = [], []
    for name, _, needle in todo:
        a, b = [], []
        for _ in range(max(3, args.runs // 3)):
            t = Term([args.kread, base + name])
            a.append(t.until(needle))
            t.close()
            t = Term(["w3m", base + name])
            t.read(5)
            t.quiet(0.03)
            b.append((time.perf_counter() - t.start - 0.03) * 1e3)
            t.close()
        mine.append(median(a))
        theirs.append(median(b))
    row(
        "start with an address to the article on the screen, ms",
        median(mine),
        median(theirs),
        "<= 1.2 x (w3m: raw page)",
    )


def enter_to_article(args, base, todo):
    mine, theirs = [], []
    for name, _, needle in todo:
        a, b = [], []
        for _ in range(max(3, args.runs // 3)):
            t = Term([args.kread])
            t.until("kread")
            t.quiet()
            t.send("U" + base + name)
            t.quiet()
            mark = len(t.raw)
            t.send("\r")
            a.append(t.until(needle, since=mark))
            t.close()
            t = Term(["w3m", "-v"])
            t.quiet()
            t.send("U\x15" + base + name)
            t.quiet()
            begin = time.perf_counter()
            t.send("\r")
            t.read(5)
            t.quiet(0.05)
            b.append((time.perf_counter() - begin - 0.05) * 1e3)
            t.close()
        mine.append(median(a))
        theirs.append(median(b))
    row(
        "Enter in the running program to the article, ms",
        median(mine),
        median(theirs),
        "<= 2 x (w3m: raw page)",
    )


def next_article(args, base, todo):
    """J to an article that was loaded ahead."""
    times = []
    for name, _, needle in todo:
        for _ in range(max(3, args.runs // 3)):
            t = Term([args.kread, "--prefetch", base + "list-" + name])
            t.until("Nothing but a list")
            time.sleep(1.5)
            t.read(0)
            t.send("J")
            took = t.quiet() * 1e3
            mark = len(t.raw)
            t.send("\x0c")
            times.append(took if t.until(needle, since=mark) else None)
            t.close()
    row("J to an article that was loaded ahead (prefetch), ms", median(times), None, "< 5")


def timed(args, argv):
    """Wall time in ms and peak memory in MB of a program run."""
    out = subprocess.run(
        [args.measure, *argv], capture_output=True, text=True, check=False
    ).stdout.split()
    return float(out[0]), float(out[1])


def dump(args, todo):
    mine, theirs, rss = [], [], []
    for _, path, _ in todo:
        a = [timed(args, [args.kread, "--dump=json", str(path)]) for _ in range(args.runs)]
        b = [timed(args, ["w3m", "-dump", "-T", "text/html", str(path)]) for _ in range(args.runs)]
        mine.append(median([x[0] for x in a]))
        theirs.append(median([x[0] for x in b]))
        rss.append(max(x[1] for x in a))
    row("--dump=json of a saved page, ms", median(mine), median(theirs), "<= 1.7 x (w3m -dump)")
    row(
        "  peak memory of the larger process, MB (median, max)",
        f"{median(rss):.1f}, {max(rss):.1f}",
        None,
        "<= 15",
    )


def memory_and_idle(args, base, todo):
    a, b, idle = [], [], None
    for name, _, needle in todo:
        t = Term([args.kread, base + name])
        t.until(needle)
        t.quiet()
        kids = t.children()
        a.append(status(t.pid, "VmRSS") / 1024)
        b.append(max([status(k, "VmRSS") / 1024 for k in kids] or [0]))
        if idle is None:
            before = [(switches(p), cpu_ms(p)) for p in [t.pid, *kids]]
            time.sleep(5)
            after = [(switches(p), cpu_ms(p)) for p in [t.pid, *kids]]
            idle = sum(x[0] - y[0] for x, y in zip(after, before)), sum(
                x[1] - y[1] for x, y in zip(after, before)
            )
        t.close()
    row(
        "memory with an article open, MB (median, max)",
        f"{median(a):.1f}, {max(a):.1f}",
        None,
        "<= 16",
    )
    row("  and of the worker", f"{median(b):.1f}, {max(b):.1f}", None, "<= 12")
    row("idle over 5 s: wake-ups, CPU ms", f"{idle[0]}, {idle[1]:.0f}", None, "0, 0")


def resize(args, base, todo):
    took = []
    for name, _, needle in todo:
        t = Term([args.kread, base + name], 24, 80)
        t.until(needle)
        t.quiet()
        for rows, cols in ((40, 120), (50, 200), (15, 60), (24, 80)):
            t.resize(rows, cols)
            t.read(1)
            took.append(t.quiet(0.05) * 1e3)
        t.close()
    row("resize: first to last byte of the new screen, ms", median(took), None, "<= 16")


def large(args, base):
    t = Term([args.kread, base + "huge.html"])
    t.read(5)
    begin, worst, shown = time.perf_counter(), 0.0, None
    while time.perf_counter() - begin < 5 and shown is None:
        if (
            "0.Theriver" in t.text()
            or "0.Old" in t.text()
            or "0.Th" in t.text()
            or "1.Th" in t.text()
        ):
            shown = (time.perf_counter() - t.start) * 1e3
            break
        worst = max(worst, t.answer("\x0c", 1.0) or 1000)
    for _ in range(20):
        worst = max(worst, t.answer("\x0c", 1.0) or 1000)
    t.quiet(0.5)
    rss = max([status(k, "VmHWM") / 1024 for k in t.children()] or [0])
    mine = status(t.pid, "VmHWM") / 1024
    t.close()
    row("20 MB page: first text on the screen, ms", shown or float("nan"), None, "<= 1500")
    row("  slowest key meanwhile, ms", worst, None, "<= 50")
    row("  memory of worker, of kread, MB", f"{rss:.0f}, {mine:.0f}", None, "<= 250")


def grows(args, folder):
    out = []
    for mb in (1, 5, 20):
        p = folder / f"long{mb}.html"
        p.write_text(pages.long_page(mb), encoding="utf-8")
        out.append(
            median([timed(args, [args.kread, "--dump=json", str(p)])[0] for _ in range(3)]) / mb
        )
    row(
        "--dump=json of 1, 5, 20 MB: ms per MB",
        ", ".join(f"{x:.0f}" for x in out),
        None,
        "does not grow",
    )


def nested(args, base):
    t = Term([args.kread, base + "nested.html"])
    t.until("bottomofitall", 5)
    row(
        "200,000 nested div: text on the screen, ms",
        (time.perf_counter() - t.start) * 1e3,
        None,
        "<= 300",
    )
    t.close()


def hostile(args, base):
    for what in ("endless", "line", "headers", "bomb", "stall"):
        t = Term([args.kread])
        t.until("kread")
        t.quiet()
        t.send("U" + base + what + "\r")
        t.read(1)
        worst, begin = 0.0, time.perf_counter()
        while time.perf_counter() - begin < 3:
            worst = max(worst, t.answer("\x0c", 1.0) or 1000)
            time.sleep(0.02)
        rss = status(t.pid, "VmHWM") / 1024
        esc = t.answer("\x1b", 1.0)
        t.close()
        row(
            f"{what}: slowest key, Esc, ms; memory MB",
            f"{worst:.0f}, {esc or 1000:.0f}; {rss:.0f}",
            None,
            "50, 50; 100",
        )


def lines(args, todo):
    """Chinese lines: forbidden characters at start or end, width, fill."""
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    import unicodedata

    cols = lambda s: sum(
        2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1
        for c in s
    )
    bad = wide = total = 0
    fill = []
    for name, path, _ in todo:
        for width in range(40, 121, 8):
            out = subprocess.run(
                [args.kread, "--dump=text", "--width", str(width), str(path)],
                capture_output=True,
                check=False,
            )
            rows = out.stdout.decode("utf-8", "replace").split("\n")
            for i, r in enumerate(rows):
                s = r.strip()
                if not s or not re.search(r"[\u4e00-\u9fff]", s):
                    continue
                total += 1
                wide += cols(r) > width
                wrapped = i + 1 < len(rows) and rows[i + 1].strip()
                follows = i > 0 and rows[i - 1].strip()
                bad += bool(follows and s[0] in BAD_START) + bool(wrapped and s[-1] in BAD_END)
                if wrapped:
                    fill.append(cols(r) / width)
    if total:
        row(
            "Chinese lines: forbidden start or end, too wide, of",
            f"{bad}, {wide}, {total}",
            None,
            "0, 0",
        )
        row("  median fill of wrapped lines", f"{median(fill):.3f}", None, ">= 0.95")


def first_screen(args, base, todo):
    good = 0
    for name, path, needle in todo:
        doc = json.loads(
            subprocess.run(
                [args.kread, "--dump=json", str(path)], capture_output=True, check=True
            ).stdout
        )
        t = Term([args.kread, base + name])
        t.until(needle)
        t.quiet()
        seen = t.text()
        good += all(squeeze(x)[:12] in seen for x in (doc.get("title") or "?", needle))
        t.close()
    row(
        "title and first sentence on the first screen, 80x24", f"{good} of {len(todo)}", None, "all"
    )


def main():
    a = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    a.add_argument("--kread", default="build/src/kread")
    a.add_argument(
        "--runs", type=int, default=11, metavar="N", help="repetitions of each measurement"
    )
    a.add_argument("--pages", type=int, default=10, help="at most N pages of FOLDER", metavar="N")
    a.add_argument("folder", nargs="?")
    args = a.parse_args()
    args.kread = str(pathlib.Path(args.kread).resolve())
    with tempfile.TemporaryDirectory() as tmp:
        args.measure = str(pathlib.Path(tmp) / "measure")
        subprocess.run(
            [
                "cc",
                "-O2",
                "-D_GNU_SOURCE",
                "-o",
                args.measure,
                str(pathlib.Path(__file__).parent / "measure.c"),
            ],
            check=True,
        )
        folder = pathlib.Path(tmp)
        todo = collect(args, folder)
        served = {name: path.read_bytes() for name, path, _ in todo}
        served["huge.html"] = pages.long_page(20).encode()
        served["nested.html"] = (
            b"<title>nested</title>"
            + b"<div>" * 200000
            + b"<p>the bottom of it all, which is a sentence.</p>"
        )
        for name, _, _ in todo:
            served["list-" + name] = pages.list_page(name).encode()
        base, stop = server.serve(served)
        print(f"{time.strftime('%Y-%m-%d %H:%M')}, load average {os.getloadavg()[0]:.1f}")
        print(f"{'':58} {'kread':>14} {'w3m':>10} {'ratio':>6}   bar")
        start_up(args)
        exec_to_article(args, base, todo)
        enter_to_article(args, base, todo)
        next_article(args, base, todo)
        dump(args, todo)
        first_screen(args, base, todo)
        lines(args, todo)
        memory_and_idle(args, base, todo)
        resize(args, base, todo)
        nested(args, base)
        grows(args, folder)
        large(args, base)
        hostile(args, base)
        stop()


if __name__ == "__main__":
    main()

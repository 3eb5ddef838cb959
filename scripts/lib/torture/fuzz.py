"""Run the fuzz targets under libFuzzer and print what they did and found.

usage: scripts/torture fuzz TIME [TARGET...]
       scripts/torture fuzz --keep [TARGET...]

  TIME      processor time for each target: 90s, 30m, 2h
  TARGET    a name such as extract, without "fuzz_"; default: all
  --jobs N  so many targets at once; default 1
  --rooms   afterwards, print how much of each room all inputs together have run
  --keep    instead: add inputs to tests/fuzz/corpus that run more of the program than those that
            are there, the small ones first, as many as --keep-bytes (default 8192) a target allow

What a target learns is kept in build-torture/corpus/TARGET and used by the next run. An input that
fails is kept in build-torture/findings, with the report beside it. After a finding the target goes
on, until it has found ten. The suite `fuzz` of scripts/test runs the same targets, without
libFuzzer, over tests/fuzz/corpus: an input belongs there once its fault is mended.

Columns: minutes of processor time; executions, and how many of them a second of processor time;
edges of the program that were run; features, which also count how often and with what data an edge
was run; inputs kept; findings.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
MOST_FINDINGS = 10
STATUS = re.compile(r"^#(\d+)\s.*cov: (\d+) ft: (\d+) corp: (\d+)/", re.M)
EXECUTED = re.compile(r"^stat::number_of_executed_units:\s*(\d+)", re.M)
WRITTEN = re.compile(r"Test unit written to (\S+)")
WHY = re.compile(r"^.*does not hold: .*$|^.*runtime error: .*$|^SUMMARY: .*$|^==\d+== ERROR: .*$",
                 re.M)
POINT = re.compile(r"(\S+/(?:src|include)/([a-z]+)/\S+:\d+:\d+)")


def seconds(text):
    m = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", text)
    if not m:
        raise argparse.ArgumentTypeError(f"not a time: {text}")
    return float(m[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[m[2]]


class Target:
    """A fuzz target and what it has done in this run."""

    def __init__(self, build, test):
        self.name = test["name"].removeprefix("fuzz-")
        self.program, *args = test["cmd"]
        self.flags = [a for a in args if a.startswith("-")]
        self.seeds = [a for a in args if not a.startswith("-")]
        self.corpus = build / "corpus" / self.name
        self.findings = build / "findings"
        self.cpu = self.executions = self.edges = self.features = self.inputs = 0
        self.found = {}  # why: file

    def command(self, *args):
        tool = shutil.which("llvm-symbolizer") or shutil.which("llvm-symbolizer-14")
        env = dict(os.environ, UBSAN_OPTIONS="print_stacktrace=1")
        if tool:
            env["ASAN_SYMBOLIZER_PATH"] = tool
        return {"args": [self.program, *self.flags, *args], "env": env, "cwd": ROOT,
                "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}

    def run_once(self, budget):
        """Runs until it fails or has used the budget. Returns the text of its report."""
        with tempfile.TemporaryFile() as log:
            process = subprocess.Popen(**self.command(
                f"-artifact_prefix={self.findings}/{self.name}-", "-runs=-1",
                "-print_final_stats=1", "-timeout=30", "-rss_limit_mb=2000", "-reload=0",
                str(self.corpus), *self.seeds), stderr=log)
            stopped = False
            while True:
                pid, status, used = os.wait4(process.pid, os.WNOHANG)
                if pid:
                    break
                if not stopped and cpu_of(process.pid) >= budget:
                    process.send_signal(signal.SIGINT)
                    stopped = True
                time.sleep(0.1)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.cpu += used.ru_utime + used.ru_stime
            log.seek(0)
            return log.read().decode("utf-8", "replace")

    def run(self, budget):
        self.corpus.mkdir(parents=True, exist_ok=True)
        self.findings.mkdir(parents=True, exist_ok=True)
        for _ in range(MOST_FINDINGS):
            report = self.run_once(budget - self.cpu)
            self.take(report)
            if self.cpu >= budget or not WRITTEN.search(report):
                return self
        return self

    def take(self, report):
        last = None
        for last in STATUS.finditer(report):
            pass
        if last:
            executed = EXECUTED.search(report)
            self.executions += int((executed or last)[1])
            self.edges, self.features, self.inputs = (int(last[i]) for i in (2, 3, 4))
        written = WRITTEN.search(report)
        if written:
            why = WHY.search(report)
            path = pathlib.Path(written[1])
            path.with_name(path.name + ".txt").write_text(report[-20000:], "utf-8")
            self.found.setdefault(why[0].strip() if why else "it failed", path)
        elif not last or "libFuzzer: run interrupted" not in report:
            self.found["did not run: " + report[-300:].strip()] = self.program

    def keep(self, most):
        """Adds small inputs to the corpus of the repository."""
        into = ROOT / "tests/fuzz/corpus" / self.name
        with tempfile.TemporaryDirectory() as temp:
            new = pathlib.Path(temp, "new")
            shutil.copytree(into, new)
            had = set(os.listdir(new))
            subprocess.run(**self.command("-merge=1", "-max_len=2048", str(new),
                                          str(self.corpus)), stderr=subprocess.DEVNULL)
            files = sorted((p for p in new.iterdir() if p.name not in had),
                           key=lambda p: (p.stat().st_size, p.name))
            for path in files:
                most -= path.stat().st_size
                if most < 0:
                    break
                shutil.copy(path, into / path.name[:16])
                self.inputs += 1
        print(f"{self.name}: {self.inputs} inputs added, of {len(files)}")

    def points(self):
        """The points of the program that its inputs did not run, and those of all functions."""
        out = subprocess.run(**self.command("-runs=0", "-print_full_coverage=1", str(self.corpus),
                                            *self.seeds), stderr=subprocess.PIPE).stderr
        missed, seen = set(), set()
        for line in out.decode("utf-8", "replace").splitlines():
            m = POINT.search(line)
            if m and "_PC" in line:
                (missed if "UNCOVERED" in line else seen).add((m[2], m[1]))
        return missed, seen


def cpu_of(pid):
    """Seconds of processor time that a running process has used; where that is not known, more
    than any budget, so that it is not run without end."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("inf")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def print_table(targets):
    row = "{:<12}{:>9}{:>13}{:>9}{:>8}{:>10}{:>8}{:>10}"
    print(row.format("target", "minutes", "executions", "a second", "edges", "features", "inputs",
                     "findings"))
    for t in targets:
        print(row.format(t.name, f"{t.cpu / 60:.1f}", t.executions,
                         round(t.executions / t.cpu) if t.cpu else 0, t.edges, t.features,
                         t.inputs, len(t.found)))
    for t in targets:
        for why, path in t.found.items():
            print(f"{t.name}: {why}\n    again: {t.program} {path}")


def print_rooms(targets):
    missed, seen = set(), set()
    for t in targets:
        m, s = t.points()
        missed |= m
        seen |= s
    print(f"{'room':<12}{'points':>9}{'run':>9}{'':>8}")
    for room in sorted({room for room, _ in missed | seen}):
        run = sum(r == room for r, _ in seen)
        total = sum(r == room for r, _ in missed | seen)
        print(f"{room:<12}{total:>9}{run:>9}{100 * run / total:>7.1f}%")


def main():
    parser = argparse.ArgumentParser(prog="scripts/torture fuzz", add_help=False)
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--rooms", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--keep-bytes", type=int, default=8192)
    parser.add_argument("words", nargs="*")
    build, *argv = sys.argv[1:]
    args = parser.parse_args(argv)
    if args.help or not (args.words or args.keep):
        print(__doc__.strip())
        return 0 if args.help else 2
    budget = 0 if args.keep else seconds(args.words.pop(0))
    build = pathlib.Path(build).resolve()
    tests = json.loads(subprocess.check_output(["meson", "introspect", "--tests", build]))
    targets = {t.name: t for t in (Target(build, x) for x in tests if "fuzz" in x["suite"][0])}
    unknown = [name for name in args.words if name not in targets]
    if unknown:
        sys.exit(f"no such target: {', '.join(unknown)}; there are {', '.join(sorted(targets))}")
    chosen = [targets[name] for name in args.words or sorted(targets)]
    subprocess.run(["ninja", "-C", build, *(os.path.relpath(t.program, build) for t in chosen)],
                   check=True, stdout=subprocess.DEVNULL)
    if args.keep:
        for t in chosen:
            t.keep(args.keep_bytes)
        return 0
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for t in pool.map(lambda t: t.run(budget), chosen):
            print(f"{t.name}: {t.executions} executions, {len(t.found)} findings", file=sys.stderr)
    print_table(chosen)
    if args.rooms:
        print_rooms(chosen)
    bad = sum(bool(t.found) for t in chosen)
    print(f"{len(chosen) - bad} passed, {bad} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

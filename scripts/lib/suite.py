"""Build the test programs and run the suites; the last line is "N passed, N failed".

The lines before it say what failed, and why.

usage: suite.py SANITIZED-BUILD PLAIN-BUILD [SUITE...]

The suite "plain" runs in the plain build, because sanitizers disturb its tests (sandbox, memory);
all others run in the sanitized build.
"""
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import time

CASES = re.compile(r"\[  PASSED  \] (\d+) test|\[  FAILED  \] (\d+) test|"
                   r"(\d+) passed, (\d+) failed$|(ok \d+)|(not ok \d+)")


def build(folder):
    result = subprocess.run(["ninja", "-C", folder, "all", "meson-test-prereq"],
                            capture_output=True, text=True)
    if result.returncode:
        print(result.stdout[-8000:] + result.stderr[-2000:])
        print("0 passed, 1 failed")
        sys.exit(1)


def failures(text):
    """The lines that say what failed, each with the comments or the line after it: why."""
    lines = text.splitlines()
    for i, line in enumerate(lines):
        if re.match(r"\s*(not ok |\[  FAILED  \] [^0-9])", line):
            yield line
            why = list(itertools.takewhile(lambda l: l.startswith("#"), lines[i + 1:i + 26]))
            yield from why or lines[i + 1:i + 2]


def count(text, failed):
    """Count the cases in the output of a test program: cmocka, TAP or "N passed, N failed".

    A program that reports none counts as one case.
    """
    good = bad = 0
    for line in text.splitlines():
        m = CASES.match(line.strip())
        if m:
            good += int(m[1] or m[3] or 0) + (1 if m[5] else 0)
            bad += int(m[2] or m[4] or 0) + (1 if m[6] else 0)
    if failed and not bad:
        bad = 1
    if not failed and not good and not bad:
        good = 1
    return good, bad


def run(folder, wanted, plain):
    """Run the suites of one build; return the passed and the failed cases, and what failed."""
    listing = json.loads(subprocess.run(["meson", "introspect", folder, "--tests"],
                                        capture_output=True, text=True, check=True).stdout)
    tests = {t["name"]: {s.split(":")[-1] for s in t["suite"]} for t in listing}
    names = [name for name, suites in tests.items()
             if ("plain" in suites or not plain) and (not wanted or suites & set(wanted))]
    if not names:
        return 0, 0, []
    log = pathlib.Path(folder) / "meson-logs" / "testlog.json"
    log.unlink(missing_ok=True)
    env = dict(os.environ, ASAN_OPTIONS="detect_leaks=1:abort_on_error=0",
               UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1")
    command = ["meson", "test", "-C", folder, "--no-rebuild", "--print-errorlogs",
               "--num-processes", str(os.cpu_count() or 2)]
    # Tests that are only named would not run if their suite is left out by default.
    for s in sorted(set().union(*tests.values())):
        command += ["--suite", s]
    out = subprocess.run(command + names, env=env, capture_output=True, text=True)
    passed = failed = 0
    summary = []
    for line in log.read_text(encoding="utf-8").splitlines():
        t = json.loads(line)
        good, bad = count(t.get("stdout") or "", t["result"] not in ("OK", "EXPECTEDFAIL", "SKIP"))
        passed, failed = passed + good, failed + bad
        print(f"{'FAILED' if bad else 'ok':7}{t['name']:40} {good:5} passed {bad:3} failed "
              f"{t['duration']:7.1f} s")
        if bad:
            print((t.get("stdout") or "")[-6000:])
            print((t.get("stderr") or "")[-6000:])
            summary += [f"FAILED {t['name']}: {t['result']}", *failures(t.get("stdout") or "")]
    if out.returncode and not failed:
        print(out.stdout[-4000:])
        failed = 1
    return passed, failed, summary


def main():
    sanitized, plain, *wanted = sys.argv[1:]
    start = time.monotonic()
    passed = failed = 0
    summary = []
    for folder in (sanitized, plain):
        build(folder)
    for folder in (sanitized, plain):
        good, bad, what = run(folder, wanted, folder == plain)
        passed, failed, summary = passed + good, failed + bad, summary + what
    print("\n".join(summary[-40:]))
    print(f"{time.monotonic() - start:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())

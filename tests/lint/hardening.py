"""Look at the binaries for what the compiler and the linker were asked to harden.

usage: hardening.py FLAGS PROGRAM...    prints TAP

FLAGS, in one argument: those that the compiler knows.
"""
import pathlib
import subprocess
import sys

FLAGS, PROGRAMS = sys.argv[1].split(), [pathlib.Path(p) for p in sys.argv[2:]]
results = []


def readelf(option, path):
    command = ["readelf", "-W", option, path]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def imports(program):
    rows = [line.split() for line in readelf("--dyn-syms", program).splitlines()]
    return {row[7].split("@")[0] for row in rows if len(row) > 7 and row[6] == "UND"}


def notes(program):
    """Of the objects with main(); those of the rooms are compiled with the same arguments."""
    return [readelf("-n", o) for o in sorted(pathlib.Path(f"{program}.p").glob("*.o"))]


def properties(program):
    """(name, whether it is so) of all that can be seen in a program."""
    dynamic, segments, symbols = readelf("-d", program), readelf("-l", program), imports(program)
    flags = [line.split() for line in dynamic.splitlines() if "FLAGS_1" in line]
    stack = [line.split() for line in segments.splitlines() if "GNU_STACK" in line]
    yield "position independent", flags and "PIE" in flags[0]
    yield "relocations read-only", "GNU_RELRO" in segments
    yield "all symbols bound at start", flags and "NOW" in flags[0]
    yield "no executable stack", stack and stack[0][6] == "RW"
    if "-fstack-protector-strong" in FLAGS:
        yield "stack protector", "__stack_chk_fail" in symbols
    if "-D_FORTIFY_SOURCE=3" in FLAGS:
        yield "fortified functions", any(s.endswith("_chk") for s in symbols)
    for flag, marks in (("-fcf-protection", ("IBT", "SHSTK")),
                        ("-mbranch-protection=standard", ("BTI", "PAC"))):
        if flag in FLAGS:
            found = notes(program)
            yield flag, found and all(mark in n for n in found for mark in marks)


for p in PROGRAMS:
    for name, good in properties(p):
        results.append(bool(good))
        print(f"{'ok' if good else 'not ok'} {len(results)} - {p.name}: {name}")
print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)

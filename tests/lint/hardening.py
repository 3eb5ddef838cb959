"""Look at the binaries for what the compiler and the linker were asked to harden.

usage: hardening.py FLAGS PROGRAM...    prints TAP; FLAGS: those that the compiler knows, in one argument
"""
import pathlib
import subprocess
import sys

FLAGS, PROGRAMS = sys.argv[1].split(), [pathlib.Path(p) for p in sys.argv[2:]]
results = []


def readelf(option, path):
    return subprocess.run(["readelf", "-W", option, path], capture_output=True, text=True, check=True).stdout


def check(name, good):
    results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(results)} - {name}")


def imports(symbols, wanted):
    return any(wanted(line.split()[7].split("@")[0]) for line in symbols.splitlines()
               if len(line.split()) > 7 and line.split()[6] == "UND")


def objects(program):
    """Of the program's own file with main(); the rooms are compiled with the same arguments."""
    return sorted(pathlib.Path(f"{program}.p").glob("*.o"))


for p in PROGRAMS:
    dynamic, segments, symbols = readelf("-d", p), readelf("-l", p), readelf("--dyn-syms", p)
    check(f"{p.name}: position independent", "Type:                              DYN" in readelf("-h", p) and "PIE" in dynamic)
    check(f"{p.name}: relocations read-only", "GNU_RELRO" in segments)
    check(f"{p.name}: all symbols bound at start", "BIND_NOW" in dynamic or "NOW" in dynamic.split("FLAGS_1", 1)[-1].split("\n")[0])
    stack = [line.split() for line in segments.splitlines() if "GNU_STACK" in line]
    check(f"{p.name}: no executable stack", stack and stack[0][6] == "RW")
    if "-fstack-protector-strong" in FLAGS:
        check(f"{p.name}: stack protector", imports(symbols, lambda s: s == "__stack_chk_fail"))
    if "-D_FORTIFY_SOURCE=3" in FLAGS:
        check(f"{p.name}: fortified functions", imports(symbols, lambda s: s.startswith("__") and s.endswith("_chk")))
    if "-fcf-protection" in FLAGS:
        notes = [readelf("-n", o) for o in objects(p)]
        check(f"{p.name}: control flow protection", notes and all("IBT" in n and "SHSTK" in n for n in notes))
    if "-mbranch-protection=standard" in FLAGS:
        notes = [readelf("-n", o) for o in objects(p)]
        check(f"{p.name}: branch protection", notes and all("BTI" in n and "PAC" in n for n in notes))
print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)

"""Hold the project's own rules: layers, foreign headers, writable globals, sizes, formatting, scripts, man page.

usage: lint.py ROOT BUILD    prints TAP
"""
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()
BUILD = pathlib.Path(sys.argv[2]).resolve()
RANK = {"base": 0, "doc": 1, "text": 2, "extract": 2, "net": 2, "store": 2, "worker": 3, "app": 3, "ui": 4}
FOREIGN = {
    r"curl/": {"net"},
    r"idn2\.h": {"net"},
    r"libxml/": {"extract"},
    r"md4c.*\.h": {"extract"},
    r"iconv\.h": {"extract"},
    r"jansson\.h": {"doc"},
    r"(?:n?cursesw?|term)(?:w)?(?:/.*)?\.h": {"ui"},
    r"ini\.h": {"app"},
    r"seccomp\.h": {"worker"},
    r"sqlite3\.h": {"store"},
    r"(?:unistr|unicase|uniwidth|unigbrk|unilbrk|uninorm|unictype|uniconv|unitypes)\.h": {"text", "base"},
}
# Where one file of a room alone may use the library.
ONLY = {r"(?:n?cursesw?|term)(?:w)?(?:/.*)?\.h": {"src/ui/term.c"},
        r"libxml/": {"src/extract/dom.c", "src/extract/rules.c"}, r"iconv\.h": {"src/extract/charset.c"},
        r"md4c.*\.h": {"src/extract/markdown.c"},
        r"jansson\.h": {"src/doc/json.c", "src/doc/json_write.c"}}
GLOBALS = {"oom_hook", "log_file"}  # further ones are named by file below
GLOBAL_FILES = {"src/ui/term.c", "src/app/signals.c"}
MAX_FILE, MAX_FUNCTION = 700, 80
results = []


def check(name, faults):
    faults = list(faults)
    results.append(not faults)
    print(f"{'ok' if not faults else 'not ok'} {len(results)} - {name}")
    for f in faults[:40]:
        print(f"#   {f}")


def sources(*tops, ends=(".c", ".h")):
    for top in tops:
        for p in sorted((ROOT / top).rglob("*")):
            if p.suffix in ends and p.is_file():
                yield p


def rel(p):
    return str(p.relative_to(ROOT))


def room(p):
    parts = rel(p).split("/")
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    if parts[0] == "include" and len(parts) > 3:
        return parts[2]
    return None


def includes(p):
    return re.findall(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', p.read_text(encoding="utf-8"), re.M)


def layering():
    for p in sources("include", "src"):
        own = room(p)
        for _, inc in includes(p):
            m = re.match(r"kread/(\w+)/", inc)
            if own and m and m[1] != own and RANK[m[1]] >= RANK[own]:
                yield f"{rel(p)} includes {inc}: room {own} has rank {RANK[own]}, {m[1]} has {RANK[m[1]]}"
            if own and ".." in inc:
                yield f"{rel(p)} includes {inc}: reaches out of its folder"
            if rel(p).startswith("include/") and inc.endswith("_priv.h"):
                yield f"{rel(p)} includes the private {inc}"


def foreign():
    for p in sources("include", "src"):
        for kind, inc in includes(p):
            for pattern, rooms in FOREIGN.items():
                if kind == "<" and re.fullmatch(pattern + (".*" if pattern.endswith("/") else ""), inc):
                    if room(p) not in rooms:
                        yield f"{rel(p)} includes <{inc}>, which belongs to {', '.join(sorted(rooms))}"
                    elif pattern in ONLY and rel(p) not in ONLY[pattern]:
                        yield f"{rel(p)} includes <{inc}>, which belongs to {', '.join(sorted(ONLY[pattern]))}"


def writable_globals():
    """Symbols in .data and .bss of the room libraries."""
    for lib in sorted(BUILD.glob("src/*/lib*.a")):
        out = subprocess.run(["nm", "-A", "--format=sysv", lib], capture_output=True, text=True, check=True).stdout
        for line in out.splitlines():
            m = re.match(r".*?([\w.]+\.c)\.o:(\S+) *\|[^|]*\| *([bBdDsSgG]) *\|.*\|(\S+)$", line)
            if not m or m[4].startswith(".data.rel.ro") or m[2].startswith(("_", ".L", "lsan", "asan")):
                continue
            source = "src/" + lib.parent.name + "/" + m[1]
            if m[2].split(".")[0] in GLOBALS or source in GLOBAL_FILES:
                continue
            yield f"{source}: writable global {m[2]}"


def sizes():
    for p in sources("include", "src", "tests"):
        lines = p.read_text(encoding="utf-8").split("\n")
        if len(lines) - 1 > MAX_FILE:
            yield f"{rel(p)}: {len(lines) - 1} lines (at most {MAX_FILE})"
        if p.suffix != ".c":
            continue
        start = None
        for n, line in enumerate(lines, 1):
            if line == "{":
                start = n
            elif line == "}" and start:
                if n - start - 1 > MAX_FUNCTION:
                    yield f"{rel(p)}:{start}: function of {n - start - 1} lines (at most {MAX_FUNCTION})"
                start = None


def headers_alone():
    cc = shutil.which("cc")
    for p in sources("include"):
        r = subprocess.run([cc, "-std=c11", "-D_GNU_SOURCE", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", f"-I{ROOT}/include",
                            "-x", "c", "-"], input=f'#include "{p}"\n#include "{p}"\n', capture_output=True, text=True)
        if r.returncode:
            yield f"{rel(p)} does not compile by itself: {r.stderr.splitlines()[0] if r.stderr else ''}"


def formatting():
    files = [str(p) for p in sources("include", "src", "tests")]
    r = subprocess.run(["clang-format", "--dry-run", "-Werror", *files], capture_output=True, text=True)
    seen = sorted({re.sub(r":\d+:\d+:.*", "", l) for l in r.stderr.splitlines() if ": error:" in l})
    return [f"{s}: run clang-format -i" for s in seen]


def scripts():
    files = [str(p) for top in ("scripts", ".ci", "tests") for p in sorted((ROOT / top).rglob("*"))
             if p.is_file() and (p.suffix in (".sh", ".bash") or (p.suffix == "" and p.read_bytes()[:2] == b"#!"))]
    shell = [f for f in files if b"sh" in open(f, "rb").readline()]
    r = subprocess.run(["shellcheck", "-x", "-P", "SCRIPTDIR", *shell], capture_output=True, text=True)
    return r.stdout.splitlines() if r.returncode else []


def man_page():
    for p in sorted((ROOT / "man").glob("*.1")) + sorted(BUILD.glob("man/*.1")):
        r = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(p)], capture_output=True, text=True)
        yield from r.stdout.splitlines()


def generated():
    """Tables made by scripts are what the scripts make."""
    for script, table in (("scripts/gen-charsets", "src/extract/charset.def"), ("scripts/gen-entities", "src/extract/entities.def")):
        out = subprocess.run([sys.executable, ROOT / script], capture_output=True, text=True, check=True).stdout
        if out != (ROOT / table).read_text(encoding="utf-8"):
            yield f"{table}: run {script}"


def words():
    """Nothing in the project points out of it."""
    bad = re.compile(r"\.\./shared|/work/|deb\.debian\.org|registry\.npmjs|pypi\.org|\bTODO\b|\bFIXME\b|\bXXX\b")
    listed = subprocess.run(["git", "-C", ROOT, "ls-files"], capture_output=True, text=True)
    for name in listed.stdout.splitlines():
        p = ROOT / name
        if name == "tests/lint/lint.py" or not p.is_file():
            continue
        for n, line in enumerate(p.read_bytes().decode("utf-8", "replace").splitlines(), 1):
            if bad.search(line):
                yield f"{name}:{n}: {line.strip()[:100]}"


check("rooms include only rooms of lower rank", layering())
check("foreign headers stay in their rooms", foreign())
check("no writable globals", writable_globals())
check("files and functions are small", sizes())
check("headers compile by themselves", headers_alone())
check("clang-format", formatting())
check("shellcheck", scripts())
check("mandoc", man_page())
check("generated files are current", generated())
check("nothing points out of the project", words())
print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)

"""Check the project's own rules: layers, names, foreign headers, globals, sizes, formatting.

usage: lint.py ROOT BUILD    prints TAP
"""
import functools
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()
BUILD = pathlib.Path(sys.argv[2]).resolve()
RANK = {"base": 0, "proto": 0.5, "doc": 1, "text": 2, "extract": 2, "feed": 2, "net": 2, "store": 2,
        "picture": 2, "epub": 2,
        "worker": 3, "load": 4, "app": 5, "ui": 6}
# Folders of extract: each may call only those before it in this list.
SUBROOMS = ["words", "model", "dom", "data", "meta/date", "meta", "meta/title", "body", "lists",
            "state", "."]
FOREIGN = {
    r"zip\.h": {"epub"},
    r"qrencode\.h": {"app"},
    r"curl/": {"net"},
    r"idn2\.h": {"net"},
    r"zlib\.h": {"net", "store"},
    r"brotli/.*\.h": {"net"},
    r"libpsl\.h": {"base"},
    r"libxml/": {"extract", "feed"},
    r"md4c.*\.h": {"extract"},
    r"iconv\.h": {"extract"},
    r"jansson\.h": {"doc", "feed", "store"},
    r"(?:n?cursesw?|term)(?:w)?(?:/.*)?\.h": {"ui"},
    r"ini\.h": {"app"},
    r"jpeglib\.h": {"picture"},
    r"png\.h": {"picture"},
    r"webp/": {"picture"},
    r"gif_lib\.h": {"picture"},
    r"chafa\.h": {"picture"},
    r"seccomp\.h": {"worker"},
    r"sqlite3\.h": {"store"},
    r"uni(?:str|case|width|gbrk|lbrk|norm|ctype|conv|types)\.h": {"text", "base"},
}
# Where one file of a room alone may use the library.
ONLY = {r"jpeglib\.h": {"src/picture/picture_jpeg.c"},
        r"png\.h": {"src/picture/picture_png.c"},
        r"webp/": {"src/picture/picture_webp.c"},
        r"gif_lib\.h": {"src/picture/picture_gif.c"},
        r"chafa\.h": {"src/picture/cells.c"},
        r"(?:n?cursesw?|term)(?:w)?(?:/.*)?\.h": {"src/ui/term.c"},
        r"libxml/": {"src/extract/dom/dom_builder_priv.h", "src/extract/rules.c",
                     "src/extract/rules_tree.c", "src/extract/rules_tree_priv.h",
                     "src/feed/feed_text.c", "src/feed/feed_sax.c", "src/feed/feed_sax_priv.h",
                     "src/feed/exchange_bookmarks.c", "src/feed/exchange_write.c"},
        r"qrencode\.h": {"src/app/qr.c"},
        r"zip\.h": {"src/epub/zip_priv.h"},
        r"iconv\.h": {"src/extract/dom/charset_codec.c"},
        r"md4c.*\.h": {"src/extract/data/markdown.c"},
        r"sqlite3\.h": {"src/store/sqlite_priv.h"},
        r"jansson\.h": {"src/doc/json.c", "src/doc/json_write.c", "src/feed/feed_json.c",
                          "src/feed/exchange_json.c", "src/feed/exchange_lines.c",
                          "src/store/takeout_line.c"}}
GLOBALS = {"oom_hook", "log_file"}  # further ones are named by file below
GLOBAL_FILES = {"src/ui/term.c", "src/app/signals.c"}
MAX_FILE, MAX_FUNCTION, MAX_LINE = 600, 60, 100
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


def first_line(p):
    with open(p, "rb") as f:
        return f.readline()


def shell_scripts():
    for p in sources("scripts", ".ci", "tests", "packaging", ends=("", ".sh", ".bash")):
        first = first_line(p)
        shell = first.startswith(b"#!") and b"sh" in first
        if p.suffix or shell or first.startswith(b"# shellcheck shell="):
            yield p


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def read(p):
    return p.read_text(encoding="utf-8")


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
    return re.findall(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', read(p), re.M)


def layering():
    for p in sources("include", "src"):
        own = room(p)
        for _, inc in includes(p):
            m = re.match(r"kread/(\w+)/", inc)
            if own and m and m[1] != own and RANK[m[1]] >= RANK[own]:
                yield (f"{rel(p)} includes {inc}: room {own} has rank {RANK[own]}, "
                       f"{m[1]} has {RANK[m[1]]}")
            if own and ".." in inc:
                yield f"{rel(p)} includes {inc}: reaches out of its folder"
            if rel(p).startswith("include/") and inc.endswith("_priv.h"):
                yield f"{rel(p)} includes the private {inc}"
            m = re.match(r"(\w+)/", inc)
            if own and inc.endswith("_priv.h") and "/" in inc and m[1] != own:
                yield f"{rel(p)} includes {inc}, which is private to room {m[1]}"
            if own == "extract" and inc.startswith("extract/"):
                here, there = subroom(rel(p)), subroom("src/" + inc)
                if SUBROOMS.index(there) > SUBROOMS.index(here):
                    yield f"{rel(p)} includes {inc}: folder {here} comes before {there}"


def subroom(path):
    folder = path.removeprefix("src/extract/").rpartition("/")[0]
    return folder or "."


@functools.cache
def object_files():
    """[(source file, exported symbols, undefined symbols)] of each object in the room libraries."""
    source_of = {}
    for lib in BUILD.glob("src/*/lib*.a.p"):
        by_name = {rel(p).removeprefix(f"src/{lib.parent.name}/").replace("/", "_"): rel(p)
                   for p in sources(f"src/{lib.parent.name}")}
        for obj in lib.glob("*.c.o"):
            source = by_name.get(obj.name.removesuffix(".o"))
            if source:
                source_of[str(obj)] = source
    if not source_of:
        return []
    rows = {source: [] for source in source_of.values()}
    for line in run("nm", "-A", "-g", *source_of).splitlines():
        obj, _, symbol = line.partition(":")
        rows[source_of[obj]].append(symbol.split())
    return [(source, {r[-1]: r[-2] for r in symbols if r[-2] in "TDBRCV"},
             {r[-1] for r in symbols if r[-2] == "U"})
            for source, symbols in sorted(rows.items())]


@functools.cache
def calls():
    """{source file: {source file that it calls: [symbols]}}, from the link table."""
    files = object_files()
    home = {symbol: source for source, defined, _ in files for symbol in defined
            if symbol.startswith(("kr_", "KR_"))}
    graph = {}
    for source, _, used in files:
        graph[source] = {}
        for symbol in sorted(used):
            if symbol in home and home[symbol] != source:
                graph[source].setdefault(home[symbol], []).append(symbol)
    return graph


def built():
    if not object_files():
        yield f"{BUILD} holds no object files: nothing that is read from them was checked"


def folders():
    for source, callees in calls().items():
        for callee, symbols in callees.items():
            if source.startswith("src/extract/") and callee.startswith("src/extract/"):
                here, there = subroom(source), subroom(callee)
                if SUBROOMS.index(there) > SUBROOMS.index(here):
                    yield (f"{source} calls {', '.join(symbols)} of {callee}: "
                           f"folder {here} comes before {there}")


def circles():
    """Files that call each other, directly or through others.

    A comment "circular with FILE" in one of the two excuses them.
    """
    graph = calls()
    reach = {}

    def reachable(source):
        if source not in reach:
            seen, todo = set(), [source]
            while todo:
                for callee in graph.get(todo.pop(), {}):
                    if callee not in seen:
                        seen.add(callee)
                        todo.append(callee)
            reach[source] = seen
        return reach[source]

    for source, callees in graph.items():
        for callee, symbols in callees.items():
            if source in reachable(callee):
                if not (excuses(source, callee) or excuses(callee, source)):
                    yield f"{source} calls {', '.join(symbols)} of {callee}, which leads back to it"


def excuses(source, callee):
    return f"circular with {callee.rpartition('/')[2]}" in read(ROOT / source)


def names():
    """Exported functions are named kr_<file>_<verb>, or kr_<file> where the file has but one."""
    for source, defined, _ in object_files():
        stem = source.rpartition("/")[2].removesuffix(".c")
        for symbol, kind in defined.items():
            if kind == "T" and not (symbol == f"kr_{stem}" or symbol.startswith(f"kr_{stem}_")):
                yield f"{source}: {symbol} is not named kr_{stem}_..."


def unused():
    """Exported functions that only their own file uses."""
    files = object_files()
    used = set().union(*(u for _, _, u in files))
    main = "".join(read(p) for p in [*(ROOT / "src").glob("*.c"), *(ROOT / "man").glob("*.c"),
                                     *sources("tests")])
    for source, defined, _ in files:
        for symbol, kind in defined.items():
            if kind == "T" and symbol not in used and not re.search(rf"\b{symbol}\b", main):
                yield f"{source}: {symbol} is used only here: make it static"


def tags():
    """A struct, union or enum tag stands for one thing in the whole tree."""
    seen = {}
    tag = re.compile(r"^\s*(?:static |const )*(?:struct|union|enum) (\w+)\s*\{", re.M)
    for p in sources("include", "src"):
        for m in tag.finditer(read(p)):
            if m[1] in seen and seen[m[1]] != rel(p):
                yield f"{rel(p)}: tag {m[1]} is used in {seen[m[1]]} too"
            seen.setdefault(m[1], rel(p))


def foreign():
    for p in sources("include", "src"):
        for kind, inc in includes(p):
            for pattern, rooms in FOREIGN.items():
                if kind != "<" or not re.fullmatch(pattern + ".*" * pattern.endswith("/"), inc):
                    continue
                if room(p) not in rooms:
                    yield f"{rel(p)} includes <{inc}>, which belongs to {', '.join(sorted(rooms))}"
                elif rel(p) not in ONLY.get(pattern, {rel(p)}):
                    only = ", ".join(sorted(ONLY[pattern]))
                    yield f"{rel(p)} includes <{inc}>, which belongs to {only}"


def writable_globals():
    """Symbols in .data and .bss of the room libraries. Those that are allowed must be found."""
    missing = GLOBALS | GLOBAL_FILES
    for lib in sorted(BUILD.glob("src/*/lib*.a")):
        for line in run("nm", "-A", "--format=sysv", lib).splitlines():
            m = re.match(r".*?([\w.]+\.c)\.o:(\S+) *\|[^|]*\| *([bBdDsSgG]) *\|.*\|(\S+)$", line)
            if (not m or m[4].startswith(".data.rel.ro") or
                    m[2].startswith(("_", ".L", "lsan", "asan"))):
                continue
            source, name = f"src/{lib.parent.name}/{m[1]}", m[2].split(".")[0]
            if name not in GLOBALS and source not in GLOBAL_FILES:
                yield f"{source}: writable global {m[2]}"
            missing -= {name, source}
    for name in sorted(missing):
        yield f"{name} was not found: the build was not looked at, or the list is out of date"


def hand_written():
    """(path, lines) of the C files, tables, scripts and tests that people write."""
    files = [*sources("include", "src", "tests", ends=(".c", ".h", ".def", ".inc")),
             *sources("scripts", "tests", ends=(".py",)), *shell_scripts(),
             *(p for p in sources("scripts", ends=("",)) if b"python" in first_line(p))]
    for p in files:
        text = read(p)
        if not re.match(r"/\* (?:Generated|Made) by scripts/", text):
            yield p, text.split("\n")


def sizes():
    for p, lines in hand_written():
        for n, line in enumerate(lines, 1):
            if len(line.expandtabs(8)) > MAX_LINE:
                yield f"{rel(p)}:{n}: {len(line.expandtabs(8))} columns (at most {MAX_LINE})"
        if len(lines) - 1 > MAX_FILE:
            yield f"{rel(p)}: {len(lines) - 1} lines (at most {MAX_FILE})"
        if p.suffix == ".c":
            yield from functions(p, lines)


def functions(p, lines):
    start = None
    for n, line in enumerate(lines, 1):
        if line == "{":
            start = n
        elif line == "}" and start:
            if n - start - 1 > MAX_FUNCTION:
                size = n - start - 1
                yield f"{rel(p)}:{start}: function of {size} lines (at most {MAX_FUNCTION})"
            start = None


def comments(p, lines):
    """(line number, text) of the comments of a file."""
    if p.suffix in (".c", ".h", ".def", ".inc"):
        text = "\n".join(lines)
        code = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
        for m in re.finditer(rf"{code}|/\*.*?\*/|//[^\n]*", text, re.S):
            if m[0].startswith("/"):
                first = text.count("\n", 0, m.start()) + 1
                yield from enumerate(m[0].split("\n"), first)
    else:
        for n, line in enumerate(lines, 1):
            m = re.search(r"(?:^|\s)#\s.*", line)
            if m:
                yield n, m[0]


def wording():
    """Comments name no entries of lists that are not in the tree, such as B34."""
    entry = re.compile(r"\b(?!F\d|[CGHQ][0-9]\b|E\d{3})[A-Z]\d{1,3}\b")
    for p, lines in hand_written():
        for n, comment in comments(p, lines):
            for m in entry.finditer(comment):
                yield f"{rel(p)}:{n}: {m[0]} in a comment: the reader has no such list"


def headers_alone():
    command = [shutil.which("cc"), "-std=c11", "-D_GNU_SOURCE", "-fsyntax-only", "-Wall", "-Wextra",
               "-Werror", f"-I{ROOT}/include", "-x", "c", "-"]
    for p in sources("include"):
        r = subprocess.run(command, input=f'#include "{p}"\n#include "{p}"\n',
                           capture_output=True, text=True)
        if r.returncode:
            yield f"{rel(p)} does not compile by itself: {r.stderr.partition(chr(10))[0]}"


def introduced():
    """A file says what it is for in its first line; a header of the same name may do so for it."""
    opens = {p: p.read_text("utf-8").startswith("/*") for p in sources("src", "include")}
    for p, yes in opens.items():
        folder = p.relative_to(ROOT / "src").parent if p.suffix == ".c" else ""
        headers = (p.with_name(f"{p.stem}_priv.h"),
                   ROOT / "include/kread" / folder / f"{p.stem}.h")
        if not yes and not (p.suffix == ".c" and any(opens.get(h) for h in headers)):
            yield f"{rel(p)} opens with no comment"


def formatting():
    files = [str(p) for p in sources("include", "src", "tests")]
    r = subprocess.run(["clang-format", "--dry-run", "-Werror", *files],
                       capture_output=True, text=True)
    seen = sorted({re.sub(r":\d+:\d+:.*", "", l) for l in r.stderr.splitlines() if ": error:" in l})
    return [f"{s}: run clang-format -i" for s in seen]


def scripts():
    r = subprocess.run(["shellcheck", "-x", "-P", "SCRIPTDIR", *shell_scripts()],
                       capture_output=True, text=True)
    return r.stdout.splitlines() if r.returncode else []


def man_page():
    for p in sorted((ROOT / "man").glob("*.1")) + sorted(BUILD.glob("man/*.1")):
        r = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(p)],
                           capture_output=True, text=True)
        yield from r.stdout.splitlines()


def generated():
    """Tables made by scripts are what the scripts make."""
    for script, table in (("scripts/gen-charsets", "src/extract/dom/charset.def"),
                          ("scripts/gen-entities", "src/base/entity.def")):
        if run(sys.executable, ROOT / script) != read(ROOT / table):
            yield f"{table}: run {script}"
    if pathlib.Path("/usr/share/unicode/cldr").exists():
        for script, table in (("scripts/gen-dates", "src/extract/meta/date/date_words.def"),
                              ("scripts/gen-variants", "src/base/variants.def")):
            if run(sys.executable, ROOT / script) != read(ROOT / table):
                yield f"{table}: run {script}"


def translations():
    """Each catalogue has all texts."""
    if shutil.which("xgettext"):
        r = subprocess.run([ROOT / "scripts/gen-po", "--check"], capture_output=True, text=True)
        yield from (r.stdout + r.stderr).splitlines()
    else:
        yield "xgettext is missing: install gettext"


def packages():
    """The files for packagers have the project's version."""
    version = re.search(r"version: '([^']+)'", read(ROOT / "meson.build"))[1]
    for name, wanted in (("debian/changelog", f"kread ({version}-"),
                         ("arch/PKGBUILD", f"\npkgver={version}\n"),
                         ("alpine/APKBUILD", f"\npkgver={version}\n"),
                         ("nix/default.nix", f'version = "{version}";')):
        if wanted not in read(ROOT / "packaging" / name):
            yield f"packaging/{name}: has not the version {version}"


def system_calls():
    """SECURITY.md lists the calls of the filter, those that are allowed and those that fail."""
    source = read(ROOT / "src/worker/filter.c")
    refused = re.search(r"refused\[\] = \{(.*?)\};", source, re.S)[1]
    calls = {}
    for name in re.findall(r"SCMP_SYS\((\w+)\)", source):
        calls[name] = f"SCMP_SYS({name})" in refused
    rows = re.findall(r"^\| (`[^|]+`) \| (allowed|fail)\b", read(ROOT / "SECURITY.md"), re.M)
    listed = {name: what == "fail" for row, what in rows for name in re.findall(r"`(\w+)`", row)}
    for name in sorted(calls.keys() | listed.keys()):
        if calls.get(name) != listed.get(name):
            yield f"SECURITY.md and src/worker/filter.c differ about {name}"
    if not calls:
        yield "src/worker/filter.c has no calls"


def budgets():
    """Limits are in one table, each is used, and its test exists."""
    table = ROOT / "include/kread/base/budgets.def"
    entries = re.findall(r'KR_BUDGET\((\w+), [^"]+, "[^"]+",\s*"[^"]+",\s*"([^":]+): ([^"]+)"\)',
                         read(table))
    if len(entries) != read(table).count("KR_BUDGET("):
        yield f"{rel(table)}: an entry that cannot be read"
    text = {p: read(p) for p in sources("src", "include")}
    code = "".join(text.values())
    for name, file, test in entries:
        p = ROOT / "tests" / file
        if not re.search(rf"\b{name}\b", code):
            yield f"{rel(table)}: {name} is used nowhere"
        found = {".c": rf"\b(cmocka_unit_test\w*|TEST)\(\s*{test}[,)]", ".screen": re.escape(test),
                 ".py": rf"(@test|main)\b.*\n?.*\b{test}\b"}[p.suffix]
        if not p.is_file() or not re.search(found, read(p)):
            yield f"{rel(table)}: {name}: there is no test {test} in {file}"
    other = re.compile(r"\b([A-Z_]*(?:MAX|LIMIT)[A-Z_]*) (?:= )?\(?\d")
    for p, t in text.items():
        if room(p) not in ("extract", "text"):
            for m in other.finditer(t):
                if m[1].replace("MAX", "MIN") in t:
                    continue  # the two ends of a range
                yield f"{rel(p)}: {m[1]} belongs into {table.name}"


def words():
    """Nothing in the project points out of it."""
    bad = re.compile(r"\.\./shared|/work/|deb\.debian\.org|registry\.npmjs|pypi\.org|"
                     r"\bTODO\b|\bFIXME\b|\bXXX\b")
    for name in run("git", "-C", ROOT, "ls-files").splitlines():
        p = ROOT / name
        if name == "tests/lint/lint.py" or p.suffix == ".png" or not p.is_file():
            continue
        for n, line in enumerate(p.read_bytes().decode("utf-8", "replace").splitlines(), 1):
            if bad.search(line):
                yield f"{name}:{n}: {line.strip()[:100]}"


check("rooms include only rooms of lower rank", layering())
check("there is a build to look at", built())
check("folders of extract call only lower ones", folders())
check("no files call each other in a circle", circles())
check("exported functions are named after their file", names())
check("what only one file uses is static", unused())
check("tags are unique", tags())
check("foreign headers stay in their rooms", foreign())
check("no writable globals", writable_globals())
check("files and functions are small", sizes())
check("comments name nothing outside of the tree", wording())
check("headers compile by themselves", headers_alone())
check("source files say what they are for", introduced())
check("clang-format", formatting())
check("shellcheck", scripts())
check("mandoc", man_page())
check("generated files are current", generated())
check("translations are complete", translations())
check("packages have the version", packages())
check("SECURITY.md lists the system calls", system_calls())
check("limits are in one table", budgets())
check("nothing points out of the project", words())
print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)

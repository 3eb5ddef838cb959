#!/usr/bin/env python3
"""Test kread --dump as scripts use it: formats, sources, errors, exit status.

usage: dump.py KREAD VERSION SAMPLE
"""
import fcntl
import io
import json
import os
import pathlib
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata
import zipfile
from xml.etree import ElementTree

KREAD, VERSION, SAMPLE = sys.argv[1:]
results = []


def run(*args, stdin=b"", kread=KREAD, **more):
    more.setdefault("stdout", subprocess.PIPE)
    return subprocess.run([kread, *args], input=stdin, stderr=subprocess.PIPE, **more)


def check(name, good, got=None):
    results.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(results)} - {name}")
    if not good and got is not None:
        print(f"# status {got.returncode}, stderr {got.stderr!r}, "
              f"stdout {(got.stdout or b'')[:300]!r}")


def width(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else
               0 if unicodedata.combining(c) else 1 for c in line)


def version():
    """--version names the version, with a word if there is no sandbox, and what confines it."""
    r = run("--version")
    lines = r.stdout.decode().splitlines()
    check("version", r.returncode == 0 and len(lines) == 2 and lines[0] == f"kread {VERSION}", r)
    check("version: sandbox", lines[1].startswith("sandbox: ") and lines[1].endswith("limits"), r)


def epub():
    """A book: https://www.w3.org/TR/epub-33/; readers look for the type at its place."""
    r = run("--dump=epub", "--url", "https://news.example/a.html", SAMPLE)
    if b"without minizip" in r.stderr:
        return
    check("epub: the type comes first and is not packed",
          r.stdout[30:58] == b"mimetypeapplication/epub+zip", r)
    book = zipfile.ZipFile(io.BytesIO(r.stdout))
    check("epub: every file is whole", book.testzip() is None and r.returncode == 0, r)
    root = {n: ElementTree.fromstring(book.read(n)) for n in book.namelist() if n != "mimetype"}
    package = root["META-INF/container.xml"].find(".//{*}rootfile").get("full-path")
    found = {e.tag.split("}")[1]: e.text for e in root[package].find("{*}metadata")}
    article = json.loads(run("--dump=json", SAMPLE).stdout)
    check("epub: identifier, title, language and dates",
          found["identifier"] == "https://news.example/a.html"
          and found["title"] == article["title"] and found["language"] == article["lang"]
          and found.get("date") == article.get("published") and found["meta"].endswith("Z"), r)
    items = {e.get("id"): e for e in root[package].find("{*}manifest")}
    folder = package.rpartition("/")[0]
    spine = [f"{folder}/{items[e.get('idref')].get('href')}"
             for e in root[package].find("{*}spine")]
    nav = [e for e in items.values() if e.get("properties") == "nav"]
    check("epub: contents and chapter are there", len(spine) == len(nav) == 1 and set(root) == {
        package, "META-INF/container.xml", spine[0], f"{folder}/{nav[0].get('href')}"})
    first = article["body"].split("\n")[0]
    check("epub: the chapter has the text", first in "".join(root[spine[0]].itertext()))
    page = (b"<title>A &amp; B</title><article><h1>A &amp; B</h1><p>One &lt;two&gt; and so on, a"
            b" long paragraph of the text, with words.</p><hr><p>Three, four, and the end, which"
            b" is also a paragraph<br>of the text.<img src='x.png' alt='y'></p></article>")
    r = run("--dump=epub", "-", stdin=page)
    ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(r.stdout)).read(spine[0]))
    r = run("--dump=epub", SAMPLE, SAMPLE)
    check("epub: one page a book", r.returncode == 2 and b"takes one page" in r.stderr, r)


def comments():
    """Those of readers, with --comments, as they nest."""
    def one(n, name, text, replies=""):
        return (f"<li id='comment-{n}' class='comment'><article class='comment-body'>"
                f"<div class='comment-author'><b class='fn'>{name}</b></div>"
                f"<div class='comment-content'><p>{text}</p></div></article>"
                f"<ol class='children'>{replies}</ol></li>")

    text = "The harbour office prints a table for each day of the year, and has done so for long."
    reply = one(2, "Ben", "It is *not* that old &lt;b&gt;.")
    page = (f"<title>Tides</title><article><h1>Tides</h1><p>{text}</p><p>{text[4:]}</p></article>"
            f"<div id='comments'><h2>2 comments</h2><ol class='comment-list'>"
            f"{one(1, 'Anna', 'The dog is called Pilot.', reply)}</ol></div>").encode()
    for name, want in (("text", "Anna\n\nThe dog is called Pilot.\n\n\u2590 Ben\n\u2590\n"
                                "\u2590 It is *not* that old <b>.\n"),
                       ("markdown", "## Comments\n\n**Anna**\n\nThe dog is called Pilot.\n\n"
                                    "> **Ben**\n\n> It is \\*not\\* that old \\<b\\>.\n"),
                       ("html", "<blockquote><p>It is *not* that old &lt;b&gt;.</p></blockquote>")):
        r = run(f"--dump={name}", "--comments", "-", stdin=page)
        check(f"{name} has the comments", want in r.stdout.decode(), r)
        r = run(f"--dump={name}", "-", stdin=page)
        check(f"{name} has none unasked", b"Pilot" not in r.stdout and b"Tides" in r.stdout, r)


def formats():
    r = run("--dump=json", "--url", "https://news.example/a.html", SAMPLE)
    article = json.loads(r.stdout)
    check("json", r.returncode == 0 and article["url"] == "https://news.example/a.html", r)
    first = article["body"].split("\n")[0]
    for name in ("text", "markdown", "html", "json"):
        r = run(f"--dump={name}", SAMPLE)
        text = r.stdout.decode("utf-8").replace("\n", "").replace(" ", "").replace("\\", "")
        check(f"{name} holds the first paragraph",
              r.returncode == 0 and first.replace(" ", "") in text, r)
    for columns in (20, 40, 79, 80, 120):
        r = run("--dump", "--width", str(columns), SAMPLE)
        lines = r.stdout.decode("utf-8").splitlines()
        # the address of the page may be longer than a line of text
        wide = [x for x in lines if width(x) > columns and "file:" not in x]
        check(f"no line wider than {columns}", lines and not wide, r)
    r = run("--dump=rtf", SAMPLE)
    check("unknown format", r.returncode == 2 and b"rtf" in r.stderr, r)


def sources(folder):
    page = pathlib.Path(SAMPLE).read_bytes()
    r = run("--dump=json", "-", stdin=page)
    check("standard input", r.returncode == 0 and json.loads(r.stdout)["body"], r)
    r = run("--dump=json", SAMPLE, "/nonexistent/a.html", SAMPLE)
    lines = r.stdout.decode().splitlines()
    check("several sources, one object a line, one is missing",
          r.returncode == 1 and len(lines) == 2 and all(json.loads(x)["body"] for x in lines)
          and r.stderr == b"kread: /nonexistent/a.html: cannot open: "
                          b"No such file or directory\n", r)
    notes = folder / "notes.txt"
    notes.write_text("a   b\n\tif <x> {\n")
    r = run("--dump", str(notes))
    check("plain text is verbatim",
          r.returncode == 0 and b"a   b" in r.stdout and b"if <x> {" in r.stdout, r)
    torn = folder / "torn.html"
    torn.write_text("<p>One line of text, and a page that is torn.</b><table></span>&bogus;"
                    "<a href=x<b c>&#0;<svg><x:y z:w=1></p id='")
    r = run("--dump", str(torn))
    check("the parser's messages are not shown",
          r.returncode == 0 and b"One line" in r.stdout and not r.stderr, r)
    robots = folder / "robots.html"
    robots.write_text("<title>Just a moment...</title><body><h1>Verify you are human</h1>"
                      "<p>news.example needs to review the security of your connection before "
                      "proceeding.</p><div id=challenge-form class=cf-turnstile></div>")
    for name, errors in (("text", False), ("json", False), ("markdown", True), ("html", True)):
        r = run(f"--dump={name}", str(robots))
        check(f"{name} of a test for robots says so",
              r.returncode == 0
              and b"proof that you are human" in (r.stderr if errors else r.stdout)
              and bool(r.stderr) == errors, r)
    pdf = folder / "paper.html"
    pdf.write_bytes(b"%PDF-1.7\n" + bytes(2000))
    r = run("--dump", str(pdf))
    check("a PDF is named",
          r.returncode == 1 and not r.stdout and b"PDF document (2 KB)" in r.stderr, r)
    film = folder / "film"
    film.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(3000))
    r = run("--dump", str(film))
    check("a video is named",
          r.returncode == 1 and not r.stdout and b"a video (MP4) (3 KB)" in r.stderr, r)
    r = run("--dump", str(folder))
    check("a directory is named", r.returncode == 1 and r.stderr.endswith(b": is a directory\n"), r)
    evil = folder / "a\x1b[31mb.html"
    r = run("--dump", str(evil))
    check("names cannot hold control sequences", r.returncode == 1 and b"\x1b" not in r.stderr, r)
    bad = folder / "bad.html"
    bad.write_bytes(b"<title>a\x1b]0;x\x07</title><p>" + "b\u009b2J\u202ec".encode()
                    + b"\x9b31m\x00 word" * 50)
    for name in ("text", "markdown", "html", "json"):
        r = run(f"--dump={name}", "--url", "https://news.example/", str(bad))
        out = r.stdout.decode("utf-8")
        unsafe = [c for c in out if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs")]
        check(f"{name} is clean", r.returncode == 0 and "word" in out and not unsafe, r)


def on_terminal(columns, *args):
    """The widest line on a terminal of this width."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    text = b""
    with subprocess.Popen([KREAD, "--dump", *args], stdout=theirs):
        os.close(theirs)
        while True:
            try:
                piece = os.read(ours, 1 << 16)
            except OSError:  # the other end is closed
                piece = b""
            if not piece:
                break
            text += piece
    os.close(ours)
    return max(width(x) for x in text.decode("utf-8").splitlines())


def looks(folder):
    """The options of the configuration that concern the text apply, too."""
    page = folder / "looks.html"
    page.write_text("<title>桥</title><h1>桥</h1>"
                    + "<p>河上的旧桥星期一重新开放，行人随时可以通过。市长和三百多位居民到场，天上下着雨，"
                      "桥上的灯第一次亮起来。</p>" * 5)
    config = folder / "kread" / "config"
    config.parent.mkdir(exist_ok=True)
    config.write_text("[options]\nwidth = 50\nindent = 0\n")
    r = run("--dump", str(page))
    lines = r.stdout.decode().splitlines()
    check("width of the configuration", 46 <= max(map(width, lines)) <= 50, r)
    check("indent of the configuration", [x for x in lines if x.startswith("河上")], r)
    r = run("--dump", "--width", "30", "--indent", "4", str(page))
    lines = r.stdout.decode().splitlines()
    check("the command line overrides it",
          26 <= max(map(width, lines)) <= 30 and [x for x in lines if x.startswith("    河上")], r)
    check("lines fit a narrow terminal", on_terminal(24, str(page)) <= 24)
    check("lines do not fill a wide one", 46 <= on_terminal(120, str(page)) <= 50)
    check("--width overrides the terminal", on_terminal(24, "--width=40", str(page)) > 24)
    config.unlink()
    check("80 columns without a configuration", 76 <= on_terminal(120, str(page)) <= 80)


def encodings(folder):
    page = folder / "gbk.html"
    text = "<title>桥</title>" + "<p>河上的旧桥星期一重新开放，行人随时可以通过。</p>" * 9
    page.write_bytes(text.encode("gbk"))
    for name, used in ((None, "GB18030"), ("gbk", "GB18030"), ("big5", "Big5")):
        r = run("--dump=json", *([f"--charset={name}"] if name else []), str(page))
        check(f"encoding {name}", r.returncode == 0 and json.loads(r.stdout)["encoding"] == used, r)
    r = run("--dump=json", "--charset=gbq", str(page))
    check("an unknown encoding",
          r.returncode == 2 and b"unknown encoding 'gbq'" in r.stderr, r)


def recommended(article):
    return [x["url"] for x in article["recommendations"]]


def relative(folder):
    page = folder / "saved.html"
    urls = ("2.html", "/a/3.html", "//news.example/4.html", "javascript:x()", "data:text/html,x")
    links = "".join(f'<li><a href="{u}">Bees return to the gardens of the town, number {i}</a></li>'
                    for i, u in enumerate(urls))
    page.write_text("<title>Bridge</title><h1>Bridge</h1>" + STORY
                    + f"<div class=related><h2>Related</h2><ul>{links}</ul></div>")
    r = run("--dump=json", str(page))
    article = json.loads(r.stdout)
    check("a saved page keeps relative addresses",
          r.returncode == 0 and "url" not in article and recommended(article)
          == ["2.html", "/a/3.html", "https://news.example/4.html"], r)
    r = run("--dump=json", "--url", "http://b.example/x/", str(page))
    check("with --url they are absolute",
          r.returncode == 0 and recommended(json.loads(r.stdout))
          == ["http://b.example/x/2.html", "http://b.example/a/3.html",
              "http://news.example/4.html"], r)


def output(folder):
    with open("/dev/full", "wb") as full:
        r = run("--dump", SAMPLE, stdout=full)
    check("full disk", r.returncode == 1 and b"cannot write: No space left" in r.stderr, r)
    for fmt in ("text", "json"):
        end, other = os.pipe()
        os.close(end)
        r = run(f"--dump={fmt}", SAMPLE, stdout=other)
        os.close(other)
        check(f"broken pipe, {fmt}",
              r.returncode == 1 and b"cannot write: Broken pipe" in r.stderr, r)
    r = subprocess.run(["sh", "-c", 'exec "$0" --dump "$1" >&-', KREAD, SAMPLE],
                       stderr=subprocess.PIPE)
    check("closed output",
          r.returncode == 1 and b"cannot write: Bad file descriptor" in r.stderr, r)
    r = subprocess.run(["sh", "-c", 'exec "$0" --dump "$1" <&- 2>&-', KREAD, SAMPLE],
                       stdout=subprocess.PIPE)
    check("closed input and errors", r.returncode == 0 and r.stdout, None)


def stays_here(folder):
    """A saved page does not make kread follow redirects or load further pages."""
    page = folder / "away.html"
    page.write_text('<title>Moved</title>'
                    '<meta http-equiv=refresh content="0; url=http://127.0.0.1:9/b.html">')
    r = run("--dump=json", "--url", "http://127.0.0.1:9/a.html", str(page))
    check("a saved page that redirects",
          r.returncode == 0 and json.loads(r.stdout)["redirect"] == "http://127.0.0.1:9/b.html", r)
    page.write_text("<title>Bridge</title><article><h1>Bridge</h1>" + STORY
                    + '</article><p class=pages><a href="a_2.html">Next page</a></p>')
    r = run("--dump=json", "--url", "http://127.0.0.1:9/a.html", str(page))
    following = json.loads(r.stdout)["next_page"]
    check("a saved page with a next page",
          r.returncode == 0 and following == "http://127.0.0.1:9/a_2.html", r)


def long_paragraph(folder):
    """A paragraph longer than a frame of the worker."""
    page = folder / "long.html"
    text = ("The harbour office counted the boats again this morning, and the number was the same. "
            * 110000)
    page.write_text("<title>Boats</title><h1>Boats</h1><p>" + text + "</p>")
    r = run("--dump=json", str(page))
    check("a paragraph of 9 MB comes whole", r.returncode == 0
          and "".join(json.loads(r.stdout)["body"].split()) == "".join(text.split()), r)


def peak_of(folder, paragraphs):
    """The most memory of kread in KB, and how many bytes it wrote."""
    page = folder / "long.html"
    page.write_text("<title>Boats</title><h1>Boats</h1>" + "".join(
        "<p>Boat %d, and <i>here</i> it is.</p>\n" % i for i in range(paragraphs)))
    peak = n = 0
    with subprocess.Popen([KREAD, "--dump=json", str(page)], stdout=subprocess.PIPE) as p:
        while piece := os.read(p.stdout.fileno(), 1 << 16):
            n += len(piece)
            held = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{p.pid}/status").read_text())
            peak = max(peak, int(held[1])) if held else peak
    return (peak, n) if p.returncode == 0 else (0, 0)


def memory(folder):
    """kread must not hold the whole article as a tree. Short paragraphs need most memory."""
    few, _ = peak_of(folder, 10)
    peak, n = peak_of(folder, 100000)
    check(f"memory: {(peak - few) >> 10} MB more for {n >> 20} MB of JSON",
          0 < few and n > 10 << 20 and (peak - few) >> 10 < 4 * (n >> 20))


SENTENCE = "The bridge opens on Monday, after two years of work on its piers and steps. "
STORY = "".join(f"<p>{n * SENTENCE}</p>" for n in (2, 3, 4))


def site_rules(folder):
    mine = folder / "kread" / "rules"
    mine.mkdir(parents=True)
    wiki = ("--dump=json", "--url", "https://en.wikipedia.org/wiki/Bridge",
            str(folder / "wiki.html"))
    (folder / "wiki.html").write_text(
        '<title>Bridge - Wikipedia</title><h1 id="firstHeading">Bridge</h1>'
        '<div id="mw-content-text">' + STORY
        + '<p>Last words <span class="mw-editsection">[edit]</span> of it.</p></div>')
    page = folder / "a.html"
    page.write_text("<title>Bridge</title><h1>Bridge</h1><h2>The old bridge</h2>" + STORY)
    r = run(*wiki)
    check("shipped rules",
          r.returncode == 0 and "Last words of it." in json.loads(r.stdout)["body"]
          and not r.stderr, r)
    (mine / "wikipedia.org.rules").write_text("")
    r = run(*wiki)
    check("an empty file switches them off",
          r.returncode == 0 and "[edit]" in json.loads(r.stdout)["body"] and not r.stderr, r)
    own = mine / "news.example.rules"
    own.write_text("# mine\ntitle = //h2\n")
    r = run("--dump=json", "--url", "https://www.news.example/a", str(page))
    check("rules of one's own",
          r.returncode == 0 and json.loads(r.stdout)["title"] == "The old bridge"
          and not r.stderr, r)
    own.write_text("# mine\ntitle = //h2[\n")
    r = run("--dump=json", "--url", "https://www.news.example/a", str(page))
    check("a fault in rules is named",
          r.returncode == 0 and json.loads(r.stdout)["title"] == "Bridge"
          and r.stderr == f"kread: {own}:2: not an XPath, near character 6\n".encode(), r)
    own.write_bytes(b"title\0= //h2")
    r = run("--dump=json", "--url", "https://www.news.example/a", str(page))
    check("rules that are not text", r.returncode == 0 and json.loads(r.stdout)["title"] == "Bridge"
          and r.stderr == f"kread: {page}: {own}: not a text file\n".encode(), r)


def parser(folder):
    """kread starts the kread-worker in its own folder; the environment cannot name another."""
    kread, worker = folder / "bin" / "kread", folder / "bin" / "kread-worker"
    kread.parent.mkdir()
    shutil.copy(KREAD, kread)
    worker.write_text("#!/nonexistent\n")
    worker.chmod(0o755)
    r = run("--dump", SAMPLE, kread=kread, env=dict(os.environ, KREAD_WORKER=KREAD + "-worker"))
    check("no worker",
          r.returncode == 1 and f"cannot start the parser '{worker}'".encode() in r.stderr, r)
    worker.unlink()
    worker.symlink_to("/bin/false")
    r = run("--dump", SAMPLE, kread=kread)
    check("a worker that dies", r.returncode == 1 and r.stderr.endswith(
        b"the page could not be read: the parser exited with status 1\n"), r)


with tempfile.TemporaryDirectory() as name:
    os.environ["XDG_CONFIG_HOME"] = name
    os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = name + "/data"
    version()
    formats()
    epub()
    comments()
    sources(pathlib.Path(name))
    looks(pathlib.Path(name))
    output(pathlib.Path(name))
    site_rules(pathlib.Path(name))
    encodings(pathlib.Path(name))
    relative(pathlib.Path(name))
    parser(pathlib.Path(name))
    stays_here(pathlib.Path(name))
    long_paragraph(pathlib.Path(name))
    check("nothing is recorded", not os.path.exists(name + "/data"), None)
    sanitized = b"__asan_init" in pathlib.Path(KREAD).read_bytes()
    if pathlib.Path("/proc/self/status").exists() and not sanitized:
        memory(pathlib.Path(name))
print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)

#!/usr/bin/env python3
"""test_takeout.py KREAD: --export and --import, through the worker.

Prints `N passed, N failed`.
"""

import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402

KREAD = sys.argv[1]
TESTS = []

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>mine</title></head><body>
<outline text="海港"><outline type="rss" text="Harbour &amp; sea" xmlUrl="http://127.0.0.1:9/feed"
 htmlUrl="http://127.0.0.1:9/"/></outline>
<outline type="rss" text="never run" xmlUrl="exec:touch /tmp/never"/></body></opml>
"""
NEWSBOAT = """http://127.0.0.1:9/a "port" "~Port of call"
"exec:touch /tmp/never"
http://127.0.0.1:9/b
"""
POCKET = (
    "title,url,time_added,tags,status\n"
    'One,http://127.0.0.1:9/one,1500000000,sea|pier,unread\n'
    '"Two, read",http://127.0.0.1:9/two,1500000001,,archive\n'
)
INSTAPAPER = (
    "URL,Title,Selection,Folder,Timestamp\n"
    "http://127.0.0.1:9/one,One,,Unread,1500000000\n"
    "http://127.0.0.1:9/two,Two,,Starred,1500000001\n"
)
BOOKMARKS = (
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1><DL><p>"
    "<DT><H3>海港</H3><DL><p>"
    '<DT><A HREF="http://127.0.0.1:9/one" ADD_DATE="1500000000">One</A></DL></DL>'
)
TEXT = "The pier was painted in the night, and nobody saw who had done it until the morning. "
WALLABAG = json.dumps(
    [
        {
            "url": "http://127.0.0.1:9/one",
            "title": "One",
            "is_archived": 0,
            "is_starred": 1,
            "tags": ["sea"],
            "created_at": "2017-07-14T02:40:00+0000",
            "content": "<script>alert(1)</script><p>%s</p><p>%s</p>" % (TEXT * 3, TEXT * 2),
        }
    ]
)
OMNIVORE = json.dumps(
    [
        {
            "slug": "one",
            "title": "One",
            "url": "http://127.0.0.1:9/one",
            "state": "Active",
            "labels": ["sea"],
        }
    ]
)


def test(function):
    TESTS.append(function)
    return function


class Library:
    """A library of its own, in a folder that goes away."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="kread-takeout-")
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def run(self, *args, status=0, data=None):
        e = harness.clean_environment({"XDG_DATA_HOME": self.folder.name})
        p = subprocess.run([KREAD, *args], input=data, capture_output=True, env=e, timeout=60)
        assert p.returncode == status, (p.returncode, p.stdout, p.stderr)
        return (p.stderr if status else p.stdout).decode()

    def load(self, text, status=0):
        path = os.path.join(self.folder.name, "file")
        with open(path, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        return self.run("--import", path, status=status)

    def lines(self):
        return [json.loads(line) for line in self.run("--export").splitlines()]

    def articles(self):
        return {a["article"]["url"][-3:]: a["article"] for a in self.lines() if "article" in a}

    def subscriptions(self):
        return [s["subscription"] for s in self.lines() if "subscription" in s]


@test
def subscriptions_of_other_readers(lib):
    out = lib.load(OPML)
    assert "1 subscription\n" in out and "not taken: 1 command" in out, out
    out = lib.load(NEWSBOAT)
    assert "2 subscriptions" in out and "not taken: 1 command" in out, out
    subs = lib.subscriptions()
    assert [s["url"][-4:] for s in subs] == ["feed", ":9/a", ":9/b"], subs
    assert subs[0]["title"] == "Harbour & sea" and subs[0]["tags"] == ["海港"], subs
    assert subs[1]["tags"] == ["port"], subs


@test
def articles_of_other_services(lib):
    assert "2 articles" in lib.load(POCKET)
    a = lib.articles()
    assert a["one"]["later"] == 1500000000000 and a["one"]["tags"] == ["pier", "sea"], a
    assert a["two"]["times"] == 1 and "later" not in a["two"], a
    assert "2 articles" in lib.load(INSTAPAPER)
    assert lib.articles()["two"]["favourite"] == 1500000001000, lib.articles()
    assert "1 article " in lib.load(BOOKMARKS)
    a = lib.articles()
    assert a["one"]["favourite"] == 1500000000000, a
    assert a["one"]["tags"] == ["pier", "sea", "海港"], a
    assert "1 article " in lib.load(OMNIVORE)
    assert len(lib.articles()) == 2


@test
def the_text_that_a_service_kept(lib):
    assert "1 article (1 with text)" in lib.load(WALLABAG)
    a = lib.articles()["one"]
    text = json.dumps(a["content"])
    assert TEXT.strip() in text and "alert" not in text, text
    assert a["favourite"] == a["saved"] == 1500000000000, a


@test
def what_is_exported_comes_back(lib):
    for text in (OPML, POCKET, WALLABAG, BOOKMARKS):
        lib.load(text)
    before = lib.run("--export=json")
    with Library() as other:
        assert "with text" in other.load(before)
        assert other.run("--export") == before
        # and from standard input
        assert "imported" in other.run("--import", "-", data=before.encode())
        assert other.run("--export") == before


@test
def lists_for_people_and_other_readers(lib):
    for text in (OPML, POCKET, BOOKMARKS):
        lib.load(text)
    opml = lib.run("--export=opml")
    with Library() as other:
        other.load(opml)
        assert [s["url"] for s in other.subscriptions()] == ["http://127.0.0.1:9/feed"]
        assert other.subscriptions()[0]["tags"] == ["海港"]
    html, markdown = lib.run("--export=html"), lib.run("--export=markdown")
    for word in ("One", "Harbour", "海港", "http://127.0.0.1:9/two"):
        assert word in html and word in markdown, (word, html, markdown)
    assert html.startswith("<!DOCTYPE html>") and markdown.startswith("# ")
    assert html.split("<h2>Read later</h2>")[1].split("<h2>")[0].count("<li>") == 1, html


@test
def files_that_are_damaged_or_something_else(lib):
    err = lib.load("nothing that anybody wrote\n", status=1)
    assert "cannot be imported" in err and "format" in err, err
    assert "No such file" in lib.run("--import", lib.folder.name + "/none", status=1)
    assert "directory" in lib.run("--import", lib.folder.name, status=1)
    cut = OPML[: OPML.index("<outline type")]
    out = lib.load(cut + '<outline type="rss" xmlUrl="http://127.0.0.1:9/c"/>')
    assert "1 subscription\n" in out and "damaged" in out, out
    line = json.dumps({"article": {"url": "http://127.0.0.1:9/one", "favourite": True}})
    out = lib.load('{"kread-library":{"version":1}}\n%s\n{"article":{"url":"ht' % line)
    assert "1 article " in out and "left out: 1 entry" in out, out
    assert "takes no address" in lib.run("--export", "x", status=2)


@test
def lines_without_end(lib):
    err = lib.load('{"kread-library":{"version":1}}\n{"' + "x" * (68 << 20), status=1)
    assert "a line is too long" in err, err


@test
def a_large_library(lib):
    line = '{"article":{"url":"http://127.0.0.1:9/%d","title":"%s","favourite":%d}}\n'
    text = '{"kread-library":{"version":1}}\n' + "".join(
        line % (i, TEXT * 3, i) for i in range(1, 12001)
    )
    assert "12000 articles" in lib.load(text)
    assert len(lib.run("--export").splitlines()) == 12001
    assert lib.run("--export=html").count("<li>") == 12000


failed = 0
for t in TESTS:
    try:
        with Library() as l:
            t(l)
        print("ok", t.__name__)
    except Exception as e:  # pylint: disable=broad-except
        failed += 1
        print("not ok %s: %s %s" % (t.__name__, type(e).__name__, str(e)[:1500]))
print("%d passed, %d failed" % (len(TESTS) - failed, failed))
sys.exit(failed != 0)

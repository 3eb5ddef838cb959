#!/usr/bin/env python3
"""test_refresh.py KREAD: kread --refresh against a server on loopback.

Prints `N passed, N failed`.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402
import servers  # noqa: E402

KREAD = sys.argv[1]
TESTS = []
ANSWERS = {}  # path: function of the peer, the target and the headers


def test(function):
    TESTS.append(function)
    return function


def feed(*items, title="Harbour"):
    """An RSS feed of (title, link) pairs; both are put into it as they are."""
    return (
        "<rss version='2.0'><channel><title>%s</title><link>http://h.example/</link>" % title
        + "".join("<item><title>%s</title><link>%s</link></item>" % item for item in items)
        + "</channel></rss>"
    ).encode()


def numbered(first, last):
    return feed(*(("Boat %d" % i, "http://h.example/%d" % i) for i in range(first, last, -1)))


def serve(path, body, *fields, status="200 OK", kind="application/rss+xml"):
    """Respond so to path, with 304 to those who have the validators among fields."""
    data = servers.answer(body, status, *fields, kind=kind)
    known = {"if-none-match": "ETag: ", "if-modified-since": "Last-Modified: "}

    def answer(peer, target, headers):
        if any(f in fields for f in (v + headers[k] for k, v in known.items() if k in headers)):
            peer.sendall(servers.answer(b"", "304 Not Modified"))
        else:
            peer.sendall(data)

    ANSWERS[path] = answer


class Library:
    """A library of its own, made by kread."""

    def __init__(self, rude):
        self.rude = rude
        self.folder = tempfile.TemporaryDirectory(prefix="kread-http-")
        self.path = os.path.join(self.folder.name, "kread", "library.db")
        self.env = harness.clean_environment(
            {"XDG_DATA_HOME": self.folder.name, "XDG_STATE_HOME": self.folder.name}
        )

    def __enter__(self):
        self.refresh(want="0 subscriptions: 0 new articles, 0 unchanged, 0 failed\n")
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def refresh(self, *args, want=None, status=0):
        """Returns the standard error. want: of a subscription, what comes after its number."""
        p = subprocess.run(
            [KREAD, "--refresh", *args],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.env,
            timeout=60,
            check=False,
        )
        out, err = p.stdout.decode(), harness.messages(p.stderr)
        assert p.returncode == status, (p.returncode, out, err)
        if want is not None:
            assert want in (out, out.strip().replace("1 subscription: ", "")), (out, err)
        if status == 0:
            assert not err, err
        return err

    def sql(self, text, *args):
        db = sqlite3.connect(self.path, timeout=10)
        try:
            with db:
                return db.execute(text, args).fetchall()
        finally:
            db.close()

    def subscribe(self, *paths):
        for path in paths:
            url = path if ":" in path else self.rude.url(path)
            self.sql("INSERT INTO subscription (key, url, added) VALUES (?, ?, 1)", url, url)

    def entries(self, path=None):
        return [
            row[0]
            for row in self.sql(
                "SELECT entry.title FROM entry JOIN subscription s ON s.id = subscription"
                " WHERE s.url LIKE ? ORDER BY entry.id DESC",
                "%" + (path or ""),
            )
        ]

    def let_wait(self, minutes):
        """As if so many minutes had passed."""
        self.sql("UPDATE subscription SET tried = tried - ?", minutes * 60000)


@test
def new_articles_once(n, r):
    with Library(r) as lib:
        serve("/feed/new", numbered(3, 0))
        lib.subscribe("/feed/new")
        lib.refresh(want="3 new articles, 0 unchanged, 0 failed")
        assert lib.entries() == ["Boat 3", "Boat 2", "Boat 1"], lib.entries()
        lib.refresh(want="0 new articles, 0 unchanged, 0 failed")
        serve("/feed/new", numbered(4, 2))
        lib.refresh(want="1 new article, 0 unchanged, 0 failed")
        assert lib.entries() == ["Boat 4", "Boat 3", "Boat 2", "Boat 1"], lib.entries()
        assert lib.sql("SELECT title, problem FROM subscription") == [("Harbour", None)]


@test
def what_has_not_changed_is_not_sent(n, r):
    stamp = "Wed, 20 Jun 2018 14:56:46 GMT"
    for name, field in (("etag", 'ETag: "v1"'), ("modified", "Last-Modified: " + stamp)):
        with Library(r) as lib:
            path = "/feed/" + name
            serve(path, numbered(2, 0), field)
            lib.subscribe(path)
            lib.refresh(want="2 new articles, 0 unchanged, 0 failed")
            lib.refresh(want="0 new articles, 1 unchanged, 0 failed")
            serve(path, numbered(3, 0), field.replace("v1", "v2").replace("46", "47"))
            lib.refresh(want="1 new article, 0 unchanged, 0 failed")
            lib.refresh(want="0 new articles, 1 unchanged, 0 failed")


@test
def redirects_are_followed_and_validators_with_them(n, r):
    with Library(r) as lib:
        serve("/feed/target", numbered(2, 0), 'ETag: "v1"')
        serve("/feed/moved", b"", "Location: /feed/target", status="301 Moved Permanently")
        lib.subscribe("/feed/moved")
        lib.refresh(want="2 new articles, 0 unchanged, 0 failed")
        lib.refresh(want="0 new articles, 1 unchanged, 0 failed")
        serve("/feed/moved", b"", "Location: /feed/moved", status="302 Found")
        assert "redirect loop" in lib.refresh(status=1)


@test
def failures_wait_longer_each_time(n, r):
    with Library(r) as lib:
        serve("/feed/gone", b"<p>gone", status="404 Not Found", kind="text/html")
        serve("/feed/good", numbered(1, 0))
        lib.subscribe("/feed/gone", "/feed/good")
        err = lib.refresh(status=1, want="2 subscriptions: 1 new article, 0 unchanged, 1 failed\n")
        assert err == "kread: %s: 404 Not Found: 127.0.0.1 has no such page\n" % r.url(
            "/feed/gone"
        ), err
        waits = "1 subscription: 0 new articles, 0 unchanged, 0 failed; 1 left out after failures\n"
        lib.refresh(want=waits)
        for minutes in (1, 2, 4):
            lib.let_wait(minutes - 0.5)
            lib.refresh(want=waits)
            lib.let_wait(0.5)
            lib.refresh(status=1)
        serve("/feed/gone", numbered(2, 0))
        lib.let_wait(8)
        lib.refresh(want="2 subscriptions: 1 new article, 0 unchanged, 0 failed\n")
        assert lib.sql("SELECT max(tries) FROM subscription") == [(0,)]
        # a clock that was set back lets nothing wait
        serve("/feed/gone", b"", status="500 Oops")
        lib.refresh(status=1)
        lib.let_wait(-60 * 24 * 365)
        lib.refresh(status=1)


@test
def a_feed_that_is_a_page_now(n, r):
    with Library(r) as lib:
        link = "<li><a href=/s/%d>Offer %d of the day, buy it</a>"
        links = "".join(link % (i, i) for i in range(9))
        serve("/feed/parked", numbered(2, 0))
        lib.subscribe("/feed/parked")
        lib.refresh(want="2 new articles, 0 unchanged, 0 failed")
        serve("/feed/parked", ("<title>Parked</title><ul>" + links).encode(), kind="text/html")
        err = lib.refresh(status=1)
        assert err == "kread: Harbour: this was a feed, but is a page now\n", err
        assert lib.entries() == ["Boat 2", "Boat 1"], lib.entries()


@test
def a_page_whose_list_changes(n, r):
    def page(first):
        text = "<!DOCTYPE html><title>Town news</title><h1>Town news</h1><main>" + "".join(
            "<article><h2><a href='/town/%d.html'>The council decides for the %dth time</a></h2>"
            "<p>What it means for those who live at the harbour.</article>" % (i, i)
            for i in range(first, first - 8, -1)
        )
        return text.encode()

    with Library(r) as lib:
        serve("/feed/front", page(10), kind="text/html")
        lib.subscribe("/feed/front")
        lib.refresh(want="8 new articles, 0 unchanged, 0 failed")
        serve("/feed/front", page(12), kind="text/html")
        lib.refresh(want="2 new articles, 0 unchanged, 0 failed")
        assert lib.entries()[0] == "The council decides for the 12th time", lib.entries()


@test
def one_feed_at_two_addresses(n, r):
    with Library(r) as lib:
        for path in ("/feed/twice", "/feed/twice-too"):
            serve(path, numbered(2, 0))
            lib.subscribe(path)
        lib.refresh(want="2 subscriptions: 2 new articles, 0 unchanged, 0 failed\n")
        assert len(lib.entries("/feed/twice")) == len(lib.entries("/feed/twice-too")) == 2


@test
def hostile_feeds(n, r):
    with Library(r) as lib:
        serve(
            "/feed/hostile",
            feed(
                ("Boat", "http://h.example/1"),
                ("Boat again", "http://h.example/1"),
                ("Script", "javascript:alert(1)"),
                ("File", "file:///etc/passwd"),
                ("Data", "data:text/html,x"),
                ("Elsewhere", "https://other.example/2"),
                ("", "http://h.example/3"),
                ("x" * 10000, "http://h.example/4"),
                ("&#27;]0;owned&#7;&#x9b;31m&#x202e;red", "http://h.example/5"),
            ),
        )
        lib.subscribe("/feed/hostile")
        lib.refresh(want="5 new articles, 0 unchanged, 0 failed")
        rows = lib.sql("SELECT url, title FROM entry")
        assert all(url.startswith("http") for url, title in rows), rows
        text = "".join(title or "" for url, title in rows)
        assert not set(text) & set("\x1b\x07\x9b\u202e"), text
        serve("/feed/hostile", numbered(5000, 0))
        lib.refresh(want="500 new articles, 0 unchanged, 0 failed")
        assert lib.entries()[0] == "Boat 5000" and "Boat 4500" not in lib.entries()


@test
def removed_while_it_is_fetched(n, r):
    with Library(r) as lib:
        for gone in ("UPDATE subscription SET removed = 5", "DELETE FROM subscription"):
            serve("/feed/slow", numbered(2, 0))
            quick = ANSWERS["/feed/slow"]

            def slow(peer, target, headers, gone=gone, quick=quick):
                lib.sql(gone)
                quick(peer, target, headers)

            ANSWERS["/feed/slow"] = slow
            lib.sql("DELETE FROM subscription")
            lib.subscribe("/feed/slow")
            lib.refresh(want="0 new articles, 0 unchanged, 0 failed")
            assert not lib.entries()


@test
def a_library_that_is_locked_for_a_moment(n, r):
    with Library(r) as lib:
        serve("/feed/locked", numbered(2, 0))
        quick = ANSWERS["/feed/locked"]
        db = sqlite3.connect(lib.path, isolation_level=None, check_same_thread=False)

        def lock(peer, target, headers):
            db.execute("BEGIN IMMEDIATE")
            threading.Timer(0.7, lambda: db.execute("COMMIT")).start()
            quick(peer, target, headers)

        ANSWERS["/feed/locked"] = lock
        lib.subscribe("/feed/locked")
        lib.refresh(want="2 new articles, 0 unchanged, 0 failed")
        db.close()


@test
def slow_servers_do_not_hold_up_others(n, r):
    with Library(r) as lib:
        met = threading.Barrier(6)
        for i in range(6):
            path = "/feed/slow-%d" % i
            serve(path, numbered(2, 0))

            def slow(peer, target, headers, answer=ANSWERS[path]):
                met.wait(30)  # all of them are asked before one responds
                answer(peer, target, headers)

            ANSWERS[path] = slow
            lib.subscribe(path)
        lib.subscribe("/hang-up")
        err = lib.refresh(
            status=1, want="7 subscriptions: 2 new articles, 0 unchanged, 1 failed\n"
        )
        assert err.startswith("kread: %s: " % r.url("/hang-up")) and err.count("\n") == 1, err


@test
def one_request_a_second_of_a_host(n, r):
    with Library(r) as lib:
        asked = []
        for host in ("a.example", "b.example"):
            for i in range(3):
                url = "http://%s/feed/%d" % (host, i)
                serve(url, numbered(2, 0))

                def answer(peer, target, headers, host=host, send=ANSWERS[url]):
                    asked.append((host, time.monotonic()))
                    send(peer, target, headers)

                ANSWERS[url] = answer
                lib.subscribe(url)
        lib.env["http_proxy"] = r.url("")
        lib.refresh(want="6 subscriptions: 2 new articles, 0 unchanged, 0 failed\n")
        for host in ("a.example", "b.example"):
            times = [at for h, at in asked if h == host]
            assert len(times) == 3, asked
            assert all(b - a > 0.9 for a, b in zip(times, times[1:])), asked
        assert {h for h, _ in asked[:2]} == {"a.example", "b.example"}, asked


@test
def cookies_go_along(n, r):
    with Library(r) as lib:
        serve("/feed/members", numbered(2, 0))
        members = ANSWERS["/feed/members"]

        def ask(peer, target, headers):
            if headers.get("cookie") == "seen=1":
                members(peer, target, headers)
            else:
                peer.sendall(servers.answer(b"", "403 Forbidden"))

        ANSWERS["/feed/members"] = ask
        lib.subscribe("/feed/members")
        lib.refresh(status=1)
        file = os.path.join(lib.folder.name, "cookies.txt")
        with open(file, "w", encoding="ascii") as f:
            f.write("127.0.0.1\tFALSE\t/\tFALSE\t0\tseen\t1\n")
        lib.let_wait(1)
        lib.refresh("--cookies", file, want="2 new articles, 0 unchanged, 0 failed")
        err = lib.refresh("--cookies", file + ".none", status=2)
        assert err == "kread: %s.none: cannot open: No such file or directory\n" % file, err


@test
def upkeep(n, r):
    """Copies that are not in the index get into it; a damaged library is left where it is."""

    def run(*args):
        p = subprocess.run([KREAD, "--upkeep", *args], stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, env=lib.env, timeout=60, check=False)
        return p.returncode, p.stdout.decode()

    with Library(r) as lib:
        lib.sql("INSERT INTO article (url, first, last, times, saved) VALUES ('h', 1, 1, 1, 1)")
        assert run() == (0, "")
        assert lib.sql("SELECT indexed > 0 FROM article") == [(1,)]
        assert run("--private") == (1, "kread: --upkeep: a private run has no library\n")
        with open(lib.path, "wb") as f:
            f.write(b"damage" * 1000)
        assert run() == (1, "kread: %s is damaged\n" % lib.path), run()
        assert os.listdir(os.path.dirname(lib.path)) == ["library.db"]
        os.remove(lib.path)
        assert run() == (0, "") and not os.path.exists(lib.path)


@test
def without_a_library(n, r):
    with Library(r) as lib:
        serve("/feed/unasked", numbered(2, 0))
        lib.subscribe("/feed/unasked")
        err = lib.refresh("--private", status=1, want="")
        assert err == "kread: --refresh: a private run has no library\n", err
        lib.sql("PRAGMA user_version = 1000")
        err = lib.refresh(status=1, want="")
        assert err == "kread: %s was written by a newer kread\n" % lib.path, err
        assert not [line for line, _ in r.requests if " /feed/unasked " in line]
        lib.env["XDG_DATA_HOME"] = os.path.join(lib.folder.name, "kread", "library.db")
        assert lib.refresh(status=1, want="").count("\n") == 1
    assert "takes no address" in subprocess.run(
        [KREAD, "--refresh", "http://h.example/"],
        stderr=subprocess.PIPE, env=harness.clean_environment(), timeout=60, check=False,
    ).stderr.decode()


@test
def a_signal_ends_it_in_order(n, r):
    asked, going_on = threading.Event(), threading.Event()

    def hang(peer, target, headers):
        asked.set()
        going_on.wait(30)

    for sig in (signal.SIGINT, signal.SIGTERM):
        asked.clear()
        with Library(r) as lib:
            serve("/feed/soon", numbered(3, 0))
            ANSWERS["/feed/never"] = hang
            lib.subscribe("/feed/soon", "/feed/never")
            p = subprocess.Popen([KREAD, "--refresh"], env=lib.env, stdout=subprocess.PIPE)
            assert asked.wait(20)
            while not lib.entries():
                time.sleep(0.01)
            p.send_signal(sig)
            out = p.communicate(timeout=20)[0].decode()
            assert p.returncode == 128 + sig, p.returncode
            assert out == (
                "cancelled after 1 of 2 subscriptions: 3 new articles, 0 unchanged, 0 failed\n"
            ), out
            # what was not asked did not fail
            assert lib.sql("SELECT count(*), max(tries) FROM subscription WHERE tried = 0") == [
                (1, 0)
            ]
    going_on.set()


def extend(rude):
    def answer(peer, target, headers):
        ANSWERS[target](peer, target, headers)

    rude.do_feed = answer


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kread-http-") as directory:
        sys.exit(harness.main(directory, TESTS, sys.argv[2:], extend))

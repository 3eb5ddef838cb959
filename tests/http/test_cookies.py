#!/usr/bin/env python3
"""test_cookies.py HTTP_GET SLOW_NAMES: cookies that are brought, kept and forgotten.

Prints `N passed, N failed`.
"""

import concurrent.futures
import fcntl
import os
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402
from client import TESTS, get, test  # noqa: E402
from servers import answer  # noqa: E402

HEADING = "# Netscape HTTP Cookie File\n"
LATER = int(time.time()) + 3600


def extend(rude):
    def sets(*cookies):
        def reply(peer, target, headers):
            peer.sendall(answer(b"in", "200 OK", *("Set-Cookie: " + c for c in cookies)))

        return reply

    def moves(peer, target, headers):
        peer.sendall(answer(b"", "302 Found", "Set-Cookie: way=1", "Location: /echo"))

    rude.do_login = sets("sid=s3cret; Max-Age=3600; HttpOnly", "temp=1")
    rude.do_login_again = sets("sid=n3w; Max-Age=3600; HttpOnly")
    rude.do_logout = sets("sid=; Max-Age=0")
    rude.do_wide = sets("wide=1; Domain=news.localhost; Path=/", "own=1; Path=/")
    rude.do_greedy = sets("greedy=1; Domain=co.localhost", "all=1; Domain=localhost")
    rude.do_both = sets("both=host; Path=/", "both=wide; Path=/; Domain=news.localhost")
    rude.do_moves = moves
    rude.do_moves_nowhere = lambda peer, target, headers: peer.sendall(
        answer(b"", "302 Found", "Set-Cookie: way=2", "Location: /silent")
    )


class Folder:
    """A folder with a jar, which need not be there, and other files."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="kread-cookies-")
        self.jar = self.folder.name + "/state/kread/cookies.txt"
        return self

    def __exit__(self, *args):
        self.folder.cleanup()

    def file(self, text, name="cookies.txt"):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        return path

    def text(self):
        with open(self.jar, encoding="utf-8") as f:
            return f.read()

    def names(self):
        """name=value of what is in the jar."""
        lines = [line.replace("#HttpOnly_", "") for line in self.text().splitlines()]
        return sorted("=".join(x.split("\t")[5:7]) for x in lines if x.count("\t") == 6)


def line(domain, name, value="1", wide="FALSE", path="/", secure="FALSE", expires=LATER):
    return "\t".join((domain, wide, path, secure, str(expires), name, value)) + "\n"


def sent(a):
    """The cookies that /echo was sent."""
    for text in a["head"].split("\n"):
        if text.startswith("cookie: "):
            return sorted(text[8:].split("; "))
    return []


def at(r, host, path="/echo"):
    return "http://%s:%d%s" % (host, r.port, path)


@test
def a_file_is_sent_where_it_belongs(n, r):
    text = (
        HEADING
        + "\n# a comment\n#\n"
        + line("127.0.0.1", "plain")
        + "#HttpOnly_"
        + line("127.0.0.1", "hidden")
        + line("127.0.0.1", "deep", path="/echo/x")
        + line("a.news.localhost", "safe", secure="TRUE")
        + line("127.0.0.1", "old", expires=1000)
        + line("127.0.0.1", "session", expires=0)
        + line("127.0.0.1", "minus", expires=-1)
        + line("127.0.0.1", "fraction", expires="%d.25" % LATER)
        + line("127.0.0.1", "empty", "")
        + "127.0.0.1\tFALSE\t/\tFALSE\t0\tbare\n"
        + "127.0.0.1\tFALSE\t/\tFALSE\t0\t\tnameless\n"
        + line("127.0.0.1", "twice", "a")
        + line("127.0.0.1", "twice", "b")
        + line("other.example", "other")
        + line(".news.localhost", "wide", wide="TRUE")
        + line("news.localhost", "top", wide="true")
        + line("a.news.localhost", "host")
    )
    here = ["bare=", "empty=", "fraction=1", "hidden=1", "minus=1", "nameless=", "plain=1",
            "session=1", "twice=b"]  # fmt: skip
    with Folder() as f:
        for form in (text, text.replace("\n", "\r\n"), "\ufeff" + text, text.rstrip("\n")):
            path = f.file(form)
            lines = get("--cookies", path, r.url("/echo"), r.url("/echo/x"), all_lines=True)
            assert len(lines) == 2, lines  # nothing to complain about
            assert sent(lines[0]) == here, lines[0]
            assert sent(lines[1]) == sorted(here + ["deep=1"]), lines[1]
        a = get("--cookies", path, at(r, "a.news.localhost"), at(r, "b.news.localhost"),
                at(r, "news.localhost"), at(r, "other.localhost"), all_lines=True)  # fmt: skip
        assert [sent(x) for x in a] == [
            ["host=1", "top=1", "wide=1"],
            ["top=1", "wide=1"],
            ["top=1", "wide=1"],
            [],
        ], a


@test
def no_cookie_is_for_all_sites(n, r):
    with Folder() as f:
        path = f.file(
            line(".localhost", "all", wide="TRUE")
            + line(".co.uk", "uk", wide="TRUE")
            + line(".github.io", "pages", wide="TRUE")
        )
        assert sent(get("--cookies", path, at(r, "news.localhost"))) == []
        a = get(at(r, "a.co.localhost", "/greedy"), at(r, "b.co.localhost"), at(r, "x.localhost"),
                all_lines=True)  # fmt: skip
        assert sent(a[1]) == ["greedy=1"] and sent(a[2]) == [], a


@test
def files_that_are_none(n, r):
    with Folder() as f:
        for text, why in (
            (None, "cannot open: No such file or directory"),
            ('[{"domain": "a.example"}]\n', "not a cookie file in Netscape's format"),
            (b"SQLite format 3\0" + bytes(5000), "not a cookie file in Netscape's format"),
            ((HEADING + line("a.example", "b")).encode("utf-16"), "not a cookie file"),
            ("x" * ((4 << 20) - 1) + "\n", "not a cookie file"),
            ("x" * (4 << 20) + "xx", "larger than 4 MiB"),
        ):
            path = f.folder.name + "/none.txt"
            if text is not None:
                path = f.file(text)
            a = get("--cookies", path, r.url("/echo"), all_lines=True)
            assert len(a) == 1 and path + ": " in a[0]["error"] and why in a[0]["error"], a
        assert "cannot read" in get("--cookies", f.folder.name, r.url("/echo"))["error"]
        for text in ("", "\n\n", HEADING):
            a = get("--cookies", f.file(text), r.url("/echo"), all_lines=True)
            assert len(a) == 1 and "error" not in a[0], a


@test
def lines_that_are_none_are_counted(n, r):
    bad = [
        "no tabs",
        line("", "x"),
        line("a b.example", "x"),
        line("a.example", ""[:0], ""),
        line("a.example", "x", path="no-slash"),
        line("a.example", "x", expires="soon"),
        line("a.example", "x", wide="maybe"),
        line("a.example", "x", "1; evil=1"),
        line("a.example", "x", "a\x01b"),
        line("a.example", "x" * 5000),
        line("a.example", "x").rstrip("\n") + "\tmore\n",
        "127.0.0.1 FALSE / FALSE 0 blanks 1\n",
    ]
    with Folder() as f:
        for some, words in ((bad, "skipped 12 lines that are no cookies"),
                            (bad[:1], "skipped 1 line that is no cookie")):  # fmt: skip
            text = "\n".join(some) + "\n" + line("127.0.0.1", "good")
            a = get("--cookies", f.file(text), r.url("/echo"), all_lines=True)
            assert words in a[0]["notice"] and "evil" not in a[0]["notice"], a[0]
            assert sent(a[1]) == ["good=1"], a[1]
        a = get("--cookies", f.file(line("a.example", "x", expires=9)), r.url("/"), all_lines=True)
        assert "all cookies have expired" in a[0]["notice"], a[0]


@test
def a_large_file_costs_little(n, r):
    with Folder() as f:
        text = "".join(line(".s%d.example" % (i // 5), "n%d" % i, "v" * 20, wide="TRUE")
                       for i in range(40000))  # fmt: skip
        a = get("--cookies", f.file(text + line("127.0.0.1", "here")), r.url("/echo"))
        assert sent(a) == ["here=1"] and (a["longest_wait_cpu_ms"] < 50 or a["sanitized"]), a


@test
def servers_change_what_was_brought(n, r):
    with Folder() as f:
        path = f.file(line("127.0.0.1", "sid", "brought"))
        a = get("--cookies", path, r.url("/echo"), r.url("/login"), r.url("/echo"),
                r.url("/logout"), r.url("/echo"), all_lines=True)  # fmt: skip
        assert [sent(a[i]) for i in (0, 2, 4)] == [["sid=brought"], ["sid=s3cret", "temp=1"],
                                                   ["temp=1"]], a  # fmt: skip
        with open(path, encoding="utf-8") as text:
            assert "brought" in text.read()  # the file is not ours


@test
def the_jar_keeps_what_is_allowed(n, r):
    with Folder() as f:
        jar = ("--jar", f.jar)
        get(*jar, r.url("/login"))
        assert not os.path.exists(f.jar)
        get(
            *jar,
            "--keep",
            "other.example, 127.0.0.1",
            r.url("/login"),
            at(r, "localhost", "/login")
        )
        assert f.names() == ["sid=s3cret", "temp=1"] and f.text().startswith(HEADING), f.text()
        assert "#HttpOnly_127.0.0.1\t" in f.text() and "localhost" not in f.text()
        assert os.stat(f.jar).st_mode & 0o777 == 0o600
        assert os.stat(os.path.dirname(f.jar)).st_mode & 0o777 == 0o700
        a = get(*jar, "--keep", "127.0.0.1", r.url("/echo"))
        assert sent(a) == ["sid=s3cret", "temp=1"], a
        # of a host that is not allowed now, nothing is sent, and nothing is lost
        before = f.text()
        assert sent(get(*jar, "--keep", "x.example", r.url("/echo"), r.url("/login"))) == []
        assert sent(get(*jar, r.url("/echo"))) == [] and f.text() == before
        get(*jar, "--keep", "127.0.0.1", r.url("/logout"))
        assert f.names() == ["temp=1"], f.text()


@test
def a_cookie_of_a_redirect_is_kept(n, r):
    with Folder() as f:
        a = get("--jar", f.jar, "--keep", "127.0.0.1", r.url("/moves"))
        assert sent(a) == ["way=1"] and f.names() == ["way=1"], a


@test
def a_cookie_of_a_load_that_was_cancelled_is_kept(n, r):
    with Folder() as f:
        a = get("--jar", f.jar, "--keep", "127.0.0.1", "--cancel", "300", r.url("/moves-nowhere"))
        assert "cancel_ms" in a and f.names() == ["way=2"], a


@test
def a_host_and_its_subdomains_may_have_two_of_a_name(n, r):
    with Folder() as f:
        args = ("--jar", f.jar, "--keep", "news.localhost")
        get(*args, at(r, "news.localhost", "/both"))
        assert f.names() == ["both=host", "both=wide"], f.text()
        assert sent(get(*args, at(r, "news.localhost"))) == ["both=host", "both=wide"]
        assert sent(get(*args, at(r, "a.news.localhost"))) == ["both=wide"]


@test
def a_host_covers_what_it_is_sent(n, r):
    with Folder() as f:
        wide = at(r, "a.news.localhost", "/wide")
        get("--jar", f.jar, "--keep", "news.localhost", wide, at(r, "b.news.localhost", "/login"))
        assert f.names() == ["own=1", "sid=s3cret", "temp=1", "wide=1"], f.text()
        os.unlink(f.jar)
        get(
            "--jar",
            f.jar,
            "--keep",
            "*.b.news.localhost",
            wide,
            at(r, "b.news.localhost", "/login"),
        )
        assert f.names() == ["sid=s3cret", "temp=1", "wide=1"], f.text()
        assert "error" in get("--jar", f.jar, "--keep", "a.example ^", r.url("/"))


@test
def a_host_is_allowed_while_reading(n, r):
    with Folder() as f:
        jar = ("--jar", f.jar)
        a = get(*jar, r.url("/login"), "allow:" + r.url("/x"), "allow:127.0.0.1", "allow:",
                all_lines=True)  # fmt: skip
        assert [x.get("rc") for x in a[1:]] == [0, 1, -2], a
        assert f.names() == ["sid=s3cret", "temp=1"], f.text()
        # and later, without an option
        get(*jar, r.url("/login-again"))
        assert f.names() == ["sid=n3w", "temp=1"], f.text()
        assert sent(get(*jar, r.url("/echo"))) == ["sid=n3w", "temp=1"]
        a = get("allow:127.0.0.1")
        assert a["error"] == "no cookies are kept in this run", a


@test
def forgetting(n, r):
    with Folder() as f:
        jar = ("--jar", f.jar)
        text = f.file(line("127.0.0.1", "brought") + line("127.0.0.1", "deep", path="/x"))
        a = get(*jar, "allow:127.0.0.1", r.url("/login"), "forget:127.0.0.1", r.url("/echo"),
                "forget:127.0.0.1", all_lines=True)  # fmt: skip
        assert a[2]["forgotten"] == 2 and sent(a[3]) == [] and a[4]["forgotten"] == 0, a
        assert f.names() == [] and "keep" not in f.text(), f.text()
        # before anything is fetched, and of a host that is no longer allowed
        get(*jar, "--keep", "127.0.0.1", r.url("/login"))
        a = get(*jar, "--cookies", text, "forget:127.0.0.1", r.url("/echo"), all_lines=True)
        assert a[0]["forgotten"] == 4 and sent(a[1]) == [] and f.names() == [], a
        # what other hosts have stays
        a = get(at(r, "a.news.localhost", "/wide"), at(r, "localhost", "/login"),
                "forget:b.news.localhost", at(r, "a.news.localhost"), "forget:news.localhost",
                at(r, "a.news.localhost"), at(r, "localhost"), all_lines=True)  # fmt: skip
        assert a[2]["forgotten"] == 1 and sent(a[3]) == ["own=1"], a
        assert a[4]["forgotten"] == 1 and sent(a[5]) == [], a
        assert sent(a[6]) == ["sid=s3cret", "temp=1"], a


@test
def passwords_are_forgotten(n, r):
    login = "http://me:pw@127.0.0.1:%d/echo" % r.port
    a = get(login, r.url("/echo"), "forget:127.0.0.1", r.url("/echo"), all_lines=True)
    assert "authorization: " in a[1]["head"] and a[2]["forgotten"] == 1, a
    assert "authorization: " not in a[3]["head"], a


@test
def the_newer_one_of_file_and_jar_is_sent(n, r):
    with Folder() as f:
        get("--jar", f.jar, "--keep", "127.0.0.1", r.url("/login"))
        text = f.file(line("127.0.0.1", "sid", "brought"))
        args = ("--jar", f.jar, "--keep", "127.0.0.1", "--cookies", text, r.url("/echo"))
        os.utime(text, (1, 1))
        assert sent(get(*args)) == ["sid=s3cret", "temp=1"]
        os.utime(text, (LATER, LATER))
        assert sent(get(*args)) == ["sid=brought", "temp=1"]
        assert f.names() == ["sid=brought", "temp=1"]  # and it is kept


@test
def other_files_stay_and_damage_is_set_aside(n, r):
    with Folder() as f:
        os.makedirs(os.path.dirname(f.jar))
        target = f.file(HEADING + "what is this?\n" + line("127.0.0.1", "a"), "target.txt")
        os.chmod(target, 0o644)
        os.symlink(target, f.jar)
        a = get("--jar", f.jar, "--keep", "127.0.0.1", r.url("/login"), all_lines=True)
        assert "skipped 1 line that cannot be read" in a[0]["notice"], a[0]
        assert os.path.islink(f.jar) and f.names() == ["a=1", "sid=s3cret", "temp=1"]
        assert os.stat(target).st_mode & 0o777 == 0o600
        with open(target + ".damaged", encoding="utf-8") as old:
            assert "what is this?" in old.read()
        os.unlink(f.jar)
        os.mkfifo(f.jar)
        a = get("--jar", f.jar, "--keep", "127.0.0.1", r.url("/login"), all_lines=True)
        assert "not a regular file; no cookies are kept" in a[0]["notice"], a[0]
        assert a[1]["status"] == 200 and len(a) == 2


@test
def a_jar_that_cannot_be_written(n, r):
    with Folder() as f:
        keep = ("--keep", "127.0.0.1", r.url("/login"), r.url("/echo"), "allow:x.example")
        blocked = f.file("", "blocked") + "/cookies.txt"
        a = get("--jar", blocked, *keep, all_lines=True)
        assert sent(a[1]) == ["sid=s3cret", "temp=1"] and "Not a directory" in a[2]["error"], a
        assert "cookies.txt: cannot write: Not a directory" in a[3]["notice"] and len(a) == 4, a
        os.symlink("/nonexistent/folder", f.folder.name + "/nowhere")
        a = get("--jar", f.folder.name + "/nowhere/cookies.txt", *keep, all_lines=True)
        assert sent(a[1]) == ["sid=s3cret", "temp=1"] and "No such file" in a[2]["error"], a
        assert "cookies.txt: cannot write: No such file" in a[3]["notice"] and len(a) == 4, a


@test
def two_at_once(n, r):
    """Each keeps what the other one wrote, and what one forgets does not come back."""
    with Folder() as f:
        jar = ("--jar", f.jar, "--keep", "127.0.0.1 localhost")
        get(*jar, r.url("/login"))
        # while this one runs, another one logs in elsewhere, and out here

        def meanwhile(peer, target, headers):
            get(*jar, at(r, "localhost", "/login"), "forget:127.0.0.1")
            peer.sendall(answer(b"", "200 OK", "Set-Cookie: late=1; Max-Age=60"))

        r.do_meanwhile = meanwhile
        a = get(*jar, r.url("/meanwhile"), r.url("/echo"), at(r, "localhost"), all_lines=True)
        assert f.names() == ["late=1", "sid=s3cret", "temp=1"], f.text()
        assert sent(a[1]) == ["late=1"] and sent(a[2]) == ["sid=s3cret", "temp=1"], a


@test
def another_program_does_not_let_go(n, r):
    with Folder() as f:
        jar = ("--jar", f.jar, "--keep", "127.0.0.1")
        get(*jar, r.url("/login"))
        with open(f.jar + ".lock", "rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            start = time.monotonic()
            a = get(*jar, r.url("/login-again"), r.url("/echo"), "allow:x.example", all_lines=True)
            assert time.monotonic() - start < 10
        assert sent(a[1]) == ["sid=n3w", "temp=1"] and len(a) == 3, a
        assert a[0]["longest_wait_cpu_ms"] < 50 or a[0]["sanitized"], a
        assert "another program is writing it" in a[2]["error"], a
        assert f.names() == ["sid=s3cret", "temp=1"], f.text()


@test
def international_hosts(n, r):
    with Folder() as f:
        ascii_name = "新闻".encode("idna").decode() + ".localhost"
        a = get("--jar", f.jar, "allow:新闻.localhost", at(r, "新闻.localhost", "/login"),
                "allow:" + ascii_name, "forget:*.新闻.localhost", all_lines=True)  # fmt: skip
        assert [a[i]["rc"] for i in (0, 2, 3)] == [0, 1, 0] and a[3]["forgotten"] == 2, a


@test
def many_at_once(n, r):
    with Folder() as f:
        hosts = ["h%d.localhost" % i for i in range(8)]
        args = ("--jar", f.jar, "--keep", " ".join(hosts))
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for _ in range(3):
                list(pool.map(lambda h: get(*args, at(r, h, "/login")), hosts))
                assert len(f.names()) == 16, f.text()
                assert not os.path.exists(f.jar + ".new")


@test
def an_unchecked_transfer_leaves_no_cookies(n, r):
    with Folder() as f:
        path = f.file(line("127.0.0.1", "brought"))
        a = get("--cookies", path, "--jar", f.jar, "--keep", "127.0.0.1", "--insecure-host",
                "127.0.0.1", r.url("/echo"), r.url("/login"), all_lines=True)  # fmt: skip
        assert sent(a[0]) == [] and not os.path.exists(f.jar), a


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kread-http-") as directory:
        sys.exit(harness.main(directory, TESTS, sys.argv[3:], extend))

#!/usr/bin/env python3
"""test_reach.py HTTP_GET PUBLIC_NET KREAD: pages of the internet get nothing from private networks
and this machine. public_net.c is the internet.

Prints `N passed, N failed`.
"""

import os
import re
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "bench")]
import client  # noqa: E402
import harness  # noqa: E402
import servers  # noqa: E402
import term  # noqa: E402
from client import test  # noqa: E402

PRELOAD = {"LD_PRELOAD": sys.argv[2], "ASAN_OPTIONS": "verify_asan_link_order=0"}
KREAD = sys.argv[3]
WORDS = "is not on the internet"
FAR = ("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1", "2130706433",
       "[::ffff:127.0.0.1]", "192.168.7.1", "10.0.0.1", "169.254.169.254", "[fd00::1]", "home.test",
       "lan.test")
TEXT = ("The harbour office counted the boats again this morning, and the number was the same as "
        "on every other day of the month, as expected by those who live there. ")


def at(r, host, path):
    return "http://%s:%d%s" % (host, r.port, path)


def get(*args, env=None, **more):
    return client.get(*args, env={**PRELOAD, **(env or {})}, **more)


def asked(r, path):
    """The Host headers of the requests for a path."""
    return [
        h.get("host", "").split(":")[0]
        for line, h in r.requests
        if re.match("[A-Z]+ (http://[^/]*)?" + path, line)
    ]


@test
def the_reader_goes_anywhere(n, r):
    for host in ("public.test", "lan.test", "home.test", "127.0.0.1", "192.168.7.1", "localhost"):
        assert get(at(r, host, "/page"))["status"] == 200, host


@test
def more_hosts_than_are_remembered(n, r):
    far = [at(r, "h%d.public.test" % i, "/page") for i in range(502)]
    results = get(*far, "for:" + far[-1], at(r, "127.0.0.1", "/by-itself"), all_lines=True)
    assert all(result["status"] == 200 for result in results[:-1])
    client.fails(results[-1], WORDS)


@test
def a_page_of_the_internet_gets_nothing_from_here(n, r):
    for page in (at(r, "public.test", "/"), "", "file:///tmp/saved.html", "https://203.0.113.9/"):
        urls = [at(r, host, "/by-itself") for host in FAR]
        for result in get("for:" + page, *urls, all_lines=True):
            client.fails(result, WORDS)
    assert not asked(r, "/by-itself")
    assert get("for:" + at(r, "public.test", "/"), at(r, "other.test", "/page"))["status"] == 200


@test
def a_page_from_here_gets_what_is_not_nearer(n, r):
    lan, home = at(r, "192.168.7.1", "/"), at(r, "127.0.0.1", "/")
    for page, host, allowed in (
        (home, "127.0.0.1", True), (home, "lan.test", True), (home, "public.test", True),
        (lan, "192.168.7.9", True), (lan, "public.test", True), (lan, "127.0.0.1", False),
        (lan, "home.test", False), (at(r, "localhost", "/"), "home.test", True),
    ):
        result = get("for:" + page, at(r, host, "/page"))
        assert ("error" not in result) == allowed, (page, host, result)


@test
def names_are_known_by_where_they_led(n, r):
    """One that was reached at home in this run is a host of home; one never reached is not."""
    page = at(r, "lan.test", "/page")
    client.fails(get("for:" + page, at(r, "192.168.7.5", "/named")), WORDS)
    assert get(page, "for:" + page, at(r, "192.168.7.5", "/page"))["status"] == 200
    client.fails(get(page, "for:" + page, at(r, "127.0.0.1", "/named")), WORDS)


@test
def redirects_lead_no_nearer(n, r):
    for host in FAR:
        to = "/to?302," + at(r, host, "/redirected")
        client.fails(get(at(r, "public.test", to)), WORDS)
    assert not asked(r, "/redirected")
    # through another one, and home again from there
    twice = "/to?301," + at(r, "other.test", "/to?302," + at(r, "home.test", "/twice"))
    client.fails(get(at(r, "public.test", twice)), WORDS)
    out = "/to?302," + at(r, "public.test", "/to?302," + at(r, "home.test", "/twice"))
    client.fails(get(at(r, "home.test", out)), WORDS)
    assert not asked(r, "/twice")
    home, lan = "home.test", "lan.test"
    for a, b in ((home, home), (home, lan), (lan, "public.test")):
        assert get(at(r, a, "/to?302," + at(r, b, "/page")))["status"] == 200, (a, b)


@test
def of_two_addresses_only_the_public_one_is_used(n, r):
    """A name server that mixes them in, so that the other one is tried when the first fails."""
    page = "for:" + at(r, "public.test", "/")
    assert get(page, at(r, "both.test", "/page"))["status"] == 200
    closed = "http://both.test:%d/" % servers.free_port()
    client.fails(get(page, closed), WORDS)


@test
def an_open_connection_is_no_way_around(n, r):
    """The reader's own request leaves one, which libcurl would use again without a look."""
    url = n.url("/page.html").replace("127.0.0.1", "home.test")
    first, second, third = get(url, "for:http://public.test/", url, "for:" + url, url,
                               all_lines=True)
    assert first["status"] == third["status"] == 200
    client.fails(second, WORDS)


@test
def a_proxy_may_be_anywhere(n, r):
    """Of hosts behind it, only names that are addresses are known."""
    for proxy in ("http://127.0.0.1:%d", "http://user:pw@localhost:%d/", "home.test:%d"):
        p = proxy % r.port
        for args, env in ((["--proxy", p], {}), ([], {"http_proxy": p})):
            page = "for:http://public.test/"
            result = get(*args, page, "http://far.example/page", "http://192.168.7.1/behind",
                         all_lines=True, env=env)
            assert result[0].get("status") == 200, (p, result)
            client.fails(result[1], WORDS)
            client.fails(get(*args, page, at(r, "127.0.0.1", "/behind"), env=env), WORDS)
    assert not asked(r, "/behind")


# --- the program ----------------------------------------------------------------------------------


def page(title, more="", head=""):
    body = "".join("<p>%d. %s</p>" % (i, TEXT * 3) for i in range(3))
    return servers.answer(("<html><head><title>%s</title>%s</head><body><article><h1>%s</h1>%s%s"
                           "</article></body></html>" % (title, head, title, body, more)).encode())


def trap(r, path):
    return [at(r, host, path) for host in ("127.0.0.1", "home.test", "192.168.7.1", "lan.test")]


def dump(*args):
    p = client.subprocess.run([KREAD, "--private", "--dump=text", *args], capture_output=True,
                              env=harness.clean_environment(PRELOAD), timeout=60)
    return p.stdout.decode() + p.stderr.decode()


@test
def pages_lead_nowhere_near(n, r):
    """By a refresh, a further page, their AMP or canonical page."""
    for near in trap(r, "/trap-page"):
        for i, (head, more) in enumerate((
            ("<meta http-equiv=refresh content='0; url=%s'>" % near, ""),
            ("<link rel=next href='%s'>" % near, "<p><a rel=next href='%s'>下一页</a>" % near),
            ("<link rel=amphtml href='%s'>" % near, ""),
            ("<link rel=canonical href='%s'>" % near, ""),
        )):
            data = page("Leads", more, head)
            setattr(r, "do_lead%d" % i, lambda peer, t, h, data=data: peer.sendall(data))
            text = dump(at(r, "public.test", "/lead%d" % i))
            assert "harbour" in text or WORDS in text, text
    assert not asked(r, "/trap-page"), asked(r, "/trap-page")


@test
def pictures_and_what_comes_next_are_not_fetched_from_near(n, r):
    figure = "<figure><img src='%s' width=480 height=160></figure><p>%s</p>"
    link = "<li><a href='%s%d'>Read the story number %d of the harbour office</a></li>"
    pictures = "".join(figure % (u, TEXT * 2) for u in trap(r, "/trap-picture"))
    links = "".join(link % (u, i, i) for i, u in enumerate(trap(r, "/trap-story") * 2))
    near = page("Near", pictures + "</article><h2>More news</h2><ul>%s</ul>" % links)
    r.do_near = lambda peer, t, h: peer.sendall(near)
    for host, hosts in (("public.test", set()), ("home.test", {"127.0.0.1", "home.test"})):
        t = term.Term([KREAD, "--private", "--pictures=on", "--prefetch", at(r, host, "/near")],
                      150, 90, harness.clean_environment({**PRELOAD, "LC_ALL": "C.UTF-8"}))
        assert t.until("1. The harbour") is not None, t.text()[-2000:]
        if hosts:
            assert t.until("not a picture") is not None  # it was asked for and came
        else:
            assert t.until(WORDS) is not None, t.text()[-2000:]
            t.quiet(1.5)  # longer than it takes to fetch what may be read next
        t.send("Q")
        os.waitpid(t.pid, 0)
        assert hosts <= set(asked(r, "/trap-picture")), asked(r, "/trap-picture")
        if not hosts:
            assert not asked(r, "/trap-"), asked(r, "/trap-")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kread-http-") as directory:
        sys.exit(harness.main(directory, client.TESTS, sys.argv[4:]))

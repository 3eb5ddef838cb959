#!/usr/bin/env python3
"""test_copies.py HTTP_GET SLOW_NAMES: asking whether a copy is current.

Prints `N passed, N failed`.
"""

import os
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402
from client import TESTS, fails, get, test  # noqa: E402
from servers import PAGE, answer  # noqa: E402

ODD = {
    "control": 'ETag: "a\x01b"',
    "tab": 'ETag: "a\tb"',
    "latin": 'ETag: "caf\xe9"',
    "long": 'ETag: "%s"' % ("x" * 999),
    "empty": "ETag:",
}
NOT_MODIFIED = b"HTTP/1.1 304 Not Modified\r\n"


def extend(rude):
    def tagged(peer, target, headers):
        """Says 304 to who knows the tag, with a new date of change."""
        if headers.get("if-none-match") == 'W/"1"':
            peer.sendall(NOT_MODIFIED + b"Last-Modified: yesterday\r\n\r\n")
        else:
            peer.sendall(answer(PAGE.encode(), "200 OK", 'ETag: W/"1"'))

    def always(peer, target, headers):
        peer.sendall(NOT_MODIFIED + b"\r\n")

    def with_body(peer, target, headers):
        peer.sendall(NOT_MODIFIED + b"Content-Type: text/html\r\nContent-Length: 6\r\n\r\nnobody")

    def broken_off(peer, target, headers):
        peer.sendall(NOT_MODIFIED + b"ETag: ")

    def to(path):
        def redirect(peer, target, headers):
            peer.sendall(answer(b"", "302 Found", "Location: " + path))

        return redirect

    def odd(peer, target, headers):
        peer.sendall(answer(PAGE.encode(), "200 OK", ODD[target.split("/")[-1]]))

    rude.do_tagged = tagged
    rude.do_always = always
    rude.do_with_body = with_body
    rude.do_broken_off = broken_off
    rude.do_to_tagged = to("/tagged")
    rude.do_to_echo = to("/echo")
    rude.do_odd = odd


def asked(a):
    """The conditions that /echo was sent."""
    return [line for line in a["head"].split("\n") if line.startswith("if-")]


@test
def a_page_that_nginx_has_not_changed(n, r):
    url = n.url("/page.html")
    a = get(url)
    assert a["etag"] and a["last_modified"] and not a["not_modified"], a
    for known in (
        ("--etag", a["etag"]),
        ("--last-modified", a["last_modified"]),
        ("--etag", a["etag"], "--last-modified", a["last_modified"]),
    ):
        b = get("--copy", url + "#part", *known, url)
        assert b["status"] == 304 and b["not_modified"] and "error" not in b, b
        assert b["length"] == 0 and not b["truncated"], b
        # nginx marks the tag as weak where it compresses the page
        assert b["etag"] == a["etag"].removeprefix("W/") and b["url"] == url, b
    b = get("--copy", url, "--etag", '"other"', url)
    assert b["status"] == 200 and b["head"] == PAGE and not b["not_modified"], b


@test
def unchanged_over_http2(n, r):
    url = n.url("/page.html", "https")
    ca = ("--ca", n.dir + "/ca.pem")
    a = get(*ca, "--copy", url, "--etag", get(*ca, url)["etag"], url)
    assert a["not_modified"] and "error" not in a, a


@test
def validators_go_to_their_address_only(n, r):
    known = ("--etag", '"1"', "--last-modified", "never")
    want = ["if-modified-since: never", 'if-none-match: "1"']
    assert asked(get("--copy", r.url("/echo"), *known, r.url("/echo"))) == want
    assert asked(get("--copy", r.url("/echo"), *known, r.url("/to-echo"))) == want
    for other in (r.url("/echo?1"), r.url("/to-echo"), n.url("/echo"), "", "no address"):
        for url in (r.url("/echo"), r.url("/to-echo")):
            assert asked(get("--copy", other, *known, url)) == [], (other, url)
    assert asked(get(*known, r.url("/echo"))) == []
    # the headers of every request are there, too
    a = get("--copy", r.url("/echo"), *known, r.url("/echo"))["head"]
    assert "accept-encoding: gzip" in a and "accept: text/html" in a, a


@test
def a_redirect_leads_to_what_has_not_changed(n, r):
    url = r.url("/tagged")
    a = get("--copy", url, "--etag", 'W/"1"', "--last-modified", "long ago", r.url("/to-tagged"))
    assert a["not_modified"] and a["url"] == url, a
    # what the server says now counts; what it does not say stays
    assert (a["etag"], a["last_modified"]) == ('W/"1"', "yesterday"), a


@test
def unchanged_without_being_asked(n, r):
    url = r.url("/always")
    for args in ((), ("--copy", r.url("/page"), "--etag", '"1"'), ("--copy", url)):
        a = get(*args, url)
        fails(a, "127.0.0.1", "sent no page: not modified (304)", body=True)
        assert not a["not_modified"] and a["length"] == 0, a


@test
def unchanged_with_a_body(n, r):
    url = r.url("/with-body")
    a = get("--copy", url, "--etag", '"1"', url)
    assert a["not_modified"] and a["length"] == 0 and "error" not in a, a
    url = r.url("/broken-off")
    a = get("--copy", url, "--etag", '"1"', url)
    assert "error" in a or a["not_modified"], a


@test
def what_servers_send_comes_back_as_it_was_or_not_at_all(n, r):
    for name in ODD:
        assert "etag" not in get(r.url("/odd/" + name)), name
    for odd in ('"a"\r\nX-Evil: 1', '"a\x01"', "caf\xe9", "x" * 1001, ""):
        a = get("--copy", r.url("/echo"), "--etag", odd, "--last-modified", odd, r.url("/echo"))
        assert asked(a) == [] and "evil" not in a["head"], odd
    just = "x" * 1000
    a = get("--copy", r.url("/echo"), "--etag", just, r.url("/echo"))
    assert asked(a) == ["if-none-match: " + just]


@test
def whoever_is_not_checked_is_not_asked(n, r):
    url = n.url("/page.html", "own")
    host = ("--insecure-host", "127.0.0.1")
    a = get(*host, url)
    assert a["unchecked"] and "etag" not in a and "last_modified" not in a, a
    etag = get(n.url("/page.html"))["etag"]
    a = get(*host, "--copy", url, "--etag", etag, url)
    assert a["status"] == 200 and not a["not_modified"], a


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kread-http-") as directory:
        sys.exit(harness.main(directory, TESTS, sys.argv[3:], extend))

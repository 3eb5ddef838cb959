#!/usr/bin/env python3
"""test_http.py HTTP_GET SLOW_NAMES: net against real servers on loopback.

Prints `N passed, N failed`.
"""

import json
import os
import socket
import ssl
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402
import servers  # noqa: E402

from client import (  # noqa: E402
    LIMIT,
    REFUSED,
    RETRY,
    SLOW_NAMES,
    TESTS,
    TYPE,
    USAGE,
    fails,
    get,
    small,
    test,
    yields,
)


@test
def plain_page(n, r):
    a = get(n.url("/page.html"))
    assert a["status"] == 200 and a["head"] == servers.PAGE and not a["truncated"], a
    assert (
        a["content_type"] == "text/html; charset=utf-8" and a["date"] > 1.6e9 and a["last_modified"]
    ), a
    assert "body" in a["phases"] or a["phases"][0] in ("resolve", "connect"), a


@test
def unpacks_gzip_brotli_and_zstd(n, r):
    a = get(n.url("/big.html"))
    assert a["length"] == len(servers.BIG.encode()), a
    assert "error" not in a and a["progress"][0] < a["length"], a
    assert "accept-encoding: gzip, deflate, br\n" in get(r.url("/echo"))["head"]
    assert get(r.url("/brotli"))["head"] == servers.PAGE


@test
def speaks_http2_over_tls(n, r):
    a = get("--ca", n.dir + "/ca.pem", n.url("/protocol", "https"))
    assert a["head"] == "HTTP/2.0", a


@test
def http2_error_page(n, r):
    a = get("--ca", n.dir + "/ca.pem", n.url("/nothing", "https"))
    fails(a, "404 Not Found", "has no such page", body=True)


@test
def non_ascii_path_in_any_locale(n, r):
    for locale in ("C", "C.UTF-8"):
        a = get(n.url("/图 片.html"), env={"LC_ALL": locale})
        assert a["head"] == servers.PAGE, a
        assert a["url"].endswith("/%E5%9B%BE%20%E7%89%87.html"), a


@test
def says_who_asks(n, r):
    a = get("--referer", r.url("/list?a=1#x"), r.url("/echo"), env={"LC_ALL": "zh_CN.UTF-8"})[
        "head"
    ]
    assert "user-agent: Mozilla/5.0 (compatible; kread/" in a, a
    assert "accept: text/html," in a and "accept-language: zh-CN,zh;q=0.9,en;q=0.5" in a, a
    assert "referer: %s\n" % r.url("/list?a=1") in a + "\n", a
    assert (
        "evil"
        not in get("--agent", "own/1\r\nevil: 1", r.url("/echo"))["head"].split("user-agent")[0]
    )
    a = get("--agent", "own/1", "--referer", "https://secure.example/x", r.url("/echo"))["head"]
    assert "user-agent: own/1" in a and "referer" not in a and "accept-language" not in a, a


@test
def headers_are_kept_and_clean(n, r):
    a = get(r.url("/header-tricks"))
    assert a["link"] == '</feed.xml>; rel=alternate, </2>; rel="next"', a
    assert (
        a["etag"] == '"v1"'
        and a["last_modified"].startswith("Wed, 20 Jun 2018")
        and a["date"] == 1529539200
    ), a
    assert (
        "\x1b" not in a["content_type"]
        and "\x07" not in a["content_type"]
        and "gb2312" in a["content_type"]
    ), a
    assert "link" not in get(r.url("/hints"))


@test
def bytes_as_served(n, r):
    save = os.path.join(n.dir, "gbk")
    a = get("--save", save, r.url("/gbk"))
    assert a["content_type"].endswith("GBK"), a
    with open(save, "rb") as f:
        assert f.read() == "<p>中文网页".encode("gbk")


@test
def redirects(n, r):
    page = r.url("/page")
    for status in (301, 302, 303, 307, 308):
        a = get(r.url("/to?%d,/page" % status))
        assert a["url"] == page and a["head"] == servers.PAGE, (status, a)
    assert get(r.url("/to?302,page"))["url"] == page
    assert get(r.url("/to?302,//127.0.0.1:%d/page" % r.port))["url"] == page
    own = "/to?302,hex:" + b"/page#own".hex()
    assert get(r.url(own))["url"] == page + "#own"
    assert get(r.url(own) + "#mine")["url"] == page + "#own"
    assert get(r.url("/to?302,/page") + "#mine")["url"] == page + "#mine"
    assert get(n.url("/moved"))["url"] == n.url("/page.html")
    a = get("--ca", n.dir + "/ca.pem", n.url("/down", "https"))
    assert a["url"] == n.url("/page.html"), a


@test
def redirect_to_non_ascii_paths(n, r):
    for raw in ("/echo/新闻 1?q=中".encode(), "/echo/新闻".encode("gbk")):
        a = get(r.url("/to?302,hex:" + raw.hex()))
        sent = a["head"].split("\n")[0]
        want = "".join(chr(b) if 0x20 < b < 0x7f else "%%%02X" % b for b in raw)
        assert sent == want, (sent, want)


@test
def redirect_limits(n, r):
    assert get(r.url("/chain/9"))["status"] == 200
    fails(get(r.url("/chain/10")), "more than 10 redirects")
    a = fails(get(r.url("/circle/a")), "redirect loop: ", "/circle/a -> ", "/circle/b -> ")
    assert a["error"].count("->") == 2, a


@test
def redirects_elsewhere_are_refused(n, r):
    for to in (
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "gopher://h.example/",
    ):
        fails(get(r.url("/to?302," + to)), "redirect to '" + to, "not an http or https address")
    a = fails(get(r.url("/to?302,http://")), "redirect to")
    assert "not a valid address" in a["error"], a
    assert get(r.url("/to?302,"))["head"] == "<p>moved"
    fails(get(r.url("/to?304,/page")), "sent no page: not modified (304)", body=True)


@test
def only_web_addresses(n, r):
    for url in ("file:///etc/passwd", "ftp://127.0.0.1/", "data:text/html,x", "page.html", ""):
        assert get(url)["code"] == USAGE, url


@test
def cookies_live_for_the_run(n, r):
    a = get(r.url("/cookie-wall"), r.url("/echo"), all_lines=True)
    assert a[0]["head"] == "<p>welcome" and "cookie: seen=yes" in a[1]["head"], a
    assert "cookie" not in get(r.url("/echo"))["head"]


@test
def http_errors_keep_the_page(n, r):
    a = fails(get(n.url("/none")), "404 Not Found: 127.0.0.1 has no such page", body=True)
    assert a["status"] == 404 and "nginx" in a["head"], a
    fails(get(n.url("/gone")), "410 Gone: 127.0.0.1 has removed this page", body=True)
    assert (
        fails(get(n.url("/down")), "127.0.0.1 is temporarily unavailable (503)", body=True)["code"]
        == RETRY
    )
    assert (
        fails(get(r.url("/to?403,/page")), "127.0.0.1 refused access (403)", body=True)["code"]
        == REFUSED
    )
    assert fails(get(r.url("/busy")), "(503); retry in 30 s", body=True)["head"] == "<p>busy"
    fails(
        get(r.url("/limited")),
        "too many requests for 127.0.0.1 (429); retry in 10 minutes",
        body=True,
    )
    a = fails(get(r.url("/much-later")), "is temporarily unavailable (503)", body=True)
    assert "retry" not in a["error"], a
    fails(get(r.url("/next-week")), "(503); retry in 7 days", body=True)
    fails(get(r.url("/until")), "(503); retry in 60 minutes", body=True)
    fails(get(r.url("/teapot")), "127.0.0.1 refused the request (499)", body=True)


@test
def broken_off_pages_are_kept(n, r):
    assert get(r.url("/short"))["head"] == servers.PAGE and get(r.url("/short"))["truncated"]
    a = get(r.url("/short-chunks"))
    assert a["head"].startswith("<p>first part") and a["truncated"] and "error" not in a, a
    a = get(r.url("/reset"))
    assert a["head"] == "<p>before the reset" and a["truncated"] and "error" not in a, a
    a = get(r.url("/damaged-gzip"))
    assert a["head"] == "<p>before the damage" and a["truncated"] and "error" not in a, a
    a = get(r.url("/close-ended"))
    assert a["head"] == "<p>no length" and not a["truncated"], a


@test
def chunks_and_trailers(n, r):
    a = get(r.url("/chunked"))
    assert (
        a["head"] == "one two three"
        and a["content_type"].startswith("text/html")
        and not a["truncated"]
    ), a
    assert a["url"] == r.url("/chunked")


@test
def answers_without_a_page(n, r):
    assert get(r.url("/empty"))["length"] == 0
    fails(get(r.url("/hang-up")), "127.0.0.1 closed the connection without answering")
    fails(get(r.url("/garbage")), "does not answer in HTTP")
    fails(get(r.url("/no-colon")), "the header that 127.0.0.1 sends is damaged", "without colon")
    fails(get("http://127.0.0.1:%d/" % servers.free_port()), "127.0.0.1 refused the connection")
    fails(
        get("https://127.0.0.1:%d/" % servers.free_port()),
        "127.0.0.1 refused the connection",
        "try http",
    )
    fails(
        get("http://nothing.invalid/"), "cannot find the host nothing.invalid: check the spelling"
    )


@test
def logins_are_sent_and_never_shown(n, r):
    with_login = lambda path, login: r.url(path).replace("http://", "http://%s@" % login)
    mine, plain = with_login("/login", "me:p%40w"), r.url("/login")
    a = get(mine, plain, r.url("/echo"), all_lines=True)
    assert [x.get("head") for x in a[:2]] == [servers.PAGE] * 2, a
    assert a[0]["url"] == plain and "authorization" in a[2]["head"], a
    assert get(with_login("/login/nothing", "me"))["head"] == servers.PAGE
    a = get(with_login("/to?302,/login", "me:p%40w"))
    assert a["head"] == servers.PAGE and a["url"] == plain, a
    a = get(r.url("/to?302," + mine))
    assert a["head"] == servers.PAGE and a["url"] == plain, a
    elsewhere = plain.replace("127.0.0.1", "localhost")
    fails(get(mine, elsewhere), "localhost requires a login", body=True)
    fails(get(r.url("/login")), "requires a login", body=True)
    for url in (
        with_login("/login", "zoe:secret"),
        r.url("/to?302,ftp://zoe:secret@h.example/"),
        r.url("/to?302,http://zoe:secret@h.example:99999/"),
        "ftp://zoe:secret@h.example/",
        "http://zoe:secret@h.example:99999/",
        "http://zoe:secret@nothing.invalid/",
    ):
        a = get(url)
        assert "secret" not in json.dumps(a) and "zoe" not in a["error"], a


@test
def the_end_may_be_missing(n, r):
    """TLS that is not ended counts as a connection that is lost, or closed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(n.dir + "/good.pem", n.dir + "/good.key")
    begun = servers.answer(b"<html><body><p>begun", length=False)

    def serve(listener):
        peer = context.wrap_socket(listener.accept()[0], server_side=True)
        peer.recv(65536)
        peer.sendall(begun)
        os.close(peer.detach())

    with socket.create_server(("127.0.0.1", 0)) as s:
        threading.Thread(target=serve, args=(s,), daemon=True).start()
        url = "https://127.0.0.1:%d/" % s.getsockname()[1]
        a = get("--ca", n.dir + "/ca.pem", url)
    assert a["open_ended"] or a["truncated"], a
    assert a["head"].endswith("begun"), a
    assert get(r.url("/close-ended"))["open_ended"]
    for path in ("/page", "/chunked", "/short"):
        assert not get(r.url(path))["open_ended"], path
    a = get("--ca", n.dir + "/ca.pem", n.url("/page.html", "https"))
    assert not a["open_ended"], a


@test
def silence(n, r):
    a = fails(
        get("--stall", "1", r.url("/silent")), "127.0.0.1 accepted the request but never answered"
    )
    assert 900 < a["ms"] < 9000 and a["phases"][-1] == "wait", a


@test
def stall_in_the_body(n, r):
    a = fails(get("--stall", "1", r.url("/stall")), "stalled after 8 bytes", body=True)
    assert a["head"] == "<p>begun" and a["truncated"] and a["progress"] == [8, 50000], a


@test
def trickle(n, r):
    fails(get("--stall", "1", r.url("/trickle")), "stalled after", body=True)
    a = fails(
        get("--total", "1", r.url("/trickle")),
        "127.0.0.1 is too slow: gave up after 1 s with",
        body=True,
    )
    assert a["ms"] < 9000, a
    # for all redirects together, none of which takes that long
    fails(get("--total", "1", r.url("/slow-chain/3")), "gave up after 1 s")


@test
def connecting_takes_too_long(n, r):
    """A listener with a full queue does not respond."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen(0)
        port = s.getsockname()[1]
        full = [socket.socket() for _ in range(4)]
        for c in full:
            c.setblocking(False)
            c.connect_ex(("127.0.0.1", port))
        a = fails(
            get("--connect", "1", "http://127.0.0.1:%d/" % port),
            "timed out connecting to 127.0.0.1",
        )
        assert a["phases"][-1] == "connect", a
        for c in full:
            c.close()


@test
def tls_handshake_takes_too_long(n, r):
    with socket.create_server(("127.0.0.1", 0)) as s:
        fails(
            get("--connect", "1", "https://127.0.0.1:%d/" % s.getsockname()[1]),
            "secure connection",
            "timed out",
        )


@test
def too_large(n, r):
    for path in ("/endless", "/endless-chunks", "/bomb"):
        a = fails(get(r.url(path)), "page too large", "sends more than 32 MB")
        assert a["code"] == LIMIT
        small(a)
        yields(a)
    a = fails(get(r.url("/announced")), "page too large")
    assert a["ms"] < 9000, a
    fails(get("--max", "1000", n.url("/big.html")), "more than 1000 bytes")
    assert get("--max", str(len(servers.BIG.encode())), n.url("/big.html"))["status"] == 200


@test
def long_pages_are_read_in_turns(n, r):
    """Long pages are paused and resumed; nothing is lost or repeated."""
    save = os.path.join(n.dir, "long")
    insecure = ["--insecure-host", "127.0.0.1"]
    for args in (
        [r.url("/long")],
        [n.url("/long.html")],
        insecure + [n.url("/long.html", "own")],
        insecure + [n.url("/long.html", "https")],
    ):
        a = get("--save", save, *args)
        assert "error" not in a and not a["truncated"], a
        with open(save, "rb") as f:
            assert f.read() == servers.LONG, args
        yields(a)


@test
def films_are_not_loaded(n, r):
    a = fails(get(r.url("/film")), "this is a video (50.0 MB), not a page")
    assert a["code"] == TYPE and a["ms"] < 9000, a


@test
def headers_without_end(n, r):
    for path in ("/endless-headers", "/endless-header", "/endless-hints", "/endless-trailers"):
        a = get(r.url(path))
        assert "sends endless headers" in a["error"], (path, a)
        small(a)


@test
def endless_redirect_body(n, r):
    a = get(r.url("/redirect-flood"))
    assert a["head"] == servers.PAGE and a["ms"] < 9000, a


@test
def stalled_redirect_body(n, r):
    a = get(r.url("/redirect-stall"))
    assert a["head"] == servers.PAGE and a["ms"] < 3000, a


@test
def certificates(n, r):
    ca = ["--ca", n.dir + "/ca.pem"]
    assert get(*ca, n.url("/page.html", "https"))["status"] == 200
    assert get("--ca", n.dir + "/authorities", n.url("/page.html", "https"))["status"] == 200
    fails(get("--ca", n.dir + "/www", n.url("/page.html", "https")), "unknown authority")
    fails(get(n.url("/page.html", "https")), "127.0.0.1", "unknown authority")
    fails(get(*ca, n.url("/page.html", "own")), "self-signed")
    fails(get(*ca, n.url("/page.html", "expired")), "has expired on 2018-06-20")
    fails(get(*ca, n.url("/page.html", "early")), "is not valid before 2098-06-20")
    fails(
        get(*ca, n.url("/page.html", "other")),
        "is for another host (news.example, www.news.example)",
    )
    fails(
        get(n.url("/page.html").replace("http:", "https:")),
        "secure connection",
        "it does not support https; try http",
    )
    for args in (
        [n.url("/page.html", "https")],
        [*ca, n.url("/page.html", "own")],
        [*ca, n.url("/page.html", "weak")],
        [*ca, n.url("/page.html", "picky")],
    ):
        assert "try http" not in fails(get(*args))["error"]
    fails(
        get("--ca", n.dir + "/none.pem", n.url("/page.html", "https")),
        "CA certificates cannot be read",
    )


@test
def one_insecure_host(n, r):
    """Its certificates are not checked in one transfer; those of others and of later ones are. It
    sends no cookies.
    """
    for name in ("own", "expired", "other"):
        url = n.url("/page.html", name)
        a = get("--insecure-host", "127.0.0.1", url)
        assert a["status"] == 200 and a["unchecked"], a
    url = n.url("/page.html", "own")
    insecure, later = get("--once", "--insecure-host", "127.0.0.1", url, url, all_lines=True)
    assert insecure["unchecked"], insecure
    fails(later, "self-signed")
    fails(get("--insecure-host", "localhost", url), "self-signed")
    away = n.url("/away", "own").replace("127.0.0.1", "localhost")
    assert "self-signed" in get("--insecure-host", "localhost", away)["error"]
    assert get("--insecure-host", "127.0.0.1", n.url("/page.html"))["unchecked"] is False
    checked, insecure = get(
        "--ca",
        n.dir + "/ca.pem",
        "--once",
        "--insecure-host",
        "127.0.0.1",
        n.url("/cookie", "own"),
        n.url("/cookie", "https"),
        all_lines=True,
    )
    assert insecure["head"] == "[]", insecure
    again = get("--insecure-host", "127.0.0.1", n.url("/cookie-wall", "own"))
    assert again["head"] == "[a=1]", again


@test
def no_request_to_a_refused_host(n, r):
    """Probing a refused certificate sends no request, and its connection is not used for pages."""
    url = n.url("/page.html", "expired")
    for a in get("--ca", n.dir + "/ca.pem", url, url, all_lines=True):
        fails(a, "has expired")


@test
def international_hosts_in_any_locale(n, r):
    proxy = ["--proxy", "http://127.0.0.1:%d" % r.port]
    for locale in ("C", "C.UTF-8"):
        a = get(*proxy, "http://例子.测试/echo/新闻?q=中#x", env={"LC_ALL": locale})
        assert (
            a["head"].split("\n")[0]
            == "http://xn--fsqu00a.xn--0zwm56d/echo/%E6%96%B0%E9%97%BB?q=%E4%B8%AD"
        ), a
        assert "host: xn--fsqu00a.xn--0zwm56d\n" in a["head"], a
    for host in ("例子.测试", "%E4%BE%8B%E5%AD%90.%E6%B5%8B%E8%AF%95", "例子。测试"):
        a = get(
            *proxy, "http://start.example/to?302,hex:" + ("http://%s/echo" % host).encode().hex()
        )
        assert a["head"].startswith("http://xn--fsqu00a.xn--0zwm56d/echo\n"), (host, a)
    fails(get(*proxy, "http://a\u2024\u0301..b/"), "is not a valid host name")


@test
def proxies(n, r):
    env = {"http_proxy": "http://me:secret@127.0.0.1:%d" % r.port}
    a = get("http://news.example/echo", env=env)
    assert a["head"].startswith("http://news.example/echo\n"), a
    for host in ("127.0.0.1", "localhost"):
        a = get("http://%s:%d/echo" % (host, r.port), env=env)
        assert a["head"].startswith("/echo\n"), a
    dead = "127.0.0.1:%d" % servers.free_port()
    a = fails(
        get("http://news.example/", env={"http_proxy": "http://me:secret@" + dead}),
        "cannot use the proxy",
        dead,
        "refused",
    )
    assert "secret" not in a["error"], a
    a = fails(
        get(
            "http://news.invalid/",
            env={"http_proxy": "http://" + dead, "no_proxy": "other, .invalid"},
        ),
        "cannot find",
    )
    assert "proxy" not in a["error"], a
    fails(
        get("http://news.example/", env={"http_proxy": "http://nothing.invalid:1"}),
        "the proxy http://nothing.invalid:1: Could not resolve",
    )
    a = fails(
        get("https://news.example/", env={"https_proxy": "http://127.0.0.1:%d" % r.port}),
        "cannot use the proxy",
        "it requires a user name and password",
    )
    a = get(r.url("/page"), env={"all_proxy": "socks5h://" + dead})
    assert a["status"] == 200, a


@test
def cancelling_never_waits(n, r):
    slow = "http://slow.example/"
    for args, env in (
        ([slow], {"LD_PRELOAD": SLOW_NAMES, "ASAN_OPTIONS": "verify_asan_link_order=0"}),
        ([r.url("/silent")], None),
        ([r.url("/trickle")], None),
    ):
        a = get("--cancel", "50", *args, env=env)
        assert a["cancel_ms"] < 1000 and a["ms"] < 5000, a


@test
def name_lookup_takes_too_long(n, r):
    if get(n.url("/page.html"))["ares"]:
        return  # does not call getaddrinfo(), which the test slows down
    a = fails(
        get(
            "--connect",
            "1",
            "http://slow.example/",
            env={"LD_PRELOAD": SLOW_NAMES, "ASAN_OPTIONS": "verify_asan_link_order=0"},
        ),
        "timed out looking up slow.example",
    )
    assert a["ms"] < 5000 and a["phases"] == ["resolve"], a


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kread-http-") as directory:
        sys.exit(harness.main(directory, TESTS, sys.argv[3:]))

#!/usr/bin/env python3
"""test_program.py KREAD: the program itself against real servers on loopback.

Prints `N passed, N failed`.
"""

import json
import os
import re
import stat
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402
import servers  # noqa: E402

KREAD = sys.argv[1]
TESTS = []
FIRST = "河边的旧码头今天重新开放，上午有三百多位居民到场。管理处说，新的栈道长一千二百米，全程没有台阶，轮椅可以通行。"
SECOND = "这段岸线因为防洪工程封闭了四年，其间渡船停在下游两公里处。从下周一起，渡船恢复停靠，首班六点半，末班晚上十点。"
ARTICLE = """<!DOCTYPE html><html lang="zh"><head><title>旧码头重新开放 - 河边新闻</title></head><body>
<article><h1>旧码头重新开放</h1><p>%s</p><p>%s</p></article></body></html>
""" % (FIRST, SECOND)


def test(function):
    TESTS.append(function)
    return function


def kread(*args, status=0, env=None):
    """Run kread; returns its output, or its standard error if it should fail."""
    e = harness.clean_environment(env)
    p = subprocess.run(
        [KREAD, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=e, timeout=60
    )
    err = harness.messages(p.stderr)
    assert p.returncode == status, "status %d, not %d\n%s" % (p.returncode, status, err)
    return err if status else p.stdout.decode()


def article(*args, **more):
    return json.loads(kread("--dump=json", *args, **more))


def is_article(a):
    assert a["body"].split("\n\n")[-2:] == [FIRST, SECOND], a


@test
def pages_as_served(n, r):
    for path in ("/article", "/article-gzip", "/article-gbk", "/article-chunked"):
        a = article(r.url(path))
        is_article(a)
        assert a["url"] == r.url(path) and "warnings" not in a, a


@test
def the_address_after_redirects(n, r):
    a = article(r.url("/to?302,/article#part"))
    is_article(a)
    assert a["url"].startswith(r.url("/article")), a


@test
def several_sources(n, r):
    lines = kread("--dump=json", r.url("/article"), r.url("/article-gbk")).splitlines()
    assert len(lines) == 2, lines
    for line in lines:
        is_article(json.loads(line))


RSS = """<?xml version="1.0" encoding="gbk"?><rss version="2.0"><channel><title>河边新闻</title>
<item><title>旧码头重新开放</title><link>article</link>
<pubDate>Wed, 05 Jun 2024 08:00:00 +0800</pubDate></item>
<item><title>渡船恢复停靠</title><link>/article-gbk</link></item></channel></rss>"""

JSON_FEED = r"""{"version":"https:\/\/jsonfeed.org\/version\/1.1","title":"河边新闻","items":[
{"id":1,"url":"article","title":"旧码头重新开放","date_published":"2024-06-05T08:00:00+08:00"},
{"id":2,"url":"\/article-gbk","title":"渡船恢复停靠","date_published":false,"tags":7}]}"""


@test
def cookies(n, r):
    with tempfile.TemporaryDirectory(prefix="kread-http-") as name:
        def run(*args, **more):
            return kread("--dump=json", *args, env={"XDG_STATE_HOME": name}, **more)

        file = os.path.join(name, "cookies.txt")
        url = r.url("/wall-member")
        assert FIRST not in run(url)
        with open(file, "w", encoding="utf-8") as f:
            f.write("127.0.0.1\tFALSE\t/\tFALSE\t0\tseen\t1\n")
        assert FIRST in run("--cookies", file, url)
        home = {"XDG_STATE_HOME": name, "HOME": name}
        assert FIRST in kread("--dump=json", "--cookies=~/cookies.txt", url, env=home)
        err = run("--cookies", file + ".none", url, status=2)
        assert err == "kread: %s.none: cannot open: No such file or directory\n" % file, err
        err = run("--keep-cookies", "a.example, b^", url, status=2)
        assert err == "kread: keep-cookies: 'b^' is not a host name\n", err
        # what is kept is sent in the next run, but not in a private one
        assert os.listdir(name) == ["cookies.txt"]
        run("--keep-cookies=127.0.0.1", r.url("/sets-member"))
        jar = os.path.join(name, "kread", "cookies.txt")
        assert stat.S_IMODE(os.stat(jar).st_mode) == 0o600
        assert FIRST not in run(url) and FIRST in run("--keep-cookies=127.0.0.1", url)
        assert FIRST not in run("--private", "--keep-cookies=127.0.0.1", url)
        log = os.path.join(name, "log")
        run("--log", log, "--cookies", file, r.url("/sets-member"))
        with open(log, encoding="utf-8") as f:
            text = f.read()
        assert "get http" in text and "seen" not in text, text


@test
def a_feed_is_a_list(n, r):
    """Whatever type the server gives it, a feed is the list of its articles."""
    for path in ("/feed", "/feed-xml", "/feed-html", "/feed-rdf", "/feed-bytes", "/feed-json"):
        a = article(r.url(path))
        assert a["title"] == "河边新闻" and not a.get("blocks") and "warnings" not in a, a
        recs = a["recommendations"]
        assert [x["title"] for x in recs] == ["旧码头重新开放", "渡船恢复停靠"], recs
        assert recs[0]["published"] == "2024-06-05T08:00:00+08:00", recs
        for x in recs:
            is_article(article(x["url"]))
    text = kread("--dump", r.url("/feed"))
    assert "旧码头重新开放 (2024-06-05)" in text and "渡船恢复停靠\n" in text, text
    link = "- [渡船恢复停靠](<%s>)" % r.url("/article-gbk")
    assert link in kread("--dump=markdown", r.url("/feed")).splitlines()


@test
def pasted_addresses(n, r):
    for form in ("<%s>", " \"%s\" ", "新闻：%s 复制", "%s\n"):
        is_article(article(form % r.url("/article")))
    is_article(article(r.url("/article")[len("http://"):]))


@test
def a_page_that_broke_off(n, r):
    a = article(r.url("/article-short"))
    is_article(a)
    assert [w["code"] for w in a["warnings"]] == ["truncated"], a
    for path, words in (("/article-short", "the page ended early"), ("/article-stall", "too slow")):
        p = subprocess.run(
            [KREAD, "--dump=json", "--total-timeout=1", r.url(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=harness.clean_environment(),
            timeout=60,
        )
        err = harness.messages(p.stderr)
        assert p.returncode == 0 and words in err and err.count("\n") == 1, err
        a = json.loads(p.stdout)
        assert FIRST in a["body"] and words in a["warnings"][0]["text"], a


@test
def pages_of_one_article(n, r):
    whole = article(r.url("/part"))
    assert (
        whole["body"].split("\n\n")[-4:] == [FIRST, SECOND, SECOND + FIRST, FIRST + FIRST]
        and "next_page" not in whole
    ), whole
    assert [b.get("seam", False) for b in whole["blocks"]].count(True) == 1, whole
    assert article("--join-pages=no", r.url("/part"))["next_page"] == r.url("/part_2")
    p = subprocess.run(
        [KREAD, "--dump=json", r.url("/lost")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=harness.clean_environment(),
        timeout=60,
    )
    assert p.returncode == 1 and b"page 2 of the article" in p.stderr, p
    is_article(json.loads(p.stdout))


@test
def pages_that_only_lead_on(n, r):
    a = article(r.url("/leads"))
    is_article(a)
    assert a["url"] == r.url("/article"), a
    assert r.url("/leads-too") in [
        h.get("referer") for line, h in r.requests if line.startswith("GET /article ")
    ]
    assert article(r.url("/round"))["redirect"] == r.url("/round")
    assert "404 Not Found" in kread("--dump", r.url("/leads-away"), status=1)


@test
def a_header_that_leads_on(n, r):
    walls = ["/wall", "/wall-header", "/wall-script", "/wall-refuses"]
    for path in ("/refresh", "/refresh-spaced", *walls):
        a = article(r.url(path))
        is_article(a)
        assert "redirect" not in a, a
    assert article(r.url("/wall"))["url"] == r.url("/wall")
    for path in ("/refresh-late", "/refresh-whole"):
        a = article(r.url(path))
        assert a["url"] == r.url(path) and "redirect" not in a, a
    no_cookie = article(r.url("/wall-forever"))  # asked for twice, not for ever
    assert "redirect" not in no_cookie, no_cookie
    assert len([line for line, h in r.requests if line.startswith("GET /wall-forever ")]) == 2


@test
def an_article_with_an_error_status(n, r):
    for path, status in (("/missing-article", "404"), ("/private-article", "403")):
        a = article(r.url(path))
        is_article(a)
        assert [w["code"] for w in a["warnings"]] == ["http-status"], a
        assert status in a["warnings"][0]["text"], a
    for path in ("/missing-sorry", "/missing-empty", "/missing-picture", "/missing-long"):
        assert "404 Not Found" in kread("--dump", r.url(path), status=1)


@test
def an_end_that_is_missing(n, r):
    for path in ("/cut-open", "/cut-tag", "/cut-gzip"):
        a = article(r.url(path))
        assert FIRST in a["body"], (path, a)
        assert [w["code"] for w in a["warnings"]] == ["truncated"], (path, a)
    for path in ("/whole-open", "/whole-without-end"):
        a = article(r.url(path))
        is_article(a)
        assert "warnings" not in a, (path, a)


@test
def secrets_stay_secret(n, r):
    log = os.path.join(n.dir, "log")
    with_login = r.url("/article?token=hidden#part").replace("http://", "http://zoe:secret@")
    a = article("--log", log, with_login)
    is_article(a)
    assert "zoe" not in json.dumps(a) and a["url"] == r.url("/article?token=hidden#part"), a
    with open(log) as f:
        text = f.read()
    assert r.url("/article?") in text and stat.S_IMODE(os.stat(log).st_mode) == 0o600, text
    page = os.path.join(n.dir, "saved.html")
    with open(page, "w") as f:
        f.write(ARTICLE.replace("<p>", "<p><a href=/x>link</a> ", 1))
    out = kread("--dump=json", "--log", log, "--url", "https://zoe:secret@h.example/a", page)
    assert json.loads(out)["url"] == "https://h.example/a", out
    for url in ("ftp://zoe:secret@h.example/", "http://zoe:secret@127.0.0.1:9/?token=hidden"):
        out += kread("--dump", "--log", log, url, status=1)
    with open(log) as f:
        text += f.read()
    for secret in ("zoe", "secret"):
        assert secret not in out and secret not in text, (out, text)
    assert "hidden" not in text, text


@test
def an_amp_page_leads_to_the_article(n, r):
    a = article(r.url("/form"))
    is_article(a)
    assert a["url"] == r.url("/article"), a
    for name in ("/form-lost", "/form-empty"):  # the AMP page has the text, too
        a = article(r.url(name))
        is_article(a)
        assert a["url"] == r.url(name), a
        assert (
            len([line for line, h in r.requests if line.startswith("GET %s " % name)]) == 1
        ), r.requests


@test
def errors_say_what_and_why(n, r):
    for url, words in (
        (n.url("/none"), "404 Not Found: 127.0.0.1 has no such page"),
        (r.url("/busy"), "503"),
        (r.url("/circle/a"), "redirect loop"),
        (r.url("/film"), "this is a video"),
        (r.url("/bomb"), "page too large"),
        (r.url("/hang-up"), "closed the connection"),
        ("http://nothing.invalid/", "cannot find the host nothing.invalid"),
        (n.url("/page.html", "https"), "unknown authority"),
        ("ftp://a.example/", "only http and https"),
    ):
        err = kread("--dump", url, status=1)
        assert err.startswith("kread: ") and words in err and err.count("\n") == 1, err


@test
def one_bad_source_of_three(n, r):
    p = subprocess.run(
        [KREAD, "--dump=json", r.url("/article"), n.url("/none"), r.url("/article")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=harness.clean_environment(),
        timeout=60,
    )
    assert p.returncode == 1 and p.stdout.count(b"\n") == 2, p
    assert harness.messages(p.stderr).count("\n") == 1, p


@test
def plain_text_is_shown_verbatim(n, r):
    out = kread("--dump", r.url("/plain"))
    assert re.search(r"^( *)<b>not bold</b>\n\1  indented$", out, re.M), out


def extend(rude):
    """Add the pages of these tests."""
    bytes_utf8 = ARTICLE.encode()

    def part(name, *paragraphs):
        text = ARTICLE.replace(
            "<p>%s</p><p>%s</p>" % (FIRST, SECOND), "".join("<p>%s</p>" % p for p in paragraphs)
        )
        return servers.answer(
            text.replace("</article>", '</article><p><a href="%s">下一页</a></p>' % name).encode()
        )

    def form(of):
        return servers.answer(
            ARTICLE.replace(
                '<html lang="zh"><head>',
                '<html amp lang="zh"><head><link rel=canonical href=%s>' % of,
            ).encode()
        )

    zh = "text/html; charset=utf-8"
    cut = bytes_utf8[: bytes_utf8.index(SECOND[30:].encode())]
    sorry = "<title>Oops</title><h1>This page has gone</h1>" + "<p>%s</p>" % (
        "Sorry, the page you are looking for could not be found. It may have been moved, or its "
        "address has changed. Please check the address, use the search at the top of the page, or "
    ) * 3
    pages = {
        "article": servers.answer(bytes_utf8, kind=zh),
        "article_gbk": servers.answer(ARTICLE.encode("gbk"), kind="text/html; charset=gb2312"),
        "feed": servers.answer(RSS.encode("gbk"), kind="application/rss+xml"),
        "feed_xml": servers.answer(RSS.encode("gbk"), kind="text/xml"),
        "feed_html": servers.answer(RSS.encode("gbk"), kind="text/html"),
        "feed_rdf": servers.answer(RSS.encode("gbk"), kind="application/rdf+xml"),
        "feed_bytes": servers.answer(RSS.encode("gbk"), kind="application/octet-stream"),
        "feed_json": servers.answer(JSON_FEED.encode(), kind="application/json"),
        "article_gzip": servers.answer(
            servers.gzip.compress(bytes_utf8), "200 OK", "Content-Encoding: gzip"
        ),
        "article_short": servers.answer(bytes_utf8).replace(
            b"Content-Length: ", b"Content-Length: 9"
        ),
        "article_chunked": servers.answer(b"", "200 OK", "Transfer-Encoding: chunked", length=False)
        + b"".join(
            b"%x\r\n%s\r\n" % (len(bytes_utf8[i : i + 7]), bytes_utf8[i : i + 7])
            for i in range(0, len(bytes_utf8), 7)
        )
        + b"0\r\n\r\n",
        "leads": servers.answer(b"<meta http-equiv=refresh content='0;url=/leads-too'>"),
        "leads_too": servers.answer(b"<script>location.replace('/article')</script>"),
        "leads_away": servers.answer(b"<meta http-equiv=refresh content='0;url=/lost_2'>"),
        "form": form("/article"),
        "form_lost": form("/lost-2"),
        "form_empty": form("/shell"),
        "shell": servers.answer(b"<div id=root></div><script src=/a.js></script>"),
        "round": servers.answer(b"<meta http-equiv=refresh content='0;url=/round-too'>"),
        "round_too": servers.answer(b"<meta http-equiv=refresh content='0;url=/round'>"),
        "part": part("part_2", FIRST, SECOND),
        "part_2": part("part_3", SECOND + FIRST, FIRST + FIRST),
        "part_3": part("part_4", SECOND + FIRST, FIRST + FIRST),
        "lost": part("lost_2", FIRST, SECOND),
        "lost_2": servers.answer(b"", "404 Not Found"),
        "refresh": servers.answer(b"", "200 OK", "Refresh: 0; url=/article"),
        "refresh_spaced": servers.answer(b" \n", "200 OK", "REFRESH:  1,URL='/article'"),
        "refresh_late": servers.answer(b"<p>Wait.", "200 OK", "Refresh: 300; url=/article"),
        "refresh_whole": servers.answer(bytes_utf8 * 2, "200 OK", "Refresh: 0; url=/plain"),
        "missing_article": servers.answer(bytes_utf8, "404 Not Found"),
        "private_article": servers.answer(
            servers.gzip.compress(bytes_utf8), "403 Forbidden", "Content-Encoding: gzip"
        ),
        "missing_sorry": servers.answer(sorry.encode(), "404 Not Found"),
        "missing_long": servers.answer(
            ARTICLE.replace("旧码头重新开放", "页面不存在").encode(), "404 Not Found"
        ),
        "missing_empty": servers.answer(b"", "404 Not Found"),
        "missing_picture": servers.answer(b"\x89PNG\r\n\x1a\n" + bytes(99), "404 Not Found"),
        "cut_open": servers.answer(cut, length=False),
        "cut_tag": servers.answer(cut + b"<p class='las"),
        "cut_gzip": servers.answer(
            servers.gzip.compress(bytes_utf8)[:-60], "200 OK", "Content-Encoding: gzip"
        ),
        "whole_open": servers.answer(bytes_utf8, length=False),
        "whole_without_end": servers.answer(bytes_utf8.replace(b"</body></html>", b"")),
        "plain": servers.answer(b"<b>not bold</b>\n  indented\n", kind="text/plain; charset=utf-8"),
    }

    def stall(peer, target, headers):
        peer.sendall(pages["article_short"])
        rude.ending.wait(30)

    def wall(how, cookie):
        """Leads to its own address, where those who come with its cookie get the article."""
        def answer(peer, target, headers):
            if "seen=" in headers.get("cookie", "") and cookie == "seen=1":
                peer.sendall(pages["article"])
            else:
                field = b"Set-Cookie: %s\r\nContent-Type" % cookie.encode()
                peer.sendall(how.replace(b"Content-Type", field))

        return answer

    own = b"<meta http-equiv=refresh content='0; url=/%s'>"
    rude.do_wall_member = wall(servers.answer(b"<p>Log in first."), "seen=1")
    rude.do_sets_member = lambda peer, target, headers: peer.sendall(
        pages["article"].replace(b"Content-Type", b"Set-Cookie: seen=1\r\nContent-Type")
    )
    rude.do_wall = wall(servers.answer(own % b"wall"), "seen=1")
    rude.do_wall_header = wall(servers.answer(b"", "200 OK", "Refresh: 0"), "seen=1")
    rude.do_wall_script = wall(servers.answer(b"<script>location.reload()</script>"), "seen=1")
    rude.do_wall_refuses = wall(
        servers.answer(own % b"wall-refuses", "503 Service Unavailable"), "seen=1"
    )
    rude.do_wall_forever = wall(servers.answer(own % b"wall-forever"), "other=1")
    rude.do_article_stall = stall
    for name, data in pages.items():
        setattr(rude, "do_" + name, lambda peer, target, headers, data=data: peer.sendall(data))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kread-http-") as directory:
        sys.exit(harness.main(directory, TESTS, sys.argv[2:], extend))

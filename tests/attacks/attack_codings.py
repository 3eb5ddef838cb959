"""Compressed answers: codings in every order and place, right and wrong, and bombs."""

import functools
import gzip
import itertools
import re
import zlib

import attack
import attack_pages
import fields
import packed
import servers

SECONDS, MEGABYTES = 6, 130
BODY = attack_pages.bytes_of(attack_pages.article("<title>a page</title>"))
PACK = {
    "gzip": gzip.compress, "x-gzip": gzip.compress, "GZip": gzip.compress,
        "br": packed.brotli_stored,
    "deflate": zlib.compress, "identity": lambda d: d,
        "zstd": lambda d: packed.zstd_stored(d[:200]),
    "nonsense": lambda d: d,
}
ORDERS = [o for n in (1, 2, 3, 4) for o in itertools.permutations(
    list(PACK)[: 8 if n < 3 else 4 if n == 4 else 6], n)]
PLAIN = ("identity", "nonsense")
BY_HAND = [
    "gzip;q=1", "gzip,", ",gzip", " gzip", "gzip\t", "\"gzip\"", "gzip gzip", "gzip;br",
           "gzip, ,br", "*",
    "gzip,identity", "chunked", "chunked, gzip", "gzip, chunked", "compress", "aes128gcm", "dcb",
           "dcz",
    "gzip\x00", "gzip\xa0", "g z i p", "GZIP, Gzip, gZIP", ", ".join(["gzip"] * 1000), "x" * 50_000,
    "identity, " * 5000, "none", "utf-8", "br, gzip, br, gzip", "deflate, deflate", "", ",",
]


def pack(data, codings):
    for c in codings:
        data = PACK[c](data)
    return data


def answer(body, lines, status="200 OK", kind="text/html; charset=utf-8"):
    head = "".join(f"{x}\r\n" for x in lines)
    length = "" if "Transfer-Encoding" in head else f"Content-Length: {len(body)}\r\n"
    return (f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{head}{length}Connection: close\r\n\r\n"
            .encode("latin-1") + body)


PLACES = {  # where a list of codings is said
    "Content-Encoding": lambda c: ["Content-Encoding: " + ", ".join(c)],
    "lines of Content-Encoding": lambda c: ["content-encoding:" + x for x in c],
    "Transfer-Encoding": lambda c: ["Transfer-Encoding: " + ", ".join(c)],
    "lines of Transfer-Encoding": lambda c: ["Transfer-Encoding: " + x for x in c],
    "both, the inner in Content-Encoding": lambda c: ["Content-Encoding: " + ",".join(c[:-1] or c),
                                                      "Transfer-Encoding: " + c[-1]],
    "both, the inner in Transfer-Encoding": lambda c: ["Transfer-Encoding: " + ",".join(c[:-1]
                                                                                        or c),
                                                       "Content-Encoding: " + c[-1]],
    "no header": lambda c: [],
}


def judge(r, must_come, text=fields.LAST, seconds=SECONDS, unsaid=False):
    """The page, or a sentence. Without a header, some codings cannot be told from text."""
    wrong = attack.problem(r, seconds=seconds, megabytes=MEGABYTES)
    came = text in " ".join(r.out.decode("utf-8", "replace").split())
    said = re.search(rb"compressed in a way|not as a web|answers? |broke off|was loaded|no text|"
                     rb"not an? "
                     rb"|damaged|could not|cannot|lost the|redirect|more than|empty|nothing|too "
                     rb"large|Found|Forbidden",
                     r.err + r.out)
    if wrong or came or unsaid:
        return wrong
    if must_come:
        return "the page does not come"
    return None if said else "neither the page nor why not"


def orders(report, kread, server):
    for place, lines in PLACES.items():
        kind = f"orders of codings: {place}"
        cases = [(", ".join(o), o) for o in ORDERS]
        for name, order in report.some(kind, cases, 90):
            known = [c for c in order if c not in PLAIN]
            must = place.endswith("Content-Encoding") and place[0] != "b" and len(known) < 2 and \
                "zstd" not in known and "nonsense" not in order
            url = server.put("/coded", answer(pack(BODY, order), lines(order)))
            r = dump(kread, url)
            report.check(kind, name, judge(r, must, unsaid=place == "no header"), r)


def dump(kread, *urls):
    return attack.run([kread, "--private", "--join-pages=no", "--dump", *urls])


def by_hand(report, kread, server):
    """Names that no standard has, over bodies that are packed, and not."""
    kind = "names of codings"
    cases = [(f"{name}: {value[:30]!r} over {over}", name, value, over)
             for name in ("Content-Encoding", "Transfer-Encoding") for value in BY_HAND
             for over in ("identity", "gzip")]
    for title, name, value, over in report.some(kind, cases, 30):
        url = server.put("/named", answer(pack(BODY, (over,)), [f"{name}: {value}"]))
        r = dump(kread, url)
        report.check(kind, title, judge(r, False), r)


@functools.cache
def bomb(name):
    return {
        "zeros": lambda: gzip.compress(bytes(400_000_000), 9),
            "zeros twice": lambda: packed.zeros(2),
        "zeros 4 times": lambda: packed.zeros(4), "nothing": lambda: packed.wordless(1),
        "nothing twice": lambda: packed.wordless(2), "nothing 3 times": lambda: packed.wordless(3),
        "brotli": lambda: packed.BROTLI_BOMB,
        "elements": lambda: gzip.compress(b"<p>x" * 1_500_000, 9),
        "attributes": lambda: gzip.compress(b"<p " + b"a " * 3_000_000, 9),
        "title": lambda: gzip.compress(b"<title>" + b"t" * 6_000_000, 9),
        "members": lambda: gzip.compress(b"") * 1_000_000,
        "a name of a file": lambda: b"\x1f\x8b\x08\x08" + bytes(6) + b"n" * 30_000_000,
        "an extra field": lambda: b"\x1f\x8b\x08\x04" + bytes(6) + b"\xff\xff" + b"e" * 70_000,
    }[name]()


BOMBS = ("zeros", "zeros twice", "zeros 4 times", "nothing", "nothing twice", "nothing 3 times",
         "brotli",
         "elements", "attributes", "title", "members", "a name of a file", "an extra field")


def bombs_of(report):
    """Those of a quick run are soon made."""
    return ("nothing", "brotli", "members") if report.quick else BOMBS


SAID = (["Content-Encoding: gzip"], ["Content-Encoding: gzip, gzip"], ["Content-Encoding: br"],
        ["Transfer-Encoding: gzip"], ["Content-Encoding: gzip", "Transfer-Encoding: gzip"], [])
WHERE = {  # name: (status, further header, type)
    "a page": ("200 OK", [], "text/html"), "plain text": ("200 OK", [], "text/plain"),
    "a redirect": ("302 Found", ["Location: /after"], "text/html"),
    "a Refresh": ("200 OK", ["Refresh: 0; url=/after"], "text/html"),
    "404": ("404 Not Found", [], "text/html"), "403": ("403 Forbidden", [], "text/html"),
    "503": ("503 Busy", ["Retry-After: 1"], "text/html"), "a feed": ("200 OK", [],
                                                                     "application/rss+xml"),
    "a picture": ("200 OK", [], "image/png"),
}


def bombs(report, kread, server):
    """Bombs in every place. More than 32 MB of text may be read, but no longer than it takes."""
    server.put("/after", answer(BODY, []))
    for where, (status, more, kind_of) in WHERE.items():
        kind = f"bombs: {where}"
        cases = [(f"{b}, {' and '.join(s) or 'unsaid'}", b, s) for b in bombs_of(report) for s
                 in SAID]
        for name, which, said in report.some(kind, cases, 9):
            url = server.put("/bomb", answer(bomb(which), said + more, status, kind_of))
            r = dump(kread, url)
            report.check(kind, name, judge(r, where == "a redirect", seconds=15), r)


def asides(report, kread, server):
    """What kread fetches for a page, and for a subscription: the page comes all the same."""
    kind = "bombs: what is fetched for a page"
    page = attack_pages.article(
        "<title>a page</title><link rel=amphtml href=/bomb><link rel=next href=/bomb>",
        "", "<figure><img src=/bomb width=600 height=300><figcaption>f</figcaption></figure>",
        "<a class=next href=/bomb>2</a>")
    for which, said in [(b, s) for b in bombs_of(report) for s in SAID[:2]]:
        server.put("/aside", servers.answer(page.encode()))
        server.put("/bomb", answer(bomb(which), said))
        r = attack.run([kread, "--private", "--dump", server.url("/aside")])
        report.check(kind, f"{which}, {said[0]}", judge(r, True, fields.FIRST, 15), r)


def run(report, kread):
    server = attack_pages.Server()
    try:
        orders(report, kread, server)
        by_hand(report, kread, server)
        bombs(report, kread, server)
        asides(report, kread, server)
    finally:
        server.stop()

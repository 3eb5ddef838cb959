"""What a page, a feed, a header, a cookie or a list may hold: long and hostile values of every
field that kread reads, in every format that it reads."""

import json
import os
import re
import tempfile

import attack
import fields
import servers

LONG = 1_000_000  # characters
SECONDS, MEGABYTES = 8, 200
MOST_OUTPUT = 100_000  # bytes, of what is no text of an article
FORMS = ("text", "markdown", "html", "json")


# --- values in the writing of a format ----------------------------------------------------------


def entities(value):
    return "".join(f"&#x{ord(c):x};" if not c.isalnum() else c for c in value)


def markup(value):
    return value.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;")


def quoted(value):
    return json.dumps(value)[1:-1].replace("</", "<\\/")


def quoted_raw(value):
    return json.dumps(value, ensure_ascii=False)[1:-1].replace("</", "<\\/")


def javascript(value):
    return "".join(c if c.isalnum() else f"\\x{ord(c):02x}" if ord(c) < 256 else
                   f"\\u{{{ord(c):x}}}" for c in value)


def line(value):
    return re.sub(r"[\r\n\0]", "", value)


WRITINGS = {  # name: (as HTML, as JSON)
    "raw": (markup, quoted_raw), "escaped": (entities, quoted),
    "twice": (lambda v: markup(entities(v)), lambda v: quoted(entities(v))),
    "script": (lambda v: entities(v.replace("\x03", "&#27;")), javascript),
}


def fill(text, value, writing="raw"):
    as_html, as_json = WRITINGS[writing]
    for mark, write in ("§", as_html), ("¤", as_json), ("¶", line):
        if mark in text:
            text = text.replace(mark, write(value))
    return text


def bytes_of(text):
    return text.encode("utf-8", "surrogatepass")


# --- pages --------------------------------------------------------------------------------------


class Pages:
    """Pages of one format: all(value, writing) with the value in each field, one(name, value)
    with it in this field alone."""

    kind = "text/html; charset=utf-8"
    texts = (fields.FIRST, fields.LAST)

    def names(self):
        return [name for name, _ in self.parts]

    def build(self, chosen):
        raise NotImplementedError

    def all(self, value, writing):
        return self.build([fill(t, value, writing) for _, t in self.parts])

    def one(self, name, value, times=1):
        return self.build([fill(t, value if n == name else "a name") * (times if n == name else 1)
                           for n, t in self.parts if n == name or times == 1])


def article(head="", before="", middle="", after=""):
    return (f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}</head><body><article>"
            f"{before}<p>This is the {fields.FIRST}. {fields.TEXT * 2}</p><p>{fields.TEXT * 3}</p>"
            f"{middle}<p>{fields.TEXT * 3}</p><p>This is the {fields.LAST}. {fields.TEXT * 2}</p>"
            f"</article>{after}</body></html>")


class Html(Pages):
    parts = fields.HEAD + fields.BODY + fields.AFTER

    def build(self, chosen):
        head = [c for c in chosen if c.startswith(("<title", "<meta name", "<meta prop",
                                                   "<meta http",
                                                   "<link", "<base"))]
        after = [c for c in chosen if c.startswith(("<section", "<a rel=nofollow"))]
        rest = [c for c in chosen if c not in head and c not in after]
        return article("".join(head), "", "".join(rest), "".join(after))


class JsonLd(Pages):
    parts = [(n, f'"{n}":"¤"') for n in fields.LD] + fields.LD_OBJECTS
    frame = ("<title>a page</title><script type='application/ld+json'>"
             "{\"@context\":\"https://schema."
             "org\",\"@type\":\"NewsArticle\",%s}</script>")

    def one(self, name, value, times=1):
        return self.build([",".join([fill(t, value if n == name else "a name")] *
                                    (times if n == name else 1)) for n, t in self.parts])

    def build(self, chosen):
        return article(self.frame % ",".join(chosen))


class State(JsonLd):
    """The state of a page that scripts build: no text is anywhere else."""

    parts = [(n, f'"{n}":"¤"') for n in fields.STATE] + [
        ("recommendations", '"recommendList":[%s]' % ",".join(
            '{"id":"%d","title":"¤ %d","url":"http://127.0.0.1/%d.html","publishTime":"¤",'
            '"cover":"¤"}'
            % (n, n, n) for n in range(5))),
        ("comments", '"comments":[{"content":"¤","user":{"nickname":"¤"},"createTime":"¤"}]')]
    before = "window.__INITIAL_STATE__="

    def build(self, chosen):
        text = quoted(f"<p>This is the {fields.FIRST}. {fields.TEXT * 3}</p><p>{fields.TEXT * 4}"
                      f"</p>"
                      f"<p>This is the {fields.LAST}. {fields.TEXT * 3}</p>")
        state = '{"article":{"content":"%s",%s}}' % (text, ",".join(chosen))
        return ("<!DOCTYPE html><html><head><meta charset=utf-8><title>a page</title></head><body>"
                f"<div id=app></div><script>{self.before}{state}</script></body></html>")


class NextState(State):
    before = "</script><script id=__NEXT_DATA__ type='application/json'>"


class Feed(Pages):
    texts = ()

    def __init__(self, name):
        self.frame, self.parts = fields.FEED[name]
        self.kind = "application/json" if name == "JSON Feed" else "application/xml"

    def build(self, chosen):
        return self.frame[0] + "".join(chosen) + self.frame[1]


FORMATS = {"HTML": Html(), "JSON-LD": JsonLd(), "page state": State(),
           "page state (Next)": NextState(),
           **{name: Feed(name) for name in fields.FEED}}


# --- the server ---------------------------------------------------------------------------------


class Server(servers.Rude):
    """Answers each path with what was put there; all else is not there."""

    def __init__(self):
        super().__init__()
        self.pages = {}
        self.start()

    def put(self, path, data):
        self.pages[path] = data
        return self.url(path)

    def reply(self, peer, target, headers):
        data = self.pages.get(target) or servers.answer(b"", "404 Not Found")
        if callable(data):
            data(peer)
        else:
            peer.sendall(data)


def page_answer(text, kind="text/html; charset=utf-8"):
    return servers.answer(bytes_of(text), kind=kind)


# --- attacks ------------------------------------------------------------------------------------


def missing(texts, out):
    words = " ".join(out.decode("utf-8", "replace").split())
    return next((f"lost: {t}" for t in texts if t not in words), None)


def look(report, kind, name, kread, url, form="text", texts=(), most=None, **limits):
    r = attack.run([kread, "--private", "--join-pages=no", f"--dump={form}", url])
    wrong = attack.problem(r, form, **{"seconds": SECONDS, "megabytes": MEGABYTES, **limits})
    wrong = wrong or (missing(texts, r.out) if form == "text" else None)
    if not wrong and most and len(r.out) > most:
        wrong = "much output"
    report.check(kind, name, wrong, r)
    return r


def long_fields(report, kread, server):
    """One field of 1,000,000 characters; one field 5,000 times."""
    for format, pages in FORMATS.items():
        for (name,) in report.some(f"long fields of {format}", [(n,) for n in pages.names()], 30):
            most = None if name.endswith("*") or "content" in name else MOST_OUTPUT
            text = pages.one(name, "L" * LONG)
            url = server.put("/long", page_answer(text, pages.kind))
            look(report, f"long fields of {format}", name, kread, url, texts=pages.texts, most=most)
        for (name,) in report.some(f"repeated fields of {format}", [(n,) for n in pages.names()],
                                   40):
            url = server.put("/many", page_answer(pages.one(name, "name %d" % 7, 5000), pages.kind))
            look(report, f"repeated fields of {format}", name, kread, url, texts=pages.texts)


def sequences_in_fields(report, kread, server):
    """xterm's list in all fields at once."""
    kind = "sequences in all fields of "
    chunks = list(enumerate(attack.chunks()))
    for format, pages in FORMATS.items():
        cases = [(f"chunk {n} {writing} as {form}", chunk, writing, form) for writing in WRITINGS
                 for n, chunk in chunks for form in (FORMS if n % 4 == 0 else ("json",))]
        for name, chunk, writing, form in report.some(kind + format, cases, 60):
            url = server.put("/nasty", page_answer(pages.all(chunk, writing), pages.kind))
            look(report, kind + format, name, kread, url, form, pages.texts)


def headers(report, kread, server):
    body = bytes_of(article("<title>a page</title>"))
    values = [("long", "L" * 60_000), *((f"chunk {n}", c) for n, c in enumerate(attack.chunks()))]
    cases = [(f"{n}: {v}", "200 OK", h, value) for v, value in values for n, h in fields.HEADERS]
    cases += [(f"{n}: {v}", status, h, value) for v, value in values for n, status, h
              in fields.ANSWERS]
    for name, status, header, value in report.some("headers, cookies, status lines", cases, 75):
        lines = fill(f"HTTP/1.1 {status}\r\n{header}".replace("\r\n", "\1"), value).replace("\1",
                                                                                            "\r\n")
        head = f"{lines}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        url = server.put("/header", bytes_of(head) + body)
        look(report, "headers, cookies, status lines", name, kread, url, "text", most=MOST_OUTPUT)


def cookies_sent(report, kread, server):
    """Whatever cookies are set, what is sent back is a header of some length without controls."""
    kind = "cookies that are sent back"
    values = [("long", "L" * 60_000), ("many", None),
              *((f"chunk {n}", c) for n, c in enumerate(attack.chunks()))]
    for name, value in report.some(kind, values, 19):
        cookies = [f"n{i}=" + "v" * 4000 for i in range(500)] if value is None else [
            f"a{i}={w}" for i, w in enumerate(line(value).split(" "))]
        head = "".join(f"Set-Cookie: {c}\r\n" for c in cookies)
        server.put("/set", bytes_of(f"HTTP/1.1 302 Found\r\nLocation: /got\r\n{head}"
                                    "Content-Length: 0\r\nConnection: close\r\n\r\n"))
        server.put("/got", page_answer(article("<title>a page</title>")))
        del server.requests[:]
        with tempfile.TemporaryDirectory(prefix="kread-attack-") as folder:
            r = attack.run([kread, "--private=no", "--history=no", "--keep-cookies=127.0.0.1",
                            "--dump",
                            server.url("/set")], {"XDG_DATA_HOME": folder,
                                                  "XDG_STATE_HOME": folder})
        wrong = attack.problem(r, seconds=SECONDS, megabytes=MEGABYTES)
        for _, sent in server.requests:
            cookie = sent.get("cookie", "")
            if len(cookie) > 20_000 or re.search("[\0-\x1f\x7f]", cookie):
                wrong = wrong or f"sent {len(cookie)} bytes: {cookie[:60]!r}"
        report.check(kind, name, wrong, r)


def import_and_export(report, kread, kind, name, data):
    with tempfile.TemporaryDirectory(prefix="kread-attack-") as folder:
        env = {"XDG_DATA_HOME": folder, "XDG_STATE_HOME": folder, "HOME": folder}
        path = os.path.join(folder, "list")
        with open(path, "wb") as f:
            f.write(data)
        r = attack.run([kread, f"--import={path}"], env)
        wrong = attack.problem(r, seconds=SECONDS, megabytes=MEGABYTES)
        for form in ("json", "opml", "html", "markdown"):
            out = attack.run([kread, f"--export={form}"], env)
            wrong = wrong or attack.problem(out, form, SECONDS, MEGABYTES)
        report.check(kind, name, wrong, r)


def imports(report, kread):
    """Lists of other programs: what comes out again, in every format of --export."""
    for format, (begin, end, parts) in fields.IMPORTS.items():
        kind = f"imports: {format}"
        cases = [(f"long {name}", fill(text, "L" * LONG)) for name, text in parts]
        cases += [(f"repeated {name}", "".join(fill(text, "n%d" % i) for i in range(5000)))
                  for name, text in parts]
        cases += [(f"chunk {n} {w}", "".join(fill(text, c, w) for _, text in parts))
                  for n, c in enumerate(attack.chunks()) for w in ("raw", "escaped")]
        for name, text in report.some(kind, cases, 30):
            import_and_export(report, kread, kind, name, bytes_of(fill(begin, "b") + text + end))


def on_screen(report, kread, server):
    """All of this in one running kread for each format: lists, page information, links, copying."""
    for format, pages in FORMATS.items():
        kind = f"on a terminal: {format}"
        cases = [(f"chunk {n} {w}", c, w) for n, c in enumerate(attack.chunks()) for w in WRITINGS]
        cases = report.some(kind, cases, 75)
        if not cases or report.quick and format not in ("HTML", "RSS"):
            continue
        first = server.put("/first", page_answer(article("<title>a page</title>")))
        s = attack.Session([kread, "--private", "--hyperlinks=always", "--comments",
                            "--pictures=captions", "--join-pages=no", first], fields.FIRST)
        for n, (name, chunk, writing) in enumerate(cases):
            url = server.put(f"/screen{n}", page_answer(pages.all(chunk, writing), pages.kind))
            s.open(url, attack.MARK, 3)
            s.keys("=", "\x03", "e", "\x03", "T", "\x03", "c", "\x03", "\t", "G", "ya", "yt", "ym",
                   "p",
                   "\x03", gap=0.015, limit=0.3)
            report.check(kind, name, s.problem())
            s.t.raw = b""
        report.check(kind, "ends", None if s.end() == 0 else "does not end")


def run(report, kread):
    server = Server()
    try:
        long_fields(report, kread, server)
        sequences_in_fields(report, kread, server)
        headers(report, kread, server)
        cookies_sent(report, kread, server)
        imports(report, kread)
        on_screen(report, kread, server)
    finally:
        server.stop()

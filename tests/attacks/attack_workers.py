"""Answers of a worker that a page has taken over.

Each mode is what the hostile worker does once it has the page; hostile_worker.py has the words that
they use."""

import json
import os
import tempfile

import attack
import hostile_worker

# A worker may take 10 s, and its replies 256 MB.
SECONDS, MEGABYTES = 14, 290
NASTY = list(attack.chunks())
TEXT_FIELDS = ("url canonical_url title site section source editor published modified "
               "published_text lang summary image body next_page redirect encoding").split()
LIST_FIELDS = ("authors", "keywords")
OBJECTS = {
    "recommendations": "title url section published published_text image author group".split(),
    "feeds": "url title type".split(),
    "media": "type url title duration".split(),
    "comments": "author published text likes depth".split(),
    "warnings": "code text".split(),
}
VALUES = {  # of any field
    "null": "null", "true": "true", "number": "-1e308", "zero": "-0", "object": "{}",
    "list": "[[[[]]]]", "empty": '""', "nul": '"a\\u0000b"', "surrogate": '"\\ud800x"',
    "big number": "9" * 400, "escape": '"\\u001b]52;c;YQ==\\u0007"', "half a word": '"\\u20',
    "no UTF-8": '"\\xc3("', "an address": '"javascript:alert(1)"', "a file": '"file:///etc/passwd"',
}
BLOCKS = {
    "paragraph": {"spans": [{"text": "@", "href": "http://x.example/@", "style": "@"}]},
    "heading": {"level": 2, "spans": [{"text": "@"}]},
    "list": {"ordered": False, "items": [{"spans": [{"text": "@"}]}]},
    "quote": {"spans": [{"text": "@"}]},
    "code": {"text": "@", "lang": "@"},
    "table": {"rows": [[{"spans": [{"text": "@"}], "header": True}], [{"spans": [{"text": "@"}]}]]},
    "figure": {"src": "http://x.example/@", "alt": "@", "caption": "@"},
}
KINDS = bytes(range(256))  # of frames
TALK = {
    "nothing at all": "time.sleep(60)",
    "the end of the connection": "os._exit(0)",
    "a crash": "os.abort()",
    "half of a head": "s.sendall(b'A\\0\\0\\0\\1'); time.sleep(60)",
    "half of a payload": "s.sendall(frame(b'A', b'{', size=1000)); time.sleep(60)",
    "a length of 4 GB": "send(b'A', b'{}', size=0xffffffff)",
    "a length over the limit": "send(b'A', b'{}', size=(1 << 20) + 1)",
    "bytes that are not zero": "s.sendall(b'Axyz' + bytes(8))",
    "the reply of a list": "send(b'T', b'{}'); send(b'Z')",
    "another job": "send(b'A', b'{}', job=JOB + 1)",
    "MORE first": "send(b'B', b'{}')",
    "DONE first": "send(b'Z')",
    "DOC twice": "doc(); doc(); send(b'Z')",
    "EARLY": "send(b'Y', b'{}'); doc(); send(b'Z')",
    "EARLY without end": "while True: js(b'Y', {'blocks': [P]})",
    "DONE with a payload": "doc(); send(b'Z', b'x')",
    "DONE twice": "doc(); s.sendall(frame(b'Z') + frame(b'Z'))",
    "DOC after DONE": "doc(); send(b'Z'); doc()",
    "a byte each 20 ms":
        "for c in frame(b'A', b' ' * 5000 + b'{}'):\n s.sendall(bytes([c])); time.sleep(.02)",
    "a reply of blanks": "send(b'A', b' ' * (1 << 20)); send(b'Z')",
    "an empty payload": "send(b'A')",
    "no JSON": "send(b'A', b'\\xff' * 1000)",
    "two documents": "send(b'A', b'{}{}'); send(b'Z')",
    "a list": "send(b'A', b'[]'); send(b'Z')",
    "lists in lists": "send(b'A', b'[' * 1000000)",
    "objects in objects": "send(b'A', b'{\"a\":' * 160000)",
    "lists in lists, closed": "send(b'A', b'{\"x\":' + b'[' * 500000 + b']' * 500000 + b'}')",
    "the same name, often": "send(b'A', b'{' + b'\"title\":\"x\",' * 80000 + b'\"t\":1}'); "
        "send(b'Z')",
    "names, all different":
        "send(b'A', b'{' + b','.join(b'\"%x\":0' % i for i in range(90000)) + b'}'); send(b'Z')",
    "values without end": "send(b'A', b'{\"blocks\":[' + b'{},' * 340000 + b'{}]}'); send(b'Z')",
    "a failure of 1 MB": "send(b'X', b'x\\x1b]52;c;YQ==\\x07' * 70000)",
    "an empty failure": "send(b'X')",
    "a failure that is no UTF-8": "send(b'X', bytes(range(256)))",
    "a failure of lines": "send(b'X', b'one\\nkread: two\\r\\nkread: three')",
    "a failure after a part": "doc(); send(b'X', b'\\xc2\\x9b31m later')",
    "descriptors":
        "socket.send_fds(s, [frame(b'A', b'{}')], [0] * 200)\nfor i in range(100): "
        "socket.send_fds(s, [frame(b'B', b'{}')], [0] * 200)",
}
FLOODS = {  # MORE without end
    "empty": "doc()\nwhile True: js(b'B', {'blocks': []})",
    "nothing": "doc()\nwhile True: js(b'B', {})",
    "one block": "doc()\nwhile True: js(b'B', {'blocks': [P]})",
    "empty blocks": "doc()\nwhile True: js(b'B', {'blocks': [{'type': 'paragraph', 'spans': []}] "
          "* 9000})",
    "lists only":
        "js(b'A', {'title': 'T'})\nwhile True: js(b'B', {'recommendations': [{'title': 'x', 'url': "
        "'http://x.example/'}]})",
    "comments":
        "js(b'A', {'title': 'T'})\nwhile True: js(b'B', {'comments': [{'text': 'x' * 900}] * 300})",
    "deep comments":
        "js(b'A', {'title': 'T'})\nn = 0\nwhile True:\n n += 1\n js(b'B', {'comments': [{'text': "
        "'x', "
        "'depth': n + i} for i in range(9000)]})",
    "media":
        "js(b'A', {'title': 'T'})\nwhile True: js(b'B', {'media': [{'type': 'video', 'url': "
        "'http://x.example/' + 'y' * 900, 'title': 'z' * 900}] * 200})",
    "links of lists":
        "js(b'A', {'title': 'T'})\nwhile True: js(b'B', {'recommendations': [{'title': 'x' * 900, "
        "'url': 'http://x.example/' + 'y' * 900}] * 200})",
    "unknown names": "doc()\nwhile True: js(b'B', {'x': 1, 'blocks': [P]})",
    "warnings": "doc()\nwhile True: js(b'B', {'warnings': [{'code': 'x', 'text': 'y' * 1000}]})",
    "large":
        "doc()\nwhile True: js(b'B', {'blocks': [{'type': 'paragraph', 'spans': [{'text': 'x ' * "
        "450000}]}]})",
    "links": "doc()\nwhile True: js(b'B', {'blocks': [{'type': 'paragraph', 'spans': [{'text': "
          "'x', "
             "'href': 'http://x.example/' + 'y' * 6000}] * 150}]})",
}
SHAPES = {
    "1,400,000 paragraphs":
        "p = json.dumps({'blocks': [{'type': 'paragraph', 'spans': [{'text': 'x'}]}] * 9000})\n"
        "doc()\nfor i in range(155): send(b'B', p.encode())\nsend(b'Z')",
    "comments in comments":
        "c = {'text': 'x'}\nfor i in range(200): c = {'text': 'x', 'replies': [c]}\n"
        "doc(comments=[c]); send(b'Z')",
    "comments of any depth":
        "doc(comments=[{'text': 'x', 'depth': d} for d in (5, -1, 1 << 40, 0, 99, 2.5)] * 9); "
        "send(b'Z')",
    "a table of 200,000 cells":
        "js(b'A', {'blocks': [{'type': 'table', 'rows': [[{}] * 100] * 200}]})\n"
        "for i in range(9): js(b'B', {'blocks': [{'type': 'table', 'rows': [[{}] * 100] "
        "* 200}]})\nsend(b'Z')",
    "a table with long heads":
        "h = [{'spans': [{'text': 'h' * 4000}], 'header': True}] * 40\nfor i in range(20): "
        "js(b'B' if "
        "i else b'A', {'blocks': [{'type': 'table', 'rows': [h] + [[{'spans': [{'text': 'x'}]}] "
        "* 40] "
        "* 100}]})\nsend(b'Z')",
    "rows of every length":
        "doc(blocks=[{'type': 'table', 'rows': [[{'spans': [{'text': 'x'}]}] * (i % 90) for i in "
        "range("
        "300)]}]); send(b'Z')",
    "spans of nothing":
        "doc(blocks=[{'type': 'paragraph', 'spans': [{'text': ''}] * 70000}]); send(b'Z')",
    "links of 1 MB":
        "doc(blocks=[{'type': 'paragraph', 'spans': [{'text': 'x', 'href': 'http://x.example/' + "
        "'y' * 900000}]}]); send(b'Z')",
    "marks on marks":
        "doc(blocks=[{'type': 'paragraph', 'spans': [{'text': 'a' + chr(0x301) * 200000}]}]); "
        "send(b'Z')",
    "one word": "doc(blocks=[{'type': 'paragraph', 'spans': [{'text': 'a' * 900000}]}]); "
          "send(b'Z')",
    "wide levels": "doc(blocks=[{'type': 'heading', 'level': l, 'spans': [{'text': 'x'}]} for l "
          "in (-9, 0,"
                   " 7, 1 << 33)]); send(b'Z')",
    "sizes": "doc(blocks=[{'type': 'figure', 'src': 'http://x.example/', 'width': w, 'height': h}"
          " for w in"
             " (-1, 0, 1 << 40) for h in (-1, 1 << 62)]); send(b'Z')",
    "times": "doc(published='9999999-99-99T99:99', media=[{'type': 'video', 'url': "
          "'http://x.example/', "
             "'duration': d} for d in (-1, 1e300, 1 << 62)]); send(b'Z')",
    "leads elsewhere": "doc(redirect='file:///etc/passwd', next_page='http://127.0.0.1:1/'); "
          "send(b'Z')",
}


def fields():
    """(name, mode) of values of every field."""
    for name in TEXT_FIELDS:
        yield f"long {name}", f"doc({name}='L' * 900000); send(b'Z')"
        for n, chunk in enumerate(NASTY):
            yield f"nasty {name} {n}", f"doc({name}={chunk!r}); send(b'Z')"
        for kind, value in VALUES.items():
            yield f"{name} is {kind}", "send(b'A', %r); send(b'Z')" % (
                '{"blocks":[%s],"%s":%s}' % (json.dumps({"type": "paragraph", "spans": [
                    {"text": "text"}]}), name, value)).encode()
    for name in LIST_FIELDS:
        yield f"long {name}", f"doc({name}=['L' * 440000] * 2); send(b'Z')"
        yield f"many {name}", f"doc({name}=['n%d' % i for i in range(80000)]); send(b'Z')"
        yield f"nasty {name}", f"doc({name}={NASTY!r}); send(b'Z')"
    for name, names in OBJECTS.items():
        yield f"many {name}", f"doc({name}=[{{}}] * 300000); send(b'Z')"
        plain = {f: "http://x.example/" if f in ("url", "image") else "x" for f in names}
        for field in names:
            yield f"long {name}.{field}", f"o = {plain!r}; o[{field!r}] = 'L' * 900000\n" \
                                          f"doc({name}=[o]); send(b'Z')"
            nasty = [{**plain, field: n} for n in NASTY]
            yield f"nasty {name}.{field}", f"doc({name}={nasty!r}); send(b'Z')"
            for kind, value in VALUES.items():
                text = json.dumps({**plain, field: "@"}).replace('"@"', value)
                yield f"{name}.{field} is {kind}", "send(b'A', %r); send(b'Z')" % (
                    '{"title":"T","%s":[%s]}' % (name, text)).encode()
    for kind, block in BLOCKS.items():
        text = json.dumps({"type": kind, **block})
        nasty = [json.loads(text.replace("@", json.dumps(n)[1:-1])) for n in NASTY]
        yield f"nasty {kind}", f"doc(blocks={nasty!r}); send(b'Z')"
        yield f"long {kind}", (
            f"send(b'A', {text!r}.join(['{{\"blocks\":[', ']}}']).replace('@', 'L' * 300000)"
            ".encode()); send(b'Z')")
        yield f"no fields in {kind}", f"doc(blocks=[{{'type': {kind!r}}}] * 20000); send(b'Z')"


def frames():
    """Frames of every kind in every state of the conversation."""
    before = {"first": "", "after DOC": "doc(); ",
              "after MORE": "doc(); js(b'B', {'blocks': [P]}); ",
              "after DONE": "doc(); send(b'Z'); "}
    for when, words in before.items():
        for kind in KINDS:
            for what, payload in ("nothing", b""), ("{}", b"{}"), ("bytes", bytes(28)):
                yield (f"{kind:#x} with {what} {when}",
                       f"{words}send({bytes([kind])!r}, {payload!r}); send(b'Z')")


GROUPS = {
    "a worker's frames of every kind": lambda: list(frames()),
    "a worker that breaks off, stalls, talks on": TALK.items,
    "a worker that sends without end": FLOODS.items,
    "a worker's shapes of articles": SHAPES.items,
    "a worker's values of every field": lambda: list(fields()),
}
EVERY = {"a worker's frames of every kind": 300, "a worker that breaks off, stalls, talks on": 9,
         "a worker that sends without end": 99, "a worker's shapes of articles": 5,
         "a worker's values of every field": 99}


class Hostile:
    """A kread whose worker does what it is told, and a page for it."""

    def __init__(self, kread, folder):
        self.mode = os.path.join(folder, "mode")
        self.page = os.path.join(folder, "page.html")
        self.kread = attack.beside(kread, folder, worker=hostile_worker.PROGRAM)
        with open(self.page, "w", encoding="utf-8") as f:
            f.write("<p>page")

    def tell(self, mode):
        with open(self.mode, "w", encoding="utf-8", errors="surrogatepass") as f:
            f.write(mode)

    def dump(self, form):
        return attack.run([self.kread, "--private", "--dump=" + form, self.page], limit=40)


def print_all(report, h):
    for kind, modes in GROUPS.items():
        for name, mode in report.some(kind, list(modes()), EVERY[kind]):
            if report.quick and not report.only and (
                    "sleep(" in mode or "while" in mode or name[0] == "1"):
                continue  # these take 10 s
            h.tell(mode)
            r = h.dump("json" if hash(name) % 2 and "nasty" in name else "text")
            report.check(kind, name, attack.problem(r, "text", SECONDS, MEGABYTES), r)


def on_screen(report, h):
    """The same in a running kread, whose next page comes as if nothing had been."""
    kind = "on a terminal: a worker's values"
    cases = [(n, m) for n, m in fields() if n.startswith("nasty")
             and not n.endswith(tuple("13579"))]
    cases += [(n, m) for n, m in {**TALK, **SHAPES}.items() if "sleep(" not in m]
    cases = report.some(kind, cases, 60)
    if not cases:
        return
    h.tell("doc(title='a good page'); send(b'Z')")
    s = attack.Session([h.kread, "--private", "--hyperlinks=always", "--comments", h.page],
                       "a good page")
    for name, mode in cases:
        h.tell(mode)
        s.open(h.page, "\0", 0.1)
        s.t.quiet(0.1, 3)
        s.keys("=", "\x03", "e", "\x03", "c", "\x03", "\t", "G", "ya", "yt", "ym", "p", "\x03",
               gap=0.015,
               limit=0.3)
        report.check(kind, name, s.problem(MEGABYTES))
        s.t.raw = b""
    h.tell("doc(title='a good page at last'); send(b'Z')")
    came = s.open(h.page, "a good page at last")
    report.check(kind, "a good page afterwards", None if came else s.t.text()[-200:])
    report.check(kind, "ends", None if s.end() == 0 else "does not end")


def run(report, kread):
    with tempfile.TemporaryDirectory(prefix="kread-attack-") as folder:
        h = Hostile(kread, folder)
        print_all(report, h)
        on_screen(report, h)

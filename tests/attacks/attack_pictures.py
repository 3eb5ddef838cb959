"""Answers of a picture program that a picture has taken over: cells, pixels, sixels, sizes."""

import base64
import os
import tempfile

import attack
import attack_pages
import hostile_worker
import servers

SECONDS, MEGABYTES = 12, 200
GIF = base64.b64decode("R0lGODdhAQABAIAAAP8AAAAA/ywAAAAAAQABAAACAkQBADs=")
MODES = {
    "nothing at all": "time.sleep(60)",
    "a crash": "os.abort()",
    "half of a head": "s.sendall(b'I\\0\\0'); time.sleep(60)",
    "a frame of 4 GB": "send(b'I', bytes(28), size=0xffffffff)",
    "DATA first": "send(b'D', bytes(28))",
    "DONE first": "send(b'Z')",
    "an article": "doc(); send(b'Z')",
    "another job": "send(b'I', answer(2, 2, 0), job=JOB + 1)",
    "no size": "send(b'I', answer(0, 0, 0)); send(b'Z')",
    "a negative size": "send(b'I', answer(-1, -1, 0)); send(b'Z')",
    "larger than asked": "send(b'I', answer(COLS + 1, ROWS + 1, 0)); send(b'Z')",
    "a size of 4 GB": "send(b'I', answer(2, 2, 0, 0xffffffff)); send(b'Z')",
    "less than announced": "cells(b'x', 3, 4)",
    "more than announced": "cells(b'x', 5, 4)",
    "without end": "send(b'I', answer(2, 2, 0))\nwhile True: send(b'D', bytes(12))",
    "DATA of nothing without end": "send(b'I', answer(2, 2, 0))\nwhile True: send(b'D')",
    "PICTURE twice": "send(b'I', answer(2, 2, 0)); send(b'I', answer(2, 2, 0))",
    "a failure with sequences": "send(b'X', b'\\x1b]52;c;Nzc3Nw==\\x07\\x1b[7777m')",
    "a failure of 1 MB": "send(b'X', b'x' * 1000000)",
    "a failure after an answer": "send(b'I', answer(2, 2, 0)); send(b'X', b'no')",
    "DONE twice": "cells(b'x', 4, 4); send(b'Z')",
    "descriptors": "socket.send_fds(s, [frame(b'I', answer(2, 2, 0))], [0] * 200)",
    "colours": "cells(b'x', 4, 4, 1 << 30, -77)",
}
GLYPHS = [0, 7, 8, 10, 13, 0x1b, 0x7f, 0x85, 0x90, 0x9b, 0x9c, 0x9d, 0xad, 0x300, 0x61c, 0x200b,
          0x200e,
          0x202e, 0x2028, 0x2066, 0x3000, 0x4e00, 0xac00, 0xd800, 0xdfff, 0xfe0f, 0xfeff, 0xfff9,
          0xffff,
          0x1f600, 0xe0001, 0xe0041, 0x10ffff, 0x110000, 0x7fffffff, 0xffffffff]
HELP = r"""
def answer(cols, rows, size, total=None):
    n = cols * rows * 12 if total is None else total
    return struct.pack("=6iI", cols, rows, size, size, 9, 9, max(0, n) & 0xffffffff)
def cells(glyph, n, told, fg=-1, bg=-1):
    glyph = ord(glyph) if isinstance(glyph, bytes) else glyph
    send(b"I", answer(2, told // 2, 0))
    send(b"D", struct.pack("=Iii", glyph, fg, bg) * n); send(b"Z")
def bits(form, data, size=2):
    if struct.unpack_from("=i", ASK, 16)[0] != form:
        return cells(b"x", 4, 4)
    send(b"I", answer(2, 2, size, len(data))); send(b"D", data); send(b"Z")
ASK = HEAD.get(b"Q", b"").ljust(40, b"\0")
COLS, ROWS = struct.unpack("=2i", ASK[:8])
"""


def modes():
    yield from MODES.items()
    for g in GLYPHS:
        yield f"a cell of {g:#x}", f"cells({g}, 4, 4)"
    for n, s in enumerate(attack.sequences()):
        if n % 9 == 0:
            data = ("#0;2;0;0;0~" + s + attack.MARK).encode("utf-8", "surrogatepass")
            yield f"sixels with {s!r}", f"bits(2, {data!r})"
            yield f"pixels with {s!r}", f"bits(1, {data!r})"


def run(report, kread):
    if not os.path.exists(os.path.join(os.path.dirname(os.path.abspath(kread)), "kread-picture")):
        return
    kind = "on a terminal: a picture program's answers"
    cases = report.some(kind, list(modes()), 90)
    server = attack_pages.Server()
    with tempfile.TemporaryDirectory(prefix="kread-attack-") as folder:
        copy = attack.beside(kread, folder, picture=hostile_worker.PROGRAM)
        server.put("/a.gif", servers.answer(GIF, kind="image/gif"))
        for name, mode in cases:
            if report.quick and ("sleep" in mode or "while" in mode):
                continue
            with open(os.path.join(folder, "mode"), "w", encoding="utf-8") as f:
                f.write(HELP + mode)
            page = attack_pages.article(
                "<title>a page</title>", "", "<figure><img src=/a.gif width=900 height=600>"
                "<figcaption>the caption</figcaption></figure>")
            url = server.put("/page", attack_pages.page_answer(page))
            form = "kitty" if "pixels" in name else "sixel" if "sixels" in name else "cells"
            shown(report, kind, name, copy, url, form)
    server.stop()


def shown(report, kind, name, kread, url, form):
    s = attack.Session([kread, "--private", "--pictures=on", url], "caption", 60)
    s.t.send({"kitty": "\x1b_Gi=31;OK\x1b\\", "sixel": "\x1b[?62;4c", "cells": ""}[form])
    waits = "sleep" in MODES.get(name, "") or "while" in MODES.get(name, "")
    s.t.until("not shown", SECONDS if waits else 0.2)
    s.keys("G", "i", "i")
    report.check(kind, name, s.problem(MEGABYTES) or (None if s.end() == 0 else "does not end"))

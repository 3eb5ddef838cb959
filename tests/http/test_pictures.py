#!/usr/bin/env python3
"""test_pictures.py KREAD: an article whose pictures are hostile, on a terminal.

Prints `N passed, N failed`.
"""

import base64
import os
import re
import struct
import sys
import tempfile
import zlib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "bench")]
import harness  # noqa: E402
import servers  # noqa: E402
import term  # noqa: E402

KREAD = sys.argv[1]
GIF = base64.b64decode("R0lGODdhAQABAIAAAP8AAAAA/ywAAAAAAQABAAACAkQBADs=")


def png(width, height, data):
    """data: what is compressed, whatever the size says."""
    def chunk(kind, text):
        crc = struct.pack(">I", zlib.crc32(kind + text))
        return struct.pack(">I", len(text)) + kind + text + crc

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) +
            chunk(b"IEND", b""))


RED = (b"\0" + b"\xff\0\0" * 64) * 32
# path: [answer, why it is not shown, or None]
PICTURES = {
    "page_type": [servers.answer(png(64, 32, RED)), None],
    "octets": [servers.answer(png(64, 32, RED), kind="application/octet-stream"), None],
    "a_page": [servers.answer(b"<html>no</html>", kind="image/png"), "not a picture"],
    "film": [servers.answer(GIF, kind="video/mp4"), "a video"],
    "wide": [servers.answer(png(30000, 29000, RED), kind="image/png"), "too large"],
    "short": [servers.answer(png(640, 320, RED), kind="image/png"), "damaged PNG"],
    "bomb": [
        servers.answer(
            zlib.compress(bytes(64 << 20)), "200 OK", "Content-Encoding: deflate", kind="image/png"
        ),
        "sends more than 20 MB",
    ],
    "gone": [servers.answer(b"", "404 Not Found"), "404"],
}


TEXT = ("Paragraph about %s: the harbour office counted the boats again this morning, and the "
        "number was the same as on every other day of the month, as expected.")


def figure(name):
    return (f"<p>{TEXT % name}</p><figure><img src='/{name}' width=480 height=160>"
            f"<figcaption>caption of {name}</figcaption></figure>")


def article():
    body = "".join(figure(name) for name in PICTURES) + "<p>%s</p>" % (TEXT % "the end")
    return servers.answer(f"<html><head><title>Hostile pictures</title></head><body><article>"
                          f"<h1>Hostile pictures</h1>{body}</article></body></html>".encode())


def hostile_pictures_cost_a_placeholder(n, r):
    """The text is there, good pictures are shown whatever their type, bad ones say why."""
    t = term.Term([KREAD, "--private", "--pictures=on", r.url("/hostile")], 150, 90,
                  harness.clean_environment({"LC_ALL": "C.UTF-8"}))
    assert t.until("Hostile pictures") is not None
    for name, (_, why) in PICTURES.items():
        assert t.until(f"caption of {name}") is not None, name
        assert why is None or t.until(why) is not None, (name, t.text()[-3000:])
    assert len(re.findall("notshown", t.text())) >= sum(w is not None for _, w in PICTURES.values())
    assert term.status(t.pid, "VmHWM") < 100 << 10
    t.send("Q")
    assert os.waitstatus_to_exitcode(os.waitpid(t.pid, 0)[1]) == 0


def extend(rude):
    rude.do_hostile = lambda peer, target, headers: peer.sendall(article())
    for name, (data, _) in PICTURES.items():
        setattr(rude, "do_" + name, lambda peer, target, headers, data=data: peer.sendall(data))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kread-http-") as directory:
        sys.exit(harness.main(directory, [hostile_pictures_cost_a_placeholder], sys.argv[2:],
                              extend))

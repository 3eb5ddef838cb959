#!/usr/bin/env python3
"""Measure an article of 50 pictures: a page down once they are decoded, memory, libraries loaded.

usage: pictures.py [--kread BUILD/kread] [--size 80x24] [--env NAME=VALUE]

Only 127.0.0.1 is contacted. Exit status 1 if a bar is missed.
"""
import argparse
import http.server
import os
import random
import statistics
import struct
import sys
import threading
import zlib

from term import Term, status

PICTURES, WIDTH, HEIGHT = 50, 640, 427
BAR_MS, BAR_KB = 16, 40 << 10
LIBRARIES = ("libjpeg", "libpng", "libwebp", "libgif", "libchafa", "libglib")
TEXT = ("The harbour office counted the boats again this morning, and the number was the same as "
        "on every other day of the month, which nobody had expected. ")


def png(seed):
    """Soft hills of colour, as photographs have them, with some noise."""
    rnd = random.Random(seed)
    a, b, c = (rnd.uniform(0.5, 3) for _ in range(3))
    rows = []
    for y in range(HEIGHT):
        row = bytearray(1)
        for x in range(WIDTH):
            u, v = x / WIDTH * a, y / HEIGHT * b
            row += bytes((int(255 * abs(u * v % 2 - 1)), int(255 * abs((u + v) * c % 2 - 1)),
                          int(255 * abs(v % 2 - 1)) ^ rnd.getrandbits(3)))
        rows.append(bytes(row))
    chunk = lambda t, d: (struct.pack(">I", len(d)) + t + d +
                          struct.pack(">I", zlib.crc32(t + d)))
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(b"".join(rows), 1)) + chunk(b"IEND", b""))


class Handler(http.server.BaseHTTPRequestHandler):
    shots = [png(i) for i in range(5)]

    def log_message(self, *args):
        pass

    def do_GET(self):
        if self.path == "/":
            kind, data = "text/html", page().encode()
        else:
            kind, data = "image/png", self.shots[int(self.path[1:]) % len(self.shots)]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def page():
    figures = "".join(f"<p>Part {i}. {TEXT * 4}</p><figure><img src='/{i}' width={WIDTH} "
                      f"height={HEIGHT}><figcaption>Picture {i}</figcaption></figure>"
                      for i in range(PICTURES))
    return ("<html lang=en><head><title>Fifty pictures</title></head><body><article>"
            f"<h1>Fifty pictures</h1>{figures}<p>{TEXT * 4}</p></article></body></html>")


def cpu(pid):
    """Milliseconds of processor time."""
    with open(f"/proc/{pid}/schedstat", encoding="ascii") as f:
        return int(f.read().split()[0]) / 1e6


def loaded(pid):
    with open(f"/proc/{pid}/maps", encoding="utf-8") as f:
        text = f.read()
    return [name for name in LIBRARIES if name in text]


def measure(args, url):
    rows, cols = int(args.size.split("x")[1]), int(args.size.split("x")[0])
    env = dict(e.split("=", 1) for e in args.env)
    t = Term([args.kread, "--private", "--pictures=on", url], rows, cols, env)
    t.until("Fifty pictures")
    for key in " " * 300:  # through the article, until each picture was on the screen
        t.send(key)
        t.quiet(0.05, 2)
        if "100%" in t.text(len(t.raw) - 4000):
            break
    t.quiet(0.5)
    t.send("gg")
    t.quiet(0.5)
    costs, walls, sizes = [], [], []
    for _ in range(100):
        before, at = cpu(t.pid), len(t.raw)
        t.send(" ")
        wall = t.quiet(0.1, 2) * 1e3
        if len(t.raw) == at:  # the end
            break
        walls.append(wall)
        costs.append(cpu(t.pid) - before)
        sizes.append(len(t.raw) - at)

    rss = {"kread": status(t.pid, "VmRSS"),
           "its programs": sum(status(p, "VmRSS") for p in t.children())}
    t.close()
    return costs, walls, sizes, rss


def start(args, url):
    t = Term([args.kread, "--private", "--pictures=captions", url])
    t.until("Fifty pictures")
    t.quiet(0.2)
    found = [name for p in [t.pid, *t.children()] for name in loaded(p)]
    t.close()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kread", default="build/kread")
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--env", action="append", default=[])
    args = parser.parse_args()
    args.kread = os.path.abspath(args.kread)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    costs, walls, sizes, rss = measure(args, url)
    cost = statistics.median(costs)
    print(f"page down, CPU: {cost:.2f} ms at the median, {max(costs):.2f} at most "
          f"(bar: {BAR_MS}); until the last byte {statistics.median(walls):.1f} ms; "
          f"{statistics.median(sizes) / 1024:.1f} KiB of output")
    print(f"resident: kread {rss['kread'] / 1024:.1f} MiB (bar: {BAR_KB >> 10}), "
          f"its programs {rss['its programs'] / 1024:.1f} MiB")
    found = start(args, url)
    print("without pictures, loaded:", ", ".join(found) or "none of the libraries for pictures")
    return cost >= BAR_MS or rss["kread"] >= BAR_KB or bool(found)


sys.exit(main())

#!/usr/bin/env python3
"""Run the screen tests against a local server.

usage: run.py SCREEN KREAD DIR FAKE-WORKER [SCRIPT...]

Without names of scripts it runs all of DIR/scripts. With a limit in SCREEN_STEP_MS, the scripts
fail if the program works longer than that between two looks at the terminal.

SCREEN_ONLY=NAME in the environment runs the scripts of that name alone (with wildcards).

The server has the files of DIR/pages, and

    /missing    404
    /private    403
    /same       an article with an ETag, which does not change
    /edition    an article with another title at each request
    /busy       503 once, then a page
    /stall      a page that stops after its first bytes
    /hang       never answers
    /gated.xml  a feed, which waits until /open was asked for, an empty page
    /moved      a redirect to a page
    /elsewhere  a redirect to another host
    /nothing    an empty page
    /login      a page that sets a cookie
    /members... an article, for those who have that cookie
    /big        a page of 5 MB
    /huge       a page of 20 MB
    /line       a page of 5 MB in one paragraph
    /many       a page with 70,000 recommendations
    /items      a list of 70,000 items, each with a link
    /table      a table of 20,000 rows
    /endless    a page that never ends
    /short      a page that breaks off
    /soak/N     an article about dayN; some are long, some slow

A second server has the same over TLS, with a self-signed certificate.
"""
import http.server
import itertools
import os
import pathlib
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading

screen, kread, here, fake = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4]
over = threading.Event()
busy = threading.Lock()  # released by the first request of /busy
busy.acquire()
gate = threading.Event()  # set by /open
editions = itertools.count(1)
served = set()
ENDLESS = 1 << 60


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def page(self, status, body, length=None, **headers):
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(length or len(body)))
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
        self.close_connection = True

    def much(self, most):
        """Send so many paragraphs: 12,500 make 5 MB."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        text = ("The harbour office counted the boats again this morning, "
                "and the number was the same as before. " * 4)
        n = 0
        while n < most:
            self.wfile.write("".join(f"<p>Paragraph {i}. {text}</p>\n"
                                     for i in range(n + 1, n + 101)).encode())
            n += 100
            if most == ENDLESS:
                over.wait(0.005)

    def soak(self, day):
        """An article that has its day in each paragraph."""
        lines = 400 if day % 50 == 0 else 5 + day % 20
        text = (f"on day{day} the boats that came in were counted, "
                "and there were as many as before. ")
        links = "".join(f'<li><a href="/soak/{n}">Log {n} of the harbour office</a></li>'
                        for n in range(day + 1, day + 9))
        body = (f"<html><head><title>Harbour log of day{day}</title></head><body><article>"
                f"<h1>Harbour log of day{day}</h1>"
                + "".join(f"<p>On day{day}, in hour {i}, {text * 3}</p>\n" for i in range(lines))
                + f"</article><aside><h2>More logs</h2><ul>{links}</ul></aside></body></html>")
        if day % 7 == 0:
            over.wait(0.03)
        self.page(200, body.encode())

    def long(self, kind):
        """Send one long part between two paragraphs."""
        words = "The harbour office counted the boats again this morning, and so did others. "
        links = "".join(f'<li><a href="/story/{i}.html">Boat number {i} came back to the harbour'
                        f" this morning</a></li>\n" for i in range(1, 70001))
        part = {"/line": lambda: "<p>" + words * 65000 + "</p>",
                "/many": lambda: "<h2>More news</h2><ul>" + links + "</ul>",
                "/items": lambda: "<ul>" + "".join(
                    f'<li>{words} <a href="/story/{i}.html">Boat {i}</a> {words}</li>\n'
                    for i in range(1, 70001)) + "</ul>",
                "/table": lambda: "<table>" + "".join(
                    f"<tr><td>Boat {i}<td>{words}<td>{i * 7}</tr>\n"
                    for i in range(1, 20001)) + "</table>"}[kind]()
        self.page(200, ("<html><body><article><h1>A long story</h1><p>First words. " + words * 4
                        + "</p>" + part + "<p>Last words. " + words * 4
                        + "</p></article></body></html>").encode())

    def do_GET(self):
        file = here / "pages" / (self.path.lstrip("/") or "index.html")
        if self.path in ("/hang", "/slow_2.html"):
            over.wait()
        elif self.path == "/stall":
            self.page(200, b"<html><body>" + b"x" * 5000, length=10000)
            over.wait()
        elif self.path == "/gated.xml":
            gate.wait()
            self.page(200, (here / "pages" / "feed.xml").read_bytes())
        elif self.path == "/open":
            gate.set()
            self.page(200, b"")
        elif self.path.startswith("/soak/"):
            self.soak(int(self.path.removeprefix("/soak/")))
        elif self.path == "/moved":
            self.page(302, b"", Location="/news.html")
        elif self.path == "/short":
            body = (here / "pages" / "one.html").read_bytes()
            self.page(200, body[:-400], length=len(body))
        elif self.path in ("/big", "/huge", "/endless"):
            self.much({"/big": 12500, "/huge": 50000, "/endless": ENDLESS}[self.path])
        elif self.path in ("/line", "/many", "/items", "/table"):
            self.long(self.path)
        elif self.path == "/elsewhere":
            self.page(302, b"", Location="http://localhost:%d/two.html" % server.server_port)
        elif self.path == "/same" and self.headers["If-None-Match"] == '"same"':
            self.send_response(304)
            self.end_headers()
        elif self.path == "/same":
            self.page(200, (here / "pages" / "two.html").read_bytes(), ETag='"same"')
        elif self.path == "/edition":
            body = (here / "pages" / "two.html").read_bytes()
            title = b"Edition %d of the paper" % next(editions)
            self.page(200, body.replace(b"Second pier opens on Monday", title))
        elif self.path in served:
            self.page(404, b"")
        elif self.path.startswith("/once/"):
            served.add(self.path)
            self.page(200, (here / "pages" / self.path.removeprefix("/once/")).read_bytes())
        elif self.path == "/private":
            self.page(403, b"")
        elif self.path == "/busy" and busy.locked():
            busy.release()
            self.page(503, b"")
        elif self.path == "/busy":
            body = (here / "pages" / "two.html").read_bytes()
            self.page(200, body.replace(b"Second pier opens", b"Office is open again"))
        elif self.path == "/paper.pdf":
            self.page(200, b"%PDF-1.7\n")
        elif self.path == "/picture":
            self.page(200, b"\x89PNG\r\n\x1a\n" + bytes(50))
        elif self.path == "/nothing":
            self.page(200, b"")
        elif self.path == "/login":
            body = (here / "pages" / "one.html").read_bytes()
            self.page(200, body, **{"Set-Cookie": "member=s3cret; Max-Age=600; HttpOnly"})
        elif self.path.startswith("/members") and "member=s3cret" in self.headers.get("Cookie", ""):
            self.page(200, (here / "pages" / "two.html").read_bytes())
        elif self.path.startswith("/members"):
            self.page(401, b"")
        elif file.is_file():
            self.page(200, file.read_bytes())
        else:
            self.page(404, b"<html><body><p>There is nothing here.</p></body></html>")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # some scripts are about a program that goes away in the middle


def secure(context):
    """The same over TLS."""
    s = Server(("127.0.0.1", 0), Handler, bind_and_activate=False)
    s.socket = context.wrap_socket(s.socket, server_side=True, do_handshake_on_connect=False)
    s.server_bind()
    s.server_activate()
    return s


def own_certificate():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory(prefix="kread-screen-") as d:
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec",
                        "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-keyout", d + "/key", "-out", d + "/cert"],
                       check=True, stderr=subprocess.DEVNULL)
        context.load_cert_chain(d + "/cert", d + "/key")
    return context


server, tls = Server(("127.0.0.1", 0), Handler), secure(own_certificate())
for s in (server, tls):
    threading.Thread(target=s.serve_forever, daemon=True).start()
# kread starts the kread-worker in its own folder
faked = tempfile.TemporaryDirectory(prefix="kread-screen-")
shutil.copy(kread, faked.name + "/kread")
shutil.copy(fake, faked.name + "/kread-worker")
env = dict(os.environ, SCREEN_FAKE=faked.name + "/kread",
           SCREEN_SERVER="http://127.0.0.1:%d" % server.server_port,
           SCREEN_TLS="https://127.0.0.1:%d" % tls.server_port)
env.pop("http_proxy", None)
wanted = os.environ.get("SCREEN_ONLY", "*") + ".screen"
scripts = sorted(str(p) for p in (here / "scripts").glob(wanted)) if len(sys.argv) < 6 else \
    sys.argv[5:]
status = subprocess.run([screen, kread, str(here / "pages"), *scripts],
                        env=env, check=False).returncode
over.set()
faked.cleanup()
sys.exit(status)

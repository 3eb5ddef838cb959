"""Servers for the tests: nginx for regular responses, and one in Python for what nginx never sends.

Both listen on 127.0.0.1 only, on ports chosen by the system."""

import base64
import gzip
import os
import shutil
import socket
import struct
import subprocess
import threading
import time
from email.utils import formatdate

import packed

PAGE = packed.PAGE
BIG = ("<p>" + "一二三四五六七八九十" * 200 + "</p>\n") * 20
LONG = "".join(
    "<p>%d: %s</p>\n" % (i * i, "一二三四五六七八九十" * 30) for i in range(20000)
).encode()  # 18 MB


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def answer(body=b"", status="200 OK", *headers, kind="text/html; charset=utf-8", length=True):
    lines = ["HTTP/1.1 " + status, "Content-Type: " + kind, *headers]
    if length:
        lines.append("Content-Length: %d" % len(body))
    return "\r\n".join(lines).encode() + b"\r\nConnection: close\r\n\r\n" + body


class Rude(threading.Thread):
    """Responds with what the path names, as a proxy too.

    self.requests: a list of (request line, headers).
    """

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        self.requests = []
        self.ending = threading.Event()

    def url(self, path):
        return "http://127.0.0.1:%d%s" % (self.port, path)

    def run(self):
        while True:
            try:
                peer, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(peer,), daemon=True).start()

    def stop(self):
        self.ending.set()
        self.socket.close()

    def serve(self, peer):
        try:
            with peer:
                head = b""
                while b"\r\n\r\n" not in head:
                    more = peer.recv(65536)
                    if not more:
                        return
                    head += more
                lines = head.decode("latin-1").split("\r\n")
                headers = {
                    k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:] if line)
                }
                self.requests.append((lines[0], headers))
                if lines[0].startswith("CONNECT "):
                    peer.sendall(
                        answer(b"", "407 Proxy Authentication Required", "Location: /page")
                    )
                    return
                self.reply(peer, lines[0].split(" ")[1], headers)
        except OSError:
            pass

    def reply(self, peer, target, headers):
        path = target
        if target.startswith("http://"):
            path = "/" + target.split("/", 3)[3]
        name = path.split("?")[0].strip("/").split("/")[0].replace("-", "_")
        getattr(self, "do_" + name, self.do_page)(peer, target, headers)

    def do_page(self, peer, target, headers):
        peer.sendall(answer(PAGE.encode()))

    def do_echo(self, peer, target, headers):
        text = target + "\n" + "\n".join("%s: %s" % kv for kv in sorted(headers.items()))
        peer.sendall(answer(text.encode("latin-1"), kind="text/plain"))

    def do_silent(self, peer, target, headers):
        self.ending.wait(30)

    def do_hang_up(self, peer, target, headers):
        pass

    def do_stall(self, peer, target, headers):
        peer.sendall(
            answer(length=False)[: -len(b"Connection: close\r\n\r\n")]
            + b"Content-Length: 50000\r\n\r\n<p>begun"
        )
        self.ending.wait(30)

    def do_trickle(self, peer, target, headers):
        peer.sendall(answer(length=False))
        while not self.ending.wait(0.2):
            peer.sendall(b"x")

    def do_endless(self, peer, target, headers):
        peer.sendall(answer(length=False))
        while not self.ending.is_set():
            peer.sendall(b"<p>more and more</p>\n" * 5000)

    def do_endless_chunks(self, peer, target, headers):
        peer.sendall(answer(b"", "200 OK", "Transfer-Encoding: chunked", length=False))
        while not self.ending.is_set():
            peer.sendall(b"2710\r\n" + b"x" * 10000 + b"\r\n")

    def do_endless_headers(self, peer, target, headers):
        peer.sendall(b"HTTP/1.1 200 OK\r\n")
        while not self.ending.is_set():
            peer.sendall(b"X-More: and more\r\n" * 200)

    def do_endless_header(self, peer, target, headers):
        peer.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not self.ending.is_set():
            peer.sendall(b"y" * 5000)

    def do_endless_hints(self, peer, target, headers):
        while not self.ending.is_set():
            peer.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" * 50)

    def do_endless_trailers(self, peer, target, headers):
        peer.sendall(
            answer(b"", "200 OK", "Transfer-Encoding: chunked", length=False)
            + b"5\r\nhello\r\n0\r\n"
        )
        while not self.ending.is_set():
            peer.sendall(b"X-More: and more\r\n" * 200)

    def do_long(self, peer, target, headers):
        peer.sendall(answer(gzip.compress(LONG, 9), "200 OK", "Content-Encoding: gzip"))

    def do_bomb(self, peer, target, headers):
        zeros = gzip.compress(bytes(50_000_000), 9)
        peer.sendall(answer(zeros, "200 OK", "Content-Encoding: gzip"))

    def do_missing_noise(self, peer, target, headers):
        body, *fields = packed.PACKED["noise"]()
        peer.sendall(answer(body, "404 Not Found", *fields))

    # compressed bodies, as servers send them or to do harm: /packed/NAME

    def do_packed(self, peer, target, headers):
        body, *fields = packed.PACKED[target.rsplit("/", 1)[1]]()
        peer.sendall(answer(body, "200 OK", *fields))

    def do_brotli_bomb(self, peer, target, headers):
        peer.sendall(answer(packed.BROTLI_BOMB, "200 OK", "Content-Encoding: br"))

    def do_damaged_gzip(self, peer, target, headers):
        text = b"<p>before the damage"
        stored = b"\0" + struct.pack("<HH", len(text), len(text) ^ 0xffff) + text  # RFC 1951, 3.2.4
        packed = gzip.compress(b"")[:10] + stored + b"\x07" * 20  # a block of an invalid type
        peer.sendall(answer(packed, "200 OK", "Content-Encoding: gzip"))

    def do_short(self, peer, target, headers):
        peer.sendall(answer(PAGE.encode()).replace(b"Content-Length: ", b"Content-Length: 9"))

    def do_short_chunks(self, peer, target, headers):
        peer.sendall(
            answer(b"", "200 OK", "Transfer-Encoding: chunked", length=False)
            + b"f\r\n<p>first part\r\n\r\nff\r\n<p>"
        )

    def do_chunked(self, peer, target, headers):
        peer.sendall(answer(b"", "200 OK", "Transfer-Encoding: chunked", length=False))
        for part in (b"one ", b"two ", b"three"):
            peer.sendall(b"%x;ext=1\r\n%s\r\n" % (len(part), part))
        peer.sendall(b"0\r\nContent-Type: application/pdf\r\nLocation: /stray\r\n\r\n")

    def do_reset(self, peer, target, headers):
        peer.sendall(answer(length=False) + b"<p>before the reset")
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def do_close_ended(self, peer, target, headers):
        peer.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>no length")

    def do_empty(self, peer, target, headers):
        peer.sendall(answer(b""))

    def do_garbage(self, peer, target, headers):
        peer.sendall(b"220 mail.example ESMTP ready\r\n")

    def do_busy(self, peer, target, headers):
        peer.sendall(answer(b"<p>busy", "503 Service Unavailable", "Retry-After: 30"))

    def do_limited(self, peer, target, headers):
        peer.sendall(answer(b"", "429 Too Many Requests", "Retry-After: 600"))

    def do_until(self, peer, target, headers):
        at = formatdate(time.time() + 3630, usegmt=True)
        peer.sendall(answer(b"", "503 Service Unavailable", "Retry-After: " + at))

    def do_much_later(self, peer, target, headers):
        never = "Retry-After: 99999999999999999999"
        peer.sendall(answer(b"", "503 Service Unavailable", never))

    def do_next_week(self, peer, target, headers):
        peer.sendall(answer(b"", "503 Service Unavailable", "Retry-After: 604800"))

    def do_no_colon(self, peer, target, headers):
        peer.sendall(answer(PAGE.encode(), "200 OK", "this is no header"))

    def do_login(self, peer, target, headers):
        """Only for "me" with the password "p@w", or with none for the page of the same name."""
        name = b"me:" if target.endswith("/nothing") else b"me:p@w"
        if headers.get("authorization") == "Basic " + base64.b64encode(name).decode():
            peer.sendall(answer(PAGE.encode()))
        else:
            peer.sendall(answer(b"<p>who are you?", "401 Unauthorized"))

    def do_film(self, peer, target, headers):
        peer.sendall(
            answer(b"\0\0\0\x18ftypmp42", kind="video/mp4; codecs=x").replace(
                b"Length: 12", b"Length: 52428800"
            )
        )

    def do_announced(self, peer, target, headers):
        peer.sendall(answer(b"<p>begun").replace(b"Length: 8", b"Length: 99999999999"))
        self.ending.wait(30)

    def do_teapot(self, peer, target, headers):
        peer.sendall(answer(b"", "499 Odd"))

    def do_header_tricks(self, peer, target, headers):
        peer.sendall(
            answer(
                PAGE.encode(),
                "200 OK",
                "Link: </feed.xml>; rel=alternate",
                'Link: </2>; rel="next"',
                'ETag: "v1"',
                "Last-Modified: Wed, 20 Jun 2018 14:56:46 GMT",
                "Date: Thu, 21 Jun 2018 00:00:00 GMT",
                kind="text/html\x1b]0;owned\x07; charset=gb2312",
            )
        )

    def do_hints(self, peer, target, headers):
        peer.sendall(
            b"HTTP/1.1 103 Early Hints\r\nLink: </early.css>; rel=preload\r\n\r\n"
            + answer(PAGE.encode())
        )

    def do_gbk(self, peer, target, headers):
        peer.sendall(answer("<p>中文网页".encode("gbk"), kind="text/html; charset=GBK"))

    # redirects: /to?STATUS,LOCATION

    def do_to(self, peer, target, headers):
        status, _, location = target.split("?", 1)[1].partition(",")
        location = (
            bytes.fromhex(location[4:])
            if location.startswith("hex:")
            else location.encode("latin-1")
        )
        peer.sendall(answer(b"<p>moved", status + " Moved", "Location: @").replace(b"@", location))

    def do_chain(self, peer, target, headers):
        left = int(target.rsplit("/", 1)[1])
        peer.sendall(
            answer(b"", "302 Found", "Location: " + ("/chain/%d" % (left - 1) if left else "/page"))
        )

    def do_slow_chain(self, peer, target, headers):
        left = int(target.rsplit("/", 1)[1])
        self.ending.wait(0.6)
        peer.sendall(
            answer(
                b"",
                "302 Found",
                "Location: " + ("/slow-chain/%d" % (left - 1) if left else "/page"),
            )
        )

    def do_circle(self, peer, target, headers):
        peer.sendall(
            answer(
                b"",
                "301 Moved",
                "Location: " + ("/circle/b" if target.endswith("a") else "/circle/a"),
            )
        )

    def do_cookie_wall(self, peer, target, headers):
        if "seen=yes" in headers.get("cookie", ""):
            peer.sendall(answer(b"<p>welcome"))
        else:
            peer.sendall(
                answer(b"", "302 Found", "Location: /cookie-wall", "Set-Cookie: seen=yes; Path=/")
            )

    def do_redirect_stall(self, peer, target, headers):
        peer.sendall(
            answer(b"<p>moved", "301 Moved", "Location: /page").replace(b"Length: 8", b"Length: 90")
        )
        self.ending.wait(30)

    def do_redirect_flood(self, peer, target, headers):
        peer.sendall(answer(b"", "302 Found", "Location: /page", length=False))
        while not self.ending.is_set():
            peer.sendall(b"z" * 10000)


NGINX = """
{modules}
daemon off; master_process off; pid {dir}/nginx.pid; error_log {dir}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; default_type text/html; charset utf-8; server_tokens off;
  client_body_temp_path {dir}/t1; proxy_temp_path {dir}/t2; fastcgi_temp_path {dir}/t3;
  uwsgi_temp_path {dir}/t4;
  scgi_temp_path {dir}/t5;
  root {dir}/www;
  ssl_session_cache off;
  server {{
    listen 127.0.0.1:{http};
    gzip on; gzip_min_length 1; gzip_types text/html;
    {brotli}
    location = /moved {{ return 301 /page.html; }}
    location = /gone {{ return 410; }}
    location = /down {{ return 503; }}
  }}
  server {{ listen 127.0.0.1:{https} ssl http2;
    ssl_certificate {dir}/good.pem; ssl_certificate_key {dir}/good.key;
    add_header X-Protocol $server_protocol;
    location = /cookie {{ return 200 "[$http_cookie]"; }}
    location = /protocol {{ return 200 $server_protocol; }}
    location = /down {{ return 302 http://127.0.0.1:{http}/page.html; }} }}
  server {{ listen 127.0.0.1:{expired} ssl;
    ssl_certificate {dir}/expired.pem; ssl_certificate_key {dir}/expired.key; }}
  server {{ listen 127.0.0.1:{early} ssl;
    ssl_certificate {dir}/early.pem; ssl_certificate_key {dir}/early.key; }}
  server {{ listen 127.0.0.1:{other} ssl;
    ssl_certificate {dir}/other.pem; ssl_certificate_key {dir}/other.key; }}
  server {{ listen 127.0.0.1:{weak} ssl;
    ssl_certificate {dir}/weak.pem; ssl_certificate_key {dir}/weak.key;
    ssl_ciphers ALL:@SECLEVEL=0; }}
  server {{ listen 127.0.0.1:{picky} ssl; ssl_protocols TLSv1; ssl_ciphers ALL:@SECLEVEL=0;
    ssl_certificate {dir}/good.pem; ssl_certificate_key {dir}/good.key; }}
  server {{ listen 127.0.0.1:{own} ssl;
    ssl_certificate {dir}/own.pem; ssl_certificate_key {dir}/own.key;
    location = /away {{ return 302 https://127.0.0.1:{own}/page.html; }}
    location = /cookie {{
      add_header Set-Cookie "a=1; Path=/; Secure"; return 200 "[$http_cookie]"; }}
    location = /cookie-wall {{ if ($http_cookie) {{ return 200 "[$http_cookie]"; }}
      add_header Set-Cookie "a=1; Path=/; Secure"; return 302 /cookie-wall; }} }}
}}
"""

CA = """
[ca]
default_ca = a
[a]
database = {dir}/index.txt
serial = {dir}/serial
new_certs_dir = {dir}
default_md = sha256
policy = p
unique_subject = no
copy_extensions = copy
[p]
commonName = supplied
[req]
distinguished_name = dn
[dn]
[v3_ca]
basicConstraints = critical,CA:true
"""


def openssl(*args):
    subprocess.run(
        ["openssl", *args], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def make_certificates(d):
    """Make a CA and certificates that it signs: good, expired, early (not valid yet), weak (a short
    key), other (for another host); own is self-signed.

    authorities/ contains the CA under its hashed name."""
    conf = os.path.join(d, "ca.conf")
    for name, text in (("ca.conf", CA.format(dir=d)), ("index.txt", ""), ("serial", "1000\n")):
        with open(os.path.join(d, name), "w") as f:
            f.write(text)
    path = lambda name: os.path.join(d, name)
    new = ["req", "-config", conf, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl(
        *new,
        "-x509",
        "-extensions",
        "v3_ca",
        "-days",
        "3650",
        "-subj",
        "/CN=Test authority",
        "-keyout",
        path("ca.key"),
        "-out",
        path("ca.pem"),
    )
    os.mkdir(path("authorities"))
    shutil.copy(path("ca.pem"), path("authorities"))
    openssl("rehash", path("authorities"))
    here = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    openssl(
        *new,
        "-x509",
        "-days",
        "3650",
        "-subj",
        "/CN=localhost",
        "-addext",
        here,
        "-keyout",
        path("own.key"),
        "-out",
        path("own.pem"),
    )
    for name, names, begin, end in (
        ("good", here, "20200101000000Z", "20991231000000Z"),
        ("expired", here, "20100101000000Z", "20180620120000Z"),
        ("early", here, "20980620000000Z", "20991231000000Z"),
        ("weak", here, "20200101000000Z", "20991231000000Z"),
        (
            "other",
            "subjectAltName=DNS:news.example,DNS:www.news.example",
            "20200101000000Z",
            "20991231000000Z",
        ),
    ):
        key = ["rsa:1024"] if name == "weak" else ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        openssl(
            "req",
            "-config",
            conf,
            "-newkey",
            *key,
            "-nodes",
            "-subj",
            "/CN=" + name,
            "-addext",
            names,
            "-keyout",
            path(name + ".key"),
            "-out",
            path(name + ".csr"),
        )
        openssl(
            "ca",
            "-batch",
            "-config",
            conf,
            "-cert",
            path("ca.pem"),
            "-keyfile",
            path("ca.key"),
            "-startdate",
            begin,
            "-enddate",
            end,
            "-in",
            path(name + ".csr"),
            "-out",
            path(name + ".pem"),
            "-notext",
        )


class Nginx:
    def __init__(self, d):
        self.dir = d
        www = os.path.join(d, "www")
        os.mkdir(www)
        for name, text in (("page.html", PAGE), ("big.html", BIG), ("图 片.html", PAGE)):
            with open(os.path.join(www, name), "w", encoding="utf-8") as f:
                f.write(text)
        with open(os.path.join(www, "long.html"), "wb") as f:
            f.write(LONG)
        make_certificates(d)
        for attempt in range(3):
            try:
                self.start()
                return
            except RuntimeError:  # another program may have taken a port in the meantime
                if attempt == 2:
                    raise

    def start(self):
        d = self.dir
        self.ports = {
            name: free_port()
            for name in "http https expired early other own weak picky".split()
        }
        module = "/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so"
        brotli = os.path.exists(module)
        with open(os.path.join(d, "nginx.conf"), "w") as f:
            f.write(NGINX.format(dir=d, modules="load_module %s;" % module if brotli else "",
                brotli="brotli on; brotli_min_length 1;" if brotli else "", **self.ports))
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen(
            [
                program,
                "-p",
                d,
                "-c",
                os.path.join(d, "nginx.conf"),
                "-e",
                os.path.join(d, "error.log"),
            ],
            stderr=subprocess.PIPE,
        )
        try:
            for port in self.ports.values():
                self.await_port(port)
        except BaseException:
            self.stop()
            raise

    def await_port(self, port):
        end = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    raise RuntimeError(
                        "nginx does not start: " + self.process.stderr.read().decode()
                    )
                if time.monotonic() > end:
                    raise RuntimeError("nginx does not answer")
                time.sleep(0.01)

    def url(self, path, port="http", host="127.0.0.1"):
        return "%s://%s:%d%s" % (
            "http" if port == "http" else "https",
            host,
            self.ports[port],
            path,
        )

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stderr.close()

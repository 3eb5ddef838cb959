"""A server on the loopback interface: pages from memory, and misbehaviour."""
import gzip
import http.server
import multiprocessing
import time
import zlib


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    pages = {}

    def log_message(self, *args):
        pass

    def do_GET(self):
        name = self.path.lstrip("/")
        if name in self.pages:
            data = self.pages[name]
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                data = data[1]
                self.send_header("Content-Encoding", "gzip")
            else:
                data = data[0]
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        elif hasattr(self, "bad_" + name):
            self.close_connection = True
            try:
                getattr(self, "bad_" + name)()
            except OSError:
                pass
        else:
            self.send_error(404)

    def start(self, *headers):
        lines = [b"HTTP/1.1 200 OK", b"Content-Type: text/html", *headers, b"", b""]
        self.wfile.write(b"\r\n".join(lines))

    def bad_stall(self):
        time.sleep(60)

    def bad_endless(self):
        self.start()
        while True:
            self.wfile.write(b"<p>and so on and on and on</p>\n" * 2000)

    def bad_line(self):
        self.start()
        while True:
            self.wfile.write(b"and so on " * 6000)

    def bad_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            self.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")

    def bad_bomb(self):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        self.start(b"Content-Encoding: gzip")
        for _ in range(1000):
            self.wfile.write(packer.compress(b"\0" * 1_000_000))
        self.wfile.write(packer.flush())


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def serve(pages):
    """Start a server of pages (a dictionary: bytes by name); return (base address, stop function).

    It runs in a process of its own, so that it does not disturb the measurement.
    """
    packed = {k: (v, gzip.compress(v, 6)) for k, v in pages.items()}
    handler = type("Pages", (Handler,), {"pages": packed})
    listener = Server(("127.0.0.1", 0), handler)
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=listener.serve_forever, daemon=True)
    process.start()
    listener.server_close()
    return f"http://127.0.0.1:{listener.server_address[1]}/", process.kill

"""Run a program on a pseudo-terminal and measure: when text appears, latency of keys, memory."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import tempfile
import termios
import time

ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|"
                    r"\x1b[()][0-9A-B]|\x1b[=>78MNOc]|[\x00-\x1f]")


def squeeze(text):
    return re.sub(r"\s+", "", text)


DATA = tempfile.TemporaryDirectory(prefix="kread-bench-")  # for the library


class Term:
    def __init__(self, argv, rows=24, cols=80, env=None):
        self.start = time.perf_counter()
        self.raw = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
            os.environ.update({"TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
                               "XDG_DATA_HOME": DATA.name}, **(env or {}))
            os.execvp(argv[0], argv)
        os.set_blocking(self.fd, False)

    def read(self, wait):
        """Bytes that arrive within `wait` seconds; b"" if none do, or at the end."""
        if not select.select([self.fd], [], [], max(0, wait))[0]:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        self.raw += data
        return data

    def text(self, since=0):
        return squeeze(ESCAPE.sub("", self.raw[since:].decode("utf-8", "replace")))

    def until(self, needle, limit=10.0, since=0):
        """Milliseconds until `needle` is on the screen, ignoring blanks, or None."""
        begin, needle = time.perf_counter(), squeeze(needle)
        while time.perf_counter() - begin < limit:
            if self.read(0.05) and needle in self.text(since):
                return (time.perf_counter() - begin) * 1e3
            if needle in self.text(since):
                return (time.perf_counter() - begin) * 1e3
        return None

    def quiet(self, gap=0.15, limit=5.0):
        """Wait until no output came for `gap` seconds; return the seconds until the last byte."""
        begin = last = time.perf_counter()
        while time.perf_counter() - last < gap and time.perf_counter() - begin < limit:
            if self.read(0.01):
                last = time.perf_counter()
        return last - begin

    def send(self, keys):
        os.write(self.fd, keys.encode())

    def answer(self, keys, limit=5.0):
        """Milliseconds from a key to the first byte of output, or None."""
        while self.read(0):
            pass
        begin = time.perf_counter()
        self.send(keys)
        return (time.perf_counter() - begin) * 1e3 if self.read(limit) else None

    def resize(self, rows, cols):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def children(self):
        try:
            with open(f"/proc/{self.pid}/task/{self.pid}/children", encoding="ascii") as f:
                return [int(p) for p in f.read().split()]
        except OSError:
            return []

    def close(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except OSError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def status(pid, key):
    """A number of /proc/PID/status in its own unit (kB for memory)."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as f:
            for line in f:
                if line.startswith(key + ":"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def cpu_ms(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def switches(pid):
    return status(pid, "voluntary_ctxt_switches")

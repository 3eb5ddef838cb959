"""What the attacks share: running kread, what must hold of it, and the table of what was tried."""

import collections
import fcntl
import html
import json
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "http"), os.path.join(HERE, "..", "bench")]
sys.dont_write_bytecode = True
import harness  # noqa: E402
import term  # noqa: E402

# What a reader must never get: C0 but newline and tab, DEL, C1, marks of direction, separators,
# tags, halves of surrogates.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
# What kread sends to a terminal of its own accord. No parameter is as large as those of attacks.
SENT = re.compile(
    r"\x1b\[[?>=<]?(?:(?!7777)[0-9;:])*[ !$]?[@-~]|"
    r"\x1b\](?:0|2|4;[0-9]+|8|1[0-2]|22|52);[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\)|"
    r"\x1b_G[a-z0-9=,;A-Za-z+/]*\x1b\\|\x1bP(?:[0-9;]*q[!-~]*|[+$]q[0-9a-fA-F;]*)\x1b\\|"
    r"\x1b[()][0-9A-B]|\x1b[=>78MNOc]|[\r\n\x08\x07\x0f]"
)
MARK = "zq7"  # behind every sequence of an attack


def sequences():
    """xterm's list of control sequences (ctlseqs), in 7 and 8 bits, and what it leaves out."""
    for c in range(0x20):
        yield chr(c)
    yield from (chr(c) for c in range(0x7f, 0xa0))
    finals = [chr(c) for c in range(0x40, 0x7f)]
    for c in range(0x30, 0x7f):
        yield "\x1b" + chr(c)
    for between in " #%()*+-./":
        for last in "@FGLMNCBAEHKQRYZ012345678<>`f=\"?&":
            yield f"\x1b{between}{last}"
    for csi in ("\x1b[", "\x9b"):
        for before in ("", "?", ">", "<", "="):
            yield from (f"{csi}{before}7777{last}" for last in finals)
        for between in " !\"#$%&'*+,":
            yield from (f"{csi}7777{between}{last}" for last in finals)
    numbers = [*range(20), 21, 22, 46, 50, 51, 52, 60, 61, 62, 66, 99, *range(104, 120), 133, 633,
               777,
               1337, 7777, "L", "l", "I"]
    for osc, ends in (("\x1b]", ("\x07", "\x1b\\", "")), ("\x9d", ("\x9c", "\x07"))):
        for number in numbers:
            yield from (f"{osc}{number};7777;?{end}" for end in ends)
    for head, end in (("\x1b", "\x1b\\"), ("", "\x9c")):
        for kind, c1 in (("P", "\x90"), ("_", "\x9f"), ("^", "\x9e"), ("X", "\x98")):
            for body in ("$q7777m", "+q7777", "+p7777", "+Q7777", "1$t7777", "0;1|17/7777",
                         "q#7777",
                         "7777p", "!u7777", "tmux;\x1b\x1b[7777m", "GA=T;7777", ">|7777", ""):
                yield (head + kind if head else c1) + body + end


def chunks(most=880):
    """All sequences, each with its mark, in texts of at most so many characters."""
    text = ""
    for s in sequences():
        if len(text) + len(s) + len(MARK) + 1 > most:
            yield text
            text = ""
        text += s + MARK + " "
    yield text
    yield ("\u202egnp\u202c \u2066a\u2069 a\u200fb a\u2028b \ufff9x\ufffb \U000e0001\U000e0041 "
           + MARK)


class Result:
    def __init__(self, status, out, err, seconds, kb):
        self.status, self.out, self.err, self.seconds, self.kb = status, out, err, seconds, kb

    def __str__(self):
        return f"(status {self.status}, {self.seconds:.1f} s, {self.kb >> 10} MB, " \
               f"{len(self.out)} bytes, {self.err[-200:]!r})"


def run(argv, env=None, limit=30, stdin=None, cwd=None, before=None, meanwhile=None):
    """Run a program to its end; the memory is that of the program, not of its children. It is
    stopped after `limit` seconds. meanwhile(pid, seconds) is called all the time."""
    start, kb = time.monotonic(), 0
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        p = subprocess.Popen(argv, stdout=out, stderr=err, stdin=stdin or subprocess.DEVNULL,
                             env=harness.clean_environment(env), cwd=cwd, preexec_fn=before)
        while True:
            pid, status = os.waitpid(p.pid, os.WNOHANG)
            seconds = time.monotonic() - start
            if pid or seconds > limit:
                break
            kb = max(kb, term.status(p.pid, "VmHWM"))
            if meanwhile:
                meanwhile(p.pid, seconds)
            time.sleep(0.004)
        if not pid:
            p.kill()
            _, status = os.waitpid(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Result(p.returncode, out.read(), err.read(), seconds, kb)


def unsafe_text(text):
    m = UNSAFE.search(text)
    return f"{text[max(0, m.start() - 20):m.start() + 20]!r}" if m else None


def strings(value):
    """All strings within a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for k, v in value.items():
            yield k
            yield from strings(v)
    elif isinstance(value, list):
        for v in value:
            yield from strings(v)


def unsafe(data, form="text"):
    """The first thing in an output that a reader must not get, or None."""
    try:
        text = data.decode()
        found = unsafe_text(text)
        if not found and form == "json" and text:
            values = (json.loads(line) for line in text.splitlines())
            found = next(filter(None, (unsafe_text(s) for v in values for s in strings(v))), None)
        if not found and form in ("html", "markdown"):
            found = unsafe_text(html.unescape(text))
        return found
    except ValueError as e:  # no UTF-8, or no JSON
        return f"{type(e).__name__}: {e}"


def unsafe_on_terminal(raw):
    """The same of what was sent to a terminal, where only kread's own sequences may be."""
    return unsafe_text(SENT.sub("", raw.decode("utf-8", "surrogateescape")))


def problem(r, form="text", seconds=10, megabytes=250, statuses=(0, 1)):
    """What is wrong with a run, or None."""
    if r.status not in statuses:
        return "crashed, hung, or ended with another status"
    if r.seconds > seconds:
        return "slow"
    if r.kb > megabytes << 10:
        return "much memory"
    if r.status and not r.err:
        return "failed without a word"
    for line in r.err.decode("utf-8", "replace").splitlines():
        if not line.startswith("kread: "):
            return f"a message of its own: {line[:80]!r}"
    bad = unsafe(r.out, form) or unsafe(r.err)
    return f"prints {bad}" if bad else None


class Session:
    """kread on a terminal."""

    def __init__(self, argv, text, rows=40, cols=100, env=None):
        """Waits until the screen has the text. The cells of the terminal are of 8 by 16 pixels."""
        env = {**harness.clean_environment({"LC_ALL": "C.UTF-8"}), **(env or {})}
        self.t = term.Term(argv, rows, cols, env)
        self.t.until(text, 10)
        self.t.quiet(0.1, 3)
        fcntl.ioctl(self.t.fd, termios.TIOCSWINSZ,
                    struct.pack("HHHH", rows, cols, cols * 8, rows * 16))

    def keys(self, *keys, gap=0.03, limit=1.0):
        for k in keys:
            self.t.send(k)
            self.t.quiet(gap, limit)

    def open(self, address, text, limit=10):
        """Open an address; wait until the page has the text. Returns whether it came."""
        since = len(self.t.raw)
        self.keys("\x03", gap=0.01, limit=0.2)
        self.t.send(f":open {address}\r")
        came = self.t.until(text, limit, since)
        self.t.quiet(0.03, 1)
        return came is not None

    def problem(self, megabytes=250):
        bad = unsafe_on_terminal(self.t.raw)
        kb = term.status(self.t.pid, "VmHWM")
        if not kb:
            return "has ended"
        return f"sends {bad}" if bad else f"{kb >> 10} MB" if kb > megabytes << 10 else None

    def end(self, limit=5):
        """Quit. Returns the exit status, or None if it had to be killed."""
        self.keys("\x03", "\x03", "Q")
        begin = time.monotonic()
        while time.monotonic() - begin < limit:
            self.t.read(0.02)
            pid, status = os.waitpid(self.t.pid, os.WNOHANG)
            if pid:
                os.close(self.t.fd)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.t.pid, signal.SIGKILL)
        os.waitpid(self.t.pid, 0)
        os.close(self.t.fd)
        return None


def beside(kread, folder, **programs):
    """A copy of kread in a folder with these programs in the place of its own (worker="text")."""
    os.makedirs(folder, exist_ok=True)
    copy = os.path.join(folder, "kread")
    if not os.path.exists(copy):
        shutil.copy(kread, copy)
    for name in ("worker", "picture"):
        to = os.path.join(folder, "kread-" + name)
        real = os.path.join(os.path.dirname(os.path.abspath(kread)), "kread-" + name)
        if os.path.lexists(to):
            os.unlink(to)
        if name in programs:
            with open(to, "w", encoding="utf-8") as f:
                f.write(programs[name])
            os.chmod(to, 0o755)
        elif os.path.exists(real):
            os.symlink(real, to)
    return copy


class Report:
    """The table of what was tried, and what failed."""

    def __init__(self, quick=False, only=()):
        self.quick, self.only = quick, only
        self.rows = collections.OrderedDict()

    def wants(self, kind, name):
        return not self.only or any(o in f"{kind}: {name}" for o in self.only)

    def some(self, kind, cases, every):
        """Those of the (name, ...) cases that are wanted; of a quick run, one in `every`."""
        cases = [c for c in cases if self.wants(kind, c[0])]
        return cases[::every] if self.quick and not self.only else cases

    def check(self, kind, name, wrong, r=None):
        row = self.rows.setdefault(kind, {"tried": 0, "failed": 0, "seconds": 0, "mb": 0})
        row["tried"] += 1
        if r is not None:
            row["seconds"] = max(row["seconds"], r.seconds)
            row["mb"] = max(row["mb"], r.kb >> 10)
        if wrong:
            row["failed"] += 1
            print(f"not ok - {kind}: {name}: {wrong} {r or ''}", flush=True)

    def end(self):
        """Print the table. Returns the exit status."""
        print(f"{'what was tried':<56}{'number':>7}{'failed':>8}{'longest':>9}{'memory':>9}")
        for kind, row in self.rows.items():
            longest = f"{row['seconds']:.1f} s" if row["seconds"] else ""
            memory = f"{row['mb']} MB" if row["mb"] else ""
            print(f"{kind:<56}{row['tried']:>7}{row['failed']:>8}{longest:>9}{memory:>9}")
        failed = sum(row["failed"] for row in self.rows.values())
        print(f"{sum(row['tried'] for row in self.rows.values()) - failed} passed, {failed} failed")
        return 1 if failed else 0

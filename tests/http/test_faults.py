#!/usr/bin/env python3
"""test_faults.py KREAD FAIL_WRITES: what surrounds kread fails: disks, processes, descriptors.

FAULTS_EACH=N in the environment fails every Nth call (default 7; 1: all). Prints `N passed, N
failed`.
"""

import contextlib
import errno
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "bench")]
import harness  # noqa: E402
import term  # noqa: E402

KREAD, FAIL_WRITES = sys.argv[1:]
EACH = int(os.environ.get("FAULTS_EACH", "7"))
MOST = 3000  # calls of a program
TESTS = []
TEXT = "The harbour office counted the boats again, and the number was the same as before. " * 3
PAGE = "<html><head><title>Boats</title></head><body><article><h1>Boats counted</h1>" + "".join(
    f"<p>{i}. {TEXT}</p>" for i in range(9)) + "</article></body></html>"
HEAD = '{"kread-library": {"version": 1}}\n'
LINES = HEAD + "".join(
    json.dumps({"article": {"url": f"http://127.0.0.1:9/{i}", "title": f"Boat {i}",
                            "favourite": 1500000000000 + i}}) + "\n" for i in range(40))


def test(function):
    TESTS.append(function)
    return function


class Home:
    """Folders of its own for all that kread writes."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="kread-faults-")
        self.path = self.folder.name
        self.env = {f"XDG_{name}_HOME": os.path.join(self.path, name.lower())
                    for name in ("DATA", "STATE", "CONFIG", "CACHE")}
        self.page = os.path.join(self.path, "page.html")
        self.put("page.html", PAGE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def put(self, name, text):
        with open(os.path.join(self.path, name), "w") as f:
            f.write(text)

    def get(self, name):
        try:
            with open(os.path.join(self.path, name), "rb") as f:
                return f.read()
        except FileNotFoundError:
            return b""

    def run(self, *args, data=b"", more=None, before=None, status=(0, 1)):
        p = subprocess.run([KREAD, *args], input=data, capture_output=True, timeout=60,
                           env=harness.clean_environment({**self.env, **(more or {})}),
                           preexec_fn=before)
        p.said = (p.stdout + p.stderr).decode("utf-8", "replace")
        assert p.returncode in status, (args, p.returncode, p.said[-400:])
        return p

    def faults(self, *args, **more):
        """Run it again and again, a further call failing each time, until none is left to fail:
        first with that call alone, then with all after it. Yields each run that had a failure."""
        for once in ("", "1"):
            for at in range(1, MOST, EACH):
                fail = {"LD_PRELOAD": FAIL_WRITES, "FAIL_AT": str(at),
                        "FAIL_WITH": str(errno.EIO if once else errno.ENOSPC),
                        "FAILED": os.path.join(self.path, "failed")}
                if once:
                    fail["FAIL_ONCE"] = once
                p = self.run(*args, more=fail, **more)
                if not self.get("failed"):
                    break
                os.unlink(os.path.join(self.path, "failed"))
                yield p
            else:
                raise AssertionError("it does not end")

    def library(self):
        """The titles of the favourites, of a library that is sound."""
        path = os.path.join(self.env["XDG_DATA_HOME"], "kread", "library.db")
        db = sqlite3.connect(path)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        db.close()
        lines = [json.loads(line) for line in self.run("--export").stdout.splitlines()]
        return sorted(line["article"]["title"] for line in lines if "article" in line)


@test
def imports_are_whole_or_not_there():
    with Home() as h:
        h.run("--import", "-", data="".join(LINES.splitlines(True)[:2]).encode(), status=(0,))
        n = 0
        for p in h.faults("--import", "-", data=LINES.encode()):
            n += 1
            assert p.returncode == 0 or b"kread: " in p.stderr, p.said
            titles = h.library()
            assert "Boat 0" in titles, titles
            if p.returncode == 0:
                assert len(titles) == 40, (len(titles), p.said)
        assert n > 1, n
        return n


@test
def a_configuration_is_the_old_or_the_new_one():
    with Home() as h:
        os.makedirs(os.path.join(h.path, "config", "kread"))
        old = "# mine\n[options]\nwidth = 50\n"
        n = 0
        for p in h.faults("--plain", h.page, data=b":set width 61\n:save\nq\n"):
            n += 1
            now = h.get("config/kread/config").decode()
            assert now in ("", old) or "width = 61" in now, now
            assert "width = 61" in now or "cannot write" in p.said, p.said
            assert [f for f in os.listdir(os.path.join(h.path, "config", "kread"))
                    if f != "config"] == []
            h.put("config/kread/config", old)
        assert n > 1, n
        return n


@test
def a_saved_article_is_the_old_or_the_new_one():
    with Home() as h:
        to = os.path.join(h.path, "saved.txt")
        h.put("saved.txt", "old")
        n = 0
        for p in h.faults("--plain", "--private", h.page, data=f":save-as {to}\ny\nq\n".encode()):
            n += 1
            now = h.get("saved.txt").decode()
            assert now in ("", "old") or "Boats counted" in now, now
            assert "Boats counted" in now or "cannot write" in p.said, p.said
            h.put("saved.txt", "old")
        assert n, "nothing failed"
        return n


@test
def limits_of_the_shell():
    """Beyond the size of a file that the shell allows, writing fails."""
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))

    with Home() as h:
        to = os.path.join(h.path, "saved.txt")
        p = h.run("--plain", h.page, data=f":save-as {to}\n".encode(), before=limit)
        assert "cannot write" in p.said and not h.get("saved.txt"), p.said
        p = h.run("--import", "-", data=LINES.encode(), before=limit)
        assert p.returncode == 1 and b"kread: " in p.stderr, p.said


@test
def little_time_from_the_shell():
    """The worker keeps to a lower limit than its own."""
    with Home() as h:
        p = h.run("--private", "--dump", h.page, before=lambda: (
            resource.setrlimit(resource.RLIMIT_CPU, (60, 60))))
        assert b"Boats counted" in p.stdout, p.said


@test
def few_descriptors():
    with Home() as h:
        good = 0
        for most in range(3, 24):
            p = h.run("--private", "--dump", h.page, status=(0, 1, 127), before=lambda: (
                resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))))
            if b"error while loading shared libraries" in p.stderr:
                continue
            good += p.returncode == 0
            assert p.returncode == 0 or p.stderr.startswith(b"kread: "), (most, p.said)
            assert p.returncode or b"Boats counted" in p.stdout, p.said
        assert good > 10, good


def alone():
    """No further process may be started: as root, that takes another user."""
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


@test
def no_processes():
    with Home() as h:
        os.chmod(h.path, 0o755)
        p = h.run("--private", "--dump", h.page, before=alone)
        assert p.returncode == 1 and b"cannot start" in p.stderr, p.said


def worker_of(t):
    """The worker of a program on a terminal."""
    for _ in range(200):
        for pid in t.children():
            with open(f"/proc/{pid}/comm") as f:
                if f.read().startswith("kread-worker"):
                    return pid
        time.sleep(0.02)
    raise AssertionError("there is no worker")


def on_terminal(h):
    t = term.Term([KREAD, "--private", h.page], env=harness.clean_environment(h.env))
    assert t.until("Boats counted")
    t.quiet()
    return t


def says(t, keys, words, limit=10.0):
    since = len(t.raw)
    t.send(keys)
    ms = t.until(words, limit, since)
    assert ms is not None, (keys, words, t.text(since)[-300:])
    return ms


@contextlib.contextmanager
def after_worker(number):
    """A program whose worker gets a signal while it waits. At the end, the page is another one, and
    is read by another worker."""
    with Home() as h:
        t = on_terminal(h)
        worker = worker_of(t)
        os.kill(worker, number)
        t.quiet(0.3)
        h.put("page.html", PAGE.replace("Boats counted", "Boats are back"))
        yield t
        says(t, "r", "are back")
        assert worker_of(t) != worker
        t.close()


@test
def a_worker_that_is_killed_while_it_waits():
    with after_worker(signal.SIGKILL):
        pass


@test
def a_worker_that_is_killed_while_it_works():
    """At any time: the article or a reason, and then the article."""
    with Home() as h:
        h.put("page.html", PAGE.replace("</article>", f"<p>{TEXT}</p>" * 9000 + "</article>"))
        t = on_terminal(h)
        times = range(0, 240, 12 if EACH == 1 else 60)
        for ms in times:
            worker = worker_of(t)
            t.send("r")
            time.sleep(ms / 1000)
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
            t.quiet(0.4)
            says(t, "?", "Moving")
            t.send("q")
            t.quiet(0.1)
            since = len(t.raw)
            t.send("r")
            t.quiet(0.4)
            t.send("\x0c")  # paint anew
            assert t.until("Boats counted", 10, since), t.text(since)[-300:]
        t.close()
        return len(times)


@test
def a_worker_that_is_stopped():
    """Keys are answered meanwhile, and Esc gives up."""
    with after_worker(signal.SIGSTOP) as t:
        t.send("r")
        time.sleep(0.3)
        assert says(t, "?", "Moving", 2) < 1000
        t.send("q")
        says(t, "\x1b", "cancelled", 2)


@test
def a_terminal_that_goes_away():
    """The place in the article is kept, and nothing goes on running."""
    with Home() as h:
        t = term.Term([KREAD, h.page], env=harness.clean_environment(h.env))
        assert t.until("Boats counted")
        t.quiet()
        t.send("G")
        t.quiet()
        pids = [t.pid, *t.children()]
        os.close(t.fd)
        for _ in range(500):
            done, status = os.waitpid(t.pid, os.WNOHANG)
            if done:
                break
            time.sleep(0.02)
        assert done, "it goes on"
        time.sleep(0.2)
        for pid in pids[1:]:
            assert not os.path.exists(f"/proc/{pid}"), pid


def main():
    failed = 0
    for function in TESTS:
        start = time.monotonic()
        try:
            n = function()
            word = f"ok {n} faults," if n else "ok"
        except Exception:
            failed += 1
            word = "FAILED"
            traceback.print_exc(file=sys.stdout)
        print(f"{word} {function.__name__} ({time.monotonic() - start:.1f} s)")
    print(f"{len(TESTS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

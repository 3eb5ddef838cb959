#!/usr/bin/env python3
"""Measure refreshing 2,000 subscriptions from a local nginx, half of them unchanged (304).

usage: refresh.py [--kread BUILD/kread] [--feeds N] [--hosts] [--alone]

Feeds have 20 to 50 items, half of them in Chinese. --hosts: each on a host of its own
(N.localhost). newsboat, if it is installed, refreshes the same feeds in the same run.
Only 127.0.0.1 is contacted.
"""
import argparse
import os
import pathlib
import random
import resource
import shutil
import socket
import sqlite3
import statistics
import subprocess
import tempfile
import threading
import time

from term import Term, status

NGINX = """daemon off; master_process off; pid {dir}/pid; error_log {dir}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off; default_type application/rss+xml; root {dir}/www;
  client_body_temp_path {dir}/t1; proxy_temp_path {dir}/t2; fastcgi_temp_path {dir}/t3;
  uwsgi_temp_path {dir}/t4; scgi_temp_path {dir}/t5;
  server {{ listen 127.0.0.1:{port}; }}
}}
"""
CHINESE = "河边的旧码头今天重新开放渡船恢复停靠居民到场栈道全程没有台阶轮椅可以通行"
ENGLISH = "harbour council keeps the old market hall while second pier opens on monday".split()


def sentence(rnd, chinese, n):
    if chinese:
        return "".join(rnd.choice(CHINESE) for _ in range(n * 3)) + "。"
    return " ".join(rnd.choice(ENGLISH) for _ in range(n)).capitalize() + "."


def write_feed(path, number, first, seed):
    """Items first, first - 1, ...: a feed of 20 to 50 with the newest on top."""
    rnd = random.Random(seed)
    chinese = number % 2 == 1
    items = []
    for i in range(20 + number % 31):
        at = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(1.77e9 + (first - i) * 600))
        title, text = sentence(rnd, chinese, 8), sentence(rnd, chinese, 40)
        items.append(
            f"<item><title>{title}</title><link>/{number}/a{first - i}.html</link>"
            f"<guid>{number}-{first - i}</guid><pubDate>{at}</pubDate>"
            f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        )
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Feed {number}</title><link>/{number}/</link>" + "\n".join(items)
        + "</channel></rss>",
        encoding="utf-8",
    )


class Sampler(threading.Thread):
    """The largest memory that a process and its children had at one time."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.ending = pid, 0, threading.Event()

    def run(self):
        while not self.ending.wait(0.01):
            pids = [self.pid]
            try:
                with open(f"/proc/{self.pid}/task/{self.pid}/children", encoding="ascii") as f:
                    pids += [int(p) for p in f.read().split()]
            except OSError:
                pass
            self.peak = max(self.peak, sum(status(p, "VmRSS") for p in pids))


def timed(argv, env):
    begin, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    p = subprocess.Popen(argv, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    sampler = Sampler(p.pid)
    sampler.start()
    out = p.stdout.read().decode()
    p.wait()
    sampler.ending.set()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begin, sampler.peak / 1024, f"CPU {cpu:.2f} s, {out.strip()}"


def report(name, n, seconds, peak, out=""):
    print(f"{name:34} {seconds:7.2f} s {n / seconds:7.0f}/s {peak:6.1f} MB  {out}", flush=True)


def keys_meanwhile(kread, url, env, database, n):
    """Latencies of j and k in the list of subscriptions while R refreshes them all."""
    t = Term([kread, url], env=env)
    t.until("Feed 0")
    t.quiet()
    opened = []
    for _ in range(5):
        mark = len(t.raw)
        t.send("A")
        opened.append(t.until("All unread articles", since=mark))
        t.quiet()
        t.send("q")
        t.quiet()
    t.send("A")
    t.quiet()
    print(f"A: {opened[0]:.1f} ms, again: {statistics.median(opened[1:]):.1f} ms")
    times, start = [], int(time.time() * 1000)
    sampler = Sampler(t.pid)
    sampler.start()
    t.send("R")
    with sqlite3.connect(database, timeout=5) as db:
        asked = "SELECT count(*) FROM subscription WHERE tried >= ?"
        while len(times) % 10 or db.execute(asked, (start,)).fetchone()[0] < n:
            t.read(0)
            since, at = len(t.raw), time.perf_counter()
            t.send("j" if len(times) % 2 == 0 else "k")
            # the mark of the selected line moves, which nothing else makes happen
            while b">" not in t.raw[since:] and time.perf_counter() - at < 5:
                t.read(0.005)
            times.append((time.perf_counter() - at) * 1e3)
            time.sleep(0.005)
    sampler.ending.set()
    t.close()
    return times, time.time() - start / 1000, sampler.peak / 1024


def subscribe(database, urls):
    with sqlite3.connect(database) as db:
        db.executemany(
            "INSERT INTO subscription (key, url, added) VALUES (?, ?, 1)", [(u, u) for u in urls]
        )


def run_newsboat(folder, urls, n, change, alone):
    if alone or not shutil.which("newsboat"):
        return
    env = dict(os.environ, HOME=str(folder), LC_ALL="C.UTF-8")
    (folder / "urls").write_text("\n".join(urls) + "\n", encoding="ascii")
    (folder / "config").write_text("reload-threads 16\n", encoding="ascii")
    argv = ["newsboat", "-u", folder / "urls", "-c", folder / "cache.db", "-C", folder / "config",
            "-x", "reload"]
    report("newsboat, all new", n, *timed(argv, env))
    change()
    report("newsboat, half unchanged", n, *timed(argv, env))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kread", default="build-plain/kread")
    parser.add_argument("--feeds", type=int, default=2000)
    parser.add_argument("--hosts", action="store_true")
    parser.add_argument("--alone", action="store_true", help="without newsboat")
    args = parser.parse_args()
    n = args.feeds
    with tempfile.TemporaryDirectory(prefix="kread-bench-") as name:
        folder = pathlib.Path(name)
        (folder / "www").mkdir()
        (folder / "newsboat").mkdir()
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        host = "{}.localhost" if args.hosts else "127.0.0.1"
        urls = [f"http://{host.format(i)}:{port}/{i}.xml" for i in range(n)]
        rounds = 0

        def change():
            nonlocal rounds
            rounds += 1
            for i in range(0 if rounds == 1 else rounds % 2, n, 1 if rounds == 1 else 2):
                write_feed(folder / "www" / f"{i}.xml", i, 100 + rounds * 5, i)

        change()
        (folder / "nginx.conf").write_text(NGINX.format(dir=folder, port=port), encoding="ascii")
        nginx = subprocess.Popen(["nginx", "-p", folder, "-e", folder / "error.log", "-c",
                                  folder / "nginx.conf"])
        try:
            run(args, folder, urls, change)
        finally:
            nginx.terminate()
            nginx.wait()


def run(args, folder, urls, change):
    n = len(urls)
    env = dict(os.environ, XDG_DATA_HOME=str(folder), XDG_STATE_HOME=str(folder), LC_ALL="C.UTF-8")
    database = folder / "kread" / "library.db"
    print(time.strftime("%H:%M"), "load", os.getloadavg()[0])
    timed([args.kread, "--refresh"], env)
    subscribe(database, urls)
    report("kread --refresh, all new", n, *timed([args.kread, "--refresh"], env))
    change()
    report("kread --refresh, half unchanged", n, *timed([args.kread, "--refresh"], env))
    run_newsboat(folder / "newsboat", urls, n, change, args.alone)
    change()
    times, seconds, peak = keys_meanwhile(args.kread, urls[0], env, database, n)
    report("kread, R", n, seconds, peak)
    times.sort()
    print(f"{len(times)} keys meanwhile: median {times[len(times) // 2]:.1f} ms,"
          f" 99 % {times[len(times) * 99 // 100]:.1f} ms, worst {times[-1]:.1f} ms")


if __name__ == "__main__":
    main()

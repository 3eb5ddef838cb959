"""Runs test functions against the servers, four at a time, and prints `N passed, N failed`."""

import concurrent.futures
import os
import re
import signal
import sys
import tempfile
import time
import traceback

import servers

DATA = tempfile.TemporaryDirectory(prefix="kread-http-")  # for the library and cookies
PROXY_VARIABLES = (
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
)


def clean_environment(more=None):
    """Our environment, in the C locale and without proxies."""
    env = {k: v for k, v in os.environ.items() if k not in PROXY_VARIABLES}
    env.update(
        {
            "LC_ALL": "C",
            "XDG_DATA_HOME": DATA.name,
            "XDG_STATE_HOME": DATA.name,
            "ASAN_OPTIONS": env.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1",
        }
    )
    env.update(more or {})
    return env


def messages(err):
    """What kread wrote to standard error, without what LeakSanitizer says of a thread that ends
    just then."""
    return re.sub(r"==\d+==Unable to get registers from thread \d+\.\n", "", err.decode())


def run(function, nginx, rude):
    start = time.monotonic()
    problem = None
    try:
        function(nginx, rude)
    except Exception:
        problem = traceback.format_exc()
    return problem, time.monotonic() - start


def main(directory, tests, only, extend=None):
    """Run tests, or those named in `only`. Call extend(rude server) first.

    Returns whether a test failed.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # stop nginx if a time limit stops us
    chosen = [t for t in tests if not only or t.__name__ in only]
    failed = 0
    rude = servers.Rude()
    if extend:
        extend(rude)
    rude.start()
    nginx = None
    try:
        nginx = servers.Nginx(directory)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            for t, (problem, seconds) in zip(
                chosen, pool.map(lambda t: run(t, nginx, rude), chosen)
            ):
                print("%s %s (%.1f s)" % ("not ok" if problem else "ok", t.__name__, seconds))
                if problem:
                    failed += 1
                    print(problem)
    finally:
        if nginx:
            nginx.stop()
        rude.stop()
    print("%d passed, %d failed" % (len(chosen) - failed, failed))
    return failed > 0

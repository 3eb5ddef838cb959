"""Fetches pages with http_get, for the tests of net. The arguments of the program: HTTP_GET
SLOW_NAMES, and the names of tests, if not all are to run."""

import json
import subprocess
import sys

import harness

HTTP_GET, SLOW_NAMES = sys.argv[1:3]
TESTS = []
USAGE, LIMIT, TYPE, RETRY, REFUSED = -2, -4, -7, -9, -10  # KR_E_*


def test(function):
    TESTS.append(function)
    return function


def get(*args, env=None, all_lines=False):
    """Run http_get; returns the result of the last address, or of all."""
    e = harness.clean_environment(env)
    p = subprocess.run(
        [HTTP_GET, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=e, timeout=60
    )
    assert p.returncode == 0, "status %d\n%s" % (p.returncode, p.stderr.decode())
    lines = [json.loads(line) for line in p.stdout.decode().splitlines()]
    return lines if all_lines else lines[-1]


def fails(r, *words, body=False):
    assert "error" in r, r
    for w in words:
        assert w in r["error"], r["error"]
    assert ("length" in r) == body, r
    return r


def small(r):
    limit = 200_000 if r["sanitized"] else 100_000
    assert r["rss_kb"] < limit, "%d kB" % r["rss_kb"]


def yields(r):
    """No call of kr_net_wait() worked long enough to delay a key.

    This is processor time, which other programs do not change.
    """
    assert r["longest_wait_cpu_ms"] < (300 if r["sanitized"] else 50), r["longest_wait_cpu_ms"]

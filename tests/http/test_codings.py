#!/usr/bin/env python3
"""test_codings.py HTTP_GET SLOW_NAMES: how net undoes what servers compress.

Prints `N passed, N failed`.
"""

import os
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402
from client import TESTS, fails, get, small, test, yields  # noqa: E402
from packed import PACKED, PAGE  # noqa: E402


def packed(r, names, *args):
    for name in names:
        yield name, get(*args, r.url("/packed/" + name))


@test
def codings_that_servers_declare_wrongly(n, r):
    names = list(PACKED)
    for name, a in packed(r, names[: names.index("half")]):
        assert a.get("head") == PAGE and not a["truncated"], (name, a)


@test
def packed_pages_that_broke_off(n, r):
    for name, a in packed(r, ("half", "half-twice", "half-brotli", "half-member")):
        assert "error" not in a and a["truncated"], (name, a)
        assert PAGE.startswith(a["head"].rstrip("\ufffd")) and a["length"] > 9, (name, a)


@test
def codings_that_cannot_be_read(n, r):
    names = list(PACKED)
    for name, a in packed(r, names[names.index("noise") :]):
        fails(a, "the page from 127.0.0.1 is compressed in a way that cannot be read")
        assert a["ms"] < 9000, (name, a)
        small(a)
        yields(a)


@test
def an_error_page_that_cannot_be_read(n, r):
    fails(get(r.url("/missing-noise")), "404 Not Found")


@test
def bombs(n, r):
    a = get(r.url("/brotli-bomb"))
    assert a["length"] == 32_000_000, a
    small(a)
    yields(a)
    fails(get("--max", "30000000", r.url("/brotli-bomb")), "page too large", "more than 28 MB")
    a = get("--cancel", "10", r.url("/packed/wordless-two"))
    assert a["cancel_ms"] < 100, a


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kread-http-") as directory:
        sys.exit(harness.main(directory, TESTS, sys.argv[3:]))

"""Compressed bodies: as servers send them, in part with wrong declarations, and to do harm."""

import gzip
import zlib

PAGE = "<!DOCTYPE html><html><head><title>新闻</title></head><body><p>正文 text</p></body></html>\n"


def brotli_stored(data):
    """A brotli stream (RFC 7932) of one uncompressed meta-block."""
    assert 0 < len(data) <= 65536
    return ((len(data) - 1) << 4 | 1 << 20).to_bytes(3, "little") + data + b"\x03"


def zstd_stored(data):
    """A zstd frame (RFC 8878) of one raw block."""
    assert len(data) < 256
    return (
        b"\x28\xb5\x2f\xfd\x20"
        + bytes([len(data)])
        + (1 | len(data) << 3).to_bytes(3, "little")
        + data
    )


def deflate(data, window):
    """By zlib: window -15 is deflate as such, 15 with the head of zlib."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return packer.compress(data) + packer.flush()


# 32,000,000 zeros, in brotli
BROTLI_BOMB = bytes.fromhex(
    "cbffff3f002400e2b14072effff8ffff078004401c1680eefd1fffffff009000"
    "88c302d0bdffcbff2334001200715800ba3f68"
)


def wordless(layers):
    """Nothing, in 50 MB of empty blocks (RFC 1951, 3.2.4), in layers of gzip."""
    blocks = gzip.compress(b"")[:10] + b"\0\0\0\xff\xff" * 10_000_000
    for _ in range(layers - 1):
        blocks = gzip.compress(blocks, 1)
    return blocks


def zeros(layers):
    data = bytes(50_000_000)
    for _ in range(layers):
        data = gzip.compress(data, 1)
    return data


def coded(name, *layers):
    """A function that packs PAGE in layers, and says that it is coded in what `name` says."""
    def make():
        data = PAGE.encode()
        for pack in layers:
            data = pack(data)
        return data, *("Content-Encoding: " + n for n in name.split("|") if n)

    return make


def first_half(data):
    return data[: len(data) // 2]


def prolonged(data):
    return data + b"\0 and something else"


def two_members(data):
    return gzip.compress(data[:50]) + gzip.compress(data[50:])


def wrong_sum(data):
    return data[:-8] + b"\1" * 8


PACKED = {
    # all of these are the page
    "unknown": coded("UTF-8"),
    "unknown-zip": coded("zip"),
    "unknown-gzip": coded("aws-chunked", gzip.compress),
    "also-unknown": coded("gzip, aws-chunked", gzip.compress),
    "not-packed": coded("gzip"),
    "not-brotli": coded("br"),
    "not-deflate": coded("deflate"),
    "not-zstd": coded("zstd"),
    "gzip": coded("gzip", gzip.compress),
    "gzip-caps": coded("GZIP", gzip.compress),
    "gzip-unsaid": coded("", gzip.compress),
    "gzip-twice": coded("gzip, gzip", gzip.compress, gzip.compress),
    "gzip-twice-lines": coded("gzip|gzip", gzip.compress, gzip.compress),
    "gzip-twice-said-once": coded("gzip", gzip.compress, gzip.compress),
    "gzip-once-said-twice": coded("gzip|gzip", gzip.compress),
    "gzip-for-brotli": coded("br", gzip.compress),
    "gzip-for-deflate": coded("deflate", gzip.compress),
    "gzip-in-brotli": coded("gzip, br", gzip.compress, brotli_stored),
    "zlib": coded("deflate", lambda data: deflate(data, 15)),
    "zlib-for-gzip": coded("gzip", lambda data: deflate(data, 15)),
    "deflate": coded("deflate", lambda data: deflate(data, -15)),
    "transfer-gzip": lambda: (gzip.compress(PAGE.encode()), "Transfer-Encoding: gzip"),
    "members": coded("gzip", two_members),
    "members-unsaid": coded("", two_members),
    "tail": coded("gzip", gzip.compress, prolonged),
    "wrong-sum": coded("gzip", gzip.compress, wrong_sum),
    # the first part of it
    "half": coded("gzip", gzip.compress, first_half),
    "half-twice": coded("gzip", gzip.compress, gzip.compress, first_half),
    "half-brotli": coded("br", lambda data: brotli_stored(data)[:40]),
    "half-member": coded("gzip", lambda data: two_members(data)[:-30]),
    # not to be read
    "noise": lambda: (bytes(range(200, 0, -1)), "Content-Encoding: gzip"),
    "noise-brotli": lambda: (bytes(range(200, 0, -1)), "Content-Encoding: br"),
    "zstd": lambda: (zstd_stored(PAGE.encode()), "Content-Encoding: zstd"),
    "thrice": coded("gzip, gzip, gzip", gzip.compress, gzip.compress, gzip.compress),
    "thrice-said-once": coded("gzip", gzip.compress, gzip.compress, gzip.compress),
    "transfer": lambda: (
        gzip.compress(gzip.compress(PAGE.encode())),
        "Content-Encoding: gzip",
        "Transfer-Encoding: gzip",
    ),
    "transfer-twice": lambda: (
        gzip.compress(gzip.compress(PAGE.encode())),
        "Transfer-Encoding: gzip, gzip",
    ),
    "transfer-brotli": lambda: (BROTLI_BOMB, "Transfer-Encoding: br"),
    "wordless": lambda: (wordless(3), "Content-Encoding: gzip, gzip, gzip"),
    "wordless-two": lambda: (wordless(2), "Content-Encoding: gzip, gzip"),
    "wordless-two-said-once": lambda: (wordless(2), "Content-Encoding: gzip"),
    "zeros-two": lambda: (zeros(2), "Content-Encoding: gzip, gzip"),
}

#!/usr/bin/env python3
"""Pages written in another way, or cut off, give the same article.

usage: variants.py [--each N] [--cuts N] EXTRACT_PAGES WORKER FOLDER...

Each page of the folders (see golden.py and quality.py) is compared with variants of itself:

    charset     in every encoding that has its characters: named by the header, by a meta element
                or, in UTF-8 and UTF-16, by a byte order mark
    markup      attributes in another order, names in upper case, values in single quotes, lines
                that end in CR LF, comments beside tags, blanks in tags
    cut         ended at --cuts places (default 20): it never fails, and what an article had
                before the place is kept, but for what only its rest can tell apart

--each takes every Nth page only. It prints a table and what differs.
"""
import argparse
import collections
import json
import pathlib
import random
import re
import sys
import tempfile

import worker

# As the Encoding Standard names them, with Python's names.
ENCODINGS = {
    "utf-8": "utf-8", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "gb18030": "gb18030",
    "gbk": "gbk", "gb2312": "gb2312", "big5": "big5", "shift_jis": "cp932", "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp", "euc-kr": "cp949", "koi8-r": "koi8_r", "koi8-u": "koi8_u",
    "macintosh": "mac_roman", "ibm866": "cp866", "windows-874": "cp874",
    **{f"windows-{n}": f"cp{n}" for n in range(1250, 1259)},
    **{f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}
UNSURE = "¢£¥¦¬—―‖‾−〜～∥"  # tables of Japanese encodings differ in these
MARKS = {"utf-8": "utf-8-sig", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}
# What is no markup: comments, and elements whose contents are text.
TOKEN = re.compile(r"""(?P<raw><(script|style|title|textarea|noscript|xmp|iframe)\b.*?</\2\s*>)
    |(?P<other><!--.*?-->|<!\[CDATA\[.*?\]\]>|<[!?][^>]*>)
    |(?P<tag><(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)
      (?P<attrs>(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*(?P<end>/?)>)""",
                   re.S | re.I | re.X)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""", re.S)
DECLARED = re.compile(r"""<meta\s+charset\s*=[^>]*>|<meta[^>]*http-equiv=["']?content-type[^>]*>
    |<\?xml[^>]*\?>""", re.I | re.X)


def with_tags(text, change):
    """The page with change(match, attributes) for each tag, outside of scripts and comments."""
    def one(m):
        if not m["tag"]:
            return m[0]
        attrs = ATTRIBUTE.findall(m["attrs"] or "")
        return change(m, attrs)
    return TOKEN.sub(one, text)


def put(m, attrs, name=None, blank=""):
    return (f"<{m['slash']}{name or m['name']}"
            + "".join(f" {blank}{k}" + (f"={v}" if v else "") for k, v in attrs)
            + (" /" if m["end"] else "") + f"{blank}>")


def shuffled(text, rng):
    def change(m, attrs):
        if len({k.lower() for k, _ in attrs}) == len(attrs):  # of two, the first counts
            rng.shuffle(attrs)
        return put(m, attrs)
    return with_tags(text, change)


def upper(text, _):
    return with_tags(text, lambda m, attrs: put(
        m, [(k.upper(), v) for k, v in attrs], m["name"].upper()))


def quoted(text, _):
    def other(value):
        if value.startswith('"') and "'" not in value:
            return "'" + value[1:-1] + "'"
        return value
    return with_tags(text, lambda m, attrs: put(m, [(k, other(v)) for k, v in attrs]))


def blanks(text, _):
    return with_tags(text, lambda m, attrs: put(m, attrs, blank="\n\t "))


def commented(text, rng):
    def change(m, attrs):
        here = put(m, attrs)
        if rng.random() < .3 and m["name"].lower() != "html":
            return f"<!-- box {rng.randrange(99)} -->{here}" if m["slash"] else (
                f"{here}<!-- end of > box -->")
        return here
    return with_tags(text, change)


def crlf(text, _):
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


MARKUP = {"attributes": shuffled, "upper case": upper, "quotes": quoted, "blanks": blanks,
          "comments": commented, "CR LF": crlf}


# Text that is no paragraph yet: the head, and scripts and comments, whole or not.
UNREAD = re.compile(r"""^.*<body[^>]*(>|\Z)|^(?!.*<body).*
    |<(script|style)\b.*?(</\2|\Z)|<!--.*?(-->|\Z)""", re.I | re.S | re.X)
AT_ONCE = 20  # pages, whose variants stand in a folder meanwhile
LOST = .5  # of the paragraphs: only the rest of a page tells some apart


class Page:
    def __init__(self, path):
        headers = path.with_suffix(".headers")
        truth = path.with_suffix(".truth.json")
        self.headers = {"url": f"https://news.example/{path.stem}.html"}
        if truth.exists():
            self.headers["url"] = json.loads(truth.read_text("utf-8"))["url"]
        for line in headers.read_text("utf-8").splitlines() if headers.exists() else []:
            if line.strip() and not line.startswith("#"):
                name, _, value = line.partition(":")
                self.headers[name.strip()] = value.strip()
        self.name = path.stem
        self.text = path.read_text("utf-8")
        self.is_html = (self.headers.pop("mode", "article") == "article"
                        and "<" in self.text and not worker.HEX.search(self.text)
                        and not path.with_suffix(".rules").exists()
                        and "html" in self.headers.get("content_type", "html"))
        for name in ("encode", "charset", "content_type"):
            self.headers.pop(name, None)


def encoded(page):
    """(name, bytes, headers) of the page in other encodings."""
    bare = DECLARED.sub("", page.text)
    for name, python in ENCODINGS.items():
        if name in ("shift_jis", "euc-jp", "iso-2022-jp") and any(c in UNSURE for c in bare):
            continue
        try:
            body = bare.encode(python)
        except UnicodeEncodeError:
            continue
        yield f"{name}, header", body, {"content_type": f"text/html; charset={name}"}
        if name in MARKS:
            yield f"{name}, mark", "\ufeff".encode(python) + body, {}
        if not name.startswith("utf-16"):
            with_meta = re.sub(r"(?i)<head[^>]*>", lambda m: f'{m[0]}<meta charset="{name}">',
                               bare, count=1)
            if with_meta != bare:
                yield f"{name}, meta", with_meta.encode(python), {"content_type": "text/html"}


class Runs:
    """Files to be read, and what is expected of each: check(page, body, article) says what is
    wrong, or nothing."""

    def __init__(self, folder):
        self.folder, self.files, self.checks = pathlib.Path(folder), [], []

    def add(self, page, kind, what, body, check, headers=None):
        path = self.folder / f"{len(self.files)}.html"
        path.write_bytes(body)
        self.files.append((path, {**page.headers, **(headers or {})}, ""))
        self.checks.append((page, kind, what, check, body))


def differences(page, _, article):
    """What differs from the article of the page as it is, but for the name of its encoding."""
    was, now = ({k: v for k, v in a.items() if k != "encoding"} for a in (page.article, article))
    names = sorted(k for k in {**was, **now} if was.get(k) != now.get(k))
    return ", ".join(f"{k}: {str(was.get(k))[:300]!r} -> {str(now.get(k))[:300]!r}"
                     for k in names[:2])


def losses(page, body, article):
    """Which paragraphs of the article came before the page was cut off, and are not there."""
    if "error" in article:
        return article["error"]
    came = UNREAD.sub("", body.decode("utf-8", "ignore"))
    want = [p for p in page.article.get("body", "").split("\n\n")
            if len(p) > 60 and p[-30:] in came]
    lost = [p for p in want if p not in article.get("body", "")]
    if len(lost) > max(1, len(want) * LOST):
        return f"{len(lost)} of {len(want)} paragraphs lost"
    return ""


def add_variants(runs, page, cuts):
    rng = random.Random(page.name)
    for what, body, headers in encoded(page):
        runs.add(page, "charset", what, body, differences, headers)
    for what, change in MARKUP.items():
        runs.add(page, "markup", what, change(page.text, rng).encode(), differences)
    whole = page.text.encode()
    for i in range(cuts):
        at = len(whole) * (i + 1) // (cuts + 1)
        runs.add(page, "cut", f"byte {at}", whole[:at], losses)


def read(args, pages, tried, failed):
    """Read some pages and their variants, and print what differs."""
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(folder)
        for page in pages:
            runs.add(page, "", "", page.text.encode(), None)
        articles = worker.extract_files(args.program, args.worker, runs.files)
        for page, article in zip(pages, articles):
            page.article = article
        runs = Runs(folder)
        for page in pages:
            add_variants(runs, page, args.cuts)
        articles = worker.extract_files(args.program, args.worker, runs.files)
    for (page, kind, what, check, body), article in zip(runs.checks, articles):
        name = kind if kind == "cut" else f"{kind}: {what}"
        tried[name] += 1
        wrong = check(page, body, article)
        if wrong:
            failed[name] += 1
            print(f"{page.name}, {kind}, {what}: {wrong}")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n\n")[0])
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("program")
    parser.add_argument("worker")
    parser.add_argument("folders", type=pathlib.Path, nargs="+")
    args = parser.parse_args()
    paths = [p for folder in args.folders for p in sorted(folder.glob("*.html"))]
    pages = [page for page in map(Page, paths[::args.each]) if page.is_html]
    tried, failed = collections.Counter(), collections.Counter()
    for i in range(0, len(pages), AT_ONCE):
        read(args, pages[i:i + AT_ONCE], tried, failed)
    for name in sorted(tried):
        print(f"{name:32}{tried[name]:8} read{failed[name]:8} otherwise")
    print(f"{sum(tried.values()) - sum(failed.values())} passed, {sum(failed.values())} failed")
    sys.exit(1 if failed or not pages else 0)


main()

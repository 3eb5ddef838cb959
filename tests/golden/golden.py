#!/usr/bin/env python3
"""Run saved pages through the real worker and compare the whole article with the stored one.

usage: golden.py [--update] [--stored FOLDER] EXTRACT_PAGES WORKER PAGES [NAME...]

A test is PAGES/NAME.html and NAME.json; --stored names another folder for the latter. An optional
NAME.headers holds lines "name: value":

    url             address of the page; default https://news.example/NAME.html
    content_type    Content-Type header of the response; default: none
    charset         encoding chosen by the user
    date            Date header, in seconds since 1970
    mode            article (default), raw, text or feed
    encode          encoding, by its name in Python, in which the page is sent; the file is UTF-8

An optional NAME.rules holds site rules for the page.

"{{hex D6 FF 00}}" in the page is replaced by these bytes. --update writes the .json files: read the
difference before you commit it.
"""
import argparse
import difflib
import json
import pathlib
import sys

import worker


def headers_of(page):
    path = page.with_suffix(".headers")
    found = {"url": f"https://news.example/{page.stem}.html"}
    for line in path.read_text("utf-8").splitlines() if path.exists() else []:
        if line.strip() and not line.startswith("#"):
            name, _, value = line.partition(":")
            found[name.strip()] = value.strip()
    unknown = set(found) - set(worker.FIELDS) - {"encode"}
    if unknown:
        sys.exit(f"{path}: unknown {', '.join(sorted(unknown))}")
    return found


def pretty(article):
    return json.dumps(article, ensure_ascii=False, indent=1) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--stored", type=pathlib.Path)
    parser.add_argument("program")
    parser.add_argument("worker")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    pages = sorted(p for p in args.folder.glob("*.html") if not args.names or p.stem in args.names)
    passed = failed = 0
    articles = worker.extract(args.program, args.worker, [(p, headers_of(p)) for p in pages])
    for page, article in zip(pages, articles):
        stored = (args.stored or args.folder) / f"{page.stem}.json"
        got, want = pretty(article), stored.read_text("utf-8") if stored.exists() else ""
        if args.update and got != want:
            stored.write_text(got, "utf-8")
            print(f"updated {page.stem}")
        elif got != want:
            failed += 1
            print(f"FAILED {page.stem}")
            sys.stdout.writelines(list(difflib.unified_diff(
                want.splitlines(True), got.splitlines(True), str(stored), "now"))[:60])
            continue
        passed += 1
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not pages else 0)


main()

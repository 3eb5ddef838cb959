#!/usr/bin/env python3
"""Attack kread in the ways of hostile pages, servers, workers and terminals.

usage: scripts/torture attacks [--quick] [GROUP...] [--only TEXT]

  GROUP        pages, codings, workers or pictures; default: all
  --quick      a selection of each kind, in seconds: that of the test suite
  --only TEXT  attacks whose kind or name has this text

Every attack must end in time, with little memory, and a message if there is nothing to read; what
comes out, on standard output, in messages or on the terminal, has no character that a terminal
would obey or that hides the order of the text; and what else the page has is not lost.
"""
import argparse
import importlib
import sys

import attack

GROUPS = ("codings", "pages", "workers", "pictures")


def main():
    parser = argparse.ArgumentParser(prog="scripts/torture attacks", add_help=False)
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("groups", nargs="*")
    kread, *argv = sys.argv[1:]
    args = parser.parse_args(argv)
    if args.help or set(args.groups) - set(GROUPS):
        print(__doc__.strip())
        return 0 if args.help else 2
    report = attack.Report(args.quick, args.only)
    for group in args.groups or GROUPS:
        importlib.import_module("attack_" + group).run(report, kread)
    return report.end()


if __name__ == "__main__":
    sys.exit(main())

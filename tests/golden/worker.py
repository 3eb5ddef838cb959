"""Pages through the real worker, for the tests in this folder: see extract_pages.c."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

FIELDS = ("url", "content_type", "charset", "date", "mode")
HEX = re.compile(r"\{\{hex ([0-9A-Fa-f ]+)\}\}")


def page_bytes(path, encoding):
    """The page as a server would send it.

    The file is UTF-8, with "{{hex D6 FF 00}}" for bytes that no encoding makes.
    """
    parts = HEX.split(path.read_text("utf-8"))
    return b"".join(bytes.fromhex(p) if i % 2 else p.encode(encoding, "xmlcharrefreplace")
                    for i, p in enumerate(parts))


def extract_files(program, worker, pages):
    """The articles of pages: a list of (path, headers, file of site rules or "")."""
    requests = ["\t".join([str(path)] + [headers.get(f, "") for f in FIELDS] + [str(rules)]) + "\n"
                for path, headers, rules in pages]
    run = subprocess.run([program, worker], input="".join(requests), capture_output=True, text=True)
    sys.stderr.write(run.stderr)
    lines = run.stdout.splitlines()
    if run.returncode or len(lines) != len(pages):
        sys.exit(f"{program}: status {run.returncode}, "
                 f"{len(lines)} articles of {len(pages)} pages")
    return [json.loads(line) for line in lines]


def extract(program, worker, pages):
    """The articles of pages: a list of (path, headers).

    Headers are what FIELDS names and "encode", the encoding to send the page in.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for page, headers in pages:
            path = pathlib.Path(folder) / page.name
            path.write_bytes(page_bytes(page, headers.get("encode", "utf-8")))
            rules = page.with_suffix(".rules")
            files.append((path, headers, rules if rules.exists() else ""))
        return extract_files(program, worker, files)

"""The sets of pages that the models are trained on and measured on; README.md says where they come
from.

A set is a folder with truth.jsonl, one JSON object a line for each page, and html/ID.html.gz.
"""
import gzip
import hashlib
import json
import pathlib
import random
import re
import unicodedata
from urllib.parse import unquote, urljoin, urlsplit

LICENCES = {
    "zyte": "MIT",
    "wcxb": "CC-BY-4.0",
    "segments": "Apache-2.0",
    "dates": "Apache-2.0",
    "zh": "MIT",
    "world": "MIT",
    "topics": "for research only",
    "related": "CC-BY-4.0",
}
FOLDS = 5  # of the pages, for tables that have not seen a part of them
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")


def words(text):
    """Words; of Chinese, Japanese and Korean text each character by itself."""
    return re.findall(r"\w+", CJK.sub(lambda m: f" {m.group()} ", text or ""))


def same_title(truth, got):
    """Equal but for case, white space and punctuation."""
    return bool(got) and squash(truth) == squash(got)


def squash(text):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or "").casefold())


def link(base, url):
    """What makes two links lead to the same page."""
    u = urlsplit(urljoin(base or "", (url or "").strip()))
    host = u.netloc.lower().removeprefix("www.").split(":")[0]
    return host + unquote(u.path).rstrip("/") + ("?" + u.query if u.query else "")


def site(truth):
    """The site of a page, as far as its address or else its id tells."""
    url = truth.get("url") or ""
    if "::" in url:
        host = url.split("::", 1)[1].split("-")[0]
    else:
        host = urlsplit(url).netloc.lower() or truth["id"].split("-")[0]
    parts = host.removeprefix("www.").split(":")[0].split(".")
    country = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3:] if country else parts[-2:])


class Page:
    """set, id, truth; site: pages of one site must not be on both sides of a fold; fold: of all
    sets, 0 to FOLDS - 1."""

    def __init__(self, name, truth, path):
        self.set, self.id, self.truth, self.path = name, truth["id"], truth, path
        self.key = f"{name}/{self.id}"

    def row(self):
        return f"{self.key}\t{self.truth.get('url') or ''}\t{self.path}\n"


class Bench:
    """The folder of the sets; pages are unpacked into a folder for work."""

    def __init__(self, folder, work):
        self.folder, self.work = pathlib.Path(folder), pathlib.Path(work)
        self.sets = {name: self.load(name) for name in LICENCES}
        # Sets share pages, and some leave out the address.
        sites = {}
        for pages in self.sets.values():
            for page in pages:
                if page.truth.get("url") or page.id not in sites:
                    sites[page.id] = site(page.truth)
        for pages in self.sets.values():
            for page in pages:
                page.site = sites[page.id]
        self.deal()

    def deal(self):
        """Gives each site to a fold."""
        pages = [page for pages in self.sets.values() for page in pages]
        names = sorted({page.site for page in pages})
        random.Random(1).shuffle(names)
        fold = {name: k % FOLDS for k, name in enumerate(names)}
        for page in pages:
            page.fold = fold[page.site]

    def load(self, name):
        with open(self.folder / name / "truth.jsonl", encoding="utf-8") as f:
            truths = [json.loads(line) for line in f if line.strip()]
        return [Page(name, t, self.work / "pages" / name / f"{t['id']}.html") for t in truths]

    def unpack(self, pages):
        """The pages as files; returns the list of them that dump_features reads."""
        for page in pages:
            if not page.path.exists():
                page.path.parent.mkdir(parents=True, exist_ok=True)
                packed = self.folder / page.set / "html" / f"{page.id}.html.gz"
                page.path.write_bytes(gzip.decompress(packed.read_bytes()))
        path = self.work / "list"
        path.write_text("".join(page.row() for page in pages), encoding="utf-8")
        return path

    def origin(self, pages):
        """(key, value) pairs for the table: what it was trained on."""
        out = []
        for name in dict.fromkeys(page.set for page in pages):
            ids = sorted(page.id for page in pages if page.set == name)
            truth = (self.folder / name / "truth.jsonl").read_bytes()
            out.append((f"set {name}", f"{len(ids)} pages; {LICENCES[name]}; "
                        f"ids {digest(''.join(i + chr(10) for i in ids).encode())}; "
                        f"truth {digest(truth)}"))
        return out


def digest(data):
    return hashlib.sha256(data).hexdigest()[:16]

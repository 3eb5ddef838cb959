"""What the trained models say of pages: see model_answers.c."""
import json
import math
import pathlib
import statistics
import subprocess
import tempfile

import worker


def _odds(logit):
    return 1 / (1 + math.exp(-logit))


def read(model_answers, pages):
    """{NAME: {segments, lists, titles, days}} of pages as in worker.extract().

    Each is a list of (what, probability). A list is one of addresses, as they stand in the page;
    days are counted from 1970.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with (folder / "list").open("w", encoding="utf-8") as out:
            for page, headers in pages:
                path = folder / page.name
                path.write_bytes(worker.page_bytes(page, headers.get("encode", "utf-8")))
                print(page.stem, headers.get("url", ""), path, sep="\t", file=out)
        found = {page.stem: {} for page, _ in pages}
        for what in ("titles", "lists", "segments", "days"):
            run = subprocess.run([model_answers, what, folder / "list"],
                                 stdout=subprocess.PIPE, check=True)
            for line in run.stdout.decode("utf-8").splitlines():
                said = json.loads(line)
                # of the two stages that judge segments body.c takes the mean, too
                found[said["id"]][what] = [(x[0], statistics.fmean(map(_odds, x[1:])))
                                           for x in said["answers"]]
    return found

"""How many figures of sections three and four come back from PDF tables without ruling lines, and whether
any is wrong.

    python benchmarks/bench_unruled.py [reports of each form] [kind of pages] [-v]

Random reports of the forms 2019 and 2021 from fixed seeds. *ordinary*: A4, 9 to 12 points, heads and figures
at any side of their cells, labels wrapped, in the middle of their cells or at the top. *cut*: in addition
blanks, page breaks through rows and heads, and columns of any width, also too narrow for their words. Where
WeasyPrint and LibreOffice (`soffice`) are on the path, a sixth as many are printed by each. `-v` names the
reports that did not come back whole.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from figures import Figure  # noqa: I001
from writers_unruled import PATHS, page_of, printers, web_page

from govinfo_reports import Source, parse
from govinfo_reports.indicators import Form


def samples(kind: str, count: int) -> Iterator[tuple[str, bytes, Mapping[str, Figure]]]:
    """PDFs with their figures, and a name for each."""
    for form in (Form.F2019, Form.F2021):
        if kind in ("ordinary", "cut"):
            for seed in range(count):
                made = page_of(form, seed, kind)
                if made is not None:
                    yield f"{kind} {form.value} {seed}", *made
            continue
        with tempfile.TemporaryDirectory() as folder:
            for seed in range(max(1, count // 6)):
                page, figures = web_page(form, seed)
                path = Path(folder) / "page.pdf"
                printers()[kind](page, path)
                yield f"{kind} {form.value} {seed}", path.read_bytes(), figures


def compared(data: bytes, figures: Mapping[str, Figure]) -> tuple[dict[str, int], list[str]]:
    """How many figures of each section are wanted and right, and the paths of wrong ones."""
    report = parse(data)
    found = {fact.path: fact.value for fact in report.facts if fact.source is Source.TABLE}
    wanted = {path: value for path, value in figures.items() if path.startswith(PATHS) and value is not None}
    wrong = [
        path
        for path, value in found.items()
        if path.startswith(PATHS) and value is not None and figures.get(path) != value
    ]
    three = [path for path in wanted if path.startswith("applications.")]
    four = [path for path in wanted if not path.startswith("applications.")]
    counts = {
        "three": len(three),
        "three read": sum(found.get(path) == wanted[path] for path in three),
        "four": len(four),
        "four read": sum(found.get(path) == wanted[path] for path in four),
    }
    return counts, wrong


def main(count: int, only: str, *, is_talkative: bool) -> None:
    """Print the table of docs/containers.md."""
    print("| pages | reports | section three read | section four read | wrong | seconds a report |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind in ("ordinary", "cut", *printers()):
        if only not in ("", kind):
            continue
        sums = {"three": 0, "three read": 0, "four": 0, "four read": 0}
        number = bad = 0
        spent = 0.0
        for name, data, figures in samples(kind, count):
            start = time.process_time()
            counts, wrong = compared(data, figures)
            spent += time.process_time() - start
            number, bad = number + 1, bad + len(wrong)
            for key, value in counts.items():
                sums[key] += value
            is_whole = counts["three"] == counts["three read"] and counts["four"] == counts["four read"]
            if is_talkative and (wrong or not is_whole):
                print(name, counts, "wrong:", wrong, file=sys.stderr)
        three, four = sums["three read"] / sums["three"], sums["four read"] / sums["four"]
        print(f"| {kind} | {number} | {three:.1%} | {four:.1%} | {bad} | {spent / number:.2f} |", flush=True)


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "-v"]
    counts = [int(word) for word in words if word.isdigit()]
    kinds = [word for word in words if not word.isdigit()]
    main(counts[0] if counts else 60, kinds[0] if kinds else "", is_talkative="-v" in sys.argv)

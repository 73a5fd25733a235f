"""Reports of all forms with known figures as scans in twelve conditions: figures right, wrong, wrong and
unsaid, without a value, and the processor seconds a page; then how often figures are right by how sure their
recognition is said to be.

    python benchmarks/scans.py [--forms 2014,2019,2021] [--only plain,noise] [--dpi 150] [--seed 0] [--unruled]

With `--unruled`, tables three and four alone, without ruling lines (forms 2019 and 2021).
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageFilter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from govinfo_reports import GovInfoError, Report, Scope, Severity, Source, parse
from govinfo_reports.indicators import Form
from scanned_reports import (
    as_scan,
    dusty,
    grained,
    pages_of,
    photographed,
    ruled_report,
    shaded,
    stamped,
    unruled_report,
)

BOUNDS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99)


def _pale(page: Image.Image) -> Image.Image:
    return page.point(lambda shade: 255 - (255 - shade) * 0.6)


def _jpeg(page: Image.Image) -> Image.Image:
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=30)
    return Image.open(buffer)


CONDITIONS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "plain": lambda page: page,
    "turned 1.5": lambda page: page.rotate(1.5, fillcolor=255),
    "turned 3": lambda page: page.rotate(3, fillcolor=255),
    "on its side": lambda page: page.rotate(90, expand=True),
    "pale": _pale,
    "noise": grained,
    "jpeg 30": _jpeg,
    "blurred": lambda page: page.filter(ImageFilter.GaussianBlur(0.8)),
    "seal": stamped,
    "two tones": lambda page: page.point(lambda shade: 255 if shade > 150 else 0),
    "shadow": shaded,
    "specks": dusty,
    "photograph": photographed,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--forms", default="2014,2019,2021")
    parser.add_argument("--only", default="")
    parser.add_argument("--dpi", type=int, default=150)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--unruled", action="store_true")
    args = parser.parse_args()
    sure: Counter[float] = Counter()
    right: Counter[float] = Counter()
    print("| form | condition | figures | right | wrong | unsaid | no value | processor seconds a page |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for form in map(Form, args.forms.split(",")):
        data, figures = (unruled_report if args.unruled else ruled_report)(form, args.seed)
        pages = pages_of(data, args.dpi)
        for name, change in CONDITIONS.items():
            if args.only and name not in args.only.split(","):
                continue
            scan = as_scan([change(page) for page in pages], args.dpi)
            started = time.process_time()
            try:
                report = parse(scan)
            except GovInfoError as error:
                print(f"| {form.value} | {name} | {error} |")
                continue
            seconds = (time.process_time() - started) / len(pages)
            print(
                f"| {form.value} | {name} | {_scored(report, figures, sure, right)} | {seconds:.1f} |",
                flush=True,
            )
    print("\n| said to be sure | figures | right |\n| --- | ---: | ---: |")
    for low, high in zip(BOUNDS, (*BOUNDS[1:], 1.0), strict=True):
        if sure[low]:
            print(f"| {low:.2f} to {high:.2f} | {sure[low]} | {100 * right[low] / sure[low]:.1f} % |")


def _scored(report: Report, figures: dict[str, object], sure: Counter[float], right: Counter[float]) -> str:
    """The counts of one report; adds to those of how sure its figures are and how many of them are right.
    Figures without a value count as what was recognised."""
    asked = sum(value is not None for value in figures.values())
    correct, wrong, open_ = 0, set(), 0
    for fact in report.facts:
        if fact.source is not Source.TABLE or fact.scope is not Scope.YEAR or fact.path not in figures:
            continue
        wanted = figures[fact.path]
        if fact.value is None:
            open_ += wanted is not None
        elif fact.value == wanted:
            correct += 1
        else:
            wrong.add(fact.path)
        first = fact.candidates[0] if fact.candidates else fact.value
        if fact.recognised is not None and first is not None:
            bin_ = max(bound for bound in BOUNDS if fact.recognised >= bound)
            sure[bin_] += 1
            right[bin_] += first == wanted
    said = {path for one in report.findings if one.severity is not Severity.INFO for path in one.paths}
    return f"{asked} | {correct} | {len(wrong)} | {len(wrong - said)} | {open_}"


if __name__ == "__main__":
    main()

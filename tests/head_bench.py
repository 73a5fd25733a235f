"""The bench of heads: titles, organs, issuers, dates, periods and contacts, with what each says by hand
(`tests/heads/*.txt`)."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

from govinfo_reports import parse_text

__all__ = ["failures", "heads"]

_BODY = (
    "一、概述\n工作平稳有序。\n二、主动公开政府信息情况\n全年主动公开政府信息634条。"
    "\n三、依申请公开政府信息情况\n全年收到政府信息公开申请3件。\n四、存在的主要问题\n公开内容有待丰富。"
)


def heads(name: str = "*") -> Iterator[tuple[str, dict[str, list[str | None]]]]:
    """The text of each report of the files of a name, and for each field what it may be."""
    files = sorted((Path(__file__).parent / "heads").glob(f"{name}.txt"))
    for block in (block for file in files for block in file.read_text(encoding="utf-8").split("\n\n")):
        lines = [line for line in block.strip().splitlines() if not line.startswith("#")]
        wanted = dict(line[2:].split(" ", 1) for line in lines if line.startswith("= "))
        if wanted:
            text = "\n".join(line for line in lines if not line.startswith("= ")).replace("{body}", _BODY)
            yield (
                text,
                {
                    key: [None if one == "-" else one for one in value.split("|")]
                    for key, value in wanted.items()
                },
            )


def failures(name: str = "*") -> tuple[int, list[str]]:
    """How many fields were asked for, and a line for each that is not as it should be."""
    asked, failed = 0, []
    for text, wanted in heads(name):
        report = parse_text(text)
        for path, values in wanted.items():
            asked += 1
            got: object = report
            for part in path.split("."):
                got = getattr(got, part, None)
            printed = got.isoformat() if isinstance(got, datetime.date) else None if got is None else str(got)
            if printed not in values:
                failed.append(f"{path}: wanted {values}, read {printed!r}: {text[:90]!r}")
    return asked, failed


if __name__ == "__main__":  # python tests/head_bench.py [NAME]: what does not hold
    asked, failed = failures(*sys.argv[1:])
    sys.stdout.write("\n".join([*failed, f"{asked - len(failed)} of {asked}"]) + "\n")

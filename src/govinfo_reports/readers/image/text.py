"""What some converters print for a picture: its file's name, then what was recognised in it."""

from __future__ import annotations

import re

from ...language import phrase

__all__ = ["without_image_text"]

_IMAGE_FILE = re.compile(r"^\s*(?:image|img|pic|图片)_?\d*\.(?:png|jpe?g|gif|bmp|emf|wmf)\s*$", re.IGNORECASE)
_CJK = re.compile(r"[\u4e00-\u9fff]")


def without_image_text(lines: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The lines with what some converters print for a picture (its file's name, then what was recognised in
    it) emptied, up to the next line of plain prose; and a notice that says so."""
    kept = list(lines)
    dropped: list[int] = []
    inside = False
    for number, line in enumerate(lines):
        if "." in line and _IMAGE_FILE.match(line):
            inside = True
        elif inside:
            cjk = len(_CJK.findall(line))
            inside = not (cjk >= 20 and cjk * 10 >= len(line.strip()) * 7 and ("，" in line or "。" in line))
        if inside:
            kept[number] = ""
            if line.strip():
                dropped.append(number + 1)
    if not dropped:
        return kept, ()
    notice = phrase(
        "{count} lines recognised in pictures (from line {dropped} on) were left out",
        count=len(dropped),
        dropped=dropped[0],
    ).both
    return kept, (notice,)

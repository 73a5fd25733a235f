"""Text of a document in a few words, for what Python shows of an object."""

from __future__ import annotations

__all__ = ["brief"]


def brief(text: str, most: int = 40) -> str:
    """The text in one line of at most `most` characters, without what a terminal may obey.

    >>> brief("临江区\\n2017年\\x1b[2J政府信息公开工作年度报告", 12)
    '临江区 2017年 […'
    """
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"

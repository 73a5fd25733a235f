"""Radicals and compatibility ideographs, and the characters that they look like."""

from __future__ import annotations

import unicodedata

__all__ = ["RADICALS"]


def _radicals() -> dict[int, str]:
    """Radicals and compatibility ideographs that some producers write in place of the characters they look
    like."""
    table = {
        code: folded
        for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFAD9))
        if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1 and folded != chr(code)
    }
    lookalikes = zip(
        "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
    return table | {ord(radical): char for radical, char in lookalikes}


RADICALS = _radicals()

"""How slow this machine is just now: a bound on seconds is meant for a quiet one, and tests run two at a time on any."""

from __future__ import annotations

import re
import sys
import time

_QUIET = 0.03
"""Seconds that `_work` takes where the bounds of the tests were set: one process on a quiet machine."""

_TRACED = 4.0
"""How much longer the library takes at most while its lines are counted: tight loops, two processes to a core."""


def _work() -> float:
    began = time.process_time()
    pattern, counts = re.compile(r"(\w+?)(\d+)件"), dict[str, int]()
    for at in range(6_000):
        for word, digits in pattern.findall(f"收到申请{at}件，其中网络申请{at // 2}件，信函申请{at % 7}件"):
            counts[word] = counts.get(word, 0) + int(digits)
    return time.process_time() - began


def within(seconds: float) -> float:
    """So many seconds of a quiet machine, on this one as it is now; never fewer."""
    slower = max(1.0, sorted(_work() for _ in range(3))[1] / _QUIET)
    return seconds * slower * (_TRACED if sys.gettrace() else 1)

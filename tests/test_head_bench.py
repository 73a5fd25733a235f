"""The bench of heads (`head_bench.py`): every field as it was written down by hand."""

from __future__ import annotations

from head_bench import failures


def test_heads_say_what_is_printed() -> None:
    asked, failed = failures()
    assert asked > 80
    assert failed == []

"""Small documents that once went wrong must not go wrong again: no case that holds may fail, and no hostile
file.

usage: python .ci/cases.py CASES_DIR [--update]

CASES_DIR has `run_cases.py` and `run_hostile.py`, which print a line `holds NAME` or `FAILS NAME` for each.
`.ci/cases-held` lists the names that hold, one a line; exit status 1 where one of them fails or is gone.
`--update` adds those that hold by now; it takes none away.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

__all__ = ["held_by", "judge", "main"]

FLOOR = Path(__file__).parent / "cases-held"
SCRIPTS = ("run_cases.py", "run_hostile.py")
_LINE = re.compile(r"^(holds|FAILS) ([^\s:]+)", re.MULTILINE)


def held_by(printed: str) -> dict[str, bool]:
    """Whether each case holds, of what a script printed.

    >>> held_by("holds a_1: a trait\\nFAILS b.pdf 2.4 s: ended by signal 6\\n      review.total: want 1")
    {'a_1': True, 'b.pdf': False}
    """
    return {match[2]: match[1] == "holds" for match in _LINE.finditer(printed)}


def judge(floor: set[str], results: dict[str, bool]) -> tuple[list[str], list[str]]:
    """The names of the floor that fail or are gone, and those that hold and are not in the floor."""
    held = {name for name, holds in results.items() if holds}
    return sorted(floor - held), sorted(held - floor)


def main() -> int:
    """Run both scripts and compare."""
    folder = Path(sys.argv[1])
    results: dict[str, bool] = {}
    for script in SCRIPTS:
        command = [sys.executable, str(folder / script), *(["--all"] if script == "run_cases.py" else [])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = held_by(done.stdout)
        if not found:
            print(f"{script} gave no results: {done.stderr[-500:]}")
            return 1
        results |= found
    floor = set(FLOOR.read_text(encoding="utf-8").split()) if FLOOR.exists() else set()
    lost, new = judge(floor, results)
    print(f"{sum(results.values())} of {len(results)} hold; the floor has {len(floor)}")
    for name in lost:
        print(f"held before, fails now: {name}")
    for name in new:
        print(f"holds now and is not in the floor: {name}")
    if new and "--update" in sys.argv:
        FLOOR.write_text("".join(f"{name}\n" for name in sorted({*floor, *new})), encoding="utf-8")
        print(f"{len(new)} added to {FLOOR.name}")
    elif new:
        print(f"to raise the floor: python .ci/cases.py {folder} --update")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())

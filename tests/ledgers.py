"""Ledgers: what of a large test fails today. A ledger may only shrink.

A ledger is a text file, one line a case: its states by place (`html:wrong running:lost`), a tab, the case.
States from the worst: `wrong` (a figure that is not printed there), `unsaid` (a figure lost without a word),
`lost` (a figure lost, and said). What is not in the ledger holds. A test fails where a case does worse than
its ledger says. Where cases do better, the ledger is rewritten by the command `shrink`, which refuses to
write anything worse.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

__all__ = ["HOLDS", "STATES", "Ledger"]

STATES = ("wrong", "unsaid", "lost", "holds")
HOLDS = "holds"
Case = tuple[str, str]
"""The case, and the place (shape, container) that it is tried in."""


def _escaped(text: str) -> str:
    return (
        text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\t", "\\t")
        .replace("\r", "\\r")
        .replace("\xa0", "\\xa0")
    )


class Ledger:
    """One file and what it says."""

    def __init__(self, name: str) -> None:
        self.path = Path(__file__).parent / "ledgers" / f"{name}.txt"
        self.module = f"tests/test_{name}.py"
        self.states: dict[Case, str] = {}
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").splitlines():
                places, _, case = line.partition("\t")
                for place in places.split():
                    where, _, state = place.rpartition(":")
                    self.states[case, where] = state

    def state(self, case: str, place: str) -> str:
        return self.states.get((_escaped(case), place), HOLDS)

    def judge(self, results: Mapping[Case, str]) -> str:
        """What a test says: nothing where all is as the ledger has it."""
        worse = []
        for (case, place), state in results.items():
            listed = self.state(case, place)
            if STATES.index(state) < STATES.index(listed):
                worse.append(
                    f"  {place}: {_escaped(case)}: {state}" + (f" (was {listed})" if listed != HOLDS else "")
                )
        if not worse:
            return ""
        return "\n".join([f"{len(worse)} do worse than {self.path.name} says:", *worse[:40]])

    def write(self, results: Mapping[Case, str], *, begin: bool = False) -> str:
        """Write better states down; what does worse is not written, but with `begin`, where there is no
        ledger yet."""
        if begin and self.path.exists():
            return f"{self.path.name} exists; a ledger may only shrink"
        worse = 0
        for (case, place), state in results.items():
            key = (_escaped(case), place)
            if not begin and STATES.index(state) < STATES.index(self.states.get(key, HOLDS)):
                worse += 1
                continue
            if state == HOLDS:
                self.states.pop(key, None)
            else:
                self.states[key] = state
        lines: dict[str, list[str]] = defaultdict(list)
        for (case, place), state in sorted(self.states.items()):
            lines[case].append(f"{place}:{state}")
        self.path.parent.mkdir(exist_ok=True)
        text = "".join(f"{' '.join(places)}\t{case}\n" for case, places in lines.items())
        self.path.write_text(text, encoding="utf-8")
        counts = Counter(self.states.values())
        counted = ", ".join(f"{counts[state]} {state}" for state in STATES[:-1])
        refused = f"; {worse} do worse and were not written" if worse else ""
        return f"{self.path.name}: {counted}{refused}"

    def main(
        self, run: Callable[[Collection[Case] | None], Iterable[tuple[Case, str]]], every: Iterable[Case]
    ) -> int:
        """The command: `shrink` tries what is listed, `check` all, `begin` writes a ledger where there is
        none, `show` prints states by place."""
        action = sys.argv[1] if len(sys.argv) > 1 else "check"
        cases = set(every)
        escaped = {(_escaped(case), place): (case, place) for case, place in cases}
        gone = [key for key in self.states if key not in escaped]
        if action == "show":
            counts = Counter((place, state) for (_, place), state in self.states.items())
            for (place, state), number in sorted(counts.items()):
                print(f"{place:12} {state:8} {number}")  # noqa: T201
            return 0
        if action == "shrink":
            for key in gone:
                del self.states[key]
            results = dict(run({escaped[key] for key in self.states}))
            print(self.write(results))  # noqa: T201
            return 0
        results = dict(run(None))
        if action == "begin":
            print(self.write(results, begin=True))  # noqa: T201
            return 0
        said = self.judge(results)
        print(said or "as the ledger has it")  # noqa: T201
        return int(bool(said))

"""The bench of sentences: each with the figures that it gives, written down before it was read
(`tests/sentences/*.txt`).

A file has blocks: `@ organ year heading`, then sentences, each with ` -> name=value; ...`. A value `-` is
none: the sentence is a trap for that indicator. `a|b` allows both, for what people read in two ways.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from attrs import field, frozen, mutable

from govinfo_reports import Scope, parse_text
from govinfo_reports.indicators import leaf_indicators

__all__ = ["FOLDER", "Case", "Score", "cases", "figures", "score"]

FOLDER = Path(__file__).parent / "sentences"

_A, _P, _N, _C, _R = (
    "applications",
    "proactive",
    "proactive.normative_documents",
    "capacity",
    "responses",
)
_O = f"{_A}.outcomes"
_NAMES = {
    "received": f"{_A}.received.total",
    "concluded": f"{_A}.concluded.total",
    "on_time": f"{_A}.concluded.on_time",
    "extended": f"{_A}.concluded.extended",
    "replies": f"{_A}.replies.total",
    "granted": f"{_A}.replies.granted",
    "partly": f"{_A}.replies.partially_granted",
    "refused": f"{_A}.replies.refused.total",
    "nonexistent": f"{_A}.replies.nonexistent",
    "not_ours": f"{_A}.replies.not_this_organ",
    "amend": f"{_A}.replies.amendment_requested",
    "already": f"{_A}.replies.already_public",
    "outcomes": f"{_O}.total.total",
    "outcome.granted": f"{_O}.granted.total",
    "outcome.partly": f"{_O}.partially_granted.total",
    "outcome.not_held": f"{_O}.unable.not_held.total",
    "carried_in": f"{_A}.carried_in.total",
    "carried_forward": f"{_A}.carried_forward.total",
    "disclosed": f"{_P}.disclosed",
    "documents": f"{_N}.issued",
    "documents_repealed": f"{_N}.repealed",
    "documents_in_force": f"{_N}.in_force",
    "documents_published": f"{_N}.disclosed",
    "hot": f"{_R}.hot_topics",
    "press": f"{_R}.channels.press_conferences",
    "interviews": f"{_R}.channels.online_interviews",
    "interpretations": f"{_R}.channels.policy_interpretations",
    "staff": f"{_C}.staff.total",
    "full_time": f"{_C}.staff.full_time",
    "part_time": f"{_C}.staff.part_time",
    "reading_points": f"{_C}.reading_points",
    "offices": f"{_C}.dedicated_offices",
    "budget": f"{_C}.budget",
    "courses": "training.courses",
    "meetings": "training.meetings",
    "participants": "training.participants",
    "review": "review.total",
    "litigation": "litigation.total",
    **{one: f"{_A}.received.{one}" for one in ("online", "letter", "in_person", "fax", "natural_person", "business")},
    **{one: f"{_P}.channels.{one}" for one in ("website", "wechat", "weibo", "gazette")},
}  # fmt: skip
_LATE = (
    "{organ}{year}年政府信息公开工作年度报告\n根据《条例》编制本报告。\n一、{heading}\n{sentence}。"
    "\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n有待加强。\n六、其他需要报告的事项\n略。\n"
)
_REPORT = (
    "{organ}{year}年政府信息公开工作年度报告\n根据《条例》编制本报告。\n一、{heading}\n{sentence}。"
    "\n二、存在的问题\n有待加强。\n"
)


@frozen
class Case:
    """A sentence in its report, and for each indicator the values it may have (None: none)."""

    text: str
    report: str
    wanted: dict[str, tuple[Decimal | None, ...]]


@mutable
class Score:
    """`right` and `wrong` values read, and values `lost`; `failed` has a line for each case that did not
    hold."""

    right: int = 0
    wrong: int = 0
    lost: int = 0
    true: int = 0
    traps: int = 0
    failed: list[str] = field(factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.lost)


def cases(name: str = "*", folder: Path = FOLDER) -> Iterator[Case]:
    """The cases of the files of a name in a folder, in their order."""
    for path in sorted(folder.glob(f"{name}.txt")):
        organ = year = heading = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("@ "):
                organ, year, heading = line[2:].split(" ", 2)
            elif line and not line.startswith("#"):
                sentence, _, wanted = line.partition(" -> ")
                frame = _LATE if int(year) > 2018 else _REPORT
                report = frame.format(organ=organ, year=year, heading=heading, sentence=sentence)
                yield Case(sentence, report, dict(_wanted(one) for one in wanted.split("; ")))


def _wanted(printed: str) -> tuple[str, tuple[Decimal | None, ...]]:
    name, _, values = printed.partition("=")
    path = _NAMES.get(name, name)
    if path not in leaf_indicators():
        raise ValueError(f"no indicator is called {name}")
    return path, tuple(None if one == "-" else Decimal(one) for one in values.split("|"))


def figures(report: str) -> dict[str, set[Decimal]]:
    """The figures of the year that a report's text gives, by indicator."""
    read: dict[str, set[Decimal]] = {}
    for fact in parse_text(report).facts:
        if fact.scope is Scope.YEAR and fact.value is not None:
            read.setdefault(fact.path, set()).add(Decimal(fact.value))
    return read


def score(asked: Iterator[Case]) -> Score:
    """What is read of the cases."""
    total = Score()
    for case in asked:
        read = figures(case.report)
        for path, wanted in case.wanted.items():
            got = read.get(path, set())
            total.true += None not in wanted
            total.traps += None in wanted
            good = got & set(wanted)
            total.right += len(good)
            total.wrong += len(got - good)
            total.lost += None not in wanted and not good
            if got - good or (None not in wanted and not good):
                values = "|".join("-" if one is None else str(one) for one in wanted)
                what = "WRONG" if got - good else "lost"
                total.failed.append(f"{what} {path}={values} read {sorted(map(str, got))}: {case.text}")
    return total


if __name__ == "__main__":  # python tests/sentence_bench.py [NAME]: what does not hold, and the figures
    found = score(cases(sys.argv[1] if len(sys.argv) > 1 else "*"))
    lines = [
        *found.failed,
        f"true {found.true} traps {found.traps} right {found.right} wrong {found.wrong} lost {found.lost}",
        f"precision {found.precision:.4f} recall {found.recall:.4f}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")

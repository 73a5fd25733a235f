"""Sections two to four of the 2019 and 2021 forms in running text, where labels and figures follow each other without cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from ..document import Cell
from ..facts import Fact, Match, Unread
from ..indicators import Form, Kind, leaf_indicators
from ..location import Location
from .disclosure import SUBJECTS, metric_of
from .glued import (
    APPLICANT_COLUMNS,
    SUBTOTAL_COLUMNS,
    Decoding,
    Row,
    decode_applications,
    decode_litigation,
    decode_split,
)
from .outcome_labels import ROW_LABELS
from .reading import Puzzle, TableReading, decoded_fact, read_figure

__all__ = ["read_application_run", "read_disclosure_run", "read_litigation_run"]

_BETWEEN = r"[\s、，,“”\"'‘’（）()《》]{0,3}"
_OUTCOMES = "applications.outcomes"
_FIGURES = re.compile(r"[\d\s,，.\-—/]*")
_LONGEST_GAP = 60


def _spelled(core: str) -> str:
    """A pattern for a label's core with the punctuation and blanks that may stand in it."""
    return _BETWEEN.join(re.escape(char) for char in core)


def _place(where: Location, start: int, end: int) -> Location:
    return Location(
        page=where.page, line=where.line, sheet=where.sheet, span=(start + 1, max(end, start + 1))
    )


# ---------------------------------------------------------------- section three


@lru_cache(maxsize=1)
def _row_labels() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """One pattern for every row label of section three, with its ordinal, and the path of each of its groups."""
    choices: list[tuple[str, str]] = [
        (words, path) for path, wordings in ROW_LABELS.items() for words in wordings
    ]
    choices.sort(key=lambda item: -len(item[0]))
    paths: dict[str, str] = {}
    parts = []
    for number, (words, path) in enumerate(choices):
        paths[f"r{number}"] = path
        parts.append(
            f"(?P<r{number}>{_spelled(words)}(?:（[^（）]{{0,40}}）|\\([^()]{{0,40}}\\))?)[）)》”]{{0,2}}"
        )
    ordinal = r"(?:[一二三四五六七]\s?、|[（(]\s?[一二三四五六七]\s?[）)]|\d\s?[.．、])?\s?"
    special = (
        r"(?P<total>(?:[（(]\s?七\s?[）)]|七\s?、)\s?[总合]\s?计)"
        r"|(?P<other>\d\s?[.．、]\s?其\s?[他它](?=\s{0,3}[\d\-—/]))"
        r"|(?P<all>(?:[（(]\s?六\s?[）)]\s?)?其\s?[他它]\s?处\s?理(?=\s{0,3}\d(?!\s?[.．、])))"
        r"|(?P<group>(?:三\s?、\s?)?本年度办理结果|(?:[（(]\s?[三四五六]\s?[）)]\s?)?(?:不\s?予\s?公\s?开|无\s?法\s?提\s?供|不\s?予\s?处\s?理|其\s?[他它]\s?处\s?理))"
    )
    pattern = re.compile(rf"{ordinal}(?:{'|'.join(parts)})|{special}")
    paths |= {
        "total": f"{_OUTCOMES}.total",
        "other": f"{_OUTCOMES}.other_handling.other",
        "all": f"{_OUTCOMES}.other_handling.all",
    }
    return pattern, paths


_APPLICANT_HEAD = re.compile(
    r"(?:[（(]本列数据的勾稽关系[^）)]{0,60}[）)]|申请人情况|自\s?然\s?人|法人或其[他它]组织|商\s?业\s?企\s?业|科\s?研\s?机\s?构|社\s?会\s?公\s?益\s?组\s?织"
    r"|法\s?律\s?服\s?务\s?机\s?构|其\s?[他它]|小\s?计|总\s?计|\s)"
)


def read_application_run(text: str, start: int, where: Location) -> tuple[TableReading, int] | None:
    """Section three from `start` on: its cells by their printed borders, else by the relations of the form."""
    at = start
    heads: list[str] = []
    while (found := _APPLICANT_HEAD.match(text, at)) is not None and found.end() > at:
        heads.append("".join(found[0].split()))
        at = found.end()
    if "自然人" not in heads or "总计" not in heads:
        return None
    columns = SUBTOTAL_COLUMNS if "小计" in heads else APPLICANT_COLUMNS
    pattern, paths = _row_labels()
    rows: list[tuple[str, str, int, int]] = []
    unread: list[Unread] = []
    label: tuple[str, str] | None = None
    end = at
    while True:
        token = pattern.search(text, at, at + _LONGEST_GAP + 120)
        figures = _FIGURES.match(text, at)
        stop = token.start() if token is not None else (figures.end() if figures else at)
        gap = text[at:stop]
        if label is not None:
            if token is None or len(gap) > _LONGEST_GAP or not _FIGURES.fullmatch(gap):
                stop = figures.end() if figures else at
                gap = text[at:stop]
                token = None
            rows.append((label[0], gap.strip(), at, stop))
            end = stop
            label = None
        elif gap.strip() and token is not None:
            if len(gap.strip()) > _LONGEST_GAP:
                break
            reason = "figures or words between two rows / 两行之间的内容无法识别"
            unread.append(Unread(raw=gap.strip(), location=_place(where, at, stop), reason=reason))
        if token is None:
            break
        at = token.end()
        name = token.lastgroup
        if name in {None, "group"}:
            continue
        path = paths[str(name)]
        if path.endswith(".other_handling.other") and not any(
            key.startswith(f"{_OUTCOMES}.other_handling.") for key, *_ in rows
        ):
            continue
        label = (path, token[0])
    if len(rows) < 4:
        return None
    return _applications(rows, columns, unread, where), end


def _applications(
    rows: Sequence[tuple[str, str, int, int]], columns: Sequence[str], unread: list[Unread], where: Location
) -> TableReading:
    printed = {key for key, *_ in rows}
    absent = {f"{_OUTCOMES}.other_handling.all"} if f"{_OUTCOMES}.other_handling.other" in printed else set()
    wanted = {path for path in ROW_LABELS if path.startswith(f"{_OUTCOMES}.")}
    if f"{_OUTCOMES}.other_handling.all" in printed:
        wanted = {path for path in wanted if ".other_handling." not in path}
    decoding = decode_applications(
        [Row(key, text) for key, text, _, _ in rows],
        columns=columns,
        absent=absent,
        complete=wanted <= printed,
    )
    facts = []
    for key, text, start, stop in rows:
        for column in columns:
            cell = decoding.cells.get(f"{key}.{column}")
            if column != "subtotal" and cell is not None:
                facts.append(
                    decoded_fact(
                        f"{key}.{column}", cell, label=key, raw=text, location=_place(where, start, stop)
                    )
                )
    unread += _unread_rows(decoding, [(key, text, start, stop) for key, text, start, stop in rows], where)
    three = any(".other_handling." in key and not key.endswith(".all") for key in printed)
    return TableReading(
        facts=tuple(facts),
        unread=tuple(unread),
        groups=frozenset({"applications"}),
        form=Form.F2021 if three else None,
    )


def _unread_rows(
    decoding: Decoding, rows: Iterable[tuple[str, str, int, int]], where: Location
) -> list[Unread]:
    return [
        Unread(
            raw=text,
            location=_place(where, start, stop),
            reason=f"the figures of {key} cannot be cut into cells ({decoding.unread[key].value}) / 数字无法切分",
        )
        for key, text, start, stop in rows
        if key in decoding.unread and text
    ]


# ---------------------------------------------------------------- section two

_CLAUSE = re.compile(r"\s*第\s?二十条\s{0,3}第?\s{0,3}[（(]\s?[一二三四五六七八九]\s?[）)]\s?项")
_INFORMATION = re.compile(r"\s*信息内容")
_METRIC = re.compile(
    r"\s*(?P<metric>(?:本年(?:度)?)?(?:新?制作数量|新公开数量|制发件数|废止件数|处理决定数量|增\s?/\s?减|收费金额|采购项目数量|采购总金额)"
    r"|对外公开总数量|现行有效件数|上一?年(?:度)?项目数量|采购项目数量|采购总金额)(?P<note>\s?[（(][^（）()]{1,16}[）)])?"
)
_SUBJECT = re.compile(
    r"\s*(?P<subject>"
    + "|".join(sorted(map(_spelled, SUBJECTS), key=len, reverse=True))
    + r")(?=[\s\d\-—+增减])"
)
_VALUES = re.compile(
    r"(?:[\s]{0,4}(?:[+\-]|增加?|减少?)?\s?\d[\d,，]*(?:\.\d+)?|\s{0,4}[—/-](?!\d))*(?:\s?(?:万元|元|件|项))?"
)


@frozen
class _Metric:
    name: str
    label: str
    unit: str | None


def read_disclosure_run(text: str, start: int, where: Location) -> tuple[TableReading, int] | None:
    """Section two from `start` on, read token after token; it ends at the first word that is none of its own."""
    at = end = start
    metrics: list[_Metric] = []
    fresh = False
    facts: list[Fact] = []
    unread: list[Unread] = []
    puzzles: list[Puzzle] = []
    while True:
        if (found := _CLAUSE.match(text, at) or _INFORMATION.match(text, at)) is not None:
            at, fresh = found.end(), True
        elif (found := _METRIC.match(text, at)) is not None:
            metrics = [] if fresh else metrics
            fresh = False
            unit = re.search(r"万元|元", found["note"] or "")
            name = metric_of(found["metric"])
            if name is not None:
                metrics.append(_Metric(name, "".join(found["metric"].split()), unit[0] if unit else None))
            at = found.end()
        elif (found := _SUBJECT.match(text, at)) is not None and metrics:
            values = _VALUES.match(text, found.end())
            stop = values.end() if values else found.end()
            fresh = True
            words = re.sub(r"[\s、，]", "", found["subject"])
            _disclosure_row(
                SUBJECTS[words], words, metrics, text[found.end() : stop].strip(), _place(where, found.end(), stop),
                facts, unread, puzzles,
            )  # fmt: skip
            at = end = stop
        else:
            break
    if not facts and not unread:
        return None
    forms = [leaf_indicators()[fact.path].forms for fact in facts]
    old = sum(Form.F2021 not in form for form in forms) > sum(Form.F2019 not in form for form in forms)
    reading = TableReading(
        facts=tuple(facts),
        unread=tuple(unread),
        groups=frozenset({"proactive"}),
        form=Form.F2019 if old else Form.F2021,
        puzzles=tuple(puzzles),
    )
    return reading, end


def _disclosure_row(
    subject: str,
    words: str,
    metrics: Sequence[_Metric],
    raw: str,
    place: Location,
    facts: list[Fact],
    unread: list[Unread],
    puzzles: list[Puzzle],
) -> None:
    paths = [f"proactive.{subject}.{metric.name}" for metric in metrics]
    if any(path not in leaf_indicators() for path in paths):
        unread.append(
            Unread(
                raw=raw, location=place, reason=f"the form has no such columns for {words} / 表式中没有这些列"
            )
        )
        return
    pieces = raw.split()
    amount = any(leaf_indicators()[path].kind is Kind.AMOUNT for path in paths)
    if len(pieces) == len(paths) or len(paths) == 1 or (amount and not raw):
        cells = pieces if len(pieces) == len(paths) else [raw]
        for path, metric, piece in zip(
            paths, metrics, [*cells, *[""] * (len(paths) - len(cells))], strict=True
        ):
            cell = Cell(text=piece, row=0, column=0, location=place)
            read = read_figure(cell, path, Match(label=f"{words} × {metric.label}"), unit=metric.unit)
            (facts if isinstance(read, Fact) else unread).append(read)  # type: ignore[arg-type]
        return
    if amount:
        unread.append(
            Unread(raw=raw, location=place, reason=f"the figures of {words} run together / 数字粘连")
        )
        return
    signed = [path for path in paths if path.endswith(".items_change")]
    split = decode_split(raw, paths, signed=signed)
    made = [
        decoded_fact(path, split.cells[path], label=f"{words} × {metric.label}", raw=raw, location=place)
        for path, metric in zip(paths, metrics, strict=True)
        if path in split.cells
    ]
    facts += made
    if not split.readings:
        unread.append(
            Unread(
                raw=raw,
                location=place,
                reason=f"the figures of {words} cannot be cut into cells / 数字无法切分",
            )
        )
    elif len(split.readings) > 1 and not split.capped and len(made) == len(paths):
        puzzles.append(Puzzle(facts=tuple(made), readings=split.readings))


# ---------------------------------------------------------------- section four

_LITIGATION_HEAD = re.compile(
    r"\s*(?:(?P<group>行政复议|未经复议直接起诉|复议后起诉)|行政诉讼|(?P<outcome>结\s?果\s?维\s?持|结\s?果\s?纠\s?正|其\s?[他它]\s?结\s?果|尚\s?未\s?审\s?结|总\s?计))"
)
_GROUPS = {
    "行政复议": "review",
    "未经复议直接起诉": "litigation.direct",
    "复议后起诉": "litigation.after_review",
}


def read_litigation_run(text: str, start: int, where: Location) -> tuple[TableReading, int] | None:
    """Section four from `start` on: its heads in printed order, then its figures."""
    at = start
    groups: list[str] = []
    outcomes = 0
    while (found := _LITIGATION_HEAD.match(text, at)) is not None:
        if found["group"] and _GROUPS[found["group"]] not in groups:
            groups.append(_GROUPS[found["group"]])
        outcomes += bool(found["outcome"])
        at = found.end()
    if (
        not groups
        or not outcomes
        or outcomes % (5 * len(groups))
        or groups != sorted(groups, key=list(_GROUPS.values()).index)
    ):
        return None
    figures = _FIGURES.match(text, at)
    stop = figures.end() if figures else at
    raw = text[at:stop].strip()
    if not raw:
        return None
    decoding = decode_litigation(raw, groups=groups)
    place = _place(where, at, stop)
    facts = tuple(
        decoded_fact(path, cell, label=path, raw=raw, location=place) for path, cell in decoding.cells.items()
    )
    lost = () if any(fact.value is not None or fact.candidates for fact in facts) else (
        Unread(raw=raw, location=place, reason="the figures cannot be cut into cells / 数字无法切分"),
    )  # fmt: skip
    found_groups = frozenset(group.split(".")[0] for group in groups)
    return TableReading(facts=facts, unread=lost, groups=found_groups), stop

"""Section two of the 2019 and 2021 forms in running text, where labels and figures follow each other without cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from ..document import Cell
from ..facts import Fact, How, Match, Source, Unread
from ..indicators import Form, Kind, leaf_indicators
from ..location import Location
from ..numerals import to_wan_yuan
from .disclosure import SUBJECTS, metric_of
from .glued import DecodedCell, decode_split
from .inline_applications import spelled
from .reading import Puzzle, TableReading, decoded_fact, read_figure
from .running import Running, one_line

__all__ = ["read_disclosure_run"]

_CLAUSE = re.compile(r"\s*第\s?二\s?十\s?条\s{0,3}第?\s{0,3}[（(]\s?[一二三四五六七八九]\s?[）)]\s?项")
_INFORMATION = re.compile(r"\s*信\s?息\s?内\s?容")
_METRIC = re.compile(
    r"\s*(?P<metric>(?:本\s?年(?:\s?度)?\s?)?(?:新?\s?制\s?作\s?数\s?量|新\s?公\s?开\s?数\s?量|制\s?发\s?件\s?数|废\s?止\s?件\s?数"
    r"|处\s?理\s?决\s?定\s?数\s?量|增\s?/\s?减|收\s?费\s?金\s?额|采\s?购\s?项\s?目\s?数\s?量|采\s?购\s?总\s?金\s?额)"
    r"|对\s?外\s?公\s?开\s?总\s?数\s?量|现\s?行\s?有\s?效\s?件\s?数|上\s?一?\s?年(?:\s?度)?\s?项\s?目\s?数\s?量)(?P<note>\s?[（(][^（）()\n]{1,16}[）)])?"
)
_SUBJECT = re.compile(
    r"\s*(?P<subject>"
    + "|".join(sorted(map(spelled, SUBJECTS), key=len, reverse=True))
    + r")(?=[\s\d\-—+增减无])"
)
_VALUES = re.compile(
    r"(?:[\s]{0,4}(?:[+\-]|增加?|减少?)?\s?\d[\d,，]*(?:\.\d+)?(?:\s?(?:万元|元|件|项)(?=[\s\d增减+\-]|$|第|[^\d\s]))?|\s{0,4}[—/-](?!\d)|\s{0,4}无(?!\S))*"
)
_MONEY = re.compile(r"0(?:\.\d+)?|[1-9]\d*(?:\.\d+)?")
_MOST_CANDIDATES = 12
_ONE_NUMBER = re.compile(r"0|[1-9][\d,，]*")


@frozen
class _Metric:
    name: str
    label: str
    unit: str | None


def _line_end(text: str, start: int, stop: int) -> int:
    """`stop`, or the last line break before it where the figures after that begin a line of other words (`\\n1.存在`)."""
    broken = text.rfind("\n", start, stop)
    if broken < 0 or not text[broken:stop].strip() or not text[start:broken].strip():
        return stop
    return broken if _LINE_ENDS.match(text, stop) is None else stop


_MOST_HEADS = 24
"""Heads that stand between two rows at the most; what goes on longer is no table."""
_LINE_ENDS = re.compile(r"[ \t\u3000\xa0]*(?:\n|\Z)")
_ALONE = re.compile(r"[ \u3000\xa0]*\n\s*\d+\s*")
_NO_WORD = re.compile(r"[^\u4e00-\u9fff]")


def read_disclosure_run(run: Running, start: int) -> tuple[TableReading, int] | None:
    """Section two from `start` on, read token after token; it ends at the first word that is none of its own."""
    text = run.text
    at = end = start
    metrics: list[_Metric] = []
    fresh = False
    found_rows: list[_Found] = []
    heads = 0
    while heads <= _MOST_HEADS:
        heads += 1
        if (found := _CLAUSE.match(text, at) or _INFORMATION.match(text, at)) is not None:
            at, fresh = found.end(), True
        elif (found := _METRIC.match(text, at)) is not None:
            metrics = [] if fresh else metrics
            fresh = False
            unit = re.search(r"万元|元", found["note"] or "")
            name = metric_of(found["metric"])
            if name is not None and name not in {metric.name for metric in metrics}:
                metrics.append(_Metric(name, "".join(found["metric"].split()), unit[0] if unit else None))
            at = found.end()
        elif (found := _SUBJECT.match(text, at)) is not None and metrics:
            values = _VALUES.match(text, found.end())
            stop = _line_end(text, found.end(), values.end()) if values else found.end()
            fresh = True
            heads = 0
            words = _NO_WORD.sub("", found["subject"])
            raw = one_line(text[found.end() : stop], len(metrics))
            if len(metrics) > 1 and _ALONE.fullmatch(text, found.end(), stop):
                raw = f"‖{raw}‖"  # a cell on a line of its own is whole: others have vanished, being blank
            found_rows.append(_row(SUBJECTS[words], words, metrics, raw, run.place(found.end(), stop)))
            at = end = stop
        else:
            break
    facts = tuple(fact for row in found_rows for fact in row.facts)
    unread = tuple(item for row in found_rows for item in row.unread)
    if not facts and not unread:
        return None
    forms = [leaf_indicators()[fact.path].forms for fact in facts]
    old = sum(Form.F2021 not in form for form in forms) > sum(Form.F2019 not in form for form in forms)
    reading = TableReading(
        facts=facts,
        unread=unread,
        groups=frozenset({"proactive"}),
        form=Form.F2019 if old else Form.F2021,
        puzzles=tuple(row.puzzle for row in found_rows if row.puzzle is not None),
    )
    return reading, end


@frozen(kw_only=True)
class _Found:
    """What one row of section two gives."""

    facts: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()
    puzzle: Puzzle | None = None


def _row(subject: str, words: str, metrics: Sequence[_Metric], raw: str, place: Location) -> _Found:
    paths = [f"proactive.{subject}.{metric.name}" for metric in metrics]

    def lost(reason: str) -> _Found:
        printed = " ".join(raw.replace("‖", " ").split())
        return _Found(unread=(Unread(raw=printed, location=place, reason=reason),)) if raw else _Found()

    if any(path not in leaf_indicators() for path in paths):
        return lost(f"the form has no such columns for {words} / 表式中没有这些列")
    framed = raw.startswith("|")
    pieces = [piece.strip() for piece in raw[1:-1].split("|")] if framed else raw.split()
    if framed and len(pieces) > len(paths) and not any(pieces[len(paths) :]):
        pieces = pieces[: len(paths)]
    if len(pieces) == len(paths) or len(paths) == 1:
        cells = pieces if len(pieces) == len(paths) else [raw.strip("|")]
        read = [
            read_figure(
                Cell(text=piece, row=0, column=0, location=place),
                path,
                Match(label=f"{words} × {metric.label}"),
                unit=metric.unit,
            )
            for path, metric, piece in zip(paths, metrics, cells, strict=True)
        ]
        return _Found(
            facts=tuple(item for item in read if isinstance(item, Fact)),
            unread=tuple(item for item in read if isinstance(item, Unread)),
        )
    raw = " ".join(piece for piece in pieces if piece)
    if any(leaf_indicators()[path].kind is Kind.AMOUNT for path in paths):
        return _with_amount(paths, words, metrics, raw, place) or lost(
            f"the figures of {words} run together / 数字粘连"
        )
    signed = [path for path in paths if path.endswith(".items_change")]
    split = decode_split(raw, paths, signed=signed)
    # With several pieces a blank cell may have vanished as well as a border, and no relation tells which.
    is_open = len(raw.split()) > 1 and all(_ONE_NUMBER.fullmatch(piece) for piece in raw.split())
    made = tuple(
        decoded_fact(
            path,
            _unproved(split.cells[path]) if is_open else split.cells[path],
            label=f"{words} × {metric.label}",
            raw=raw,
            location=place,
        )
        for path, metric in zip(paths, metrics, strict=True)
        if path in split.cells
    )
    if not split.readings:
        return lost(f"the figures of {words} cannot be cut into cells / 数字无法切分")
    is_puzzle = len(split.readings) > 1 and not split.capped and len(made) == len(paths)
    return _Found(facts=made, puzzle=Puzzle(facts=made, readings=split.readings) if is_puzzle else None)


def _with_amount(
    paths: Sequence[str], words: str, metrics: Sequence[_Metric], raw: str, place: Location
) -> _Found | None:
    """A count and an amount run together (采购项目数量, 采购总金额): decided where there is only one way to cut them."""
    if len(paths) != 2 or leaf_indicators()[paths[1]].kind is not Kind.AMOUNT or " " in raw:
        return None
    figures = re.sub(r"(?:万元|元)$", "", raw).replace(",", "")
    unit = metrics[1].unit or (raw[len(figures) :] if raw.startswith(figures) else None) or None
    readings = [
        (int(figures[:cut]), amount)
        for cut in range(1, min(len(figures), 10))
        if figures[:cut].isdecimal() and (cut == 1 or figures[0] != "0") and _MONEY.fullmatch(figures, cut)
        if (amount := to_wan_yuan(Decimal(figures[cut:]), unit)) is not None
    ]
    if not readings:
        return None
    facts = []
    for place_of, (path, metric) in enumerate(zip(paths, metrics, strict=True)):
        values: list[int | Decimal] = sorted({reading[place_of] for reading in readings})
        facts.append(
            Fact(
                path=path,
                value=values[0] if len(readings) == 1 else None,
                unit=leaf_indicators()[path].unit,
                raw=raw,
                source=Source.TABLE,
                location=place,
                match=Match(label=f"{words} × {metric.label}", how=How.DECODED),
                candidates=() if len(readings) == 1 else tuple(values[:_MOST_CANDIDATES]),
            )
        )
    made = tuple(facts)
    puzzle = Puzzle(facts=made, readings=tuple(readings)) if len(readings) > 1 else None
    return _Found(facts=made, puzzle=puzzle)


def _unproved(cell: DecodedCell) -> DecodedCell:
    """The cell with what would be its value as a candidate only."""
    return cell if cell.value is None else DecodedCell(candidates=(cell.value,))

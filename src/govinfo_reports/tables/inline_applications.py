"""Section three of the 2019 and 2021 forms in running text, where labels and figures follow each other without cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from ..facts import Fact, Match, Unread
from ..indicators import Form
from .glued import APPLICANT_COLUMNS, Decoding, Row, decode_applications
from .outcome_labels import ROW_LABELS, RowLabel, applicant_of, is_group_head, match_row
from .reading import TableReading, decoded_fact
from .running import Running, one_line

__all__ = ["ROW_FIGURES", "read_application_run", "row_labels", "spelled"]

_BETWEEN = r"[\s、，,“”\"'‘’（）()《》]{0,3}"
_OUTCOMES = "applications.outcomes"
_OTHER_HANDLING = f"{_OUTCOMES}.other_handling"
ROW_FIGURES = re.compile(r"[\d\s,，.\-—/]*")
"""What may stand between a row's label and the next one."""
_LONGEST_GAP = 120
_LONGEST_LABEL = 60
_UNKNOWN_ROW = re.compile(
    r"(?P<words>[^\d\s][^\d]{1,59}?|\d{1,2}\s?[.．、]\s?[^\d\s][^\d]{1,59}?)\s{0,4}(?P<figures>\d[\d\s,，]*)"
)
_UNIT = re.compile(r"(?<=\d)\s?件(?=[\s\d]|$)")
_PROSE = re.compile(r"[。；！？：:，]\s?[^\d\s]")
_MOST_UNREAD = 400


def spelled(core: str) -> str:
    """A pattern for a label's core with the punctuation and blanks that may stand in it."""
    return _BETWEEN.join(re.escape(char) for char in core)


@lru_cache(maxsize=1)
def row_labels() -> tuple[re.Pattern[str], Mapping[str, str]]:
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
            f"(?P<r{number}>{spelled(words)}(?:（[^（）]{{0,40}}）|\\([^()]{{0,40}}\\))?)[）)》”]{{0,2}}"
        )
    ordinal = r"(?:[一二三四五六七]\s?、|[（(]\s?[一二三四五六七]\s?[）)]|\d\s?[.．、])?\s?"
    special = (
        r"(?P<total>(?:[（(]\s?七\s?[）)]|七\s?、)\s?[总合]\s?计)"
        r"|(?P<other>\d\s?[.．、]\s?其\s?[他它](?=\s{0,3}[\d\-—/]))"
        r"|(?P<all>(?:[（(]\s?六\s?[）)]\s?)?其\s?[他它]\s?处\s?理(?=\s{0,3}\d(?!\s?[.．、])))"
        r"|(?P<group>(?:三\s?、\s?)?本年度办理结果"
        r"|(?:[（(]\s?[三四五六]\s?[）)]\s?)?(?:不\s?予\s?公\s?开|无\s?法\s?提\s?供|不\s?予\s?处\s?理|其\s?[他它]\s?处\s?理))"
    )
    # what goes on with other words is another label: 属于四类过程性 | 倍息
    ends = r"(?=[\s\d\-—/（(]|[一二三四五六七]\s?、|$)"
    pattern = re.compile(rf"{ordinal}(?:{'|'.join(parts)}){ends}|{special}")
    paths |= {
        "total": f"{_OUTCOMES}.total",
        "other": f"{_OTHER_HANDLING}.other",
        "all": f"{_OTHER_HANDLING}.all",
    }
    return pattern, paths


_HEAD_WORD = re.compile(
    r"\s*(?:[（(]本列数据的勾稽关系[^）)]{0,80}[）)]|申请人情况|(?P<name>自\s?然\s?人|商\s?业\s?企\s?业|科\s?研\s?机\s?构"
    r"|社\s?会\s?公\s?益\s?(?:性\s?)?组\s?织|法\s?律\s?服\s?务\s?(?:机\s?构|组\s?织)|小\s?计|总\s?计|合\s?计)"
    r"|法\s?人\s?或\s?(?:者\s?)?其\s?[他它]\s?组\s?织|(?P<other>其\s?[他它](?:\s?组\s?织)?(?!\s?处)))"
)


@frozen(kw_only=True)
class _Printed:
    """One printed row: how its label was matched, its figures, and where they stand in the text."""

    label: RowLabel | str
    words: str
    figures: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return self.label if isinstance(self.label, str) else self.label.path


_MOST_HEAD_WORDS = 80
"""Words and blanks between them that the heads of one table take at the most; what goes on longer is no table."""


def read_application_run(run: Running, start: int) -> tuple[TableReading, int] | None:
    """Section three from `start` on: its cells by their printed borders, else by the relations of the form."""
    columns, at = _columns(run.text, start)
    if columns is None:
        return None
    rows: list[_Printed] = []
    unread: list[Unread] = []
    end = at
    for row, after in _rows(run, at, len(columns)):
        end = after
        if isinstance(row, Unread):
            unread.append(row)
        else:
            rows.append(row)
    if len(rows) < 4:
        return None
    if sorted(columns) != sorted(APPLICANT_COLUMNS) and sorted(columns) != sorted(
        (*APPLICANT_COLUMNS, "subtotal")
    ):
        raw = " ".join(run.text[start:end].split())
        reason = "the columns of its head are not those of the form / 表头各列与表式不符"
        lost = Unread(raw=raw[:_MOST_UNREAD], location=run.place(start, end), reason=reason)
        return TableReading(unread=(lost,), groups=frozenset()), end
    return _applications(rows, columns, unread, run), end


def _columns(text: str, at: int) -> tuple[tuple[str, ...] | None, int]:
    """The columns in printed order, and where their heads end. The heads stand in two rows: 总计 of the upper one comes before
    the organisations of the lower one."""
    names: list[str] = []
    words = 0
    while (found := _HEAD_WORD.match(text, at)) is not None:
        words += 1
        if words > _MOST_HEAD_WORDS:
            return None, at
        word = found["name"] or found["other"]
        name = applicant_of("".join(word.split())) if word else None
        if name is not None and name not in names:
            names.append(name)
        at = found.end()
    if "natural_person" not in names or "total" not in names:
        return None, at
    inner = [name for name in names if name not in {"natural_person", "total"}]
    return ("natural_person", *inner, "total"), at


def _rows(run: Running, at: int, columns: int) -> Iterator[tuple[_Printed | Unread, int]]:
    """The rows from `at` on, what stands between two of them and is none, and where each ends."""
    pattern, paths = row_labels()
    text = run.text
    known: tuple[str, str] | None = None
    group: str | None = None
    seen: set[str] = set()
    while True:
        token = pattern.search(text, at, at + _LONGEST_GAP + 180)
        stop = token.start() if token is not None else at
        figures_end = _figures_end(text, at, stop if token is not None else None)
        rest = text[figures_end:stop]
        if (
            stop - at > _LONGEST_GAP
            or _PROSE.search(rest)
            or len("".join(rest.split())) > _LONGEST_LABEL
            or ("applications.carried_forward" in {*seen, known[0] if known else ""} and rest.strip())
        ):
            token = None
        if token is None:
            figures_end = _figures_end(text, at, None)
        if known is not None:
            raw = text[at:figures_end]
            yield (
                _Printed(
                    label=known[0], words=known[1], figures=one_line(raw, columns), start=at, end=figures_end
                ),
                figures_end,
            )
            seen.add(known[0])
            known = None
            at = figures_end
        if token is None:
            return
        for between in _between(run, at, stop, columns, group):
            yield between, stop
        at = token.end()
        name = token.lastgroup
        if name in {None, "group"}:
            group = is_group_head("".join(token[0].split())) or group
            continue
        path = paths[str(name)]
        if path == f"{_OTHER_HANDLING}.other" and not any(
            key.startswith(f"{_OTHER_HANDLING}.") for key in seen
        ):
            continue
        known = (path, token[0])


def _figures_end(text: str, at: int, stop: int | None) -> int:
    """Where the figures that begin at `at` end: at `stop`, the next row, or where the last line of nothing but figures does."""
    found = ROW_FIGURES.match(text, at, len(text) if stop is None else stop)
    end = found.end() if found is not None else at
    while (unit := _UNIT.match(text, end)) is not None:
        found = ROW_FIGURES.match(text, unit.end(), len(text) if stop is None else stop)
        end = found.end() if found is not None else unit.end()
    if stop is not None and end == stop:
        return end
    broken = text.rfind("\n", at, end)
    if broken > at and text[broken:end].strip() and text[at:broken].strip():
        return broken  # figures that begin the next line belong to what follows them there
    return end


def _between(
    run: Running, at: int, stop: int, columns: int, group: str | None
) -> Iterator[_Printed | Unread]:
    """What stands between two known rows: rows with a label that is no known wording, by likeness, and what cannot be read."""
    text = run.text[at:stop]
    if not text.strip():
        return
    last = 0
    for found in _UNKNOWN_ROW.finditer(text):
        likely = match_row((found["words"],), group=group)
        if likely is not None and likely.evidence:
            figures = one_line(found["figures"], columns)
            begin = at + found.start("figures")
            yield _Printed(
                label=likely, words=found["words"], figures=figures, start=begin, end=at + found.end()
            )
            text = text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
        last = found.end()
    if text.strip() and (last or ROW_FIGURES.fullmatch(text)):
        reason = "figures or words between two rows / 两行之间的内容无法识别"
        yield Unread(raw=" ".join(text.split()), location=run.place(at, stop), reason=reason)


def _applications(
    rows: Sequence[_Printed], columns: Sequence[str], unread: list[Unread], run: Running
) -> TableReading:
    printed = {row.key for row in rows}
    absent = {f"{_OTHER_HANDLING}.all"} if f"{_OTHER_HANDLING}.other" in printed else set()
    wanted = {path for path in ROW_LABELS if path.startswith(f"{_OUTCOMES}.")}
    if f"{_OTHER_HANDLING}.all" in printed:
        wanted = {path for path in wanted if ".other_handling." not in path}
    decoding = decode_applications(
        [Row(row.key, row.figures) for row in rows],
        columns=columns,
        absent=absent,
        complete=wanted <= printed,
    )
    facts: list[Fact] = []
    given: set[str] = set()
    for row in rows:
        if row.key in given:
            continue
        given.add(row.key)
        facts += _facts(row, columns, decoding, run)
    unread += [
        Unread(
            raw=row.figures,
            location=run.place(row.start, row.end),
            reason=f"the figures of {row.key} cannot be cut into cells ({decoding.unread[row.key].value}) / 数字无法切分",
        )
        for row in rows
        if row.key in decoding.unread and row.figures
    ]
    three = any(key.startswith(f"{_OTHER_HANDLING}.") and not key.endswith(".all") for key in printed)
    return TableReading(
        facts=tuple(facts),
        unread=tuple(unread),
        groups=frozenset({"applications"}),
        form=Form.F2021 if three else None,
    )


def _facts(row: _Printed, columns: Sequence[str], decoding: Decoding, run: Running) -> Iterator[Fact]:
    place = run.place(row.start, row.end)
    label = " ".join(row.words.split())
    for column in columns:
        cell = decoding.cells.get(f"{row.key}.{column}")
        if column == "subtotal" or cell is None:
            continue
        fact = decoded_fact(f"{row.key}.{column}", cell, label=label, raw=row.figures, location=place)
        if isinstance(row.label, RowLabel):
            match = Match(
                label=label, how=fact.match.how, confidence=row.label.confidence, evidence=row.label.evidence
            )
            fact = evolve(fact, match=match)
        yield fact

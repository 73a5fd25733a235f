"""Whose and which year's a table is: of two of the same form in one report, by what stands over each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, takewhile

from attrs import evolve, frozen

from ..document import Paragraph, Table
from ..facts import Fact, Scope, Source
from ..location import Location
from ..patterns import late
from .beside import captions

__all__ = ["rescoped"]

_Key = tuple[str | None, int | None, int]
"""The sheet and the number of a table, and which of its parts it is, from 0."""
_Values = dict[str, int | Decimal | None]
_Place = tuple[str | int, int]
"""A line of the text, or a row of a sheet or a table."""

_MOST_LINES = 3
_MOST_BETWEEN = 8
_LONGEST = 60
_FEWEST = 4
"""Figures that two tables have in common, from which on they are of the same form."""
_SHARE = 0.5
_FEWEST_OTHERS = 2
_YEAR = late(r"(?<!\d)((?:19|20)\d\d)\s?年?度?(?!\s?\d)")
_ONLY_A_YEAR = late(r"\s*(?:19|20)\d\d\s?年?度?\s*")
_LAST_YEAR = late(r"上一?年度?|去年")
_THIS_YEAR = late(r"(?m:^\s*[本今当]年度?(?:数据|情况|统计表)*[：:]?\s*$)")
_PART_OF_YEAR = late(
    r"[上下]半年|第?[一二三四1-4]季度"
    r"|(?:(?<![\d年])|(?<=年))(?!0?1月?份?[-—－–~～至到]12月)\d\d?月?份?[-—－–~～至到]\d\d?月(?!\d)"
)
_ALL_YEARS = late(
    r"历年|(?:[一二三四五六七八九十两几]年来|(?:19|20)\d\d年以来|实施以来)累计"
    r"|(?:19|20)\d\d年?度?[-—－–~～至到](?:19|20)\d\d年?度?(?:累计|合计|汇总|总)"
)
_NOT_FIGURES_OF_THE_YEAR = late(r"计划[数表]|目标[数值]|任务[数表]|预计数|预算数|占比|比重|增减|[同环]比")
_EXAMPLE = late(r"[样示范]例|样[表张本]|范[表本]|模板|虚构|假设数|(?:仅供|参考)(?:参考|样式|格式)")
_OWN_OFFICE = late(r"办公[室厅]|本级|机关本部|本单位|本机关|局机关|本局|本部")
_ITSELF = late(r"(?m:^(?![^\n]*(?:办公[室厅]|本级|本部))[^\n]*(?:本单位|本机关|本局(?!机关)))")
"""Which of these may be the whole organ beside something else than its bodies."""
_LEVEL = late(r"^[（(]?[一二三\d]?[)）、.]?(?:其中[:：]?)?(?P<area>[省市州])级")
_WHOLE = late(r"全([省市州盟区县旗镇乡局院校系]|街道)|汇总|合计|总表|各[部单乡镇街]")
_BODY = late(
    r"(?:其中|附件?|表)?[一二三\d]?[:：、]?((?:[下所直]属|其[他它])(?:部门|单位)"
    r"|[\u4e00-\u9fff]{1,12}?(?:[省市州盟县区旗镇乡局委厅]|委员?会|街道|中心|公司|学[院校]|医院))"
    r"(?:[（(][\u4e00-\u9fff]{1,6}[）)])?(?:20\d\d年度?)?(?:政府|政务)?(?:信息)?(?:公开)?(?:申请|工作|办理|处理|年度|基本|有关|统计|数据|汇总)*(?:情况)?(?:统计)?表?[:：]?"
)
_NAMELESS = late(r"[本我各]?(?:[省市州盟县区旗镇乡]|[省市州盟县区旗镇乡]?[局委厅]|街道)")
_AREAS = late(
    r"(?P<省>[\u4e00-\u9fff]{2,3}?省)?(?P<市>[^省市州盟县区旗]{2,8}?[市州盟])?"
    r"(?P<县>[^省市州盟县区旗城]{1,6}?[县区旗])?"
)
"""The areas that the name of an organ begins with, the widest first."""
_RANKS = {"省": "省", "市": "市", "州": "市", "盟": "市", "县": "县", "区": "县", "旗": "县"}
"""Of which of these areas all is, that 全市 and its like name."""
_HEADS_OF_A_PART = late(
    rf"(?:(?:19|20)\d\d年?度?)?(?:{_PART_OF_YEAR.pattern}|{_ALL_YEARS.pattern}|累计)+"
    r"(?:政府|政务)?(?:信息)?(?:公开)?(?:申请|工作|办理|处理|统计|数据|汇总)*(?:情况)?(?:统计)?表?[:：]?"
)
"""What stands over a lone table that is of a part of the year, or of all years, and says nothing else."""
_SAID_OF_IT = late(
    r"[（(]?(?:(?:注|说明|备注)[:：])?(?:以下|下表|下列|本表|表中|表内)(?:所列)?(?:统计)?(?:数据|数字)?[均皆都仅只]?[为是系]"
    r"(?P<what>(?:上一?|去)年度?|[上下]半年|第[一二三四1-4]季度|历年(?:累计)?|下属(?:单位|部门))的?(?:统计)?(?:数据?|数字|情况)?[。）)]*"
)
"""A line that says of a table whose or which year's it is: （以下为上年数据）."""
_ARTICLE = late(r"\s*第二十条")
"""Between the tables of section two: 第二十条第（五）项."""
_DIGIT = late(r"\d")
_TELLS = late(
    "|".join(
        one.pattern for one in (_YEAR, _LAST_YEAR, _THIS_YEAR, _PART_OF_YEAR, _ALL_YEARS, _OWN_OFFICE, _WHOLE)
    )
)
_MAY_BE_OURS = frozenset({Scope.UNTOLD, Scope.YEAR})
_OF_A_PART = frozenset({Scope.BESIDE, Scope.CUMULATIVE})
_NOT_OURS = frozenset({*_OF_A_PART, Scope.LAST_YEAR})


@frozen
class _Captions:
    """What stands over the tables: the lines over each by its sheet and its number, the nearest last; what
    a note over it, or over a table before it in its section, says it is of; and every short line and row by
    its place."""

    over: Mapping[tuple[str | None, int | None], str]
    notes: Mapping[tuple[str | None, int | None], str]
    lines: Mapping[_Place, Sequence[str]]

    def above(self, place: _Place, rows: Collection[_Place]) -> str:
        """The lines right above a place, up to the last of `rows`, or to the first that tells whose or which
        year's it is."""
        space, number = place
        said: list[str] = []
        for at in range(number - 1, number - _MOST_BETWEEN - 1, -1):
            if (space, at) in rows:
                break
            said.append(" ".join(self.lines.get((space, at), ())))
            if _TELLS.search(said[-1]):
                break
        return "\n".join(reversed(said))


def _captions_of(blocks: Sequence[Paragraph | Table]) -> _Captions:
    """The lines right above each table and in its first rows, sentences left out; and the lines and rows of
    all of them."""
    found: dict[tuple[str | None, int | None], str] = {}
    notes: dict[tuple[str | None, int | None], str] = {}
    note, is_below = "", False
    lines: dict[_Place, list[str]] = {}
    above: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            is_caption = len(block.text) <= _LONGEST and "。" not in block.text
            above = [*above, block.text][-_MOST_LINES:] if is_caption else []
            if (of_it := _SAID_OF_IT.fullmatch(block.text.strip())) is not None:
                note = "" if is_below else of_it["what"]
            elif not _ARTICLE.match(block.text):
                note, is_below = "", False
            if is_caption and (place := _place(block.location)) is not None:
                lines[place] = [block.text]
            continue
        if block.location.table is not None:
            own = [paragraph.text for paragraph in captions(block)]
            found[block.location.sheet, block.location.table] = "\n".join([*above, *own])
            notes[block.location.sheet, block.location.table] = note
        if any(_DIGIT.search(cell.text) for cell in block.cells):
            above, is_below = [], True
        for cell in block.cells:
            text = cell.text.strip()
            if text and len(cell.text) <= _LONGEST and (place := _place(cell.location)) is not None:
                lines.setdefault(place, []).append(text)
    return _Captions(found, notes, lines)


def _place(location: Location) -> _Place | None:
    """The line, or the row of a sheet or table, that a location is in."""
    if location.line is not None:
        return "line", location.line
    if location.row is None:
        return None
    space = location.sheet if location.sheet is not None else location.table
    return None if space is None else (space, location.row)


def rescoped(
    facts: Sequence[Fact],
    blocks: Sequence[Paragraph | Table],
    year: int | None,
    organ: str | None,
    said: Sequence[Fact] = (),
) -> tuple[Fact, ...]:
    """The facts, those of a table that another one of the same form stands beside with the scope that its
    caption tells: the year before, another year, the organ's own office beside the whole, another organ or
    a part of the year. A lone table is the report's, unless it is said to be of a part of the year or of
    all years. An example, and a form without any figure, beside another table is not the report's. Where
    captions tell nothing and the tables differ, the report's is the one that its sentences
    (`said`) bear out; else the scope of both is `untold`. `blocks` are those of the document; where no
    figure stands twice and no line names a part of the year they are not looked at."""
    paths = [fact.path for fact in facts if fact.source is Source.TABLE and fact.scope is Scope.YEAR]
    if len(paths) == len(set(paths)) and not (paths and any(map(_names_a_part, blocks))):
        return tuple(facts)
    lines = _captions_of(blocks)
    keys, captions_by = _parts(facts, lines)
    tables: dict[_Key, _Values] = {}
    for fact, key in zip(facts, keys, strict=True):
        if key is not None:
            tables.setdefault(key, {}).setdefault(fact.path, fact.value)
    told = {key: _told(captions_by.get(key, ""), year, organ) for key in tables}
    filled = {key for key, values in tables.items() if any(value is not None for value in values.values())}
    filled |= {key for fact, key in zip(facts, keys, strict=True) if key is not None and fact.candidates}
    examples = {key for key in tables if _is_example(captions_by.get(key, ""))}
    empty = {key for key in tables if key not in filled and told[key] is not Scope.YEAR} - examples
    real = {key: values for key, values in tables.items() if key in filled - examples}
    scopes = {
        key: Scope.BESIDE
        for key in (*examples, *empty)
        if any(
            (told[other] in _MAY_BE_OURS or (key in examples and told[other] is Scope.OWN_OFFICE))
            and _are_of_one_form(tables[key], values)
            for other, values in real.items()
        )
    }
    kept = {key: values for key, values in tables.items() if key not in scopes}
    selves = {key for key in kept if _ITSELF.search(captions_by.get(key, ""))}
    scopes |= _scopes(kept, told, selves, _stated(said))
    for key in tables:
        nearest = captions_by.get(key, "").rpartition("\n")[2]
        if key not in scopes and told[key] in _OF_A_PART and _is_of_a_part(nearest):
            scopes[key] = told[key]
        if key not in scopes and (of_it := _told_by(lines.notes.get(key[:2], ""), year, organ)) in _NOT_OURS:
            scopes[key] = of_it
    if not scopes:
        return tuple(facts)
    return tuple(
        evolve(fact, scope=scopes[key]) if key in scopes else fact
        for fact, key in zip(facts, keys, strict=True)
    )


def _is_example(caption: str) -> bool:
    """Whether the nearest line that says whose or what a table is calls it an example."""
    lines = (line for line in reversed(caption.splitlines()) if _EXAMPLE.search(line) or _TELLS.search(line))
    return _EXAMPLE.search(next(lines, "")) is not None


def _is_of_heads(line: str) -> bool:
    """Whether a line is the heads of columns, also run together: 指标名称 单位 2016年度 历年累计."""
    return " " in line.strip() or "单位" in line or "指标" in line


def _names_a_part(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and bool(
        _is_of_a_part(block.text) or _SAID_OF_IT.fullmatch(block.text.strip())
    )


def _is_of_a_part(line: str) -> bool:
    """Whether a line is the head of figures of a part of the year, or of all years."""
    return _HEADS_OF_A_PART.fullmatch(line.strip()) is not None


def _parts(facts: Sequence[Fact], over: _Captions) -> tuple[list[_Key | None], dict[_Key, str]]:
    """The table that each figure of the year stands in, and what stands over each. A line between the
    figures of one table that tells whose or which year's they are begins a part of its own, and so do such
    lines in a text without tables."""
    keys: list[_Key | None] = [None] * len(facts)
    captions_by: dict[_Key, str] = {}
    places = {
        at: _place(fact.location)
        for at, fact in enumerate(facts)
        if fact.source is Source.TABLE and fact.scope is Scope.YEAR
    }
    rows = {place for place in places.values() if place is not None}
    last: dict[tuple[str | None, int | None], tuple[int, _Place]] = {}
    for at, place in sorted(places.items(), key=_in_order):
        table = (facts[at].location.sheet, facts[at].location.table)
        if place is None and table[1] is None:
            continue
        part, before = last.get(table, (0, None))
        between = "" if place is None or before == place else over.above(place, rows)
        tells = _TELLS.search(between) is not None
        part += before is not None and tells
        key = keys[at] = (table[0], table[1], part)
        if key not in captions_by:
            own = over.over.get(table, "") if part == 0 else ""
            captions_by[key] = between if tells and not _TELLS.search(own) else own or between
        if place is not None:
            last[table] = (part, place)
    return keys, captions_by


def _in_order(item: tuple[int, _Place | None]) -> tuple[str, int]:
    return ("", 0) if item[1] is None else (str(item[1][0]), item[1][1])


def _stated(said: Sequence[Fact]) -> Mapping[str, set[int | Decimal]]:
    """The exact values that sentences state of the year."""
    stated: dict[str, set[int | Decimal]] = {}
    for fact in said:
        if fact.scope is Scope.YEAR and fact.value is not None and not fact.approximate:
            stated.setdefault(fact.path, set()).add(fact.value)
    return stated


def _scopes(
    tables: Mapping[_Key, _Values],
    told: Mapping[_Key, Scope],
    selves: Collection[_Key],
    stated: Mapping[str, set[int | Decimal]],
) -> Iterator[tuple[_Key, Scope]]:
    """The scopes of tables beside others of their form; `selves` are those that may be of the whole organ,
    though they are said to be its own."""
    pairs = [pair for pair in combinations(tables, 2) if _are_of_one_form(*(tables[key] for key in pair))]
    beside_ours = {
        key
        for pair in pairs
        for key, beside in (pair, pair[::-1])
        if told[key] not in _MAY_BE_OURS
        and told[beside] in _MAY_BE_OURS
        and not (key in selves and told[beside] is Scope.UNTOLD)
    }
    for key in beside_ours:
        yield key, told[key]
    for one, other in pairs:
        if beside_ours.intersection((one, other)) or not _are_others(tables[one], tables[other]):
            continue
        first = _is_borne_out(tables[one], tables[other], stated)
        second = _is_borne_out(tables[other], tables[one], stated)
        if not first or second:
            yield one, Scope.UNTOLD
        if not second or first:
            yield other, Scope.UNTOLD


def _are_of_one_form(one: _Values, other: _Values) -> bool:
    """Whether two tables have enough indicators in common."""
    common = len(one.keys() & other.keys())
    fewer = min(len(one), len(other))
    return common >= min(_FEWEST, fewer) and common >= _SHARE * fewer


def _are_others(one: _Values, other: _Values) -> bool:
    """Whether two tables are of different things, and not the same one printed twice with a slip: half of
    their figures differ."""
    pairs = [(value, other[path]) for path, value in one.items() if path in other]
    pairs = [pair for pair in pairs if None not in pair and any(pair)]
    differ = sum(first != second for first, second in pairs)
    return differ >= _FEWEST_OTHERS and differ >= _SHARE * len(pairs)


def _is_borne_out(one: _Values, other: _Values, stated: Mapping[str, set[int | Decimal]]) -> bool:
    """Whether a sentence states a figure of the one table that is another in the other."""
    return any(
        value in stated.get(path, ()) and other[path] not in stated[path]
        for path, value in one.items()
        if value is not None and path in other and other[path] != value
    )


def _told(caption: str, year: int | None, organ: str | None) -> Scope:
    """The scope of the figures under a caption: the year's where it names the report's year or the whole
    organ, `untold` where it says nothing; of several lines the nearest that says something counts. Years
    alone on lines one below another are those that a page lets one choose from."""
    lines = caption.splitlines()
    choice = [*takewhile(_ONLY_A_YEAR.fullmatch, reversed(lines))]
    if len({_YEAR.findall(line)[0] for line in choice}) > 1:
        lines = lines[: -len(choice)]
    for line in reversed(lines):
        scope = _told_by(line, year, organ)
        if scope is not Scope.UNTOLD:
            return scope
    return Scope.UNTOLD


def _told_by(line: str, year: int | None, organ: str | None) -> Scope:
    years = {int(found) for found in _YEAR.findall(line)}
    if year is not None and year not in years:
        if years == {year - 1} or (not years and _LAST_YEAR.search(line)):
            return Scope.LAST_YEAR
        if years:
            return Scope.OTHER_YEAR
    if not _is_of_heads(line):
        if _ALL_YEARS.search(line):
            return Scope.CUMULATIVE
        if _PART_OF_YEAR.search(line):
            return Scope.BESIDE
        if _NOT_FIGURES_OF_THE_YEAR.search(line) or _EXAMPLE.search(line):
            return Scope.UNTOLD if year in years else Scope.BESIDE
    if whole := _WHOLE.search(line):
        return Scope.BESIDE if _is_wider(whole[1], organ) else Scope.YEAR
    level = _LEVEL.search(line)
    if level is not None and _is_wider(level["area"], organ):
        return Scope.BESIDE
    if _OWN_OFFICE.search(line):
        return Scope.OWN_OFFICE
    body = _BODY.fullmatch(line.strip())
    if body and organ and not _NAMELESS.fullmatch(body[1]):
        return _whose(body[1], organ)
    is_of_the_year = year in years and not line.rstrip().endswith("报告")  # the title is over all of it
    return Scope.YEAR if is_of_the_year or _THIS_YEAR.search(line) else Scope.UNTOLD


def _whose(body: str, organ: str) -> Scope:
    """The report's own where the name is in the organ's; untold where it may be the organ's contracted
    (市发改委 of 云河市发展和改革委员会) or in full; else another's."""
    if body in organ:
        return Scope.YEAR
    short, full = sorted((body, organ), key=len)
    signs = iter(full)
    return Scope.UNTOLD if all(sign in signs for sign in short) else Scope.BESIDE


def _is_wider(area: str | None, organ: str | None) -> bool:
    """Whether all of an area is more than the organ's: 全市 in the report of a district."""
    named = _AREAS.match(organ or "")
    ranks = [*_AREAS.groupindex]
    own = [rank for rank in ranks if named is not None and named[rank]]
    return area in _RANKS and bool(own) and ranks.index(_RANKS[area]) < ranks.index(own[-1])

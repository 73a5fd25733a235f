"""Copies laid out as on the page: labels that hang from the lines of their rows, rows told by the gaps between
their figures, and numbers of pages between rows."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from govinfo_reports import Source, parse_text
from govinfo_reports.location import Location
from govinfo_reports.readers.common.alignment import align
from govinfo_reports.readers.common.monospaced import pieces_of_lines, ways_of_lines
from govinfo_reports.readers.common.pieces import Piece
from govinfo_reports.readers.common.value_columns import placed_by_gaps

_HEAD = "云河市2022年政府信息公开工作年度报告\n一、总体情况\n三、收到和处理政府信息公开申请情况\n"
_END = "\n四、政府信息公开行政复议、行政诉讼情况\n无。"
_HEADS = "                    自然人  商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
WHO = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_services",
    "other_organization",
    "total",
)


def labels(*lines: str) -> list[str]:
    table = align(pieces_of_lines(ways_of_lines(lines, 0, len(lines))), number=1)
    assert table is not None
    return [
        "/".join(
            cell.text for cell in row if (cell.text and not cell.text[0].isdecimal()) or "." in cell.text
        )
        for row in table.rows
    ]


def read(*lines: str, row: str) -> list[object]:
    report = parse_text(_HEAD + "\n".join(lines) + _END)
    found = {fact.path: fact.value for fact in report.facts if fact.source is Source.TABLE}
    return [found.get(f"applications.{row}.{who}", "none") for who in WHO]


_NARROW = (
    "一、本年新收政府信息公   34   1   0   19   0   0   54",
    "开申请数量",
    "二、上年结转政府信息公   0    0   0   0    0   0   0",
    "开申请数量",
    "三、本 （一）予以公开   0    0   0   0    0   0   0",
    "年度办 （二）部分公开   0    0   0   0    0   0   0",
    "理结果 （区分处理的，",
    "    只计这一情形，",
    "    不计其他情形）",
    "    （三）  1.属于  0    0   0   0    0   0   0",
    "    不予公  国家秘",
    "    开     密",
    "          2.其他  0    0   0   2    0   0   2",
    "          法律行",
    "          政法规",
    "          禁止公",
    "          开",
)


def test_what_stands_below_the_first_line_of_a_group_is_no_part_of_the_label_above() -> None:
    found = labels(*_NARROW)
    assert "（三）不予公开/1.属于国家秘密" in found
    assert any(label.endswith("（二）部分公开（区分处理的，只计这一情形，不计其他情形）") for label in found)
    assert "一、本年新收政府信息公开申请数量" in found
    assert "2.其他法律行政法规禁止公开" in found


def hanging(length: int, after: str) -> list[str]:
    long = "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请"[: 3 * length]
    pieces = [long[at : at + 3] for at in range(0, len(long), 3)]
    return [
        "        1.申请  0   0   0   2",
        "        人无正",
        "        当理由",
        f"        2.{pieces[0]}  5   0   0   5",
        *(f"        {piece}" for piece in pieces[1:]),
        f"        {after}",
    ]


@pytest.mark.parametrize("length", [4, 8, 11, 12])
def test_labels_hang_from_the_lines_of_their_rows(length: int) -> None:
    found = labels(*hanging(length, "3.其他  0   1   0   1"))
    whole = "2.申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请"[: 3 * length + 2]
    assert found == ["1.申请人无正当理由", whole, "3.其他"]


def test_labels_in_the_middle_of_their_rows_do_not_hang() -> None:
    found = labels(
        "        1.申请",
        "        人无正  0   0   0   2",
        "        当理由",
        "        2.逾期",
        "        未缴纳  5   0   0   5",
        "        费用的",
        "        3.其他  0   1   0   1",
    )
    assert found == ["1.申请人无正当理由", "2.逾期未缴纳费用的", "3.其他"]


def test_a_page_begins_behind_the_lines_that_stand_where_those_of_its_last_row_do() -> None:
    found = labels(
        "          1.属于  0    0    0    0",
        "          秘密",
        "          2.其他  0    0    0    0",
        "          法律",
        "          3.保护  0    0    3    3",
        "          第三方",
        "      权益",
        "      4.属于  1      0      0      1",
        "      内部",
        "      5.属于  5      0      0      5",
        "      过程",
        "      6.属于  0      0      0      0",
        "      执法",
    )
    assert "3.保护第三方权益" in found


def test_the_number_of_a_page_begins_a_page() -> None:
    upper = [
        _HEADS,
        "一、本年新收政府信息公开申请数量      7     1    35     0     0     6    49",
        "二、上年结转政府信息公开申请数量      2     0     0     0           0     2",
        "（一）予以公开                  0     0    15     0     0     0    15",
    ]
    lower = [
        "（二）部分公开           3      0      0      2      0      0      5",
        "（七）总计             3      0     15             0      0     18",
        "四、结转下年度继续办理       6      1     20      0      0      6     33",
    ]
    number = ["", "", "                        - 1 -", ""]
    row = "outcomes.total"
    assert read(*upper, *number, *lower, row=row) == [3, 0, 15, None, 0, 0, 18]


_AT = Location(line=1)
_PITCH = (2.5, 3.0, 3.5, 3.5, 3.0, 2.0)


def pieces(texts: Sequence[str], first: float, pitch: Sequence[float] = _PITCH) -> list[Piece]:
    """The figures of a row, "" for a blank cell, each in the middle of its column."""
    found, at = [], first
    for number, text in enumerate(texts):
        half = len(text) / 4
        if text:
            found.append(Piece(text, at - half, at + half, 0, 1, 0, _AT))
        at += pitch[number] if number < len(pitch) else 0
    return found


def whole(*firsts: float, pitch: Sequence[float] = _PITCH) -> list[list[Piece]]:
    return [pieces(("12", "0", "3", "0", "0", "1", "16"), first, pitch) for first in firsts]


def shown(texts: Sequence[str]) -> list[str | None]:
    return [text or None for text in texts]


@pytest.mark.parametrize("seed", range(20))
def test_gaps_tell_the_columns_of_a_row_or_nothing(seed: int) -> None:
    rng = Random(seed)
    pitch = tuple(rng.uniform(2.2, 4.5) for _ in range(6))
    near = [
        pieces(("12", "0", "3", "0", "0", "1", "16"), 30 + rng.uniform(-0.6, 0.6), pitch) for _ in range(5)
    ]
    told = 0
    for _ in range(40):
        texts = [rng.choice(("", "0", "7", "128")) for _ in range(7)]
        found = placed_by_gaps(pieces(texts, 30 + rng.uniform(-0.6, 0.6), pitch), near, near)
        if found is not None:
            told += "" in texts
            assert [piece and piece.text for piece in found] == shown(texts)
    assert told > 20


def test_gaps_do_not_tell_a_row_that_stands_where_no_whole_row_does() -> None:
    even = (3.0,) * 6
    near = whole(30, 30.2, 30.4, pitch=even)
    texts = ("4", "0", "", "0", "0", "4", "")
    assert placed_by_gaps(pieces(texts, 30.2, even), near, near) is not None
    assert placed_by_gaps(pieces(texts, 31.6, even), near, near) is None
    assert placed_by_gaps(pieces(texts, 30.2, even), near[:1], near) is None


def test_gaps_do_not_tell_a_row_whose_figures_stand_between_columns() -> None:
    near = whole(30, 30.2, 30.4)
    assert placed_by_gaps(pieces(("4", "0", "1"), 30, (4.2, 4.0)), near, near) is None


def test_gaps_tell_nothing_where_rows_do_not_agree_or_are_few() -> None:
    texts = ("4", "0", "", "0", "0", "4", "")
    loose = [*whole(30, 30), *whole(30, pitch=(2.5, 4.5, 2.0, 3.5, 3.0, 2.0))]
    assert placed_by_gaps(pieces(texts, 30), loose, loose) is None
    few = whole(30, 30)
    assert placed_by_gaps(pieces(texts, 30), few, few) is None


_ROWS = {
    "一、本年新收政府信息公开申请数量": "98 0 29 0 0 0 127",
    "二、上年结转政府信息公开申请数量": "0 0 0 0 0 0 0",
    "（一）予以公开": "0 0 0 0 0 0 0",
    "（二）部分公开（区分处理的，只计这|一情形，不计其他情形）": "1 0 2 0 0 0 3",
    "1.属于国家秘密": "0 0 4 0 0 0 4",
    "2.其他法律行政法规禁止公开": "2 0 _ 3 0 _ 5",
    "3.危及“三安全一稳定”": "0 _ 0 0 0 0 0",
    "5.要求行政机关确认或重新|出具已获取信息": "0 0 1 0 0 0 1",
    "1.申请人无正当理由逾期不补正、行政|机关不再处理其政府信息公开申请": "0 0 12 0 0 0 12",
    "2.申请人逾期未按收费通知要求缴纳费|用、行政机关不再处理其政府信息公开申请": "0 4 0 0 0 0 4",
    "（七）总计": "98 0 29 0 0 0 127",
    "四、结转下年度继续办理": "0 0 0 0 0 0 0",
}


def sorted_lines(torn: str = "") -> list[str]:
    """Rows in which each blank is as wide as a character of the word behind it, and lines without words begin
    further left."""
    found = [_HEADS]
    for label, texts in _ROWS.items():
        first, *second = label.split("|")
        line, end = "  " + first, 2.0 + len(first)
        at = 30.0
        if second:
            found.append(line)
            line, end, at = "", 0.0, 27.5
        for number, text in enumerate(texts.split()):
            if text != "_":
                begin = at - len(text) / 4
                line += " " * max(1, round((begin - end) * 2)) + text
                end = begin + len(text) / 2
            at += (*_PITCH, 0)[number]
        found += [line, *(f"  {words}" for words in second)]
        if torn and label.startswith("2.其他"):
            found.append(torn)
    return found


def test_rows_of_sorted_text_have_their_blank_cells() -> None:
    row = "outcomes.refused.prohibited_by_law"
    assert read(*sorted_lines(), row=row) == [2, 0, None, 3, 0, None, 5]


def test_figures_right_below_a_row_may_be_the_other_part_of_its_own() -> None:
    row = "outcomes.refused.prohibited_by_law"
    assert read(*sorted_lines(" " * 60 + "7"), row=row) in (["none"] * 7, [None] * 7)

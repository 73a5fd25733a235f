"""Figures told in turn, of some months, of one unnamed office, of one of two kinds, and those that a later
sentence corrects."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports import Scope, parse_text

_REPORT = (
    "清河县粮食局{year}年政府信息公开工作年度报告\n根据《条例》编制本报告。"
    "\n一、{heading}\n{text}\n二、存在的问题\n有待加强。\n"
)
_RECEIVED = "applications.received.total"


def _read(
    text: str, heading: str = "依申请公开情况", year: int = 2016
) -> dict[str, tuple[object, tuple[object, ...]]]:
    report = parse_text(_REPORT.format(text=text, heading=heading, year=year))
    return {fact.path: (fact.value, fact.candidates) for fact in report.facts if fact.scope is Scope.YEAR}


def _values(text: str, heading: str = "依申请公开情况") -> dict[str, object]:
    return {path: value for path, (value, _) in _read(text, heading).items() if value is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "共收到政府信息公开申请26件，现场申请、信函申请和网络申请分别为9件、4件和13件。",
            {"in_person": 9, "letter": 4, "online": 13, "total": 26},
        ),
        ("共收到政府信息公开申请26件，其中22件、4件分别为网上申请和信函申请。", {"online": 22, "letter": 4, "total": 26}),
        ("2015年和2016年分别受理政府信息公开申请17件和26件。", {"total": 26}),
        # as many names as figures, or none is believed
        ("共收到政府信息公开申请26件，现场申请、信函申请和网络申请分别为9件、4件。", {"total": 26}),
        # other names before a verb are those of offices
        ("储运、质检分别收到政府信息公开申请17件、9件。", {}),
        ("三个季度分别收到政府信息公开申请17件、9件、4件。", {}),
    ],
)  # fmt: skip
def test_what_is_told_in_turn_goes_each_to_its_own_name(text: str, expected: dict[str, int]) -> None:
    assert _values(text) == {f"applications.received.{name}": value for name, value in expected.items()}


def test_answers_disputes_and_staff_told_in_turn() -> None:
    answers = _values("收到申请19件，同意公开、不予公开的答复分别为15件、4件。")
    assert answers["applications.replies.granted"] == 15
    assert answers["applications.replies.refused.total"] == 4
    both = _values("因政府信息公开被申请行政复议和被提起行政诉讼分别有6件、2件。")
    assert both == {"review.total": 6, "litigation.total": 2}
    verbs = _values("全年受理、办结政府信息公开申请分别为31件、30件。")
    assert verbs == {_RECEIVED: 31, "applications.concluded.total": 30}
    staff = _values("政府信息公开专职人员、兼职人员分别为3人、8人。", "机构人员情况")
    assert staff == {"capacity.staff.full_time": 3, "capacity.staff.part_time": 8}


def test_a_figure_told_in_turn_has_its_place() -> None:
    text = "收到政府信息公开申请26件，现场申请和网络申请分别为9件和17件。"
    source = _REPORT.format(text=text, heading="依申请公开情况", year=2016)
    [fact] = [one for one in parse_text(source).facts if one.path == "applications.received.online"]
    assert fact.raw == "17件"
    assert fact.location is not None
    assert fact.location.line == 4


@pytest.mark.parametrize(
    ("text", "value", "candidates"),
    [
        ("2016年（截至9月底）受理政府信息公开申请23件，全年29件。", 29, ()),
        ("前三季度（1至9月）受理政府信息公开申请23件，全年共受理29件。", 29, ()),
        ("截至今年11月底，共受理政府信息公开申请23件。", None, (23,)),
        ("截至2016年十月底，共受理政府信息公开申请23件。", None, (23,)),
        ("截至2016年12月底，共受理政府信息公开申请23件。", 23, ()),
    ],
)
def test_what_was_counted_up_to_a_month_is_not_the_years(
    text: str, value: int | None, candidates: tuple[int, ...]
) -> None:
    found = [
        fact
        for fact in parse_text(_REPORT.format(text=text, heading="依申请公开情况", year=2016)).facts
        if fact.path == _RECEIVED and fact.scope is Scope.YEAR
    ]
    assert (found[-1].value, found[-1].candidates) == (value, candidates)
    assert [fact.value for fact in found if fact.value is not None] == ([] if value is None else [value])


@pytest.mark.parametrize("office", ["某单位", "个别股室", "某镇", "有的站所", "一个部门"])
def test_one_unnamed_office_is_not_the_organ(office: str) -> None:
    assert _values(f"{office}收到政府信息公开申请14件。") == {}


def test_reports_and_complaints_apart_are_no_value_of_both() -> None:
    apart = _read("收到涉及信息公开的举报5件，投诉8件。", "举报投诉情况")
    assert apart["complaints"] == (None, (5,))
    assert _read("收到信息公开方面的投诉8件、举报5件。", "举报投诉情况")["complaints"] == (None, (8,))
    assert _values("收到涉及信息公开的举报5件，投诉0件。", "举报投诉情况") == {"complaints": 5}
    assert _values("收到涉及信息公开的举报投诉13件。", "举报投诉情况") == {"complaints": 13}


@pytest.mark.parametrize(
    "note",
    [
        "更正：应为46件。",
        "注：以上申请数应为46件。",
        "勘误：文中“政府信息公开申请64件”应为“46件”。",
        "更正说明：收到政府信息公开申请数应更正为46件。",
        "上文64件有误，实为46件。",
    ],
)
def test_a_figure_that_a_later_sentence_corrects_has_no_value(note: str) -> None:
    read = _read(f"全年收到政府信息公开申请64件。\n{note}")
    assert read[_RECEIVED] == (None, (46, 64))


def test_a_correction_takes_back_only_what_it_is_of() -> None:
    text = "全年收到政府信息公开申请64件，答复60件。举办政府信息公开培训班3期。\n更正：60件应为61件。"
    read = _read(text)
    assert read[_RECEIVED] == (64, ())
    assert read["applications.replies.total"] == (None, (60, 61))
    assert read["training.courses"] == (3, ())
    assert _values("全年收到政府信息公开申请64件（更正：应为46件）。") == {}
    plain = _values("全年收到政府信息公开申请64件。未发现答复有误。全年收取费用0元。")
    assert plain == {_RECEIVED: 64, "fees": Decimal(0)}


@pytest.mark.parametrize(
    ("said", "replies"),
    [
        ("收到政府信息公开申请62件。全市共答复政府信息公开申请55件。", 55),
        ("收到政府信息公开申请62件，其中当面申请21件。全市共答复政府信息公开申请55件。", 55),
        ("收到政府信息公开申请10件。已答复申请人8件。", 8),
        ("收到政府信息公开申请10件，已答复申请人8件。", 8),
        ("收到政府信息公开申请10件，全县均已答复。", 10),
        ("收到政府信息公开申请10件，均已按期答复，其中同意公开8件。", 10),
    ],
)
def test_an_answer_with_a_figure_of_its_own_is_not_the_answer_to_all(said: str, replies: int | None) -> None:
    report = parse_text(f"云河市2013年政府信息公开工作年度报告\n二、公开情况\n{said}\n")
    assert report.get("applications.replies.total") == replies

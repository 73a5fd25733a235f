"""Heads that say their year, period, date or telephone in a way of their own: nothing is taken from a date
of signing, an earlier regulation or half a number."""

from __future__ import annotations

from datetime import date

import pytest

from govinfo_reports import Report, parse_text
from govinfo_reports.head.title import year_in_title

_TITLE = "青川县水务局政府信息公开工作年度报告"
_TITLE_2016 = "青川县水务局2016年政府信息公开工作年度报告"


def _read(*lines: str) -> Report:
    return parse_text(
        "\n".join((*lines, "一、概述", "主动公开政府信息90条。", "二、存在的问题", "有待加强。", ""))
    )


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        ((_TITLE, "二〇一七年三月", "2016年度我局稳步推进信息公开。"), 2016),
        ((_TITLE, "2017年3月", "2016年度我局稳步推进信息公开。"), 2016),
        ((_TITLE, "青川县水务局 2017年3月9日", "2016年我局稳步推进信息公开。"), 2016),
        ((_TITLE, "根据2008年5月1日施行的《条例》和2014年省政府要求，编制2016年度报告。"), 2016),
        ((_TITLE, "根据2014年省政府要求，我局2016年信息公开稳步推进，2015年以来制度完善。"), 2016),
        ((_TITLE, "2017年，我局稳步推进，3月公布了2016年政府信息公开年度报告。2017年收到9件。"), 2017),
        ((_TITLE, "2017年以来，我局稳步推进。"), 2017),
        ((_TITLE, "2017年县政府印发通知，我局落实。"), 2017),
        ((_TITLE, "现公布2016年政府信息公开工作年度报告。2015年，2015年12月印发了办法。"), 2016),
        (("青川县水务局16年政府信息公开工作年度报告", "2017年3月9日"), 2016),
        ((_TITLE_2016, "二〇一七年三月"), 2016),
        (("青川县水务局政府信息公开工作年度报告（2016年）", "2017年3月"), 2016),
    ],
)
def test_the_year_is_not_that_of_another_date(lines: tuple[str, ...], year: int) -> None:
    assert _read(*lines).year == year


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("青川县08年政务公开年度报告", 2008),
        ("青川县第16年度政府信息公开工作报告", None),
        ("青川县2015年政府信息公开16年工作报告", 2015),
        ("青川县2014-16年政府信息公开工作报告", None),
        ("青川县政府信息公开工作报告", None),
    ],
)
def test_a_year_of_two_digits(title: str, year: int | None) -> None:
    assert year_in_title(title) == year


@pytest.mark.parametrize("ending", [".docx", ".doc", ".pdf", ".wps"])
def test_a_title_that_is_the_name_of_a_file(ending: str) -> None:
    report = _read(f"{_TITLE_2016}{ending}")
    assert (report.title, report.organ, report.year) == (_TITLE_2016, "青川县水务局", 2016)


def test_a_period_with_a_remark() -> None:
    report = _read(_TITLE_2016, "本报告统计期限为2016年6月1日（机构成立之日）起至2016年12月31日。")
    assert report.period is not None
    assert (report.period.start, report.period.end) == (date(2016, 6, 1), date(2016, 12, 31))


@pytest.mark.parametrize(
    ("printed", "phone"),
    [
        ("0839－5550 1234", "0839-55501234"),
        ("0839-5550 1234", "0839-55501234"),
        ("（0839）5550 1234", "0839-55501234"),
        ("0839-5550123", "0839-5550123"),
        ("0839-55501234", "0839-55501234"),
        ("5550 1234", "55501234"),
    ],
)
def test_a_telephone_in_two_groups(printed: str, phone: str) -> None:
    report = _read(_TITLE_2016, f"对本报告如有疑问，请与我局办公室联系（电话：{printed}）。")
    assert report.contact.phone == phone


def test_date_and_organ_in_brackets_under_the_title() -> None:
    report = _read(_TITLE_2016, "（2017年3月9日 青川县水务局）")
    assert (report.issuer, report.published) == ("青川县水务局", date(2017, 3, 9))


def test_a_bracket_that_is_no_signature() -> None:
    report = _read(_TITLE_2016, "（2017年3月9日经局务会议通过）")
    assert (report.issuer, report.published) == (None, None)

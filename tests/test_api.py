"""parse from every kind of source; the same report in other dress; what is no report."""

from __future__ import annotations

import io
import os
import pickle
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures import clean_figures
from govinfo_reports import (
    Container,
    FindingsError,
    Form,
    GovInfoError,
    LimitExceeded,
    Limits,
    NotAReport,
    Report,
    Scope,
    UnreadableSource,
    UnsupportedFormat,
    parse,
    parse_text,
)
from grids import grid, statistics_rows
from writers_text import as_tabs

FIGURES = clean_figures(Form.F2014, random.Random(21))
PROSE = """临江区2017年政府信息公开工作年度报告
本报告由临江区人民政府办公室编制，所列数据的统计期限自2017年1月1日起至2017年12月31日止。如有疑问，请与临江区人民政府办公室联系（地址：临江区滨河路8号，邮编：100200，电话：0100—8800123）。
一、概述
2017年，全区政府信息公开工作扎实推进。
二、主动公开政府信息情况
（一）数量。全区主动公开政府信息{disclosed}条。
三、依申请公开政府信息情况
全区共收到政府信息公开申请{received}件。
四、政府信息公开的收费及减免情况
全部免费提供。
五、存在的主要问题及改进措施
一是公开的主动性有待提高。
临江区人民政府办公室
2018年1月20日
""".format(disclosed=FIGURES["proactive.disclosed"], received=FIGURES["applications.received.total"])
TABLE = as_tabs(
    grid(
        [
            ("统计指标", "单位", "统计数"),
            *statistics_rows({path: str(value) for path, value in FIGURES.items()}),
        ]
    )
)
CAPTION = "附件：临江区2017年度政府信息公开情况统计表\n"
WHOLE = PROSE + CAPTION + TABLE + "\n"


def head(report: Report) -> tuple[object, ...]:
    return (
        report.title,
        report.organ,
        report.issuer,
        report.year,
        report.form,
        report.published,
        report.period and (report.period.start, report.period.end),
        report.contact,
    )


def values(report: Report) -> dict[str, object]:
    return {path: report.get(path) for path in FIGURES}


BASE = parse_text(WHOLE)


def test_the_report_itself() -> None:
    assert values(BASE) == FIGURES
    assert (BASE.organ, BASE.year, BASE.form.value) == ("临江区", 2017, "2014")
    assert BASE.issuer == "临江区人民政府办公室"
    assert BASE.contact.phone == "0100-8800123"
    assert {fact.path for fact in BASE.facts if fact.source.value == "prose"} >= {
        "proactive.disclosed",
        "applications.received.total",
    }
    assert [finding for finding in BASE.findings if finding.severity.value != "info"] == []


def full_width(text: str) -> str:
    return text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("crlf", lambda text: text.replace("\n", "\r\n").encode()),
        ("cr", lambda text: text.replace("\n", "\r").encode()),
        ("bom", lambda text: b"\xef\xbb\xbf" + text.encode()),
        ("gb18030", lambda text: text.encode("gb18030")),
        ("utf-16", lambda text: text.encode("utf-16")),
        ("full-width digits", lambda text: full_width(text).encode()),
        ("blanks in labels", lambda text: text.replace("公开", "公 开").replace("申请", "申　请").encode()),
        ("blank lines", lambda text: text.replace("\n", "\n\n").encode()),
        ("half-width brackets", lambda text: text.replace("（", "(").replace("）", ")").encode()),
        ("no last line end", lambda text: text.rstrip("\n").encode()),
    ],
)
def test_the_same_report_in_other_dress(name: str, change: Callable[[str], bytes]) -> None:
    report = parse(change(WHOLE))
    assert values(report) == FIGURES, name
    assert head(report)[1:7] == head(BASE)[1:7]
    assert report.contact.phone == BASE.contact.phone


def test_the_table_in_front_of_the_prose() -> None:
    first, rest = PROSE.split("\n", 1)
    report = parse_text(f"{first}\n{CAPTION}{TABLE}\n\n{rest}")
    assert values(report) == FIGURES
    assert head(report) == head(BASE)


def test_every_kind_of_source(tmp_path: Path) -> None:
    file = tmp_path / "report.doc"  # the name says nothing
    file.write_text(WHOLE, encoding="utf-8")
    sources: list[object] = [
        str(file),
        file,
        WHOLE.encode(),
        bytearray(WHOLE.encode()),
        io.BytesIO(WHOLE.encode()),
    ]
    for source in sources:
        assert values(parse(source)) == FIGURES  # type: ignore[arg-type]
    with file.open("rb") as opened:
        assert parse(opened).source == str(file)
    assert parse(file).source == str(file)
    assert parse(WHOLE.encode()).source is None
    with file.open(encoding="utf-8") as opened, pytest.raises(UnreadableSource, match="binary"):
        parse(opened)  # type: ignore[arg-type]


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf", b"\x00" * 100])
def test_empty_sources(content: bytes) -> None:
    with pytest.raises(UnreadableSource):
        parse(content)


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="directory"):
        parse(tmp_path)
    with pytest.raises(UnreadableSource, match="no such file") as caught:
        parse(tmp_path / "nothing.html")
    assert str(tmp_path) in str(caught.value)
    assert "文件不存在" in str(caught.value)
    with pytest.raises(UnreadableSource):
        parse("a\x00b")


@pytest.mark.parametrize(
    "text",
    [
        "春天来了，花儿开了。\n" * 30,
        "关于召开全市经济工作会议的通知\n一、会议时间\n二、会议地点\n三、参加人员\n",
        "姓名\t年龄\n张三\t31\n李四\t42\n",
        "The quick brown fox. " * 50,
        "12345",
    ],
)
def test_other_texts_are_no_reports(text: str) -> None:
    with pytest.raises(NotAReport) as caught:
        parse_text(text)
    assert "annual report" in caught.value.reason
    assert isinstance(caught.value, UnreadableSource)
    assert pickle.loads(pickle.dumps(caught.value)).reason == caught.value.reason  # noqa: S301


@pytest.mark.parametrize("magic", [b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"GIF89a"])
def test_formats_without_a_reader(magic: bytes) -> None:
    with pytest.raises(UnsupportedFormat):
        parse(magic + bytes(range(256)))


def test_too_large_a_source(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    file.write_text(WHOLE, encoding="utf-8")
    for source in (file, WHOLE.encode()):
        with pytest.raises(LimitExceeded, match="bytes"):
            parse(source, limits=Limits(bytes=100))


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_report_or_an_error_of_ours(data: bytes) -> None:
    try:
        report = parse(data)
    except GovInfoError as error:
        assert error.reason  # noqa: PT017
    else:
        assert isinstance(report, Report)


@settings(max_examples=120, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("一二三、（）()：。|\t\n 0123456789件条公开申请政府信息年度报告第项×/-"),
        max_size=300,
    )
)
def test_any_text_after_a_title_gives_a_report(text: str) -> None:
    report = parse_text(
        "云河市2022年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n" + text
    )
    assert report.year == 2022
    for fact in report.facts:
        assert fact.value is None or fact.value >= 0 or fact.path.endswith("items_change")


def test_random_bytes_from_the_system() -> None:
    for size in (1, 10, 1000, 20000):
        with pytest.raises(UnreadableSource):
            parse(os.urandom(size))


def test_strict_raises_what_a_lenient_parse_reports() -> None:
    wrong = WHOLE.replace(
        f"（三）从事政府信息公开工作人员数\t人\t{FIGURES['capacity.staff.total']}",
        "（三）从事政府信息公开工作人员数\t人\t9999",
    )
    assert wrong != WHOLE
    report = parse_text(wrong)
    assert report.capacity.staff.total == 9999
    with pytest.raises(FindingsError) as caught:
        parse_text(wrong, strict=True)
    assert [finding.rule for finding in caught.value.findings] == ["sum:capacity.staff.total"]
    assert parse_text(WHOLE, strict=True) == BASE


def test_the_previous_report_settles_figures_that_touch() -> None:
    def text(year: int, row: str) -> str:
        return (
            f"云河市{year}年政府信息公开工作年度报告\n一、总体情况\n全市工作平稳。"
            "\n二、主动公开政府信息情况 第二十条第（一）项信息内容本年制发件数"
            f"本年废止件数现行有效件数规章 1 0 3行政规范性文件{row}第二十条第（五）项信息内容本年处理决定数量行政许可2293\n"
        )

    before = parse_text(text(2021, " 5 1 437"))
    assert before.proactive.normative_documents.in_force == 437
    alone = parse_text(text(2022, "6233440"))
    fact = alone.fact("proactive.normative_documents.issued")
    assert fact is not None
    assert fact.value is None
    assert set(fact.candidates) >= {6, 62}
    assert "ambiguous:proactive.normative_documents.issued" in {finding.rule for finding in alone.findings}
    settled = parse_text(
        text(2022, "6233440"), previous=before
    )  # 437 + 6 - 3... only one reading goes on from 437
    documents = settled.proactive.normative_documents
    assert (documents.issued, documents.repealed, documents.in_force) == (
        6,
        3,
        440,
    ) or documents.issued is None
    known = parse_text(text(2022, "63440"), previous=before)
    documents = known.proactive.normative_documents
    assert (documents.issued, documents.repealed, documents.in_force) == (6, 3, 440)
    stated = known.fact("proactive.normative_documents.in_force")
    assert stated is not None
    assert stated.decoded_by == ("stock:proactive.normative_documents.in_force",)


def test_cumulative_figures_are_facts_of_their_own() -> None:
    report = parse_text(
        "平江县2012年政府信息公开年度报告\n一、概述\n全县工作平稳。"
        "\n指标名称\t计量单位\t2012年度\t历年累计\n主动公开文件数\t条\t3\t9\n政府公报公开数\t条\t1\t2\n"
    )
    assert {(fact.scope, fact.value) for fact in report.facts if fact.path == "proactive.disclosed"} == {
        (Scope.YEAR, 3),
        (Scope.CUMULATIVE, 9),
    }
    assert report.container is Container.TEXT


def test_all_zeros_are_a_report_and_not_an_empty_one() -> None:
    zeros = as_tabs(grid([("统计指标", "单位", "统计数"), *statistics_rows(dict.fromkeys(FIGURES, "0"))]))
    report = parse_text(PROSE.replace(str(FIGURES["proactive.disclosed"]), "0") + CAPTION + zeros)
    assert all(report.get(path) == 0 for path in FIGURES)


def test_a_page_as_a_string_is_read_as_a_page() -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in PROSE.splitlines()) + "</body></html>"
    report = parse_text(page)
    assert (report.container, report.organ) == (Container.HTML, "临江区")
    assert parse_text("<" + PROSE).container is Container.TEXT


@pytest.mark.parametrize(
    ("source", "english", "chinese"),
    [
        (None, "not a path, bytes or an open file, but NoneType", "而是 NoneType"),
        (2017, "but int", "而是 int"),
        ("https://www.linjiang.example/nb/2017.html", "a web address: nothing is fetched", "是网址"),
        ("samples/linjiang_2071.txt", "did you mean linjiang_2017.txt", "是否为 linjiang_2017.txt"),
        ("samples/quite_another.pdf", "no such file", "文件不存在"),
    ],
)
def test_what_leads_nowhere_says_why(
    source: object, english: str, chinese: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    with pytest.raises(UnreadableSource) as caught:
        parse(source)  # type: ignore[arg-type]
    assert english in caught.value.reason
    assert chinese in caught.value.reason_zh


def test_a_path_that_there_is_not_has_its_nearest_named() -> None:
    with pytest.raises(GovInfoError, match=r"did you mean 'review\.total'"):
        BASE.get("reveiw.total")

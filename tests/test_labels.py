"""Printed labels: their normal form, and unknown wordings matched by likeness, never at the price of a wrong
one."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_reports import How, parse_text
from govinfo_reports.forms import vocabulary
from govinfo_reports.forms.misprints import edits, field_words, sense_of, slip, without_stray_digits
from govinfo_reports.indicators import Form, leaf_indicators
from govinfo_reports.tables.labels import core, item_labels, similar
from govinfo_reports.tables.scan import Scanner
from govinfo_reports.text import fold

STATISTICS = [(words, path) for words, paths in item_labels().items() for path, _ in paths]
THREE = [(entry.words, entry.key) for entry in vocabulary().of_kind("row") if not entry.whole]
OFFICIAL = [(core(item.label), path) for path, item in leaf_indicators().items() if Form.F2014 in item.forms]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("其中：1、其它方式公开 政府信息数（含手机报）", "其他方式公开政府信息数"),
        ("（3）“申请内容不明确”数", "申请内容不明确数"),
        ("㈠主动公开政府信息数", "主动公开政府信息数"),
        ("3)当面申请数", "当面申请数"),
        ("（备注）", "备注"),
        ("① 传真申请数", "传真申请数"),
    ],
)
def test_core(printed: str, words: str) -> None:
    assert core(printed) == words


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("主动公开政府信息敖", "proactive.disclosed"),
        ("5.不属于本行政机关公开薮", "applications.replies.not_this_organ"),
        ("政府信息公专项经费开", "capacity.budget"),
        ("举办各类培训斑数", "training.courses"),
        ("7.告知作出更改补仆数", "applications.replies.amendment_requested"),
        ("2会延期办结数", "applications.concluded.extended"),
        ("12、2.传真申请数", "applications.received.fax"),
        ("也1.当面申请数", "applications.received.in_person"),
        ("民（六）举报投诉数量", "complaints"),
        ("6.申请信息木存在数", "applications.replies.nonexistent"),
        ("主公动开规范性文件数", "proactive.normative_documents.disclosed"),
        ("被依依法纠错数", None),
        ("政务微傅公开政府信息数", None),
        ("政务微×公开政府信息数", None),
        ("×职人员数", None),
        ("职人员数", None),
        ("同意部公开答复数", None),
        ("丕同意公开答复数", None),
        ("上年收到申请数", None),
        ("去年主动公开政府信息数", None),
        ("举报投诉办结数", None),
        ("行政复议维持数", None),
        ("电子邮件申请数", None),
        ("邮件申请数", None),
        ("依申请公开政府信息数", None),
        ("网上咨询数", None),
        ("总数", None),
    ],
)
def test_statistics_labels_by_likeness(label: str, path: str | None) -> None:
    known = {words for words, _ in STATISTICS}
    assert core(label) not in known
    found = similar(label, STATISTICS)
    assert (found[0] if found else None) == path
    if found is not None:
        assert found[1].how is How.SIMILAR
        assert found[1].confidence < 1
        assert found[1].evidence


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("6.属于四类过程性倍息", "refused.deliberative_process"),
        ("没有现成信息需要另行制做", "unable.needs_creation"),
        ("补正后申请内客仍不明确", "unable.still_unclear"),
        ("无正当理由大量反复中请", "not_processed.excessive"),
        ("逾期木补正", "other_handling.not_corrected_in_time"),
        ("本机关不不掌握相关政府信息", "unable.not_held"),
        ("以予公开", "granted"),
        ("部分公开开", "partially_granted"),
        ("予开", None),
        ("逾期补正", None),
        ("属于行政执法档案", None),
        ("属于工作秘密", None),
        ("保护第三方", None),
    ],
)
def test_rows_of_section_three_by_likeness(label: str, path: str | None) -> None:
    found = similar(label, THREE)
    assert (found[0] if found else None) == (f"applications.outcomes.{path}" if path else None)


@pytest.mark.parametrize(
    ("label", "path"),
    [("（一）予以公开数", "granted"), ("2.重复申请数量", "not_processed.repeated"), ("不予公开数", None)],
)
def test_rows_of_section_three_with_another_last_word(label: str, path: str | None) -> None:
    found = {entry.key for entry in Scanner(vocabulary()).whole(fold(label).text) if entry.kind == "row"}
    assert found == ({f"applications.outcomes.{path}"} if path else set())


@pytest.mark.parametrize(
    ("words", "known", "is_slip"),
    [
        ("以予公开", "予以公开", True),
        ("予以以公开", "予以公开", True),
        ("逾期木补正", "逾期不补正", True),
        ("中清公开", "申请公开", False),
        ("予以公开", "予以公开", False),
        ("逾期补正", "逾期不补正", False),
        ("逾期不补正正", "逾期补正", False),
        ("开公以予", "予以公开", False),
    ],
)
def test_slips_that_say_nothing_else(words: str, known: str, is_slip: bool) -> None:
    assert (slip(words, known) is not None) is is_slip


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("2传真申请数", "传真申请数"),
        ("也1当面申请数", "当面申请数"),
        ("12条数", "12条数"),
        ("信息数", "信息数"),
    ],
)
def test_stray_digits(words: str, left: str) -> None:
    assert without_stray_digits(words) == left


def test_strictness_asks_for_fewer_edits() -> None:
    label = "政府网站在线访淡次敖"
    assert similar(label, STATISTICS) is not None
    assert similar(label, STATISTICS, strictness=3) is None


@given(st.sampled_from(OFFICIAL), st.integers(0, 10**6), st.sampled_from("的一是在有和人这中大为"))
def test_one_wrong_character_never_makes_another_indicator(
    official: tuple[str, str], seed: int, noise: str
) -> None:
    words, path = official
    rng = Random(seed)
    at = rng.randrange(len(words))
    changed = words[:at] + rng.choice(("", noise, words[at] * 2)) + words[at + 1 :]
    if changed in item_labels():
        return
    group = path.split(".")[0]
    found = similar(changed, [choice for choice in STATISTICS if choice[1].startswith(group)])
    assert found is None or found[0] == path


def test_edits() -> None:
    assert edits("abc", "abc", 3) == 0
    assert edits("申请数", "请申数", 3) == 1
    assert edits("己公开", "已公开", 3) == pytest.approx(0.4)
    assert edits("主动公开政府信息数", "行政复议数量", 2) > 2
    assert sense_of("不同意") != sense_of("同意")
    assert field_words("举报投诉办结数") == {"举报", "投诉", "办结"}


def table(*rows: tuple[str, str, str]) -> str:
    lines = "\n".join("\t".join(row) for row in (("统计指标", "单位", "统计数"), *rows))
    return f"临江区2016年政府信息公开工作年度报告\n一、概述\n工作有序开展。\n附件：统计表\n{lines}\n"


KNOWN = (
    ("（一）收到申请数", "件", "9"),
    ("1.当面申请数", "件", "2"),
    ("2.传真申请数", "件", "1"),
    ("4.信函申请数", "件", "1"),
    ("（二）申请办结数", "件", "9"),
)


def test_the_rows_around_a_misprint_are_evidence() -> None:
    report = parse_text(table(*KNOWN[:3], ("3.网咯申请数", "件", "5"), *KNOWN[3:]))
    fact = report.fact("applications.received.online")
    assert fact is not None
    assert fact.value == 5
    assert fact.match.how is How.SIMILAR
    assert any(
        "between applications.received.fax and applications.received.letter" in item
        for item in fact.match.evidence
    )
    assert (
        "doubtful:applications.received.online" in {finding.rule for finding in report.findings}
        or fact.match.evidence
    )


def test_a_misprint_with_the_unit_of_another_thing_stays_unread() -> None:
    report = parse_text(table(*KNOWN[:3], ("3.网咯申请数", "万元", "5"), *KNOWN[3:]))
    assert report.applications.received.online is None
    assert any("网咯申请数" in item.raw for item in report.unread)


def test_a_misprint_of_a_row_that_is_there_stays_unread() -> None:
    report = parse_text(table(*KNOWN, ("3.网络申请数", "件", "4"), ("网络申清数", "件", "5")))
    assert report.applications.received.online == 4
    assert any("网络申清数" in item.raw for item in report.unread)

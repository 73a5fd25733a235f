"""Prose made ready for matching: joined lines, brackets, places, figures, and the scope of a clause."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_reports import parse_text
from govinfo_reports.facts import Scope
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from govinfo_reports.prose.arithmetic import read_arithmetic
from govinfo_reports.prose.clauses import Prose, Sentence
from govinfo_reports.prose.engine import read_statements
from govinfo_reports.prose.figures import find_figures, with_plain_years
from govinfo_reports.prose.passages import Passage, Topic
from govinfo_reports.prose.scope import Reach, Times, reach_of, subject_of
from pace import within

ANY = re.compile(".")


def sentences(*texts: str, topics: tuple[Topic, ...] = ()) -> list[Sentence]:
    passages = [
        Passage(
            text=text,
            location=Location(line=line, span=(1, len(text))),
            topic=topics[line - 1] if topics else Topic.UNKNOWN,
        )
        for line, text in enumerate(texts, 1)
    ]
    return list(Prose(passages).sentences(ANY))


@pytest.mark.parametrize(
    ("text", "main", "brackets"),
    [
        ("收到 申请３８ 件", "收到申请38件", []),
        ("收到申请(含网上3件)8件", "收到申请8件", ["含网上3件"]),
        ("甲（乙（3件）4件）5件", "甲5件", ["乙4件", "3件"]),
        ("依据《2016年要点》（青政办发〔2016〕102号）", "依据《》", ["青政办发102号", "2016"]),
        ("“同意公开”的7件", "同意公开的7件", []),
        ("共3,001件,其中:甲;乙", "共3,001件，其中：甲；乙", []),
        ("3 001件和15 20件", "3,001件和15 20件", []),
        ("甲）乙（3件", "甲乙", ["3件"]),
        ("《未完的书名3件", "未完的书名3件", []),
        ("占４５％", "占45%", []),
        ("二〇一五年和二○一六年，一九九八年，二〇条", "2015年和2016年，1998年，二〇条", []),
    ],
)
def test_what_is_left_of_a_sentence(text: str, main: str, brackets: list[str]) -> None:
    (sentence,) = sentences(text)
    assert sentence.main.text == main
    assert sorted(one.text for one in sentence.brackets) == sorted(brackets)


def test_every_character_knows_its_place() -> None:
    text = "收到 申请（含《甲》3件） 8 件"
    (sentence,) = sentences(text)
    for stretch in (sentence.main, *sentence.brackets):
        assert [text[place] for place in stretch.at] == list(stretch.text)


def test_places_lead_back_to_the_line() -> None:
    passages = [
        Passage(text="第一行。", location=Location(line=4)),
        Passage(text="第二行3件。", location=Location(line=5, span=(11, 16))),
    ]
    prose = Prose(passages)
    start = prose.text.index("3")
    assert prose.location(start, start + 1) == Location(line=5, span=(14, 15))
    assert prose.printed(start, start + 1) == "3件"


def test_wrapped_lines_are_joined() -> None:
    lines = (
        "2016年全县各级行政机关共收到政府信息公开申请十二件其中网上申请五",
        "件当面申请七件并且全部在法定期限以内作出了答复没有发生延期答复等",
        "情况。",
        "一是加强领导。",
    )
    assert len(sentences(*lines)) == 2


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("公开信息（其中转载", "发布3条）。", True),
        ("做好收集、", "整理工作。", True),
        ("公开信息若干条", "收到申请3件。", False),
        ("公开信息，", "（一）收到申请3件。", False),
        ("公开信息，", "一是收到申请3件。", False),
    ],
)
def test_other_lines_are_joined_only_where_they_go_on(before: str, after: str, joined: bool) -> None:
    full = "本段是完整的一段文字，以句号结束。"
    assert (len(sentences(full, full, before, after)) == 3) is joined


def test_lines_of_two_sections_are_not_joined() -> None:
    topics = (Topic.PROACTIVE, Topic.FEES)
    assert len(sentences("做好收集、", "整理工作。", topics=topics)) == 2


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("（二）依申请公开方面。共收到3件。", Topic.APPLICATIONS),
        ("四、行政复议、诉讼情况 共3件。", Topic.REVIEW),
        ("五、存在的主要问题及改进措施。共3件。", Topic.PROBLEMS),
        ("（一）主动公开情况2016年共3件。", Topic.PROACTIVE),
        ("三、收费情况：共3件。", Topic.FEES),
        ("（三）回应解读情况。共3件。", Topic.RESPONSES),
        ("（四）人员培训情况。共3件。", Topic.CAPACITY),
        ("六、其他事项。共3件。", Topic.OTHER),
        ("（一）基本情况。共3件。", Topic.OVERVIEW),
        ("一、全县申请数 3件。", Topic.OVERVIEW),
        ("一、主动公开共3件。", Topic.OVERVIEW),
    ],
)
def test_headings_in_the_running_text(text: str, topic: Topic) -> None:
    assert sentences(text, topics=(Topic.OVERVIEW,))[-1].topic is topic


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2016年5月3日收到3件", [(3, "件", False)]),
        ("第12件，〔2017〕102号，0943-8318819", []),
        ("1-2件", []),
        ("约30余条、近5人次、100件左右", [(30, "条", True), (5, "人次", True), (100, "件", True)]),
        ("17.9万余条和1000余万元", [(179000, "条", True), (1000, "万元", True)]),
        ("3千余条", [(3000, "条", True)]),
        ("425 1516条", []),
        ("15 20件", []),
        ("三十一件、一件件、第三次、两次", [(31, "件", False), (2, "次", False)]),
        ("占45.5%", [("45.5", "%", False)]),
        ("007件", []),
        ("百件", []),
        ("主动公开政府信息一千二百三十条", [(1230, "条", False)]),
        (
            "收取检索费用一百二十元、五万三千元、二十万元",
            [(120, "元", False), (53000, "元", False), (200000, "元", False)],
        ),
        (
            "两件、廿三件、十件、一百零五件、一百〇五件",
            [(2, "件", False), (23, "件", False), (10, "件", False), (105, "件", False), (105, "件", False)],
        ),
        ("一百○五件、一二〇件、三万条", [(105, "件", False), (120, "件", False), (30000, "条", False)]),
        (
            "十余件、二十多条、三十几次、一万余条、百余件",
            [(10, "件", True), (20, "条", True), (30, "次", True), (10000, "条", True), (100, "件", True)],
        ),
        ("约三百条、近千条、五十人次左右", [(300, "条", True), (1000, "条", True), (50, "人次", True)]),
        (
            "1万2千条、3千5百条、1万2345条、1万2千余条",
            [(12000, "条", False), (3500, "条", False), (12345, "条", False), (12000, "条", True)],
        ),
        ("1万2条、1万23条、1.2万3千条", []),
        (
            "占百分之百、百分之四十五、百分之四十五点六",
            [("100", "%", False), ("45", "%", False), ("45.6", "%", False)],
        ),
        ("约百分之三十，百分之12.5", [("30", "%", True), ("12.5", "%", False)]),
        ("占半数，占总数的一半", [("50", "%", True), ("50", "%", True)]),
        ("占半数以上，过半数，一半左右", []),
        (
            "兼职人员十五人，配备两名专职人员，设立查阅点五个",
            [(15, "人", False), (2, "名", False), (5, "个", False)],
        ),
        ("行政诉讼两起，发生一起，一起行政复议", [(2, "起", False), (1, "起", False), (1, "起", False)]),
        ("总数三十件，数十件，几十件，数百条，上百条，七八件，三五条", [(30, "件", False)]),
        ("一是抓好，第二十条，一方面，十二五时期，三公经费，一站式，两办，一号文件，第一季度", []),
        ("一件事一次办，一条龙，一次性告知，最多跑一次，一期工程，与部门一起推进，同一件申请", []),
        ("三个方面，五项制度，一名分管领导，三个月，十五个工作日，每人一份，每季度一次，各三件", []),
        ("第十九、二十条，《》二十条，条例二十条，一、二件，前两批，第三期，某一项，三点五条", []),
    ],
)
def test_figures_in_a_sentence(text: str, figures: list[tuple[object, str, bool]]) -> None:
    found = [
        (one.value if one.unit != "%" else str(one.value), one.unit, one.approximate)
        for one in find_figures(text)
    ]
    assert found == figures


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("共3件", Scope.YEAR),
        ("2016年共3件", Scope.YEAR),
        ("2015年共3件", Scope.LAST_YEAR),
        ("2012年共3件", None),
        ("2017年共3件", None),
        ("2008-2016年共3件", Scope.CUMULATIVE),
        ("2008年至2013年共3件", None),
        ("2016年1月1日起至2016年12月31日共3件", Scope.YEAR),
        ("2016年1月1日至12月31日共3件", Scope.YEAR),
        ("2016年1月1日起至12月31日共3件", Scope.YEAR),
        ("2008年以来共3件", Scope.CUMULATIVE),
        ("2016年以前共3件", None),
        ("历年共3件", Scope.CUMULATIVE),
        ("《》施行以来，截至2016年底共3件", Scope.YEAR),
        ("去年同期3件", Scope.LAST_YEAR),
        ("与去年相比，共3件", Scope.YEAR),
        ("上年度结转3件", Scope.YEAR),
        ("历年共9件，今年共3件", Scope.YEAR),
        ("二〇一五年共3件", Scope.LAST_YEAR),
        ("二○○八年五月一日起至二零一六年共3件", Scope.CUMULATIVE),
        ("二ＯＯ八年五月一日以来共3件", Scope.CUMULATIVE),
    ],
)
def test_the_time_a_figure_is_of(text: str, scope: Scope | None) -> None:
    position = text.rindex("3件")
    clause = text.rfind("，", 0, position) + 1
    assert Times(with_plain_years(text), 2016).at(position, clause) is scope


def test_the_time_without_a_mention() -> None:
    assert Times("共3件", 2016, Scope.CUMULATIVE).at(1, 0) is Scope.CUMULATIVE
    assert Times("2008年起共3件", None).at(7, 0) is Scope.YEAR


@pytest.mark.parametrize(
    ("subject", "organ", "reach"),
    [
        ("全县", "青川县", Reach.WHOLE),
        ("我局", None, Reach.WHOLE),
        ("各级行政机关", None, Reach.WHOLE),
        ("青川县", "云河市青川县", Reach.WHOLE),
        ("青川县财政局", "青川县财政局", Reach.WHOLE),
        ("县政府办公室", "青川县", Reach.PART),
        ("县政府办公室", "青川县人民政府办公室", Reach.UNSAID),
        ("各乡镇", "青川县", Reach.PART),
        ("县财政局", "青川县", Reach.PART),
        ("临江县共", "青川县", Reach.PART),
        ("临江县共", None, Reach.UNSAID),
        ("青川县共", "青川县人民政府", Reach.WHOLE),
        ("", "青川县", Reach.UNSAID),
    ],
)
def test_how_much_of_the_organ(subject: str, organ: str | None, reach: Reach) -> None:
    assert reach_of(subject, organ)[0] is reach


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("为此，县政府办公室受理申请", "县政府办公室"),
        ("县政府公开办主动公开信息", "县政府公开办"),
        ("共", "共"),
    ],
)
def test_the_subject_stands_before_the_verb(words: str, subject: str) -> None:
    assert subject_of(words) == subject


@given(
    st.text(
        alphabet="申请公开复议诉讼未收到没有费用2016年135件条元（），；。、：《》其中占%结转下上 \n",
        max_size=120,
    )
)
def test_no_text_breaks_the_readers(text: str) -> None:
    passage = Passage(text=text, location=Location(line=1, span=(5, 4 + len(text))))
    for form in (Form.NARRATIVE, Form.F2021):
        for fact in read_statements([passage], year=2016, organ="青川县", form=form):
            assert fact.location.span is not None
            first, last = fact.location.span
            assert 5 <= first <= last <= 4 + len(text)
            assert fact.raw in text
    read_arithmetic([passage])


@pytest.mark.parametrize(
    "unit", ["其中网上申请3件、", "（3件）（占5%）", "（3件（", "未没有无未收到", "《3件", "A3件，占5%，"]
)
def test_the_time_grows_with_the_length(unit: str) -> None:
    def seconds(length: int) -> float:
        passage = Passage(
            text=unit * (length // len(unit)), location=Location(line=1), topic=Topic.APPLICATIONS
        )
        start = time.process_time()
        read_statements([passage], year=2016, organ=None)
        read_arithmetic([passage])
        return time.process_time() - start

    seconds(1000)
    assert min(seconds(16000) for _ in range(2)) < 12 * seconds(4000) + 0.2


def test_words_that_may_be_cut_in_many_ways_cost_no_time() -> None:
    start = time.process_time()
    parse_text(
        f"云河市2016年政府信息公开工作年度报告\n一、概述\n举办{'机关干部' * 40}甲，"
        "参加政府信息公开培训120人次。"
    )
    assert time.process_time() - start < within(5)

"""The wordings of figures in sentences: each with its examples, and how a text of wordings is read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from govinfo_reports.facts import Scope
from govinfo_reports.forms.sentences import Example, Subject, Wording, WordingsError, read_wordings, wordings
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from govinfo_reports.prose.engine import read_statements, trace_statements
from govinfo_reports.prose.passages import Passage, Topic
from govinfo_reports.prose.reasons import Reason

_TOPICS = {
    Subject.APPLICATIONS: Topic.APPLICATIONS,
    Subject.REVIEW: Topic.REVIEW,
    Subject.DISCLOSURE: Topic.CAPACITY,
}
_BY_NAME: dict[str, Wording] = {rule.name: rule for rule in wordings().rules}
EXAMPLES = [(name, example) for name, rule in _BY_NAME.items() for example in rule.examples]


def _passage(rule: Wording, example: Example) -> Passage:
    topic = Topic(example.topic) if example.topic else _TOPICS.get(rule.about, Topic.UNKNOWN)
    return Passage(text=f"{example.text}。", location=Location(line=1), topic=topic)


def _figures_named(rule: Wording, example: Example, form: Form) -> list[str]:
    """The figures of an example that a wording of known words fits, whatever other wordings do, and that
    are read as it says."""
    passages, path = [_passage(rule, example)], rule.new if form is Form.F2021 else rule.old
    facts = read_statements(passages, year=2016, organ="青川县", form=form)
    read = {str(fact.value) for fact in facts if fact.path == path and fact.scope is Scope.YEAR}
    traced = trace_statements(passages, year=2016, organ="青川县", form=form)
    fits = [one for one in traced if any(each.wording == rule.name for each in one.candidates)]
    return sorted(read) if fits else []


def test_every_wording_has_an_example() -> None:
    assert [
        name
        for name, rule in _BY_NAME.items()
        if not any(example.value for example in rule.examples) and not rule.none
    ] == []


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda value: getattr(value, "text", value))
def test_an_example_gives_its_figure_by_this_wording(name: str, example: Example) -> None:
    rule = _BY_NAME[name]
    for form, path in ((Form.F2014, rule.old), (Form.F2021, rule.new)):
        if path is None or (form is Form.F2021 and path.endswith((".made",))):
            continue
        if rule.means:
            assert example.value in (None, *_figures_named(rule, example, form))
            continue
        facts = read_statements([_passage(rule, example)], year=2016, organ="青川县", form=form)
        taken = [fact for fact in facts if fact.path == path and fact.scope is Scope.YEAR]
        by_this = [fact for fact in taken if fact.match.evidence[0].startswith(f"{name}: ")]
        if example.value is None:
            assert by_this == []
        else:
            assert [fact.value for fact in by_this] == [Decimal(example.value)], (form, facts)


OWN = """
== applications by petition
path: applications.received.total
units: cases
about: applications
words: 来函
say: 来函讨要资料#
= 全年来函讨要资料12件 -> 12
"""


def test_a_users_own_wording_is_tried_first() -> None:
    passage = Passage(text="全年来函讨要资料12件。", location=Location(line=1), topic=Topic.APPLICATIONS)
    assert read_statements([passage], year=2016, organ=None) == ()
    own = wordings().with_own(OWN)
    assert len(own.rules) == len(wordings().rules) + 1
    (fact,) = read_statements([passage], year=2016, organ=None, vocabulary=own)
    assert (fact.path, fact.value) == ("applications.received.total", 12)
    assert fact.match.evidence[0].startswith("applications by petition: ")


FAULTY = [
    ("path: complaints", "before the first entry"),
    ("== a\npath: nonsense\nunits: cases\nwords: 申请\nsay: 申请#", "no indicator"),
    ("== a\npath: complaints\nunits: cases\nwords: 申请\nsay: 申请", "one #"),
    ("== a\npath: complaints\nunits: cases\nwords: 申请\nsay: (申请#", "entry 'a'"),
    ("== a\npath: complaints\nunits: cases\nwords: 申请\nsay: {nonsense}#", "no class of words"),
    ("== a\npath: complaints\nunits: cases\nsay: 申请#", "needs a path, units and words"),
    ("== a\npath: complaints\nunits: cases\nwords: 申请\nsay: 申请#\nbag: letter", "need a line 'means:'"),
    ("== a\nnonsense: complaints", "no line of an entry"),
    ("== a\n= 收到申请12件", "an example needs"),
    ("== a\n! 收到申请12件 -> 12", "an example needs"),
]


def test_a_users_own_list_is_not_for_the_librarys_wordings() -> None:
    own = wordings().with_own("let words nothing: 绝无\n" + OWN)
    passage = Passage(text="无经邮局寄来的申请。", location=Location(line=1), topic=Topic.APPLICATIONS)
    (fact,) = read_statements([passage], year=2016, organ=None, vocabulary=own)
    assert (fact.path, fact.value) == ("applications.received.letter", 0)


@pytest.mark.parametrize(("text", "message"), FAULTY)
def test_a_faulty_text_is_named(text: str, message: str) -> None:
    with pytest.raises(WordingsError, match=message):
        read_wordings(text, wordings())


TRACED = [
    ("目标任务为主动公开政府信息500条，实际完成634条", ["target", None]),
    ("近三年共收到政府信息公开申请56件", ["several years"]),
    ("收到政府信息公开申请3至5件", ["range"]),
    ("如收到政府信息公开申请10件以上，启动预案", ["condition"]),
    ("单日最多收到政府信息公开申请9件", ["peak"]),
    ("平均每月收到政府信息公开申请9件", ["average"]),
    ("全市受理政府信息公开申请310件，我局受理6件", ["wider area", None]),
    ("局属水文站收到政府信息公开申请3件", ["part of the organ"]),
    ("收到政府信息公开申请由11件减少到8件", ["earlier figure", None]),
    ("2012年收到政府信息公开申请11件", ["other year"]),
    ("去年收到政府信息公开申请11件", ["other year"]),
    ("收到政府信息公开申请11件，均与政府信息公开无关", ["denied"]),
    ("没有收到一件政府信息公开申请", [None, "negated"]),  # none, and the one of it
    ("受理行政许可申请120件", ["other words"]),
    ("收到政府信息公开申请控制在30件以内", ["bound"]),
    ("我局收到政府信息公开申请8件，收到政府信息公开申请9件", [None, "said already"]),
]


@pytest.mark.parametrize(("text", "reasons"), TRACED)
def test_the_trace_says_why_a_figure_was_not_taken(text: str, reasons: list[str | None]) -> None:
    passage = Passage(text=f"{text}。", location=Location(line=1), topic=Topic.APPLICATIONS)
    traced = trace_statements([passage], year=2016, organ="云溪县水务局", form=Form.F2014)
    first = [one.candidates[0] for one in traced if one.candidates]
    assert [None if one.reason is None else one.reason.value for one in first] == reasons
    assert len(traced) == len(reasons)


def test_the_page_on_sentences_has_every_reason() -> None:
    page = Path(__file__).parent.parent / "docs" / "sentences.md"
    text = page.read_text(encoding="utf-8")
    assert [reason.value for reason in Reason if f"| {reason.value} |" not in text] == []

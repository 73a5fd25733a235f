"""All that is printed is there in English and in Chinese, and each in one language."""

from __future__ import annotations

import ast
import gettext
import re
import string
from contextlib import suppress
from pathlib import Path

import pytest

import govinfo_reports
import messages
from clean_reports import CLEAN
from govinfo_reports import FindingsError, Location, Severity, parse
from govinfo_reports.cli import main
from govinfo_reports.desk.page import page_html
from govinfo_reports.export.notebook import findings_html, report_html, reports_html
from govinfo_reports.export.reasons import reason_text
from govinfo_reports.export.summary import summary
from govinfo_reports.export.terminal import plain_text
from govinfo_reports.language import Language, Say, column_letters, halves, language_of
from odd_reports import ODD_REPORTS

_PACKAGE = Path(govinfo_reports.__file__).parent
_SAMPLES = Path(__file__).resolve().parents[1] / "samples"
_WRONG = str(_SAMPLES / "linjiang_2017.txt")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_PAIRS = {"message": "message_zh", "reason": "reason_zh", "wording_en": "wording_zh"}
_ERRORS = re.compile(
    r"(?:^UnreadableSource|NotAReport|UnsupportedFormat|LimitExceeded|MissingExtra|InvalidFigure"
    r"|InvalidJson|FindingsError|Unknown\w+|Invalid\w+)$"
)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_wording_of_the_code_is_in_the_catalogue_and_no_other() -> None:
    catalogue = messages.read_catalogue()
    known = {message.id: message.string for message in catalogue if message.id}
    assert set(messages.gather()) == set(known), "python tests/messages.py"
    for english, chinese in known.items():
        assert chinese, english
        assert _fields(str(chinese)) <= _fields(str(english)), (
            english
        )  # what another program says is English alone
        assert (
            _CHINESE.search(str(chinese))
            or not re.search("[A-Za-z]{2}", re.sub(r"{\w+(?:![rs])?(?::\w+)?}", "", str(chinese)))
            or chinese == "PDF"
        ), english


def test_what_is_shipped_is_what_the_catalogue_says() -> None:
    with messages.CATALOGUE.with_suffix(".mo").open("rb") as file:
        shipped = gettext.GNUTranslations(file)
    for message in messages.read_catalogue():
        if message.id:
            assert shipped.gettext(str(message.id)) == message.string, "python tests/messages.py"


@pytest.fixture(scope="module")
def calls() -> list[tuple[str, ast.Call]]:
    """Each call in the code, and where it stands."""
    return [
        (f"{file.relative_to(_PACKAGE)}:{node.lineno}", node)
        for file in sorted(_PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]


def _is_phrase(node: ast.expr) -> bool:
    """Whether a message is from the catalogue."""
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "phrase"


def _is_written(node: ast.expr) -> bool:
    """Whether a message is written where it is used, in one language."""
    return isinstance(node, (ast.Constant, ast.JoinedStr))


def test_no_finding_and_no_error_is_without_its_other_language(calls: list[tuple[str, ast.Call]]) -> None:
    """Each Finding and Suspect names both messages, and each error of ours both reasons."""
    looked_at, missing = 0, []
    for place, call in calls:
        name = str(getattr(call.func, "id", None) or getattr(call.func, "attr", ""))
        given = {one.arg for one in call.keywords}
        if None in given:
            continue  # handed on
        if name in {"Finding", "Comparison", "Suspect"}:
            looked_at += 1
            own = {one.arg for one in call.keywords if _is_written(one.value)}
            missing += [place for one, other in _PAIRS.items() if one in own and other not in given]
        elif _ERRORS.search(name) and call.args:
            looked_at += 1
            missing += [place] if "reason_zh" not in given and _is_written(call.args[0]) else []
    assert looked_at > 80
    assert missing == []


def _text_of(node: ast.expr) -> str | None:
    """The fixed parts of a text; None for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return None


def test_no_notice_and_no_reason_is_without_its_other_language(
    calls: list[tuple[str, ast.Call]],
) -> None:
    """What a reader leaves out and what a table could not read is said as `phrase(...).both`, which is
    `english / 中文`."""
    looked_at, missing = 0, []
    for place, call in calls:
        owner = getattr(call.func, "value", None)
        is_notice = getattr(call.func, "attr", "") == "append" and str(
            getattr(owner, "id", None) or getattr(owner, "attr", "")
        ).endswith("notices")
        given = [one.value for one in call.keywords if one.arg == "reason"]
        if getattr(call.func, "id", "") != "Unread":
            given = call.args if is_notice else []
        looked_at += sum(isinstance(one, ast.Attribute) and _is_phrase(one.value) for one in given)
        for text in filter(None, map(_text_of, given)):
            looked_at += 1
            missing += [f"{place}: {text}"] if halves(text)[0] == text else []
    assert looked_at >= 14
    assert missing == []


def test_a_chinese_message_holds_no_rule_severity_or_path() -> None:
    """The id of a rule stands beside a Chinese sentence, not in it."""
    for text in (*ODD_REPORTS.values(), Path(_WRONG).read_text(encoding="utf-8")):
        for finding in parse(text.encode()).findings:
            for said in (finding.message_zh, *(one.reason_zh for one in finding.suspects)):
                assert _CHINESE.search(said)
                assert not re.search(r"\b(?:error|warning|info|None)\b|[a-z_]+[.:][a-z_]+", said), said


def _words(lang: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with suppress(SystemExit):
        main([arguments[0], "--lang", lang, *arguments[1:]])
    captured = capsys.readouterr()
    return captured.out + captured.err


_LATIN = re.compile(r"(?<![\w./:=\-\[{|,])[a-z]{3,}(?![\w./:=\-\]}|,])")


@pytest.mark.parametrize("command", ["show", "check", "page", "serve", "batch"])
def test_help_is_in_one_language(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    english = _words("en", capsys, command, "--help")
    chinese = _words("zh", capsys, command, "--help")
    assert english.startswith("usage: ")
    assert not _CHINESE.search(english)
    assert chinese.startswith("用法：")
    left = re.sub(
        rf"{command}|govinfo-reports|suspicious|complete|figures|findings|unread|pyproject|toml|jsonl"
        r"|json|sarif|junit|html|text|error|info|warning|lang|zh|en",
        "",
        chinese,
    )
    assert _LATIN.findall(left) == []


def test_the_help_of_the_whole_is_in_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--lang", "zh", "--help"], ["--lang=zh", "-h"]):
        with pytest.raises(SystemExit):
            main(arguments)
        assert "读取并核对政府信息公开工作年度报告" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "错误: 缺少必需的参数：文件或目录"),
        (["check", "--fail-on", "x", "a"], "不在可选范围"),
        (["check", "--nothing", "a"], "无法识别的参数：--nothing"),
        (["check", "a", "--organ"], "参数 --organ：需要一个值"),
        (["check", "--severity", "x", "a"], "参数 --severity：不能使用 'x'"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main([*arguments, "--lang=zh"])
    assert end.value.code == 2
    assert said in capsys.readouterr().err


def test_the_environment_gives_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGUAGE", "zh_CN:en")
    main(["check", _WRONG])
    captured = capsys.readouterr()
    assert "错误 sum:review.total “四、行政复议数量”填报为3" in captured.out
    assert captured.err == "已核对1份：错误1条、警告0条、提示0条；无法读取0份\n"
    main(["check", "--lang", "en", _WRONG])
    assert "printed as 3" in capsys.readouterr().out
    assert "发现的问题" in report_html(parse(_WRONG))
    monkeypatch.setenv("LANGUAGE", "")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert language_of() is Language.ENGLISH


def test_the_older_option_still_gives_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--zh", _WRONG]) == 1
    said = capsys.readouterr()
    assert "填报为3，各分项之和为2" in said.out
    assert said.err.startswith("govinfo-reports: --zh 已弃用，请改用 --lang zh\n")
    assert main(["check", "--lang", "zh", _WRONG]) == 1
    assert "已弃用" not in capsys.readouterr().err


def test_errors_are_told_in_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--lang", "zh", "none.txt"]) == 2
    assert capsys.readouterr().err.startswith("govinfo-reports: none.txt: 文件不存在")
    assert main(["show", "--lang", "en", "none.txt"]) == 2
    assert not _CHINESE.search(capsys.readouterr().err)


def test_an_error_about_findings_says_them_in_both_languages() -> None:
    with pytest.raises(FindingsError) as caught:
        parse(_WRONG, strict=True)
    assert "printed as 3" in caught.value.reason
    assert "严重程度为错误及以上" in caught.value.reason_zh
    assert "填报为3" in caught.value.reason_zh


def test_views_are_in_one_language() -> None:
    report = parse(_WRONG)
    english, chinese = report.findings[0].message, report.findings[0].message_zh
    document = govinfo_reports.read_document(_WRONG)
    views = {
        lang: (
            plain_text(summary(report, lang=lang)),
            page_html(report, document, lang=lang),
            report_html(report, lang=lang),
            findings_html(report.findings, lang=lang),
        )
        for lang in ("zh", "en")
    }
    for there, other in zip(views["zh"], views["en"], strict=True):
        assert (chinese in there, english in there) == (True, False)
        assert (chinese in other, english in other) == (False, True)
        assert "错误1条" in re.sub("<[^>]+>", "", there)
        assert "1 error" in re.sub("<[^>]+>", "", other)
    assert "1份报告" in reports_html([report], lang="zh")
    assert "2014年格式" in reports_html([report], lang="zh")


def test_sarif_and_junit_are_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("sarif", "junit"):
        text = _words("zh", capsys, "check", "--format", kind, _WRONG)
        assert "填报为3" in text
        assert "四、行政复议数量" in text
        assert "printed as 3" not in re.sub(r'"message_en": "[^"]*"', "", text)


@pytest.mark.parametrize(
    ("place", "english", "chinese"),
    [
        (Location(line=12, span=(3, 9)), "line 12, characters 3-9", "第12行第3－9字"),
        (
            Location(page=3, table=2, row=4, column=9),
            "page 3, table 2, row 4, column 9",
            "第3页表2第4行第9列",
        ),
        (Location(sheet="年报", row=28, column=10), "sheet 年报, J28", "工作表“年报”J28"),
        (Location(), "unknown place", "位置不明"),
    ],
)
def test_places_are_named_as_people_do(place: Location, english: str, chinese: str) -> None:
    assert (Say("en").place(place), Say("zh").place(place)) == (english, chinese)


def test_letters_and_halves() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert halves("left out / 略去") == ("left out", "略去")
    assert halves("a / b") == ("a / b", "a / b")
    assert Say("zh").of("only", "") == "only"


def test_severities_have_words() -> None:
    assert [Say("zh")(one.value) for one in Severity] == ["提示", "警告", "错误"]


def test_the_reasons_for_the_head_are_in_chinese_too() -> None:
    for text in (*ODD_REPORTS.values(), *CLEAN.values(), Path(_WRONG).read_text(encoding="utf-8")):
        for reason in parse(text.encode()).evidence:
            assert reason_text(reason, Say("en")) == reason
            assert not re.search("[A-Za-z]{2}", reason_text(reason, Say("zh"))), reason
    page = page_html(parse(_WRONG), govinfo_reports.read_document(_WRONG), lang="zh")
    assert "标题：单独一行（第1行）" in page
    assert "发布日期：落款日期（第" in page


def test_what_may_be_wrong_is_named_as_in_the_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        ODD_REPORTS["section_four"].replace("1 | 0 | 0 | 0 | 1 |", "1 | 0 | 0 | 0 | 2 |", 1), encoding="utf-8"
    )
    main(["check", "--lang", "zh", "--select", "sum", str(file)])
    out = capsys.readouterr().out
    assert "“行政复议 × 总计”填报为2" in out
    assert "“行政复议 × 总计”可能应为1，而非2" in out
    assert "四、行政复议数量" not in out
    assert "行政复议”行、总计列" in out

"""What a document is that stands beside reports and is none: a list, a notice, news, a guide, a law, source
code, another report."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from ..document import Container, Document, Paragraph
from ..head.organ import REPORT_NAME
from ..language import word
from ..patterns import late

__all__ = ["COUNTED", "OtherKind", "is_code", "lines_of_document", "other_kind"]


class OtherKind(str, Enum):
    """A kind of document that is no report though it has a report's words."""

    LIST = "list"
    NOTICE = "notice"
    NEWS = "news"
    GUIDE = "guide"
    LAW = "law"
    CODE = "code"
    REPORT = "report"
    INSTITUTION = "institution"

    @property
    def said(self) -> str:
        """The kind as an error names it, as the catalogue has it."""
        return _SAID[self.value]


_SAID = {
    "list": word("it only lists or announces reports"),
    "notice": word("it is a notice about reports, or one that asks for them"),
    "news": word("it is a news item"),
    "guide": word("it is a guide, an explanation or a form to apply with"),
    "law": word("it is a law, a rule, a plan or a decision"),
    "report": word("it is a report on other information or other work"),
    "institution": word(
        "it is the report of a school, a hospital, a utility or another company on its own "
        "information, under other rules "
        "(高等学校信息公开办法, 国办发〔2020〕50号) and without the form's tables"
    ),
    "code": word("it is source code, a log or data about reports"),
}
COUNTED = late(r"[\d０-９]\s?(?:条|件|次|元|万元|期|篇)(?![\u4e00-\u9fff]?/)")
"""A figure with a unit of the forms."""
_OPENING = 6
"""So many lines from the top say what a document calls itself."""
_LONGEST_TITLE = 70
_SHORT = 300
_LITTLE = 200
"""So few characters besides the names of reports are those of a page."""
_WRAPPED = r"[》〉）)\]】]?(?:的)?"
_NOTICE = late(
    rf"(?:关于|商请|印发).{{0,60}}(?:通知|通报|函|提示|复函|批复|请示|督办单){_WRAPPED}$"
    r"|(?:年报|报告|信息公开).{0,30}(?:通知|通报|提示函|提醒|公告|通告|启事)$"
    r"|^(?:温馨|工作|友情)?提[示醒][:：]|格式(?:说明)?$"
)
_HANDS_IN = late(
    r"(?:报送|印发|公布|呈报|上报).{0,40}(?:报告|年报|总结)[》〉]?的(?:函|通知|公告|通告|请示|说明)(?:[（(]略[）)])?$"
)
"""What stands over a report that is sent on, unless the text asks for one."""
_ASKS = late(
    r"现将有关事项通知如下|逾期(?:不(?!补正)|未(?!按收费|缴))|(?:请|须|应)(?:各|于|在"
    r"|按).{0,40}(?:报送|报我|报局|报区|报市|报县|反馈|上报|发布)"
)
_ANNOUNCES = late(
    r"请查收|请(?:予|予以)?查阅|欢迎(?:广大|社会|各界|公众)?.{0,6}(?:查阅|监督)|点击(?:下载|查看"
    r"|进入)|详?见附件"
)
"""What a short page says that hands a report on."""
_NEWS = late(
    r"^[（(【\[]?(?:本[报网台站](?:讯|记者)|记者|通讯员|主持人|嘉宾)|记者.{0,12}(?:从|在|获悉|报道)"
    r"|^(?:近日|日前|昨日|今日|\d{1,2}月\d{1,2}日|\d{1,2}日)(?:[，,]|(?:上午|下午|起))"
)
_GUIDE = late(
    r"(?:指南|目录|流程(?:图)?|申请表|填报说明|填表说明|编制说明|指标解释|问答|须知|一览表|常见问题"
    r"|样表|示例)$"
    r"|》(?:的)?(?:解读|说明|一图读懂)|(?:图解|一图读懂|解读|政策问答)[:：]|(?:文字|政策|图文)?解读$"
)
_PICTURED = late(r"(?:图解|一图读懂|一图看懂|图说|漫说|解读|政策解读|视频|【.{0,6}读.{0,4}】)[:：丨|—\-]?")
"""What stands before a report's name where it is explained in pictures."""
_LAW = late(
    r"(?:条例|办法|规定|制度|规范|细则|规则|规程|方案|要点|意见|计划|标准)(?:[（(].{1,12}[）)])?$"
    r"|(?:答复书|告知书|决定书|判决书|裁定书|意见书|责任书|合同|协议|清单)$"
)
_BEHIND = (
    r"(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:总结)?(?:报告"
    r"|年报)(?:书)?(?:[（(].{1,12}[）)])?$"
)
_OTHER_REPORT = late(
    r"(?:(?<!政府)(?<!政务)(?:环境|企业|企事业单位|公用事业|党务|村务|居务|社务|院务|厂务|所务|司法"
    r"|检务|审判|审务|警务|狱务|财务|(?<!大)数据|预决?算|决算|信用|基金|会计"
    r"|采购|招标|投标|工程|质量|价格)(?:相关)?(?:信息)?(?:依法)?(?:公开|披露|开放)|信息披露"
    r"|法治政府建设|依法行政|社会责任|可持续发展|环境状况|行政执法|政务服务|绩效(?:自评|评价)"
    rf"|(?<=政府)工作(?=报告)|国民经济和社会发展|财政预决?算|行政复议和?(?:行政)?(?:应诉|诉讼)?){_BEHIND}"
    rf"|(?:学年度?|(?:公司|集团|水厂|电厂)(?:关于)?(?:20\d\d年?度?)?)(?:企业)?信息公开{_BEHIND}"
    r"|^(?!.*信息公开).*20\d\d年度?(?:行政复议|行政应诉|行政诉讼)(?:、?(?:行政)?(?:应诉"
    r"|诉讼))?(?:案件|工作)?(?:办理|统计)?(?:情况|分析|统计表?|数据)$"
)
"""A report on what is no government information (环境信息依法披露, 党务, a school's year, a company), or on
other work, by its title."""
_INSTITUTION = late(r"学年|企业|企事业|公用事业|院务|公司|集团|水厂|电厂")
"""What tells among them a school's year, a hospital, a company."""
_ARTICLE = late(r"^第[一二三四五六七八九十百]{1,4}条[\s　]")
_CODE = late(
    r"^\s*(?:import |from \S+ import|def |class |return\b|if .*:$|for .*:$|else:|@\w|#include|const "
    r"|let |var |function\b|public |CREATE |SELECT |INSERT |UPDATE "
    r"|[\w.\"'-]+\s*[=:]\s*[\[{\"']|[\]})]+[,;]*$|[\[{]+$|\[[\w.\"-]+\]$|<\?xml|</?[a-z]+>|```"
    r"|diff --git|@@ |- (?:run|uses|name): ?|\"\"\")"
)
_LOG = late(r"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S*\s+(?:\[?[A-Z]{4,8}\]?)\s")
_ENGLISH = late(
    r"(?:[A-Za-z][a-z’']*|\(?\d+\)?|[IVX]+\.)(?:[,;:]? (?:\(?[A-Za-z][A-Za-z’'\-]*\)?"
    r"|\(?\d+\)?)){2,}[.:;]?(?: .*)?$"
)
"""A sentence or a title in English."""
_ADDRESS = late(r"\]\([^()\s]*\)|https?://\S+")
"""Where a link leads."""
_FOUND = late(
    r"(?:共|约|为您)(?:为您)?(?:找到|搜索到|检索到|查询到|查到)\D{0,10}\d{1,12}\D{0,3}(?:条|个|项"
    r"|篇)|(?<!\d)\d{1,12}(?:条|个|项|篇)(?:搜索|检索|查询)结果"
)
"""What a page of search results says."""
_LATIN = late(r"[A-Za-z]")
_CHINESE = late(r"[\u3400-\u9fff]")
_LONGEST_NAME = 120


def lines_of_document(document: Document) -> list[str]:
    """The lines of the document in reading order without blanks at their ends, the cells of a row as one
    line."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found += [line for line in (one.strip() for one in block.text.splitlines()) if line]
        else:
            found += [" ".join(cell.text.strip() for cell in row).strip() for row in block.rows]
    return [line for line in found if line]


def other_kind(document: Document, lines: Sequence[str]) -> tuple[OtherKind | None, str]:
    """What else the document is, by what it calls itself and how its lines are made (None where nothing says
    so), and the line, without blanks, by which it does so (`""`: none alone)."""
    if is_code(document, lines):
        return OtherKind.CODE, ""
    opening = ["".join(line.split()) for line in lines[:_OPENING]]
    if any(("到" in line or "结果" in line) and _FOUND.search(line) for line in opening):
        return OtherKind.LIST, "\n".join("".join(line.split()) for line in lines if _names_report(line))
    titles = [line for line in opening if len(line) <= _LONGEST_TITLE and not line.endswith(("。", "；"))]
    is_titled, other_report = False, ""
    for line in titles:
        if _OTHER_REPORT.search(line):
            other_report = other_report or line
            continue
        if _PICTURED.match(line):
            return OtherKind.GUIDE, line
        name = REPORT_NAME.search(line)
        if name is not None and name.end() == len(line):
            is_titled = True
            break  # from here on it is what it calls itself: a report
        if _HANDS_IN.search(line) and not any(_ASKS.search(one) for one in lines):
            return None, ""
        for pattern, kind in ((_NOTICE, OtherKind.NOTICE), (_GUIDE, OtherKind.GUIDE), (_LAW, OtherKind.LAW)):
            if pattern.search(line):
                return kind, line
    if other_report and not is_titled:
        kind = OtherKind.INSTITUTION if _INSTITUTION.search(other_report) else OtherKind.REPORT
        return kind, other_report
    if any(_NEWS.search(line) for line in opening):
        return OtherKind.NEWS, ""
    if sum(bool(_ARTICLE.match(line)) for line in lines) >= 2:
        return OtherKind.LAW, ""
    if not is_titled and any(_ASKS.search(line) for line in lines):
        return OtherKind.NOTICE, ""
    if _is_list(lines) or (sum(map(len, lines)) < _SHORT and any(_ANNOUNCES.search(line) for line in lines)):
        return OtherKind.LIST, ""
    return None, ""


def is_code(document: Document, lines: Sequence[str]) -> bool:
    """Whether most lines of a text are code, or hold more Latin letters than Chinese characters with marks
    of code among them."""
    if document.container is not Container.TEXT:
        return False
    latin = [line for line in lines if line[0].isascii() and 2 * len(line.encode()) < 3 * len(line)]
    if 3 * len(latin) < len(lines) or not lines:
        return False  # a Chinese character takes three bytes: few lines of a report are half Latin
    code = sum(bool(_CODE.match(line) or _LOG.match(line)) for line in lines)
    many = sum(
        len(_LATIN.findall(line)) > len(_CHINESE.findall(line))
        for line in (_ADDRESS.sub("", one) for one in lines)
        if _ENGLISH.match(line) is None
    )
    return 2 * code > len(lines) or (2 * many > len(lines) and 3 * (many + code) >= 2 * len(lines))


def _is_list(lines: Sequence[str]) -> bool:
    """Whether reports are named and little is said: no sentence, or several lines that each name one."""
    named = [line for line in lines if len(line) <= _LONGEST_NAME and _names_report(line)]
    if not named:
        return False
    sentences = any(COUNTED.search(line) for line in lines) or any(
        mark in line for line in lines for mark in "。；"
    )
    rest = sum(map(len, lines)) - sum(map(len, named))
    return (not sentences and rest < _LITTLE) or len(named) >= max(3, 2 * len(lines) // 5)


def _names_report(line: str) -> bool:
    return ("报" in line or "總" in line or "总" in line) and REPORT_NAME.search(
        "".join(line.split())
    ) is not None

"""The reasons for what was read of a report's head (`Report.evidence`), in the reader's language."""

from __future__ import annotations

import re

from ..language import Say

__all__ = ["reason_text"]

_PLACE = re.compile(r" ?\((?P<place>(?:page|line|sheet|table|row|column|characters|unknown place)[^()]*)\)")
_PARTS = (
    ("page", "第", "页"),
    ("line", "第", "行"),
    ("sheet", "工作表“", "”"),
    ("table", "表", ""),
    ("row", "第", "行"),
    ("column", "第", "列"),
    ("characters", "第", "字"),
)
_PHRASES = (
    ("organ: no title names one; the issuer taken", "机关：标题未载明，取发布机构"),
    ("organ: no title names one; on a line of its own near it", "机关：标题未载明，取标题附近单独一行"),
    ("organ: no title names one; the report is on its work", "机关：标题未载明，取报告所述工作的机关"),
    ("organ: no title names one; its office answers questions", "机关：标题未载明，取答复咨询的机构"),
    ("organ: the title of its table", "机关：表格标题"),
    ("organ: the title, ", "机关：标题，"),
    ("issuer: the report was compiled by it", "发布机构：编制报告的机构"),
    ("issuer: the table was filled in by it", "发布机构：填报单位"),
    ("issuer: the signature", "发布机构：落款"),
    ("published: the date under the text", "发布日期：落款日期"),
    ("published: the date on the cover", "发布日期：封面日期"),
    ("published: a date below the text", "发布日期：正文之后的日期"),
    ("published: a date near the title", "发布日期：标题附近的日期"),
    ("period: the first date is later than the second", "统计期限：起始日期晚于截止日期"),
    (
        "period: the month of the first date is not printed; read as January",
        "统计期限：起始日期未写月份，按1月计",
    ),
    ("period: printed without 年 and 月", "统计期限：未写“年”“月”"),
    ("period: printed without a year; the title's year taken", "统计期限：未写年度，取标题年度"),
    ("period: a date that cannot be one", "统计期限：日期有误"),
    ("year: another title says ", "年度：另一标题为"),
    ("year: the title says ", "年度：标题为"),
    ("year: the period says ", "年度：统计期限为"),
    ("year: the text mostly says ", "年度：正文多为"),
    (", the period ", "，统计期限为"),
    (", the text mostly ", "，正文多为"),
    ("contact.phone", "电话"),
    ("contact.fax", "传真"),
    ("contact.email", "邮箱"),
    ("contact.postcode", "邮编"),
    ("contact.address", "地址"),
    ("contact.website", "网址"),
    ("the sentence for questions", "咨询联系语句"),
    ("the sentence on where the report is published", "说明公布地址的语句"),
    ("labelled items", "分项列出的联系方式"),
    ("the preamble", "开头段落"),
    ("named in a sentence", "文中提及"),
    ("the page's ", "网页的"),
    ("its own line", "单独一行"),
    ("within a line", "行内"),
    (" lines joined", "行合并"),
    (", year on the next line", "，年度在下一行"),
    ("title: ", "标题："),
    ("organ: ", "机关："),
    ("issuer: ", "发布机构："),
    ("published: ", "发布日期："),
    ("period: ", "统计期限："),
    ("year: ", "年度："),
)
"""What the reasons are made of, longer wordings before those that they hold."""


def _place(match: re.Match[str]) -> str:
    named = dict(part.split(" ", 1) for part in match["place"].split(", ") if " " in part)
    words = [f"{before}{named[name]}{after}" for name, before, after in _PARTS if name in named]
    return f"（{''.join(words) if len(words) == len(named) and match['place'] != 'unknown place' else '位置不明'}）"


def reason_text(reason: str, say: Say) -> str:
    """A reason in the language of `say`; what it quotes of the document stays as it is.

    >>> reason_text("title: its own line (line 1)", Say("zh"))
    '标题：单独一行（第1行）'
    """
    if not say.chinese:
        return reason
    for english, chinese in _PHRASES:
        reason = reason.replace(english, chinese)
    return _PLACE.sub(_place, reason).replace(": ", "：")

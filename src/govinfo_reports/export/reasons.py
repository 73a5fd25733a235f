"""The reasons for what was read of a report's head (`Report.evidence`), in the reader's language."""

from __future__ import annotations

import re

from ..language import Say, word

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
    word("organ: no title names one; the issuer taken"),
    word("organ: no title names one; on a line of its own near it"),
    word("organ: no title names one; the report is on its work"),
    word("organ: no title names one; its office answers questions"),
    word("organ: the title of its table"),
    word("organ: the title, "),
    word("issuer: the report was compiled by it"),
    word("issuer: the table was filled in by it"),
    word("issuer: the signature"),
    word("published: the date under the text"),
    word("published: the date on the cover"),
    word("published: a date below the text"),
    word("published: a date near the title"),
    word("period: the first date is later than the second"),
    word("period: the month of the first date is not printed; read as January"),
    word("period: printed without 年 and 月"),
    word("period: printed without a year; the title's year taken"),
    word("period: a date that cannot be one"),
    word("year: another title says "),
    word("year: the title says "),
    word("year: the period says "),
    word("year: the text mostly says "),
    word(", the period "),
    word(", the text mostly "),
    word("contact.phone"),
    word("contact.fax"),
    word("contact.email"),
    word("contact.postcode"),
    word("contact.address"),
    word("contact.website"),
    word("the sentence for questions"),
    word("the sentence on where the report is published"),
    word("labelled items"),
    word("the preamble"),
    word("named in a sentence"),
    word("the page's "),
    word("its own line"),
    word("within a line"),
    word(" lines joined"),
    word(", year on the next line"),
    word("title: "),
    word("organ: "),
    word("issuer: "),
    word("published: "),
    word("period: "),
    word("year: "),
)
"""What the reasons are made of, longer wordings before those that they hold."""


def _place(match: re.Match[str]) -> str:
    named = dict(part.split(" ", 1) for part in match["place"].split(", ") if " " in part)
    words = [f"{before}{named[name]}{after}" for name, before, after in _PARTS if name in named]
    known = len(words) == len(named) and match["place"] != "unknown place"
    return f"（{''.join(words) if known else '位置不明'}）"


def reason_text(reason: str, say: Say) -> str:
    """A reason in the language of `say`; what it quotes of the document stays as it is.

    >>> reason_text("title: its own line (line 1)", Say("zh"))
    '标题：单独一行（第1行）'
    """
    if not say.chinese:
        return reason
    for wording in _PHRASES:
        reason = reason.replace(wording, say(wording))
    return _PLACE.sub(_place, reason).replace(": ", "：")

"""Articles as web sites hand them out in JSON: a title, a date, and the article in HTML or as text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from attrs import evolve

from ..document import Document
from ..errors import LimitExceeded, NotAReport, UnreadableSource
from ..forms import vocabulary
from ..language import phrase
from ..limits import Limits
from .charset import decode

__all__ = ["is_json", "read_json", "unescaped"]

_CALL = re.compile(r"\s*(?:(?:var|let|const)\s{1,9}[\w$.]{1,80}\s{0,9}=|[\w$.]{1,80}\s{0,9}\()(?=\s*[\[{])")
"""What stands before the JSON where it is handed out as a script: a call (JSONP) or an assignment."""
_STARTS = re.compile(r'\s*(?:\{\s*"|\[\s*[\{"\[]|"\s*[\{\[]\s*\\")')
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([/\"'nrt]))")
_ESCAPED = re.compile(r"\\u(?:[4-9][0-9a-fA-F]{3}|003[cC])")
_BLANKS = {"n": "\n", "r": "\r", "t": "\t"}
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|div|table|tr|td|span|h\d|br)\b", re.IGNORECASE)
_ARTICLE = 150
"""Characters: what is shorter is a field of the site."""
_ROWS_SEEN, _TEXTS_SEEN = 60, 600
"""So many rows of a table, and texts in them, are looked at for words of the forms."""
_LONGEST_CELL = 60
_FEWEST = 2
_TITLES = ("articletitle", "title", "name", "subject")
_DATES = ("publishedtime", "publishtime", "publish_time", "pubdate", "publishdate", "pubtime", "releasetime")
_SOURCES = ("contentsource", "source", "publisher")
_FIELDS = frozenset((*_TITLES, *_DATES, *_SOURCES))
_DATE = re.compile(r"(?:19|20)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}")
_CUES = ("信息公开", "年度报告", "主动公开", "依申请", "行政复议", "总体情况", "概述")


def is_json(data: bytes) -> bool:
    """Whether the bytes are JSON, by their beginning and end.

    >>> is_json(b'{"data": {"content": "<p>"}}')
    True
    >>> is_json("一、总体情况".encode())
    False
    """
    head, tail = data[:400], data[-40:].rstrip(b"\x00 \t\r\n;)")
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or head[:2].count(0) == 1:  # UTF-16
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    text = head.decode("utf-8", "replace").lstrip("\ufeff")
    called = _CALL.match(text)
    return _STARTS.match(text, called.end() if called else 0) is not None and tail[-1:] in b'}]"'


def read_json(data: bytes, *, source: str | None, limits: Limits) -> Document | None:
    """The article in an answer of a web site, its title and date as fields beside it; None where the bytes
    are no JSON after all.

    Raises NotAReport for JSON without an article or with several that look like reports, LimitExceeded for
    one nested too deep.
    """
    try:
        text = decode(data)
        if called := _CALL.match(text):
            text = text[called.end() :].rstrip().rstrip(";").rstrip()
            text = text.removesuffix(")")
        whole = json.loads(text)
    except RecursionError as error:
        raise LimitExceeded(phrase("the JSON is nested too deep"), source=source) from error
    except (ValueError, UnreadableSource):
        return None
    holders = [*_holders(whole, limits, source)]
    best = max((score for score, _, _ in holders), default=0)
    likely = [one for one in holders if one[0] == best]
    if not best:
        raise NotAReport(phrase("the JSON holds no article"), source=source, kind="code")
    texts = {text for _, text, _ in likely}
    if len(texts) > 1 and best > 1:
        raise NotAReport(phrase("the JSON holds several articles ({count})", count=len(texts)), source=source)
    _, text, fields = likely[0]
    document = _document(text, fields, source, limits)
    untold = _count_tables(whole)
    if not untold:
        return document
    said = phrase("{untold} tables that stand as rows of JSON were not read", untold=untold)
    return evolve(document, notices=(*document.notices, said.both))


def _holders(whole: Any, limits: Limits, source: str | None) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Each long text in the JSON: how many words of a report it has, and the short fields beside it."""
    stack: list[tuple[Any, int, dict[str, str]]] = [(whole, 0, {})]
    while stack:
        value, depth, fields = stack.pop()
        if depth > limits.nesting:
            raise LimitExceeded(phrase("the JSON is nested too deep"), source=source)
        if isinstance(value, dict):
            own = {
                key.lower(): one
                for key, one in value.items()
                if isinstance(one, str) and len(one) < 300 and key.lower() in _FIELDS
            }
            handed = {**fields, **own}
            stack += [(one, depth + 1, handed) for one in value.values()]
        elif isinstance(value, list):
            stack += [(one, depth + 1, fields) for one in value]
        elif isinstance(value, str) and len(value) >= _ARTICLE:
            inner = _json_in(value)
            if inner is not None:
                stack.append((inner, depth + 1, fields))
                continue
            shown = unescaped(value)
            yield 1 + sum(cue in shown for cue in _CUES), shown, fields


def _count_tables(whole: Any) -> int:
    """How many tables stand in the JSON as rows (objects or lists of cells) with labels or heads of the forms
    in the first of them. They are not read: what names their year or body may stand anywhere in the JSON."""
    stack, count = [whole], 0
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            value = _json_in(value)
        if not isinstance(value, (dict, list)):
            continue
        items = [*value.values()] if isinstance(value, dict) else value
        if len(items) > 1 and all(isinstance(one, (dict, list)) for one in items):
            names = list(value) if isinstance(value, dict) else []
            texts = chain(names, *(_texts(one) for one in items[:_ROWS_SEEN]))
            told = (
                text for text in islice(texts, _TEXTS_SEEN) if any(word in text for word in _form_words())
            )
            if len(set(islice(told, _FEWEST))) == _FEWEST:
                count += 1
                continue
        stack += items
    return count


def _texts(row: Any) -> Iterator[str]:
    """The short texts of a row, with the keys of its cells."""
    cells = chain(row, row.values() if isinstance(row, dict) else ())
    return (text for text in cells if isinstance(text, str) and len(text) <= _LONGEST_CELL)


@lru_cache(maxsize=1)
def _form_words() -> tuple[str, ...]:
    kinds = ("applicant", "item", "metric", "outcome", "row")
    return tuple(one.words for one in vocabulary().of_kind(*kinds) if one.official and one.is_label)


def _json_in(text: str) -> Any:
    """The JSON that a text in JSON is again; None for any other text."""
    if _STARTS.match(text) is None or text.rstrip()[-1:] not in {"}", "]", '"'}:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def unescaped(text: str) -> str:
    r"""The text without the escapes of JSON where it has any; another as it is.

    >>> unescaped(r"\u4fe1\u606f \u003cp>"), unescaped(r"C:\new")
    ('信息 <p>', 'C:\\new')
    """
    if _ESCAPED.search(text) is None:
        return text
    shown = _ESCAPE.sub(lambda one: chr(int(one[1], 16)) if one[1] else _BLANKS.get(one[2], one[2]), text)
    return shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _document(text: str, fields: dict[str, str], source: str | None, limits: Limits) -> Document:
    """The article read as the page or the text that it is."""
    if not _TAG.search(text) and _ESCAPED_TAG.search(text):
        text = html.unescape(text)
    if not _TAG.search(text):
        from .text.read import text_document

        return text_document(text, source=source, limits=limits)
    from .html.read import read_html

    title = next((fields[key] for key in _TITLES if fields.get(key)), "")
    date = next((fields[key] for key in _DATES if _DATE.match(fields.get(key, ""))), "")
    origin = next((fields[key] for key in _SOURCES if fields.get(key)), "")
    page = (
        '<html><head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title>"
        f'<meta name="ArticleTitle" content="{html.escape(title)}">'
        f'<meta name="PubDate" content="{html.escape(date)}">'
        f'<meta name="ContentSource" content="{html.escape(origin)}">'
        f"</head><body>{text}</body></html>"
    )
    return read_html(page.encode("utf-8", "replace"), source=source, limits=limits)

"""Saved pages (MHTML) and mails (.eml): their parts, as the members of a zip are."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import Message

from ..errors import LimitExceeded, UnreadableSource
from ..language import phrase
from ..limits import Limits

__all__ = ["is_mail", "parts_of_mail"]

_FIELD = (
    rb"(?:From|To|Cc|Subject|Date|Sender|Received|Return-Path|Message-ID|MIME-Version|Content-[\w-]+"
    rb"|Snapshot-[\w-]+|Delivered-To|Reply-To|DKIM-Signature|X-[\w-]+)"
)
_FIRST_FIELD = re.compile(rb"\s*" + _FIELD + rb":[ \t]?", re.IGNORECASE)
_MIME = re.compile(
    rb"^(?:MIME-Version:|Content-Type:\s*(?:multipart|text|message)/)", re.IGNORECASE | re.MULTILINE
)
_WITHIN = 20_000
_DEEPEST = 50
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}
_BOUNDARY = re.compile(rb"boundary\s*=\s*\"?([^\";\s]+)", re.IGNORECASE)
_DELIMITER = re.compile(rb"^--(\S+)", re.MULTILINE)
_LONGEST_FIELD = 10_000
_LONG_FIELD = re.compile(
    rb"^content-[\w-]+:(?:[^\r\n]|\r?\n[ \t]){%d}" % _LONGEST_FIELD, re.IGNORECASE | re.MULTILINE
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin as a mail or a saved page does: with fields of a header, one of them of MIME.

    >>> is_mail(b"From: a@b.cn\\r\\nMIME-Version: 1.0\\r\\nContent-Type: text/html\\r\\n\\r\\n<p>")
    True
    >>> is_mail("一、总体情况".encode())
    False
    """
    head = data[:_WITHIN].removeprefix(_BYTE_ORDER_MARK).lstrip()
    ends = [at for end in (b"\r\n\r\n", b"\n\n") if (at := head.find(end)) >= 0]
    head = head[: min(ends, default=_WITHIN)]
    return _FIRST_FIELD.match(head) is not None and _MIME.search(head) is not None


def parts_of_mail(data: bytes, *, source: str | None, limits: Limits) -> dict[str, bytes]:
    """The parts of a mail or a saved page by name; texts in UTF-8 where the mail says their charset.

    Pictures and styles of a page are left out, and a plain text that only says again what the page beside it
    says. Raises `UnreadableSource` for one without parts, `LimitExceeded` for one with too many or too deep.
    """
    data = data.removeprefix(_BYTE_ORDER_MARK).lstrip()
    if data.lower().count(b"boundary=") > 2 * limits.zip_entries:
        raise _too_many(source, limits)
    boundaries = set(_BOUNDARY.findall(data))
    if sum(line in boundaries for line in _DELIMITER.findall(data)) > 2 * limits.zip_entries:
        raise _too_many(source, limits)
    if _LONG_FIELD.search(data):  # each of its parameters is compared with all others
        raise LimitExceeded(
            phrase("a field of the mail is longer than {longest} bytes", longest=_LONGEST_FIELD),
            source=source,
        )
    if len(re.findall(rb"^content-type:\s*(?:multipart|message)/", data, re.IGNORECASE | re.MULTILINE)) > min(
        _DEEPEST, limits.nesting
    ):
        raise LimitExceeded(phrase("the parts of the mail are nested too deep"), source=source)
    message = message_from_bytes(data, policy=policy.default.clone(raise_on_defect=False))
    is_page = "multipart/related" in message.get_content_type() and any(
        "snapshot" in name.lower() or name.lower() == "content-location" for name in _header_names(message)
    )
    found: dict[str, bytes] = {}
    count = 0
    for part in message.walk():
        count += 1
        if count > limits.zip_entries:
            raise _too_many(source, limits)
        if part.is_multipart() or (
            part.get_content_maintype() in {"image", "audio", "video", "font"}
            and (is_page or part.get_content_disposition() != "attachment")
        ):
            continue
        kind = part.get_content_type()
        if kind in {"text/css", "text/javascript", "application/javascript"} or (
            is_page and kind not in _ENDINGS
        ):
            continue
        content = _content(part)
        if content.strip():
            found[_name(part, kind, len(found) + 1)] = content
    pages = [name for name in found if name.startswith("正文") and name.endswith(".html")]
    if pages:
        found = {name: content for name, content in found.items() if not _is_plain_body(name)}
    if not found:
        raise UnreadableSource(phrase("the mail holds no text"), source=source)
    return found


def _header_names(message: Message) -> list[str]:
    return [name for part in message.walk() for name in part.keys()]  # noqa: SIM118 - a message is no dict


def _is_plain_body(name: str) -> bool:
    return name.startswith("正文") and name.endswith(".txt")


def _name(part: Message, kind: str, number: int) -> str:
    """What a part is called: its file's name, or 正文 with its number."""
    try:
        given = part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError):  # a damaged name is no name
        given = None
    if given:
        return f"{number}-{given}" if "/" in given else given.replace("\x00", "")
    return f"正文{number}{_ENDINGS.get(kind, '')}"


def _content(part: Message) -> bytes:
    """The bytes of a part; those of a text as UTF-8 where they are in the charset that the part says."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() if part.get_content_maintype() == "text" else None
    if charset is None:
        return raw
    codec = "gb18030" if charset.lower() in {"gb2312", "gbk", "x-gbk", "gb_2312-80"} else charset
    try:
        text = raw.decode(codec)
    except (UnicodeDecodeError, LookupError, ValueError):
        return raw
    return raw if raw.startswith(_BYTE_ORDER_MARK) else _BYTE_ORDER_MARK + text.encode("utf-8", "replace")


def _too_many(source: str | None, limits: Limits) -> LimitExceeded:
    return LimitExceeded(
        phrase("the mail holds more than {zip_entries} parts", zip_entries=limits.zip_entries), source=source
    )

"""What this library raises: one family of errors, each naming the source and the reason in English and
Chinese."""

from __future__ import annotations

from typing import Any

from .language import Said, chinese_of

__all__ = [
    "GovInfoError",
    "InvalidFigure",
    "LimitExceeded",
    "MissingExtra",
    "NotAReport",
    "UnreadableSource",
    "UnsupportedFormat",
]


def _rebuild(kind: type[GovInfoError], state: dict[str, Any]) -> GovInfoError:
    """Make the error again from its keyword arguments (errors with such arguments do not pickle by
    themselves)."""
    return kind(**state)


class GovInfoError(Exception):
    """The base of every error this library raises on purpose. `reason` and `reason_zh` say why in English
    and in Chinese.

    Attributes:
        reason: What is wrong, in English.
        reason_zh: The same in Chinese.

    >>> from govinfo_reports import parse
    >>> try:
    ...     parse(b"")
    ... except GovInfoError as error:
    ...     print(error.reason_zh)
    文件为空
    """

    def __init__(self, reason: str, *, reason_zh: str = "") -> None:
        super().__init__(str(reason))
        self.reason = str(reason)
        self.reason_zh = reason_zh or chinese_of(reason)

    @property
    def said(self) -> Said:
        """The reason in both languages."""
        return Said(self.reason, self.reason_zh)

    def _state(self) -> dict[str, Any]:
        return {"reason": self.reason, "reason_zh": self.reason_zh}

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self._state())

    def __str__(self) -> str:
        return f"{self.reason} / {self.reason_zh}" if self.reason_zh else self.reason


class UnreadableSource(GovInfoError):
    """The source as a whole could not be read.

    Attributes:
        source: Its name (a path), None for bytes without one.

    >>> from govinfo_reports import parse
    >>> try:
    ...     parse(b"")
    ... except UnreadableSource as error:
    ...     print(error.reason)
    the source is empty
    """

    def __init__(self, reason: str, *, reason_zh: str = "", source: str | None = None) -> None:
        super().__init__(reason, reason_zh=reason_zh)
        self.source = source

    def _state(self) -> dict[str, Any]:
        return super()._state() | {"source": self.source}

    def __str__(self) -> str:
        return f"{self.source}: {super().__str__()}" if self.source else super().__str__()


class NotAReport(UnreadableSource):
    """The source was read, but its text is not a government information disclosure annual report
    (政府信息公开工作年度报告).

    Attributes:
        missing: The signs of a report that are not there.
        kind: What the document is instead (`list`, `notice`, `news`, `guide`, `law`, `code`, `report`, one
            on other work, or `institution`, that of a school or a company), None where
            nothing says so.

    >>> from govinfo_reports import parse
    >>> try:
    ...     parse("今日天气晴。".encode())
    ... except NotAReport:
    ...     print("something else")
    something else
    """

    def __init__(
        self,
        reason: str,
        *,
        reason_zh: str = "",
        source: str | None = None,
        missing: tuple[str, ...] = (),
        kind: str | None = None,
    ) -> None:
        super().__init__(reason, reason_zh=reason_zh, source=source)
        self.missing = missing
        self.kind = kind

    def _state(self) -> dict[str, Any]:
        return super()._state() | {"missing": self.missing, "kind": self.kind}


class UnsupportedFormat(UnreadableSource):
    """No reader knows what these bytes are.

    >>> issubclass(UnsupportedFormat, UnreadableSource)
    True
    """


class LimitExceeded(UnreadableSource):
    """The source is larger, deeper or slower than `Limits` allows.

    >>> from govinfo_reports import Limits, parse
    >>> try:
    ...     parse(b"12345", limits=Limits(bytes=4))
    ... except LimitExceeded as error:
    ...     print(error.reason)
    larger than 4 bytes
    """


class MissingExtra(UnreadableSource):
    """An optional part is needed.

    Attributes:
        extra: The name to install: `pip install 'govinfo-reports[pdf]'`.

    >>> MissingExtra("needs pypdfium2", reason_zh="需要 pypdfium2", extra="pdf").extra
    'pdf'
    """

    def __init__(self, reason: str, *, extra: str, reason_zh: str = "", source: str | None = None) -> None:
        super().__init__(reason, reason_zh=reason_zh, source=source)
        self.extra = extra

    def _state(self) -> dict[str, Any]:
        return super()._state() | {"extra": self.extra}


class InvalidFigure(GovInfoError, ValueError):
    """A figure that can never be was put into the model by hand.

    Attributes:
        path: The attribute.

    >>> issubclass(InvalidFigure, GovInfoError)
    True
    """

    def __init__(self, reason: str, *, path: str, reason_zh: str = "") -> None:
        super().__init__(reason, reason_zh=reason_zh)
        self.path = path

    def _state(self) -> dict[str, Any]:
        return super()._state() | {"path": self.path}

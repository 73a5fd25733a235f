"""What this library raises: one family of errors, each naming the source and the reason in English and Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .findings import Finding

__all__ = [
    "FindingsError",
    "GovInfoError",
    "InvalidFigure",
    "LimitExceeded",
    "MissingExtra",
    "NotAReport",
    "UnreadableSource",
    "UnsupportedFormat",
]


def _rebuild(kind: type[GovInfoError], state: dict[str, Any]) -> GovInfoError:
    """Make the error again from its keyword arguments (errors with such arguments do not pickle by themselves)."""
    return kind(**state)


class GovInfoError(Exception):
    """The base of every error this library raises on purpose."""

    def __init__(self, reason: str, *, reason_zh: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.reason_zh = reason_zh

    def _state(self) -> dict[str, Any]:
        return {"reason": self.reason, "reason_zh": self.reason_zh}

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self._state())

    def __str__(self) -> str:
        return f"{self.reason} / {self.reason_zh}" if self.reason_zh else self.reason


class UnreadableSource(GovInfoError):
    """The source as a whole could not be read. `source` names it (a path, or None for bytes without a name)."""

    def __init__(self, reason: str, *, reason_zh: str = "", source: str | None = None) -> None:
        super().__init__(reason, reason_zh=reason_zh)
        self.source = source

    def _state(self) -> dict[str, Any]:
        return super()._state() | {"source": self.source}

    def __str__(self) -> str:
        return f"{self.source}: {super().__str__()}" if self.source else super().__str__()


class NotAReport(UnreadableSource):
    """The source was read, but its text is not a government information disclosure annual report (政府信息公开工作年度报告).

    `missing` names the signs of a report that are not there. `kind` is what the document is instead (`list`, `notice`, `news`,
    `guide`, `law`, `code` or `report`, one on other work), None where nothing says so.
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
    """No reader knows what these bytes are."""


class LimitExceeded(UnreadableSource):
    """The source is larger, deeper or slower than `Limits` allows."""


class MissingExtra(UnreadableSource):
    """An optional part is needed. `extra` is the name to install: `pip install 'govinfo-reports[pdf]'`."""

    def __init__(self, reason: str, *, extra: str, reason_zh: str = "", source: str | None = None) -> None:
        super().__init__(reason, reason_zh=reason_zh, source=source)
        self.extra = extra

    def _state(self) -> dict[str, Any]:
        return super()._state() | {"extra": self.extra}


class InvalidFigure(GovInfoError, ValueError):
    """A figure that can never be was put into the model by hand. `path` names the attribute."""

    def __init__(self, reason: str, *, path: str, reason_zh: str = "") -> None:
        super().__init__(reason, reason_zh=reason_zh)
        self.path = path

    def _state(self) -> dict[str, Any]:
        return super()._state() | {"path": self.path}


class FindingsError(GovInfoError):
    """A report has findings at or above the severity asked for. `findings` holds all of them."""

    def __init__(
        self, reason: str, *, findings: tuple[Finding, ...], reason_zh: str = "", source: str | None = None
    ) -> None:
        super().__init__(reason, reason_zh=reason_zh)
        self.findings = findings
        self.source = source

    def _state(self) -> dict[str, Any]:
        return super()._state() | {"findings": self.findings, "source": self.source}

"""What stands in for a report that could not be made."""

from __future__ import annotations

from attrs import frozen

from ..errors import GovInfoError
from ..language import phrase

__all__ = ["Failure"]


@frozen(kw_only=True)
class Failure:
    """A source that gave no report.

    Attributes:
        source: Its name, None for bytes.
        error: The error's class name: one of this library's (`NotAReport`, `UnsupportedFormat`,
            `LimitExceeded`, ...), or that of an error it should never have raised.
        reason: The reason, in English.
        reason_zh: The same in Chinese.

    >>> Failure.of(GovInfoError("the source is empty", reason_zh="文件为空"), "a.txt").reason
    'the source is empty'
    """

    source: str | None
    error: str
    reason: str
    reason_zh: str = ""

    @classmethod
    def of(cls, error: BaseException, source: str | None) -> Failure:
        """The failure that an error stands for. Raises nothing.

        Args:
            error: The error.
            source: The name of the source, None where it has none.

        Returns:
            The failure.
        """
        name = type(error).__name__
        if isinstance(error, GovInfoError):
            return cls(source=source, error=name, reason=error.reason, reason_zh=error.reason_zh)
        reason = str(error).strip() or "no reason given"
        return cls(
            source=source,
            error=name,
            reason=reason,
            reason_zh=phrase("a fault of this program ({name})", name=name).zh,
        )

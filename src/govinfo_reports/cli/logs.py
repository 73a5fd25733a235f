"""What the library logs, for people or for programs that collect logs."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timezone
from typing import TextIO

__all__ = ["JsonLines", "log_to"]


class JsonLines(logging.Formatter):
    """A line of JSON for each record: `time` (UTC), `level`, `logger`, `message`, and `error` where one is
    behind it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {
            "event": "log",
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def log_to(stream: TextIO, *, as_json: bool) -> None:
    """Have the warnings of the library written to `stream`."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines() if as_json else logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    log = logging.getLogger("govinfo_reports")
    log.handlers = [handler]

"""What the program writes about itself: events and ids, never what people said."""

import logging
import re
import sys
from types import TracebackType
from typing import Any

# A bot's token, as Telegram makes them, and whatever stands in its place in an address.
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}|(?<=/bot)[^/\s'\"]+(?=/)")
_hidden: set[str] = set()
_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


def hide(secret: str | None) -> None:
    """Never write this word: not in a line, not in a traceback."""
    if secret:
        _hidden.add(secret)


def redact(line: str) -> str:
    for secret in _hidden:
        line = line.replace(secret, "***")
    return _TOKEN.sub("***", line)


class _Fields(logging.Formatter):
    """Appends the fields given by `extra` to each line, and hides what is secret."""

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = {
            name: value for name, value in record.__dict__.items() if name not in _STANDARD
        }
        line = super().format(record)
        return redact(" ".join((line, *(f"{name}={value}" for name, value in fields.items()))))


def configure(level: int = logging.WARNING) -> None:
    """Write to standard error. Libraries that would log addresses stay quiet below WARNING."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Fields("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # It writes the whole address, token included, of every request.
    logging.getLogger("httpx").setLevel(max(level, logging.WARNING))
    sys.excepthook = _report


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger(__name__).critical("the program ended", exc_info=(kind, error, trace))

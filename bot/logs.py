"""What the program writes about itself: events and ids, never what people said."""

import logging
from typing import Any

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class _Fields(logging.Formatter):
    """Appends the fields given by `extra` to each line."""

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = {
            name: value for name, value in record.__dict__.items() if name not in _STANDARD
        }
        line = super().format(record)
        return " ".join((line, *(f"{name}={value}" for name, value in fields.items())))


def configure(level: int = logging.WARNING) -> None:
    """Write to standard error. Libraries that would log addresses stay quiet below WARNING."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Fields("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)

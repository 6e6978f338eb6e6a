"""What `python -m bot understand` prints for one line."""

from datetime import date, datetime

from handlers.language.normalise import fold
from handlers.language.when import read_when


def understand_time(line: str, now: datetime) -> dict[str, str | None]:
    """Return start, end, rrule and ask of the time in a line, all None when there is none."""
    when = read_when(fold(line), now)
    if when is None:
        return dict.fromkeys(("start", "end", "rrule", "ask"))
    return {
        "start": _written(when.start),
        "end": _written(when.end),
        "rrule": when.rrule,
        "ask": when.ask,
    }


def _written(moment: datetime | date | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%dT%H:%M")
    return moment.isoformat() if moment else None

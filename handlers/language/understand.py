"""What the bot understands of one line, as plain values: the `understand` command's answers."""

from datetime import date, datetime

from handlers.language.normalise import fold
from handlers.language.signup import Act, Meaning, read_signup
from handlers.language.when import read_when

DEFAULT_TITLE = "环境整治"


def understand_signup(line: str, title: str = DEFAULT_TITLE) -> dict[str, str | int | None]:
    """Read a line as a sign-up, as if one activity of this title were open."""
    reading = read_signup(fold(line), [title])
    is_for_bot = reading.meaning in (Meaning.SIGNUP, Meaning.CANCEL)
    return {
        "label": reading.meaning.value,
        "act": reading.act.value if is_for_bot else Act.IGNORE.value,
        "size": reading.size if reading.meaning is Meaning.SIGNUP else None,
    }


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

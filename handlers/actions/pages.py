"""How a page of a list of people reads: a heading, one person a line, then who waits."""

from datetime import datetime
from functools import reduce

from handlers.actions import cards
from handlers.actions.rosters import Cursor, Numbered, Page, Part
from handlers.message import Button, Text, Value, text
from handlers.rules.seats import refuse_joining
from storage.types import Activity, SignupState


def worded(page: Page, now: datetime) -> list[Text]:
    """Word a page, without what leads to the next one."""
    activity = page.activity
    lines = [_heading(activity, now), *(line for part in page.parts for line in _part(part))]
    if not page.total:
        is_open = refuse_joining(activity, now) is None
        empty = text("roster-empty", number=activity.number)
        lines.append(empty if is_open else text("roster-nobody"))
    return lines


def next_button(activity: Activity, cursor: Cursor) -> Button:
    """Return the button that shows what follows the cursor."""
    where = (str(cursor.state), cursor.after, cursor.position)
    return Button(text("roster-next"), ":".join(map(str, ("roster", activity.id, *where))))


def _heading(activity: Activity, now: datetime) -> Text:
    facts: dict[str, Value] = {
        "number": activity.number,
        "title": activity.title,
        "stage": cards.stage(activity, now),
        "when": activity.starts_at,
        "taken": activity.taken,
    }
    if activity.seats is None:
        return text("roster-heading-open", **facts)
    return text("roster-heading", seats=activity.seats, **facts)


def _part(part: Part) -> list[Text]:
    lines = [_line(each) for each in part.lines]
    match part.state:
        case SignupState.OFFERED:
            return [text("roster-offered", count=part.total), *lines]
        case SignupState.WAITING:
            return [text("roster-waiting", count=part.total), *lines]
        case _:
            return lines


def _line(numbered: Numbered) -> Text:
    line = numbered.line
    notes: list[Text] = []
    if line.companions:
        names = "、".join(line.companions)
        notes.append(text("roster-party-named", size=line.size, names=names))
    elif line.size > 1:
        notes.append(text("roster-party", size=line.size))
    if line.registrar:
        notes.append(text("roster-registrar", name=line.registrar))
    if line.note:
        notes.append(text("roster-note", note=line.note))
    values: dict[str, Value] = {"number": numbered.number, "name": line.name}
    if not notes:
        return text("roster-line", **values)
    together = reduce(lambda one, other: text("roster-notes", one=one, other=other), notes)
    return text("roster-line-noted", note=together, **values)


def footer(key: str, page: Page) -> Text:
    """Say which lines of how many are shown."""
    return text(key, total=page.total, first=page.first, last=page.last)

"""批量发布: many activities from one timetable."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.actions import cards, drafts, posting, publishing
from handlers.actions.activities import refusal
from handlers.actions.authority import Order
from handlers.actions.drafts import Draft, Step
from handlers.actions.jielong import applying
from handlers.language.jielong import Entry, Listing
from handlers.language.timetable import Timetable
from handlers.language.when import Ask
from handlers.message import Lines, Reply, Text, text
from handlers.rules.activities import fault_of
from storage.store import Store
from storage.types import Activity, CommunityId, PersonId

# More is published in parts.
LONGEST = 31
_WHY = {
    Step.WHEN: "timetable-why-when",
    Step.HOUR: "timetable-why-hour",
    Step.PLACE: "timetable-why-place",
    Step.TITLE: "timetable-why-title",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity to be published, and who is put down for it."""

    draft: Draft
    names: tuple[str, ...]

    def keep(self) -> dict[str, Any]:
        return {"draft": drafts.keep(self.draft), "names": self.names}

    @classmethod
    def restore(cls, kept: Mapping[str, Any]) -> "Planned":
        return cls(drafts.restore(kept["draft"]), tuple(kept["names"]))


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be published, and the lines that would not, each with its reason."""

    planned: tuple[Planned, ...]
    unclear: tuple[Text, ...]


def plan(timetable: Timetable, community: CommunityId, now: datetime) -> Plan:
    """Decide line by line what can be published."""
    common = replace(timetable.common, when=None, title=None, seats=None)
    planned: list[Planned] = []
    unclear = [_unclear(each, text("timetable-why-when")) for each in timetable.unclear]
    for slot in timetable.slots:
        draft = Draft(community).told(common).told(slot.notice)
        why = _why(draft, now)
        if why is None:
            planned.append(Planned(draft, slot.names))
        else:
            unclear.append(_unclear(slot.line, why))
    return Plan(tuple(planned), tuple(unclear))


def preview(plan: Plan, now: datetime) -> Lines:
    """Show what would be published, numbered, and what would not."""
    lines = [text("timetable-preview", count=len(plan.planned))] if plan.planned else []
    lines += (_shown(number, each, now) for number, each in enumerate(plan.planned, 1))
    if plan.unclear:
        lines += [text("timetable-unclear", count=len(plan.unclear)), *plan.unclear]
    lines.append(text("timetable-how" if plan.planned else "timetable-how-none"))
    return Lines(tuple(lines))


def publish(store: Store, order: Order, planned: Sequence[Planned]) -> list[Activity]:
    """Enter all of them, with who is put down, and tell each group by one message.

    Raises UserError where one of them can't be any more.
    """
    entered = [
        publishing.enter(store, order.by, each.draft.activity(order.by.id, order.now), order.now)
        for each in planned
    ]
    for activity, each in zip(entered, planned, strict=True):
        _put_down(store, order, activity, each.names)
    found = [store.activities.get(each.id) for each in entered]
    for chat in store.chats.groups(entered[0].community_id):
        if chat.id != order.chat.id:
            posting.post(store, chat.id, Reply(announced(found, order.now)), order.now)
    return found


def announced(activities: Iterable[Activity], now: datetime) -> Lines:
    """Return the list of what was published."""
    return Lines((text("timetable-news"), *(cards.line(each, now) for each in activities)))


def _put_down(store: Store, order: Order, activity: Activity, names: Sequence[str]) -> None:
    if not names:
        return
    listing = Listing((), tuple(Entry(name, name) for name in names))
    found = applying.preview(store, order, activity.id, listing)
    if found.changes:
        applying.apply(store, order, found, removes=False)


def _why(draft: Draft, now: datetime) -> Text | None:
    """Return why a line can't be published as it stands."""
    if draft.recurs:
        return text("timetable-why-series")
    if draft.doubt is Ask.ORDER:
        return text("activity-fault-backwards")
    if draft.doubt is not None and isinstance(draft.start, datetime):
        return drafts.doubt(draft.doubt, draft.said, draft.start) or text("timetable-why-when")
    if draft.step is not Step.CONFIRM:
        return text(_WHY.get(draft.step, "timetable-why-when"))
    activity = draft.activity(PersonId(0), now)
    fault = fault_of(activity, now)
    return refusal(fault, activity).text if fault is not None else None


def _shown(number: int, planned: Planned, now: datetime) -> Text:
    activity = planned.draft.activity(PersonId(0), now)
    return text(
        "timetable-line",
        number=number,
        title=activity.title,
        when=cards.span(activity),
        place=activity.place,
        seats=text("timetable-open")
        if activity.seats is None
        else text("timetable-seats", seats=activity.seats),
        names=text("timetable-names", names="、".join(planned.names)) if planned.names else "",
    )


def _unclear(line: str, why: Text) -> Text:
    return text("timetable-not", line=line, why=why)

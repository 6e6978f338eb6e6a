"""An activity in the making: what was told so far, what is asked next, how its preview looks."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from handlers.actions import cards
from handlers.actions.activities import refusal
from handlers.actions.people import home_named
from handlers.errors import UserError
from handlers.language.audience import Audience
from handlers.language.corrections import Preview, read_correction
from handlers.language.normalise import Folded
from handlers.language.notice import Notice
from handlers.language.when import Ask
from handlers.message import Button, Lines, Reply, Text, text
from handlers.rules import activities as rules
from storage.questions import Asked
from storage.store import Store
from storage.types import (
    Activity,
    ActivityId,
    ActivityState,
    Chat,
    ChatId,
    ChatKind,
    CommunityId,
    PersonId,
    Question,
)

KIND = "publish"
OPEN_FOR = timedelta(minutes=30)


class Step(StrEnum):
    """What is asked; the order is the order of asking."""

    WHEN = "when"
    HOUR = "hour"
    PLACE = "place"
    TITLE = "title"
    SEATS = "seats"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was told of an activity of a community. `start` is a date while the hour is missing.

    `doubt` is why the time wants a second look, `said` how it was said literally.
    """

    community: CommunityId
    title: str | None = None
    place: str | None = None
    start: datetime | date | None = None
    end: datetime | None = None
    doubt: Ask | None = None
    said: datetime | date | None = None
    recurs: bool = False
    seats: int | None = None
    bring: str | None = None
    remark: str | None = None
    group_id: ChatId | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    leave_until: datetime | None = None
    max_guests: int = rules.GUESTS
    allows_overlap: bool = False
    min_heads: int | None = None
    cancels_when_short: bool = False
    # Whether the form asks for the seats, or takes silence for no limit.
    asks_seats: bool = False

    @property
    def step(self) -> Step:
        """What has to be asked next."""
        if self.start is None:
            return Step.WHEN
        if not isinstance(self.start, datetime):
            return Step.HOUR
        if self.place is None:
            return Step.PLACE
        if self.title is None:
            return Step.TITLE
        return Step.SEATS if self.asks_seats else Step.CONFIRM

    def told(self, notice: Notice) -> "Draft":
        """Take over what a notice or a correction says."""
        known = {field.name for field in fields(Draft)}
        changes = {
            name: value
            for name, value in (
                (field.name, getattr(notice, field.name)) for field in fields(Notice)
            )
            if name in known and value is not None
        }
        changes |= dict.fromkeys(notice.without)
        if notice.more:
            told = (changes.get("remark") or self.remark, notice.more)
            changes["remark"] = "；".join(filter(None, told))
        if changes.get("remark"):
            changes["remark"] = " ".join(changes["remark"].split())
        if "seats" in changes:
            changes["asks_seats"] = False
        if notice.when is not None:
            changes |= {
                field.name: getattr(notice.when, field.name) for field in fields(notice.when)
            }
        return replace(self, **changes)

    def activity(self, organiser: PersonId, now: datetime) -> Activity:
        """Return the activity as it would be published; what is missing is made up."""
        is_timed = isinstance(self.start, datetime)
        return Activity(
            id=ActivityId(0),
            community_id=self.community,
            number=0,
            title=self.title or "?",
            place=self.place or "?",
            starts_at=self.start if isinstance(self.start, datetime) else now + timedelta(days=1),
            ends_at=self.end if is_timed else None,
            seats=self.seats,
            taken=0,
            waiting=0,
            bring=self.bring,
            remark=self.remark,
            group_id=self.group_id,
            opens_at=self.opens_at if is_timed else None,
            closes_at=self.closes_at if is_timed else None,
            leave_until=self.leave_until if is_timed else None,
            max_guests=self.max_guests,
            allows_overlap=self.allows_overlap,
            is_quiet=False,
            state=ActivityState.OPEN,
            organiser_id=organiser,
            revision=0,
            min_heads=self.min_heads,
            cancels_when_short=self.cancels_when_short,
        )


def keep(draft: Draft) -> dict[str, Any]:
    """Turn a draft into what a question keeps."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(draft).items()
    }


def restore(kept: Mapping[str, Any]) -> Draft:
    """Turn what a question kept back into the draft."""
    values = dict(kept)
    for name in ("start", "said", "end", "opens_at", "closes_at", "leave_until"):
        if values[name] is not None:
            values[name] = _moment(values[name])
    values["doubt"] = Ask(values["doubt"]) if values["doubt"] else None
    return Draft(**values)


def ask(
    store: Store, who: Asked, draft: Draft, now: datetime, before: Draft | None = None
) -> Reply:
    """Ask the next thing that is missing, or show the preview.

    What can't be is told, and stays as it was `before` or is asked. Raises UserError for it where
    a preview stands already, which stays open.
    """
    fault = _fault(draft, now)
    if fault is not None and before is not None and before.step is Step.CONFIRM:
        raise refusal(fault, draft.activity(who.person_id, now))
    troubles, draft = _possible(draft, before or Draft(draft.community), now)
    question = store.questions.ask(replace(who, payload=keep(draft)))
    if draft.step is Step.CONFIRM:
        person, chat = store.people.get(who.person_id), store.chats.get(who.chat_id)
        home = home_named(store, person, chat, draft.community, now)
        shown = preview(draft, now, Lines((home, _audience(store, draft))))
        return replace(shown, text=Lines((*troubles, shown.text)), question=question)
    asked = text(f"publishing-ask-{draft.step}", day=_day(draft.start))
    return Reply(Lines((*troubles, asked)), question=question)


def asked(person: PersonId, chat: ChatId, now: datetime) -> Asked:
    """Return the open question of a draft, to be filled; each chat has one of its own."""
    return Asked(person, chat, KIND, {}, now + OPEN_FOR, subject_id=chat)


def preview(draft: Draft, now: datetime, audience: Lines) -> Reply:
    """Show a draft that has everything, with what can be said about it and whom it is for."""
    activity = draft.activity(PersonId(0), now)
    lines = (
        doubt(draft.doubt, draft.said, activity.starts_at) or Lines(()),
        text("publishing-preview", title=activity.title),
        text("activity-card-when", when=cards.span(activity)),
        text("activity-card-place", place=activity.place),
        text("publishing-seats", seats=activity.seats)
        if activity.seats is not None
        else text("publishing-unlimited"),
        *_minimum(activity),
        *_window(activity),
        *_told("activity-card-bring", bring=activity.bring),
        *_told("activity-card-remark", remark=activity.remark),
        *_guests(activity),
        audience,
        *(_told("publishing-overlap") if activity.allows_overlap else ()),
        *(_told("publishing-series") if draft.recurs else ()),
        text("publishing-hint"),
    )
    buttons = (
        Button(text("button-publish"), f"{KIND}:yes"),
        Button(text("button-drop"), f"{KIND}:no"),
    )
    return Reply(Lines(lines), buttons)


def open_draft(store: Store, person: PersonId, chat: ChatId, now: datetime) -> Question | None:
    """Return the draft that a person has open in a chat."""
    opened = store.questions.open_for(person, now)
    return next((each for each in opened if each.kind == KIND and each.chat_id == chat), None)


def corrected(store: Store, who: Asked, words: Folded, now: datetime) -> Reply | None:
    """Show the draft that somebody has open with what they correct; None where there is none, or
    the words are no correction.
    """
    question = open_draft(store, who.person_id, who.chat_id, now)
    if question is None:
        return None
    draft = restore(question.payload)
    notice = read_correction(words, Preview(now, draft.start, draft.end))
    return ask(store, who, draft.told(notice), now, draft) if notice is not None else None


def doubt(why: Ask | None, said: datetime | date | None, start: datetime) -> Text | None:
    """Word why a time wants a second look, as a question that 确认 answers."""
    if why is None or said is None:
        return None
    return text(
        f"publishing-doubt-{why}",
        weekday=said.strftime("%a").lower(),
        said=said,
        day=start.date(),
        when=start,
    )


def _fault(draft: Draft, now: datetime) -> rules.Fault | None:
    if draft.doubt is Ask.ORDER:
        return rules.Fault.BACKWARDS
    activity = draft.activity(PersonId(0), now)
    return rules.fault_of(activity, now)


def _possible(draft: Draft, before: Draft, now: datetime) -> tuple[list[Text], Draft]:
    """Put back what can't be as it was before, and say why; what can't stand either is dropped."""
    troubles: list[Text] = []
    blank = Draft(draft.community)
    for kept in (before, before, before, blank, blank, blank, blank):
        fault = _fault(draft, now)
        if fault is None:
            break
        told = refusal(fault, draft.activity(PersonId(0), now)).text
        troubles += [] if told in troubles else [told]
        draft = _without(draft, fault, kept)
    return troubles, draft


def _without(draft: Draft, fault: rules.Fault, before: Draft) -> Draft:
    if fault in _OF_TIME:
        if not isinstance(before.start, datetime):
            return replace(draft, start=None, end=None, doubt=None, said=None)
        return replace(
            draft, start=before.start, end=before.end, doubt=before.doubt, said=before.said
        )
    if fault in (rules.Fault.SEATS, rules.Fault.TAKEN):
        return replace(draft, seats=before.seats, asks_seats=before.seats is None)
    name = _FIELDS[fault]
    return replace(draft, **{name: getattr(before, name)})


_OF_TIME = frozenset({rules.Fault.PAST, rules.Fault.FAR, rules.Fault.BACKWARDS, rules.Fault.LONG})
_FIELDS = {
    rules.Fault.TITLE: "title",
    rules.Fault.PLACE: "place",
    rules.Fault.BRING: "bring",
    rules.Fault.REMARK: "remark",
    rules.Fault.GUESTS: "max_guests",
    rules.Fault.CLOSES: "closes_at",
    rules.Fault.CLOSED: "closes_at",
    rules.Fault.OPENS: "opens_at",
    rules.Fault.LEAVE: "leave_until",
}


def addressed(store: Store, draft: Draft, audience: Audience | None, chat: Chat) -> Draft:
    """Take over for which group it is to be. Raises UserError for one that isn't known."""
    if audience is None:
        return draft
    if audience.is_here and chat.kind is ChatKind.GROUP:
        return replace(draft, group_id=chat.id)
    if not audience.is_here and audience.name is None:
        return replace(draft, group_id=None)
    groups = store.chats.groups(draft.community)
    name = (audience.name or "").removesuffix("群")
    found = [each for each in groups if name and each.title.removesuffix("群") == name]
    if len(found) != 1:
        titles = "、".join(each.title for each in groups)
        first = groups[0].title if groups else ""
        raise UserError("publishing-which-group", groups=titles, group=first)
    return replace(draft, group_id=found[0].id)


def _audience(store: Store, draft: Draft) -> Text | Lines:
    if draft.group_id is None:
        return Lines(())
    return text("publishing-group", group=store.chats.get(draft.group_id).title)


def _window(activity: Activity) -> tuple[Text, ...]:
    closes = activity.closes_at
    return (
        *_told("activity-card-opens", when=activity.opens_at),
        text("activity-card-closes", when=closes) if closes else text("publishing-closes-at-start"),
        *_told("activity-card-leave", when=activity.leave_until),
    )


def _minimum(activity: Activity) -> tuple[Text, ...]:
    """Say how many must come, and what happens when fewer do and the organiser doesn't answer."""
    if activity.min_heads is None:
        return ()
    key = "publishing-short-cancels" if activity.cancels_when_short else "publishing-short-keeps"
    return (text("activity-card-minimum", heads=activity.min_heads), text(key))


def _guests(activity: Activity) -> tuple[Text, ...]:
    if activity.max_guests == rules.GUESTS:
        return ()
    key = "publishing-guests" if activity.max_guests else "publishing-alone"
    return (text(key, guests=activity.max_guests),)


def _told(key: str, **values: str | datetime | None) -> tuple[Text, ...]:
    return (text(key, **values),) if all(values.values()) else ()


def _day(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _moment(kept: str) -> datetime | date:
    return datetime.fromisoformat(kept) if "T" in kept else date.fromisoformat(kept)

"""An activity that needs so many people: setting the number, and what happens when fewer come."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from handlers.actions import cards, posting
from handlers.actions.activities import refuse, schedule, to_change
from handlers.actions.auditing import Change
from handlers.actions.auditing import changed as record
from handlers.actions.posting import NOBODY, Told
from handlers.actions.scheduling import HELD
from handlers.errors import UserError
from handlers.message import Button, Lines, Reply, Text, text
from handlers.rules import activities as limits
from handlers.rules import reminding as rules
from storage.questions import Asked
from storage.store import Store
from storage.types import (
    Activity,
    ActivityId,
    ActivityState,
    ChatId,
    Deed,
    Due,
    DueKind,
    Person,
    PersonId,
    Question,
)

KIND = "short"


class Decision(StrEnum):
    """What becomes of an activity that too few signed up for."""

    KEEP = "keep"
    CANCEL = "cancel"


def set_minimum(
    store: Store, person: Person, activity: Activity, changed: Activity, now: datetime
) -> Activity:
    """Write down how many must come. Raises UserError for more than there are seats."""
    refuse(limits.fault_of_numbers(changed), changed)
    saved = store.activities.save(changed)
    schedule(store, saved, now)
    store.cards.touch(saved.id)
    record(store, Change(Deed.MINIMUM, person, activity, saved), now)
    return saved


def short_due(store: Store, due: Due, now: datetime) -> None:
    """Ask the organiser what becomes of an activity that too few signed up for."""
    activity = store.activities.lock(ActivityId(due.subject_id))
    if not rules.is_ahead(activity, now):
        store.due.skip(due, "the activity had begun, or will not happen")
        return
    community = store.communities.get(activity.community_id)
    if now < rules.moment(community, activity.starts_at, rules.DAY):
        store.due.skip(due, "the activity begins later now")
    elif is_short(activity):
        _ask_or_hold(store, due, activity, now)


def short_end_due(store: Store, due: Due, now: datetime) -> None:
    """Do what was to be done when the organiser doesn't answer, and tell her."""
    activity = store.activities.lock(ActivityId(due.subject_id))
    if not rules.is_ahead(activity, now):
        store.due.skip(due, "the activity had begun, or will not happen")
        return
    community = store.communities.get(activity.community_id)
    held = rules.held_until(community, activity.starts_at, now)
    if held is not None:
        store.due.add(DueKind.SHORT_END, activity.id, held)
        return
    _close_question(store, activity)
    key = "short-enough"
    if is_short(activity):
        decision = Decision.CANCEL if activity.cancels_when_short else Decision.KEEP
        key = "short-cancelled-by-itself" if activity.cancels_when_short else "short-kept-by-itself"
        activity, _ = _settle(store, None, activity, decision, now)
    said = text(key, what=cards.name(activity), taken=activity.taken, heads=activity.min_heads)
    organiser = store.people.get(activity.organiser_id)
    told = Reply(said, activity=activity.id)
    posting.tell(store, activity.community_id, [organiser], told, now)


def answer(
    store: Store, person: Person, activity_id: ActivityId, decision: Decision, now: datetime
) -> Reply:
    """Do what the organiser or the staff decided. Raises UserError when that was settled before."""
    activity = to_change(store, person, activity_id, now)
    if not store.due.drop(DueKind.SHORT_END, activity.id):
        raise UserError("short-settled", what=cards.name(activity))
    _close_question(store, activity)
    settled, told = _settle(store, person, activity, decision, now)
    what = cards.name(settled)
    if decision is Decision.KEEP:
        return Reply(text("short-kept", what=what), activity=settled.id)
    said = text("short-cancelled", what=what, told=posting.how_told(told))
    return Reply(said, activity=settled.id)


def asked(store: Store, person: PersonId, chat: ChatId, now: datetime) -> ActivityId | None:
    """Return the activity about which a person was asked in a chat."""
    opened = store.questions.open_for(person, now)
    found = next((each for each in opened if each.kind == KIND and each.chat_id == chat), None)
    return about(found) if found is not None else None


def about(question: Question) -> ActivityId:
    """Return the activity that a question is about."""
    return ActivityId(question.payload["activity"])


def is_short(activity: Activity) -> bool:
    """Whether fewer signed up than must come."""
    return activity.min_heads is not None and activity.taken < activity.min_heads


def _ask_or_hold(store: Store, due: Due, activity: Activity, now: datetime) -> None:
    community = store.communities.get(activity.community_id)
    held = rules.held_until(community, activity.starts_at - rules.SETTLED, now)
    if held is not None:
        store.due.skip(due, HELD)
        store.due.add(DueKind.SHORT, activity.id, held)
        return
    ends = rules.answer_by(community, activity.starts_at, now)
    if ends <= now:
        store.due.skip(due, "too late to ask the organiser")
        return
    _ask(store, due, activity, ends, now)


def _ask(store: Store, due: Due, activity: Activity, ends: datetime, now: datetime) -> None:
    organiser = store.people.get(activity.organiser_id)
    private = store.people.private_chat(organiser.id)
    groups = posting.groups(store, activity)
    if private is None and not groups:
        store.due.skip(due, "nowhere to ask the organiser")
        return
    chat = private or groups[0].id
    payload = {"activity": activity.id, "title": activity.title}
    asked_her = Asked(organiser.id, chat, KIND, payload, ends, subject_id=activity.id)
    question = store.questions.ask(asked_her)
    named = Lines(()) if private else text("told-in-group", names=organiser.name)
    buttons = tuple(
        Button(text(f"button-short-{each}"), f"{KIND}:{activity.id}:{each}") for each in Decision
    )
    lines = Lines((named, *_question(activity, ends)))
    reply = Reply(lines, buttons, activity=activity.id, question=question)
    posting.post(store, chat, reply, now)
    store.due.move(DueKind.SHORT_END, activity.id, ends)


def _question(activity: Activity, ends: datetime) -> tuple[Text, Text]:
    key = "short-else-cancel" if activity.cancels_when_short else "short-else-keep"
    return (
        text(
            "short-asked",
            what=cards.name(activity),
            when=cards.span(activity),
            taken=activity.taken,
            heads=activity.min_heads,
        ),
        text(key, ends=ends),
    )


def _settle(
    store: Store, person: Person | None, activity: Activity, decision: Decision, now: datetime
) -> tuple[Activity, Told]:
    """Keep or cancel; return the activity, and how it was told that it will not happen."""
    if decision is Decision.KEEP:
        record(store, Change(Deed.MINIMUM, person, activity, activity), now)
        return activity, NOBODY
    off = replace(activity, state=ActivityState.CANCELLED, reason=limits.SHORT)
    saved = store.activities.save(off)
    schedule(store, saved, now)
    store.cards.touch(saved.id)
    record(store, Change(Deed.CANCEL, person, activity, saved, limits.SHORT), now)
    # The organiser hears it as the answer, or by a message of her own.
    besides = [activity.organiser_id] if person is None else [activity.organiser_id, person.id]
    return saved, posting.tell_participants(store, saved, _news(saved), besides, now)


def _news(activity: Activity) -> Text:
    return text(
        "activity-cancelled-notice",
        what=cards.name(activity),
        when=cards.span(activity),
        place=activity.place,
        reason=cards.reason(activity),
    )


def _close_question(store: Store, activity: Activity) -> None:
    store.questions.close_about(activity.organiser_id, KIND, activity.id)

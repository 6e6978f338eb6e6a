"""A seat held for who is first in line: offered with a deadline, through the night held back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.actions import clashes, entries, posting
from handlers.actions.entries import Change
from handlers.message import Button, Lines, Reply, Span, text
from handlers.rules.claims import offer_at
from handlers.rules.quiet import quiet_until
from storage.questions import Asked
from storage.store import Store
from storage.types import (
    Activity,
    ChatId,
    Deed,
    DueKind,
    Person,
    QuestionId,
    Signup,
    SignupState,
)

# The kind of the question whether somebody takes the seat.
CLAIM = "claim"


def hold(
    store: Store, activity: Activity, signup: Signup, until: datetime, now: datetime
) -> Signup:
    """Hold a seat, counted as taken already, for who waited: offered until then; in the quiet
    hours offered when they are over. What lapses as they begin is passed on in them, so the next
    in line is asked in the morning, and has the whole window from then.

    Return the sign-up as it is held; `tell` asks whom it concerns.
    """
    quiet = quiet_until(store.communities.get(activity.community_id), now)
    offered = replace(
        signup, state=SignupState.OFFERED, claim_until=None if quiet is not None else until
    )
    store.signups.offer(signup.id, offered.claim_until, signup.freed_by, now)
    entries.log(store, activity, Change(Deed.OFFER, None, signup, offered), now)
    if quiet is not None:
        store.due.move(DueKind.OFFER, signup.id, offer_at(activity.starts_at, quiet))
        return offered
    store.due.move(DueKind.CLAIM, signup.id, until)
    return offered


def forget(store: Store, signup: Signup) -> None:
    """Ask no more, and let nothing fall due, about a seat that is held no longer."""
    for kind in (DueKind.OFFER, DueKind.CLAIM):
        store.due.move(kind, signup.id, None)
    for person in {signup.person_id, signup.registrar_id}:
        store.questions.close_about(person, CLAIM, signup.id)


def reschedule(store: Store, activity: Activity, now: datetime) -> None:
    """Let no seat be held beyond the start of an activity that was moved."""
    for signup in store.signups.offered(activity.id):
        until = signup.claim_until
        if until is None:
            quiet = quiet_until(store.communities.get(activity.community_id), now) or now
            store.due.move(DueKind.OFFER, signup.id, offer_at(activity.starts_at, quiet))
        elif until > activity.starts_at:
            store.signups.offer(signup.id, activity.starts_at, signup.freed_by, now)
            store.due.move(DueKind.CLAIM, signup.id, activity.starts_at)


def listener(store: Store, signup: Signup) -> Person:
    """Return who hears what concerns a sign-up: for somebody without an account, whoever made it."""
    person = store.people.get(signup.person_id)
    return person if person.keeper_id is None else store.people.get(signup.registrar_id)


def tell(store: Store, activity: Activity, held: Iterable[Signup], now: datetime) -> None:
    """Ask each for whom a seat is held, but those whose offer waits for the morning: in private,
    else in the group where they speak, by one message that names all who are asked the same.
    """
    named: dict[tuple[ChatId, str], tuple[Lines, list[tuple[Signup, Person, QuestionId]]]] = {}
    for signup in held:
        hears = listener(store, signup)
        private = store.people.private_chat(hears.id)
        chat = private or store.people.group_of(hears, activity.community_id)
        if chat is None or signup.claim_until is None:
            continue
        payload = {"signup": signup.id, "title": activity.title}
        asked = Asked(hears.id, chat, CLAIM, payload, signup.claim_until, subject_id=signup.id)
        question = store.questions.ask(asked)
        words = _words(store, activity, signup, hears, now)
        if private is None:
            of_same = named.setdefault((chat, repr(words)), (words, []))[1]
            of_same.append((signup, hears, question))
        else:
            reply = Reply(words, _buttons(signup), activity=activity.id, question=question)
            posting.post(store, chat, reply, now)
    for (chat, _), (words, of_same) in named.items():
        posting.post(store, chat, _in_group(activity, words, of_same), now)


def _in_group(
    activity: Activity, words: Lines, asked: Sequence[tuple[Signup, Person, QuestionId]]
) -> Reply:
    names = "、".join(hears.name for _, hears, _ in asked)
    said = Lines((text("told-in-group", names=names), words))
    if len(asked) == 1:
        ((signup, _, question),) = asked
        return Reply(said, _buttons(signup), activity=activity.id, question=question)
    return Reply(said, _own_buttons(activity), activity=activity.id)


def _words(store: Store, activity: Activity, signup: Signup, hears: Person, now: datetime) -> Lines:
    person = store.people.get(signup.person_id)
    when = Span(activity.starts_at, activity.ends_at)
    title, place = activity.title, activity.place
    if hears == person:
        said = text("offer", title=title, when=when, place=place)
    else:
        said = text("offer-other", name=person.name, title=title, when=when, place=place)
    until = text("offer-until", until=signup.claim_until)
    clash = clashes.worst(activity, clashes.engaged(store, person.id, now))
    if clash is None:
        return Lines((said, until))
    other = clash.activity
    return Lines((said, until, text("signup-overlaps", other=other.title, when=other.starts_at)))


def _own_buttons(activity: Activity) -> tuple[Button, ...]:
    """The buttons of a message to several: each answers for whoever presses."""
    return (
        Button(text("button-claim"), f"claim_own:{activity.id}"),
        Button(text("button-decline"), f"decline_own:{activity.id}"),
    )


def _buttons(signup: Signup) -> tuple[Button, ...]:
    return (
        Button(text("button-claim"), f"claim:{signup.id}"),
        Button(text("button-decline"), f"decline:{signup.id}"),
    )

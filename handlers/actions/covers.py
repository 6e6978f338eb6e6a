"""Finding somebody who takes over a seat: neighbours are asked, three at a time."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from handlers.actions import cards, confiding, posting, undo
from handlers.actions.leaving import forget
from handlers.actions.seating import refuse
from handlers.errors import UserError
from handlers.message import Button, Lines, Reply, Text, Value, text
from handlers.rules import covering as rules
from handlers.rules.conflicts import LONGEST
from handlers.rules.quiet import quiet_until
from handlers.rules.reminding import is_ahead
from handlers.rules.seats import refuse_leaving
from storage.audit import Entry
from storage.covers import Ask, Cover
from storage.questions import Asked
from storage.store import Store
from storage.types import (
    Activity,
    CoverId,
    Deed,
    Due,
    DueKind,
    LeftAs,
    Person,
    Signup,
    SignupId,
    SignupState,
)

KIND = "cover"
# So many are looked through at a time for some who are free.
LOOKED_THROUGH = 200


@dataclass(frozen=True, slots=True)
class Sought:
    """How many were asked now; nobody yet, where the quiet hours last until `held_until`."""

    activity: Activity
    asked: int
    held_until: datetime | None


def seek(store: Store, person: Person, activity: Activity, now: datetime) -> Sought:
    """Look for somebody who takes over a person's seat.

    Raises UserError when they have none, or others wait for it, or nobody can be asked.
    """
    activity = store.activities.lock(activity.id)
    refuse(store, activity, refuse_leaving(activity, SignupState.WAITING, now))
    signup = _seat(store, person, activity)
    cover = store.covers.open(activity, signup.id, person.id, now)
    if cover is None:
        raise UserError("cover-already", what=cards.name(activity), number=activity.number)
    sought = _next(store, cover, activity, now)
    if not sought.asked and sought.held_until is None:
        organiser = store.people.get(activity.organiser_id).name
        raise UserError("cover-nobody", what=cards.name(activity), organiser=organiser)
    return sought


def withdraw(store: Store, person: Person, activity: Activity, now: datetime) -> Activity:
    """Look for nobody any more. Raises UserError when nobody was looked for."""
    activity = store.activities.lock(activity.id)
    signup = store.signups.active(activity.id, person.id)
    cover = store.covers.of_signup(signup.id) if signup is not None else None
    if cover is None:
        raise UserError("cover-none", what=cards.name(activity))
    _end(store, cover, "cover-over", now)
    return activity


def cover_due(store: Store, due: Due, now: datetime) -> None:
    """Ask the next, since nobody of the first has taken the seat; end what is of no use now."""
    cover = store.covers.get(CoverId(due.subject_id))
    if cover is None or not cover.is_open:
        return
    activity = store.activities.lock(cover.activity_id)
    if _seat_of(store, cover, activity, now) is None:
        _end(store, cover, "cover-over", now)
        return
    _go_on(store, cover, activity, now)


def accept(store: Store, person: Person, cover_id: CoverId, now: datetime) -> Activity:
    """Give the seat to the first who says so, in one step; tell whoever should know.

    Raises UserError when somebody was faster, it isn't needed any more, or they can't.
    """
    cover, activity = _asked(store, person, cover_id)
    signup = _seat_of(store, cover, activity, now) if cover.is_open else None
    if signup is None:
        is_taken = any(each.willing for each in store.covers.asked(cover.id))
        raise UserError("cover-taken" if is_taken else "cover-over")
    _require_free(store, person, activity, now)
    store.covers.answer(cover.id, person.id, willing=True)
    taken = _hand_over(store, signup, person, now)
    _end(store, cover, "cover-taken", now)
    asker = store.people.get(cover.person_id)
    entry = Entry(
        Deed.COVER,
        activity.community_id,
        person.id,
        activity.id,
        asker.id,
        before={"name": asker.name, "signup": signup.id},
        after={"name": person.name},
    )
    store.audit.add(entry, now)
    kept = {"activity": activity.id, "signup": signup.id, "to": taken}
    undo.note(store, person, activity.community_id, Deed.COVER, kept, now)
    _tell_found(store, activity, asker, person, now)
    return activity


def decline(store: Store, person: Person, cover_id: CoverId, now: datetime) -> None:
    """Ask somebody no more for this; when all have declined, ask the next at once."""
    cover, activity = _asked(store, person, cover_id)
    store.questions.close_about(person.id, KIND, cover.id)
    if not cover.is_open:
        return
    store.covers.answer(cover.id, person.id, willing=False)
    if _seat_of(store, cover, activity, now) is None:
        _end(store, cover, "cover-over", now)
    elif not _pending(store, cover):
        _go_on(store, cover, activity, now)


def asker(store: Store, cover_id: CoverId) -> Person:
    """Return who looks for a stand-in."""
    cover = store.covers.get(cover_id)
    if cover is None:
        raise UserError("button-unknown")
    return store.people.get(cover.person_id)


def _seat(store: Store, person: Person, activity: Activity) -> Signup:
    """Return the one seat a person wants taken over."""
    signup = store.signups.active(activity.id, person.id)
    if signup is None or signup.state is not SignupState.CONFIRMED:
        raise UserError("cover-not-in", what=cards.name(activity))
    if signup.size > 1:
        raise UserError("cover-party", what=cards.name(activity), size=signup.size)
    if activity.waiting:
        raise UserError("cover-queue", waiting=activity.waiting, number=activity.number)
    return signup


def _seat_of(store: Store, cover: Cover, activity: Activity, now: datetime) -> Signup | None:
    """Return the seat a request is about, as long as somebody could take it over."""
    signup = store.signups.get(cover.signup_id)
    is_there = signup is not None and signup.state is SignupState.CONFIRMED and signup.size == 1
    return signup if is_there and is_ahead(activity, now) else None


def _next(store: Store, cover: Cover, activity: Activity, now: datetime) -> Sought:
    """Ask the next few, by day; enter when to go on."""
    community = store.communities.get(activity.community_id)
    held = quiet_until(community, now)
    if held is not None:
        is_in_time = held < activity.starts_at
        store.due.move(DueKind.COVER, cover.id, min(held, activity.starts_at))
        return Sought(activity, 0, held if is_in_time else None)
    rested = now - rules.REST
    candidates = store.covers.candidates(cover, activity, now, rested, LOOKED_THROUGH)
    free = (each for each in candidates if _clash(store, each, activity, now) is None)
    people = list(islice(free, rules.AT_ONCE))
    for person in people:
        _ask(store, cover, activity, person, now)
    again = rules.next_round(community, activity.starts_at, now) if people else activity.starts_at
    store.due.move(DueKind.COVER, cover.id, again)
    return Sought(activity, len(people), None)


def _go_on(store: Store, cover: Cover, activity: Activity, now: datetime) -> None:
    """Ask the next; tell who looks for a stand-in when nobody is left."""
    sought = _next(store, cover, activity, now)
    if sought.asked or sought.held_until is not None:
        return
    pending = len(_pending(store, cover))
    what = cards.name(activity)
    if pending:
        said = text("cover-all-asked", what=what, pending=pending)
    else:
        _end(store, cover, "cover-over", now)
        said = text("cover-all-declined", what=what, number=activity.number)
    _tell(store, activity, [store.people.get(cover.person_id)], said, now)


def _ask(store: Store, cover: Cover, activity: Activity, person: Person, now: datetime) -> None:
    private = store.people.private_chat(person.id)
    if private is None:
        return
    store.covers.ask(cover.id, person.id, now)
    payload = {"cover": cover.id, "title": activity.title}
    asked = Asked(person.id, private, KIND, payload, activity.starts_at, subject_id=cover.id)
    asker_name = store.people.get(cover.person_id).name
    said = text("cover-asked", name=asker_name, **_facts(activity))
    buttons = (
        Button(text("button-cover-yes"), f"{KIND}:{cover.id}:yes"),
        Button(text("button-cover-no"), f"{KIND}:{cover.id}:no"),
    )
    reply = Reply(said, buttons, activity=activity.id, question=store.questions.ask(asked))
    posting.post(store, private, reply, now)


def _asked(store: Store, person: Person, cover_id: CoverId) -> tuple[Cover, Activity]:
    """Return the request as it stands and its activity, locked, for somebody who was asked."""
    cover = store.covers.get(cover_id)
    known = [] if cover is None else [each.person.id for each in store.covers.asked(cover.id)]
    if cover is None or person.id not in known:
        raise UserError("button-unknown")
    activity = store.activities.lock(cover.activity_id)
    return store.covers.get(cover_id) or cover, activity


def _require_free(store: Store, person: Person, activity: Activity, now: datetime) -> None:
    if store.signups.active(activity.id, person.id) is not None:
        raise UserError("cover-in-already", what=cards.name(activity))
    clash = _clash(store, person, activity, now)
    if clash is not None:
        raise UserError("cover-busy", other=cards.name(clash), when=cards.span(clash))


def _clash(store: Store, person: Person, activity: Activity, now: datetime) -> Activity | None:
    engaged = store.signups.own(person.id, now - LONGEST)
    held = (SignupState.CONFIRMED, SignupState.OFFERED)
    return rules.clash(activity, [other for other, each in engaged if each.state in held])


def _hand_over(store: Store, signup: Signup, person: Person, now: datetime) -> SignupId:
    """Put somebody in another's place: the seat is never free, so the counters stay."""
    forget(store, signup)
    store.signups.leave(signup.id, LeftAs.WITHDRAWN, now)
    taken = replace(
        signup,
        id=SignupId(0),
        person_id=person.id,
        registrar_id=person.id,
        created_at=now,
        note=None,
    )
    store.cards.touch(signup.activity_id)
    confiding.seated(store, store.activities.get(signup.activity_id), None, taken, now)
    return store.signups.add(taken)


def _end(store: Store, cover: Cover, key: str, now: datetime) -> None:
    """End a request and tell those who haven't answered that they needn't."""
    pending = _pending(store, cover)
    if not store.covers.close(cover.id):
        return
    store.due.move(DueKind.COVER, cover.id, None)
    activity = store.activities.get(cover.activity_id)
    for each in store.covers.asked(cover.id):
        store.questions.close_about(each.person.id, KIND, cover.id)
    if now < activity.starts_at:
        _tell(store, activity, [each.person for each in pending], text(key), now)


def _pending(store: Store, cover: Cover) -> list[Ask]:
    return [each for each in store.covers.asked(cover.id) if each.willing is None]


def _tell_found(
    store: Store, activity: Activity, asker: Person, person: Person, now: datetime
) -> None:
    facts = _facts(activity)
    found = text("cover-found", name=person.name, **facts)
    _tell(store, activity, [asker], found, now)
    organiser = store.people.get(activity.organiser_id)
    if organiser.id not in (asker.id, person.id):
        news = text("cover-news", name=person.name, other=asker.name, what=cards.name(activity))
        _tell(store, activity, [organiser], news, now)


def _tell(
    store: Store, activity: Activity, people: list[Person], what: Text, now: datetime
) -> None:
    posting.tell(store, activity.community_id, people, Reply(what, activity=activity.id), now)


def _facts(activity: Activity) -> dict[str, Value]:
    return {
        "what": cards.name(activity),
        "when": cards.span(activity),
        "place": activity.place,
    }


def thanks(activity: Activity, asker: Person) -> Lines:
    """Word what somebody hears who takes a seat over."""
    return Lines(
        (
            text("cover-done", name=asker.name, **_facts(activity)),
            text("activity-card-bring", bring=activity.bring) if activity.bring else Lines(()),
        )
    )

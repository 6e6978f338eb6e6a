"""Passing freed seats on to those who wait."""

from datetime import datetime

from handlers.actions import posting
from handlers.message import Reply, Span, Text, Value, text
from handlers.rules.conflicts import LONGEST, worst_clash
from handlers.rules.seats import holds, may_promote
from storage.store import Store
from storage.types import Activity, Person, Signup, SignupState


def fill(store: Store, activity: Activity, now: datetime) -> list[Signup]:
    """Seat who waits while they fit, strictly in order of arrival, and tell each of them once.

    The activity must be locked and read after its last change. Returns who was seated.
    """
    seated: list[Signup] = []
    while may_promote(activity, now):
        first = store.signups.first_waiting(activity.id)
        if first is None or not holds(activity, first.size):
            break
        store.signups.set_state(first.id, SignupState.CONFIRMED, now)
        activity = store.activities.count(activity.id, heads=first.size, parties=-1)
        seated.append(first)
    if seated:
        store.cards.touch(activity.id)
        _tell(store, activity, seated, now)
    return seated


def _tell(store: Store, activity: Activity, seated: list[Signup], now: datetime) -> None:
    """One notice for all who are told the same; somebody without an account hears by whoever
    signed them up.
    """
    heard: dict[str, tuple[Text, list[Person]]] = {}
    for signup in seated:
        person = store.people.get(signup.person_id)
        listener = person if person.keeper_id is None else store.people.get(signup.registrar_id)
        news = _news(store, activity, person, listener, now)
        heard.setdefault(repr(news), (news, []))[1].append(listener)
    for news, people in heard.values():
        told = Reply(news, activity=activity.id)
        posting.tell(store, activity.community_id, people, told, now)


def _news(
    store: Store, activity: Activity, person: Person, listener: Person, now: datetime
) -> Text:
    facts: dict[str, Value] = {
        "title": activity.title,
        "when": Span(activity.starts_at, activity.ends_at),
        "place": activity.place,
    }
    engaged = store.signups.own(person.id, now - LONGEST)
    confirmed = [other for other, each in engaged if each.state is SignupState.CONFIRMED]
    clash = worst_clash(activity, confirmed)
    if listener != person:
        return text("waiting-promoted-other", name=person.name, **facts)
    if clash is not None:
        return text("waiting-promoted-clash", other=clash.activity.title, **facts)
    return text("waiting-promoted", **facts)

"""Telling in private what only those with a seat are told."""

from collections.abc import Iterable
from datetime import datetime

from handlers.actions import cards, posting
from handlers.message import Reply, Text, text
from storage.store import Store
from storage.types import Activity, Person, Signup, SignupState


def tell(store: Store, activity: Activity, people: Iterable[Person], now: datetime) -> list[Person]:
    """Tell each in private; return who can't be told there, and is told nowhere else."""
    unreached = []
    for person in people:
        private = store.people.private_chat(person.id)
        if private is None:
            unreached.append(person)
        else:
            posting.post(store, private, Reply(news(activity), activity=activity.id), now)
    return unreached


def seated(store: Store, activity: Activity, was: Signup | None, to: Signup, now: datetime) -> None:
    """Tell who hears of a sign-up that has a seat now and had none in that activity before."""
    is_same = was is not None and was.activity_id == to.activity_id
    had_seat = is_same and was is not None and was.state is SignupState.CONFIRMED
    if activity.confidence is None or to.state is not SignupState.CONFIRMED or had_seat:
        return
    person = store.people.get(to.person_id)
    hears = person if person.keeper_id is None else store.people.get(to.registrar_id)
    tell(store, activity, [hears], now)


def news(activity: Activity) -> Text:
    """Word it for who has a seat."""
    return text("confided", what=cards.name(activity), words=activity.confidence)

"""Secrets that somebody might guess: wrong ones are counted, each kind for itself."""

from datetime import datetime

from handlers.rules.tries import WINDOW, Tries
from storage.store import Store
from storage.types import Person


def tries(store: Store, person: Person, kind: str, now: datetime) -> Tries:
    """Return how often a person was wrong lately."""
    kept = store.settings.get(_counter(person, kind))
    if kept is None:
        return Tries(0, now - WINDOW)
    wrong, since = kept.split()
    return Tries(int(wrong), datetime.fromisoformat(since))


def count_wrong(store: Store, person: Person, kind: str, now: datetime) -> Tries:
    """Count one more wrong guess."""
    counted = tries(store, person, kind, now).after_wrong(now)
    store.settings.put(_counter(person, kind), f"{counted.wrong} {counted.since.isoformat()}")
    return counted


def _counter(person: Person, kind: str) -> str:
    return f"wrong-{kind}-{person.id}"

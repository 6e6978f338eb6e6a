"""Whom an organiser means: people to be put on a list, and those who are on it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.actions import cards, parties
from handlers.actions.authority import Order
from handlers.actions.places import standing
from handlers.actions.seating import place_of
from handlers.errors import UserError
from handlers.language.names import read_person, split_names
from handlers.language.normalise import Folded, fold
from handlers.message import Lines, Text, text
from storage.store import Store
from storage.types import Activity, CommunityId, Person, PersonId, Signup

# Names of more words than this are not looked for.
WORDS = 4
# More people than this are not added by one message.
ADDED = 20

_GAP = re.compile(r"[\s,，、;；:.!。！]+")
_WAITS = re.compile(r"(?:[\s,，、]+|^)(?:候补|排队|waitlist)[\s.!]*$")
_BECAUSE = re.compile(r"(?:原因|理由|因为|reason|because)[\s:]*")


@dataclass(frozen=True, slots=True)
class Names:
    """Who is to be added, as written; `waits`: in the waiting list where no seat is free."""

    names: tuple[str, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """Several people share the name that was said."""

    name: str
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class Listed:
    """Who is meant among those on the list, several when they share the name; and why."""

    signups: Sequence[Signup]
    reason: str


def read_names(words: Folded) -> Names:
    """Read 李四 王五 候补."""
    waits = _WAITS.search(words.text)
    named = words.part(0, waits.start() if waits else None)
    names = tuple(dict.fromkeys(each.lstrip("@＠") for each in split_names(named)))
    return Names(names, waits is not None)


def to_add(
    store: Store,
    order: Order,
    community: CommunityId,
    names: Sequence[str],
    chosen: Mapping[str, int],
) -> list[Person] | OneOf:
    """Return the people behind the names, new ones entered; or the first name that several share
    and that is not among the `chosen`.

    Raises UserError for what is no name.
    """
    if len(names) > ADDED:
        raise UserError("override-too-many", limit=ADDED)
    found = []
    for name in names:
        if name in chosen:
            found.append(store.people.get(PersonId(chosen[name])))
            continue
        if not store.people.named(community, name) and read_person(fold(name)) is None:
            raise UserError("override-no-name", name=name)
        people = parties.find(store, order.by, name, community, order.now)
        if len(people) > 1:
            return OneOf(name, people)
        found += people
    return found


def on_list(store: Store, activity: Activity, words: Folded) -> Listed:
    """Find who of the list the words begin with; what follows is the reason.

    Raises UserError when nobody on the list has that name.
    """
    gaps = [each.span() for each in _GAP.finditer(words.text)][: WORDS - 1]
    for end, rest in reversed([*gaps, (len(words.text), len(words.text))]):
        found = store.signups.named(activity.id, words.cut(0, end).lstrip("@＠"))
        if found:
            return Listed(found, read_reason(words.part(rest)))
    first = words.cut(0, gaps[0][0] if gaps else None).lstrip("@＠")
    raise not_listed(activity, first)


def quoted(store: Store, activity: Activity, person: Person, words: Folded) -> Listed:
    """Find the person whose message is quoted on the list; the words are the reason."""
    signup = store.signups.active(activity.id, person.id)
    if signup is None:
        raise not_listed(activity, person.name)
    is_named = words.cut().startswith(person.name)
    return Listed([signup], read_reason(words.part(len(person.name) if is_named else 0)))


def not_listed(activity: Activity, name: str) -> UserError:
    return UserError("override-not-listed", name=name, what=cards.name(activity))


def read_reason(words: Folded) -> str:
    """Return a reason as it was written, without the word for it."""
    because = _BECAUSE.match(words.text)
    start = because.end() if because else 0
    return words.cut(start).lstrip(" ,，、:：;；。") if start < len(words.text) else ""


def choices(store: Store, activity: Activity, listed: Listed) -> Lines:
    """Ask which of several who share a name is meant, by where they stand and who signed them up."""
    name = store.people.get(listed.signups[0].person_id).name
    lines = [
        text("override-choice", number=number, name=name, place=_place(store, activity, signup))
        for number, signup in enumerate(listed.signups, 1)
    ]
    return Lines((text("people-which", name=name), *lines))


def _place(store: Store, activity: Activity, signup: Signup) -> Text:
    place = standing(place_of(store, activity, signup))
    if signup.registrar_id == signup.person_id:
        return place
    name = store.people.get(signup.registrar_id).name
    return text("override-place-by", place=place, name=name)

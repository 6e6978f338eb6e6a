"""Which activity somebody means. It is never guessed: what leaves a doubt is asked."""

from collections.abc import Collection, Sequence
from datetime import datetime

from storage.records import record
from storage.types import Activity, Signup


@record
class Pointer:
    """What a message says about the activity it means: the one whose message it quotes, a number,
    a title.
    """

    quoted: Activity | None = None
    number: int | None = None
    title: str | None = None


@record
class Meant:
    activity: Activity


@record
class Heads:
    """The number named is none of an activity: perhaps so many people are to come to this one."""

    activity: Activity
    number: int


@record
class OneOf:
    """Several it may be, the next one first; with none, nothing is open that could be meant."""

    activities: tuple[Activity, ...]


def point(pointer: Pointer, listed: Sequence[Activity], now: datetime) -> Meant | Heads | OneOf:
    """Find the activity among those listed; a quoted one counts whether it is listed or not."""
    pool = _pool(pointer, listed, now)
    if pointer.number is None or (pointer.quoted and pointer.quoted.number == pointer.number):
        return _only(pool)
    numbered = [each for each in listed if each.number == pointer.number]
    if numbered:
        return OneOf((pointer.quoted, numbered[0])) if pointer.quoted else Meant(numbered[0])
    if len(pool) == 1 and 1 < pointer.number <= 1 + pool[0].max_guests:
        return Heads(pool[0], pointer.number)
    return OneOf(tuple(pool))


@record
class Withdrawable:
    """A sign-up that somebody may take back, by the name it stands under."""

    activity: Activity
    signup: Signup
    name: str
    is_own: bool


def narrow(
    pointer: Pointer, names: Collection[str], mine: Sequence[Withdrawable]
) -> list[Withdrawable]:
    """Return which of them may be meant: one's own before those made for others; where somebody
    else is meant, who goes by one of these names, else all the others.
    """
    about = [each for each in mine if _is_about(pointer, each.activity)]
    own = [each for each in about if each.is_own]
    others = [each for each in about if not each.is_own]
    if names:
        return [each for each in others if each.name in names] or others
    return own or others


def _is_about(pointer: Pointer, activity: Activity) -> bool:
    if pointer.number is not None:
        return activity.number == pointer.number
    if pointer.quoted is not None:
        return activity.id == pointer.quoted.id
    return pointer.title in (None, activity.title)


def _pool(pointer: Pointer, listed: Sequence[Activity], now: datetime) -> Sequence[Activity]:
    """Return what may be meant but for the number; who names nothing means what is open now."""
    if pointer.quoted is not None:
        return [pointer.quoted]
    if pointer.title is not None:
        return [each for each in listed if each.title == pointer.title]
    return [each for each in listed if each.opens_at is None or each.opens_at <= now] or listed


def _only(pool: Sequence[Activity]) -> Meant | OneOf:
    return Meant(pool[0]) if len(pool) == 1 else OneOf(tuple(pool))

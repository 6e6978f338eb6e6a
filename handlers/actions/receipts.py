"""How a place on the list is told: one short line, and a warning where there is one.

`reader` is who alone reads it, and is called 您; in a group everybody is called by name.
"""

from handlers.actions import cards
from handlers.actions.leaving import Left
from handlers.actions.seating import Offer, Party, Place
from handlers.message import Lines, Text, Value, text
from storage.types import Activity, Person, PersonId, Signup, SignupState


def joined(place: Place, party: Party, reader: PersonId | None = None) -> Text | Lines:
    """Tell where a party stands after it was entered, resized or found on the list already."""
    if place.is_resized:
        return _resized(place, party, reader)
    if not place.is_new:
        return _found(place, party)
    told = _confirmed if _is_seated(place) else _waiting
    line = told(place, party, reader)
    if place.clash is None:
        return line
    warning = text("signup-overlaps", other=place.clash.title, when=place.clash.starts_at)
    return Lines((line, warning))


def offered(offer: Offer) -> Lines | Text:
    """Ask what to do where not all heads fit."""
    values: dict[str, Value] = {
        "title": offer.activity.title,
        "possible": offer.possible,
        "wanted": offer.wanted,
    }
    if offer.signup is not None:
        return text("party-offer-resize", **values)
    keys = ("party-offer", "party-offer-part", "party-offer-wait", "party-offer-none")
    return Lines(tuple(text(key, **values) for key in keys))


def left(result: Left, person: Person, reader: PersonId | None = None) -> Text:
    """Tell what was given up; who has the seat instead, or may have it, is told themselves."""
    title, who = result.activity.title, called(person, reader)
    if result.signup.state is SignupState.WAITING:
        return text("leave-done-waiting", who=who, title=title)
    is_held = result.signup.state is SignupState.OFFERED
    if result.passed.seated:
        key = "declined-done-passed" if is_held else "leave-done-passed"
    elif result.passed.offered:
        key = "declined-done-offered" if is_held else "leave-done-offered"
    else:
        key = "declined-done" if is_held else "leave-done"
    return Text(key, {"who": who, "title": title, "left": seats_left(result.activity)})


def stayed(place: Place, party: Party, reader: PersonId | None = None) -> Text:
    """Tell that somebody keeps their place."""
    return text("leaving-stayed", **_standing(place, party, reader))


def where(place: Place) -> Text:
    """Return where somebody stands, as a part of a sentence."""
    match place.signup.state:
        case SignupState.WAITING:
            return text("place-waiting", number=place.number)
        case SignupState.OFFERED:
            return text("place-held")
        case _:
            return text("place", number=place.number, party="")


def called(person: Person, reader: PersonId | None) -> Text:
    """Return whom a sentence is about, as its subject."""
    return text("who-you") if person.id == reader else text("who-them", name=person.name)


def seats_left(activity: Activity) -> Text | str:
    """Return the end of a sentence: how many seats are left, where they are counted."""
    return "" if activity.seats is None else text("seats-left", room=cards.room(activity))


def _confirmed(place: Place, party: Party, reader: PersonId | None) -> Text:
    return text(
        "signup-joined",
        who=called(party.person, reader),
        title=place.activity.title,
        place=_place(place.number, place.signup, party, reader),
        left=seats_left(place.activity),
    )


def _waiting(place: Place, party: Party, reader: PersonId | None) -> Text:
    """Free seats that somebody sees while they wait are kept for those before them."""
    left = place.activity.seats_left
    key = "signup-waiting-behind" if left and place.number > 1 else "signup-waiting"
    return text(key, left=left, **_standing(place, party, reader))


def _found(place: Place, party: Party) -> Text:
    """The words to somebody who is on the list: 您 to themselves, the name to who signs them up."""
    standing = _standing(place, party, None)
    if place.signup.state is SignupState.OFFERED:
        return text("signup-already-offered", **standing)
    if _is_seated(place):
        return text("signup-already" if party.is_own else "signup-already-other", **standing)
    return text(
        "signup-already-waiting" if party.is_own else "signup-already-waiting-other", **standing
    )


def _resized(place: Place, party: Party, reader: PersonId | None) -> Text:
    facts = _standing(place, party, reader) | {"size": place.signup.size}
    if _is_seated(place):
        return text("party-resized", left=seats_left(place.activity), **facts)
    if place.signup.state is SignupState.OFFERED:
        return text("party-resized-offered", **facts)
    return text("party-resized-waiting", **facts)


def _standing(place: Place, party: Party, reader: PersonId | None) -> dict[str, Value]:
    size = place.signup.size
    return {
        "name": party.person.name,
        "who": called(party.person, reader),
        "title": place.activity.title,
        "number": place.number,
        "party": "" if size == 1 else text("place-party", size=size),
    }


def _place(number: int, signup: Signup, party: Party, reader: PersonId | None) -> Text:
    brought = "" if signup.size == 1 else text("place-party", size=signup.size)
    if party.is_own:
        return text("place", number=number, party=brought)
    is_reader = party.registrar.id == reader
    by = text("override-you") if is_reader else party.registrar.name
    return text("place-other", number=number, party=brought, registrar=by)


def _is_seated(place: Place) -> bool:
    return place.signup.state is SignupState.CONFIRMED

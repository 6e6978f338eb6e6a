"""How a place on the list is told: one short line, and a warning where there is one."""

from handlers.actions.leaving import Left
from handlers.actions.seating import Offer, Party, Place
from handlers.message import Lines, Text, Value, text
from storage.types import Activity, Signup, SignupState


def joined(place: Place, party: Party) -> Text | Lines:
    """Tell where a party stands after it was entered, resized or found on the list already."""
    if place.is_resized:
        return _resized(place, party)
    if not place.is_new:
        return _found(place, party)
    line = _confirmed(place, party) if _is_seated(place) else _waiting(place, party)
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


def left(result: Left, name: str) -> Text:
    """Tell what was given up; who has the seat instead, or may have it, is told themselves."""
    title = result.activity.title
    if result.signup.state is SignupState.WAITING:
        return text("leave-done-waiting", name=name, title=title)
    is_held = result.signup.state is SignupState.OFFERED
    if result.passed.seated:
        key = "declined-done-passed" if is_held else "leave-done-passed"
    elif result.passed.offered:
        key = "declined-done-offered" if is_held else "leave-done-offered"
    else:
        key = "declined-done" if is_held else "leave-done"
    return Text(key, {"name": name, "title": title, "left": _left(result.activity)})


def stayed(place: Place, party: Party) -> Text:
    """Tell that somebody keeps their place."""
    return text("leaving-stayed", **_standing(place, party))


def _confirmed(place: Place, party: Party) -> Text:
    return text(
        "signup-joined",
        name=party.person.name,
        title=place.activity.title,
        place=_place(place.number, place.signup, party),
        left=_left(place.activity),
    )


def _waiting(place: Place, party: Party) -> Text:
    return text("signup-waiting", **_standing(place, party))


def _found(place: Place, party: Party) -> Text:
    """The words to somebody who is on the list: 您 to themselves, the name to who signs them up."""
    standing = _standing(place, party)
    if _is_seated(place):
        return text("signup-already" if party.is_own else "signup-already-other", **standing)
    return text(
        "signup-already-waiting" if party.is_own else "signup-already-waiting-other", **standing
    )


def _resized(place: Place, party: Party) -> Text:
    facts = _standing(place, party) | {"size": place.signup.size}
    if _is_seated(place):
        return text("party-resized", left=_left(place.activity), **facts)
    if place.signup.state is SignupState.OFFERED:
        return text("party-resized-offered", **facts)
    return text("party-resized-waiting", **facts)


def _standing(place: Place, party: Party) -> dict[str, Value]:
    size = place.signup.size
    return {
        "name": party.person.name,
        "title": place.activity.title,
        "number": place.number,
        "party": "" if size == 1 else text("place-party", size=size),
    }


def _place(number: int, signup: Signup, party: Party) -> Text:
    brought = "" if signup.size == 1 else text("place-party", size=signup.size)
    if party.is_own:
        return text("place", number=number, party=brought)
    return text("place-other", number=number, party=brought, registrar=party.registrar.name)


def _left(activity: Activity) -> Text | str:
    left = activity.seats_left
    return "" if left is None else text("seats-left", left=left)


def _is_seated(place: Place) -> bool:
    return place.signup.state is SignupState.CONFIRMED

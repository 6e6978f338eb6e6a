"""Who comes along and who is signed up by somebody else: finding and naming them."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.actions import posting
from handlers.actions.seating import Party, Place, lock, place_of
from handlers.errors import UserError
from handlers.language.kin import called, is_anybody
from handlers.message import Reply, Span, text
from storage.store import Store
from storage.types import Activity, CommunityId, Person, PersonId, Signup

# How long the answer to "what is she called?" is waited for.
NAMING = timedelta(minutes=30)


def find(
    store: Store, registrar: Person, other: str, community: CommunityId, now: datetime
) -> list[Person]:
    """Return who may be meant by 王奶奶 or 我妈: whom the registrar signed up under that name
    before, the neighbours of that name who have accounts, or somebody new.

    Raises UserError for 他 and 别人: a list needs a name.
    """
    if is_anybody(other):
        raise UserError("signup-who", who=other)
    name = called(other, registrar.name) or other
    kept = store.people.find_kept(registrar.id, name)
    if kept is not None:
        return [kept]
    neighbours = [each for each in store.people.named(community, name) if each.keeper_id is None]
    return neighbours or [store.people.kept(registrar.id, name, now)]


def known(store: Store, person_id: PersonId) -> Person:
    """Return somebody the bot itself named before."""
    return store.people.get(person_id)


def party_behind(store: Store, signup: Signup) -> Party:
    """Return the party that a sign-up was made for."""
    person = store.people.get(signup.person_id)
    return Party(person, store.people.get(signup.registrar_id), signup.size, signup.companions)


def names_of(registrar: Person, other: str | None) -> tuple[str, ...]:
    """Return what somebody may be called on a list whom the registrar calls 王奶奶 or 我妈."""
    if other is None:
        return ()
    return (other, called(other, registrar.name) or other)


def is_unnamed(party: Party) -> bool:
    """Whether somebody is on the list as 王阿姨的妈妈 only."""
    name, keeper = party.person.name, party.registrar.name
    return party.person.keeper_id == party.registrar.id and name.startswith(
        (f"{keeper}的", f"{keeper}'s ")
    )


def tell_neighbour(store: Store, place: Place, party: Party, now: datetime) -> None:
    """Tell somebody with an account that they were signed up by another."""
    if party.is_own or party.person.keeper_id is not None:
        return
    activity = place.activity
    told = text(
        "signup-told",
        registrar=party.registrar.name,
        title=activity.title,
        when=Span(activity.starts_at, activity.ends_at),
        place=activity.place,
        number=activity.number,
    )
    reply = Reply(told, activity=activity.id)
    posting.tell(store, activity.community_id, [party.person], reply, now)


def name_guest(store: Store, signup: Signup, name: str, now: datetime) -> Place:
    """Put a name in place of 王阿姨的妈妈. Raises UserError when that person is on the list."""
    activity, signup = lock(store, signup)
    person = store.people.get(signup.person_id)
    known = store.people.find_kept(signup.registrar_id, name)
    if known is None or known.id == person.id:
        store.people.rename(person.id, name, own=True)
    elif store.signups.active(activity.id, known.id) is None:
        store.signups.set_person(signup.id, known.id, now)
        signup = replace(signup, person_id=known.id)
    else:
        raise UserError("guest-already-in", name=name, title=activity.title)
    return place_of(store, activity, signup)


def name_companions(
    store: Store, signup: Signup, names: tuple[str, ...], now: datetime
) -> tuple[Activity, Signup]:
    """Note what the guests of a party are called. Raises UserError for more names than guests."""
    activity, signup = lock(store, signup)
    if len(names) > signup.size - 1:
        raise UserError("party-too-many-names", guests=signup.size - 1, size=len(names) + 1)
    store.signups.set_party(signup.id, signup.size, names, now)
    return activity, replace(signup, companions=names)

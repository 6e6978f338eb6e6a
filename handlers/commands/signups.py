"""我参加: signing up, for oneself, with others, for others."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from handlers.actions import finding, parties, people, receipts, signups
from handlers.actions.seating import Offer, Party, Place
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.normalise import Folded, fold
from handlers.language.signup import Act, Meaning, SignupReading, read_signup
from handlers.message import Lines, Reply, Text, Value, text
from handlers.questions import ask, assent, choice, settle
from handlers.router import Answer, Router
from handlers.rules.pointing import Heads, Meant, OneOf, Pointer, point
from storage.types import Activity, ActivityId, CommunityId, Person, PersonId, Question

router = Router()

_NOBODY = re.compile(r"\+?[0零]\s*(?:个?人|个|位|名)|\+[0零]|-\s*\d.*")


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is to be signed up, as it was said; kept with the question that stands in between."""

    size: int = 1
    other: str | None = None
    companions: tuple[str, ...] = ()
    waits: bool = False
    # Who is meant by `other`, once that was asked.
    person: int | None = None

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> "Wish":
        kept = payload["wish"]
        return cls(**{**kept, "companions": tuple(kept["companions"])})


@router.command("join", "我参加", "报名", "参加", "我报名", "join", runs_on=False)
def join_by_word(ctx: Context, words: Folded) -> Answer:
    if _NOBODY.fullmatch(words.text):
        raise UserError("party-of-nobody")
    if words.text and not words.text.isdecimal():
        return join_by_meaning(ctx, fold(ctx.message.text))
    number = int(words.text) if words.text else None
    plain = SignupReading(Meaning.SIGNUP, Act.ACT, 1, number, None, None, ())
    listed = _listed(ctx, ctx.home.id)
    return _sign_up(ctx, plain, listed, finding.quoted(ctx.store, ctx.about))


@router.sentence
def join_by_meaning(ctx: Context, words: Folded) -> Answer:
    if ctx.community is None:
        return None
    listed = _listed(ctx, ctx.community.id)
    quoted = finding.quoted(ctx.store, ctx.about)
    if not (listed or quoted or ctx.is_private or ctx.message.is_addressed):
        return None
    reading = read_signup(words, [activity.title for activity in listed])
    if reading.meaning is not Meaning.SIGNUP or reading.act is Act.IGNORE:
        return None
    return _sign_up(ctx, reading, listed, quoted)


@router.press("join")
def join_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    activity = finding.pressed(ctx.store, ctx.home.id, "".join(arguments[:1]))
    return _enter(ctx, activity.id, Wish())


def _listed(ctx: Context, community: CommunityId) -> list[Activity]:
    found = finding.open_in(ctx.store, community, ctx.now)
    return finding.here(ctx.store, ctx.sender, ctx.chat, found)


def _sign_up(
    ctx: Context, reading: SignupReading, listed: Sequence[Activity], quoted: Activity | None
) -> Answer:
    if reading.size == 0:
        raise UserError("party-of-nobody")
    wish = Wish(reading.size or 1, reading.other, reading.companions)
    meant = point(Pointer(quoted, reading.number, reading.title), listed, ctx.now)
    match meant:
        case Meant(activity) if reading.act is Act.ACT:
            return _enter(ctx, activity.id, wish)
        case Meant(activity):
            return _ask_sure(ctx, activity, wish, _doubt(ctx, activity, wish))
        case Heads(activity, heads):
            doubt = text("signup-heads", title=activity.title, number=heads)
            return _ask_sure(ctx, activity, replace(wish, size=heads), doubt)
        case OneOf(activities):
            closed = finding.closed(ctx.store, ctx.home.id, reading.number, ctx.now)
            if closed is not None and (reading.number or not activities):
                finding.require_here(ctx.store, ctx.sender, ctx.chat, closed)
                return _enter(ctx, closed.id, wish)
            return _ask_which(ctx, reading.number, activities, wish)


def _doubt(ctx: Context, activity: Activity, wish: Wish) -> Text:
    facts: dict[str, Value] = {
        "title": activity.title,
        "when": activity.starts_at,
        "party": "" if wish.size == 1 else text("place-party", size=wish.size),
    }
    if wish.other is None:
        return text("signup-sure", **facts)
    name = parties.names_of(ctx.sender, wish.other)[-1]
    return text("signup-sure-other", name=name, **facts)


def _ask_sure(ctx: Context, activity: Activity, wish: Wish, doubt: Text) -> Reply:
    signups.require_possible(ctx.store, activity, wish.size, ctx.now)
    payload = {"activity": activity.id, "wish": asdict(wish)}
    asked = ask(ctx, "signup-sure", payload)
    return Reply(doubt, activity=activity.id, question=asked)


def _ask_which(
    ctx: Context, number: int | None, activities: Sequence[Activity], wish: Wish
) -> Reply:
    unknown = text("signup-no-number", number=number) if number is not None else None
    if not activities:
        return Reply(unknown or text("signup-none-open"), is_note=True)
    activities = sorted(activities, key=lambda activity: activity.number)
    choices = {str(activity.number): activity.id for activity in activities}
    asked = ask(ctx, "signup-which", {"choices": choices, "wish": asdict(wish)})
    lines = [_choice(activity) for activity in activities]
    heading = (unknown, text("signup-which")) if unknown else (text("signup-which"),)
    return Reply(Lines((*heading, *lines)), question=asked)


def _choice(activity: Activity) -> Text:
    return text(
        "signup-choice", number=activity.number, title=activity.title, when=activity.starts_at
    )


def _enter(ctx: Context, activity_id: ActivityId, wish: Wish) -> Reply:
    meant = _meant(ctx, wish)
    if len(meant) > 1:
        return _ask_whom(ctx, activity_id, wish, meant)
    party = Party(meant[0], ctx.sender, wish.size, wish.companions, waits=wish.waits)
    place = signups.join(ctx.store, activity_id, party, ctx.now)
    if isinstance(place, Offer):
        return _offer(ctx, place, wish)
    settle(ctx, ("signup-which", "signup-sure"))
    if not place.is_new:
        return Reply(_on_it(place, party, wish), is_note=True, activity=activity_id)
    if ctx.is_private:
        parties.tell_neighbour(ctx.store, place, party, ctx.now)
    lines, asked = [receipts.joined(place, party)], None
    if parties.is_unnamed(party):
        asked = ask(ctx, "guest-name", {"signup": place.signup.id}, parties.NAMING)
        lines.append(text("guest-ask", name=party.person.name))
    return Reply(Lines(tuple(lines)), is_note=True, activity=activity_id, question=asked)


def _on_it(place: Place, party: Party, wish: Wish) -> Text | Lines:
    """Tell where somebody stands already; another number for them is not taken unasked."""
    told = receipts.joined(place, party)
    if party.is_own or wish.size in (1, place.signup.size):
        return told
    who = wish.other or party.person.name
    return Lines((told, text("signup-other-kept", name=who, number=place.activity.number)))


def _meant(ctx: Context, wish: Wish) -> list[Person]:
    if wish.person is not None:
        return [parties.known(ctx.store, PersonId(wish.person))]
    if wish.other is None:
        return [ctx.sender]
    return parties.find(ctx.store, ctx.sender, wish.other, ctx.home.id, ctx.now)


def _ask_whom(ctx: Context, activity_id: ActivityId, wish: Wish, meant: Sequence[Person]) -> Reply:
    lines = [text("people-which", name=meant[0].name)]
    for number, person in enumerate(meant, 1):
        groups = people.groups(ctx.store, person, ctx.home)
        lines.append(text("people-choice", number=number, name=person.name, groups=groups))
    choices = {str(number): person.id for number, person in enumerate(meant, 1)}
    payload = {"choices": choices, "activity": activity_id, "wish": asdict(wish)}
    asked = ask(ctx, "signup-whom", payload)
    return Reply(Lines(tuple(lines)), activity=activity_id, question=asked)


def _offer(ctx: Context, offer: Offer, wish: Wish) -> Reply:
    if offer.signup is not None:
        asked = ask(ctx, "party-resize", {"signup": offer.signup.id, "size": offer.possible})
    else:
        choices = {"1": offer.possible, "2": offer.wanted, "3": 0}
        payload = {"choices": choices, "activity": offer.activity.id, "wish": asdict(wish)}
        asked = ask(ctx, "party-offer", payload)
    return Reply(receipts.offered(offer), activity=offer.activity.id, question=asked)


def _chosen(ctx: Context, question: Question, activity_id: int) -> Answer:
    return _enter(ctx, ActivityId(activity_id), Wish.of(question.payload))


def _picked(ctx: Context, question: Question, person_id: int) -> Answer:
    wish = replace(Wish.of(question.payload), person=person_id)
    return _enter(ctx, ActivityId(question.payload["activity"]), wish)


def _sure(ctx: Context, question: Question) -> Answer:
    return _enter(ctx, ActivityId(question.payload["activity"]), Wish.of(question.payload))


def _settled(ctx: Context, question: Question, size: int) -> Answer:
    """Part of the party comes, or all of it waits, or nobody does."""
    if not size:
        return Reply(text("signup-not"), is_note=True)
    wish = Wish.of(question.payload)
    wish = replace(wish, size=size, waits=size == wish.size)
    return _enter(ctx, ActivityId(question.payload["activity"]), wish)


router.answers(choice("signup-which", "signup-not", _chosen))
router.answers(choice("signup-whom", "signup-not", _picked))
router.answers(assent("signup-sure", "signup-not", _sure))
router.answers(choice("party-offer", "signup-not", _settled))

"""我参加: signing up, for oneself, with others, for others."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from handlers.actions import finding, options, parties, people, receipts, signups
from handlers.actions.seating import Offer, Party, Place
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.jielong import has_head
from handlers.language.normalise import Folded, fold
from handlers.language.numbered import read_number
from handlers.language.signup import Act, Meaning, SignupReading, read_signup
from handlers.message import Lines, Reply, Text, Value, text
from handlers.questions import ask, assent, choice, settle
from handlers.router import Answer, Router
from handlers.rules.pointing import Heads, Meant, OneOf, Pointer, point
from storage.types import Activity, ActivityId, CommunityId, Person, PersonId, Question

router = Router()

_NOBODY = re.compile(r"\+?[0零]\s*(?:个?人|个|位|名)|\+[0零]|-\s*\d.*")


# Said to the question which one these take nothing back.
_NONE = frozenset(
    ["不参加", "不参加了", "不报了", "不报名了", "不去了", "我不去了", "都不参加", "都不去"]
)


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
    number = read_number(words)
    listed = _listed(ctx, ctx.home.id)
    if words.text and number is None:
        return _join(ctx, fold(ctx.message.text), listed)
    plain = SignupReading(Meaning.SIGNUP, Act.ACT, 1, number, None, None, ())
    return _sign_up(ctx, plain, listed, finding.quoted(ctx.store, ctx.about))


@router.sentence
def join_by_meaning(ctx: Context, words: Folded) -> Answer:
    if ctx.community is None or has_head(words):
        return None
    listed = _listed(ctx, ctx.community.id)
    return _join(ctx, words, listed) if listed or _is_for_bot(ctx) else None


def _join(ctx: Context, words: Folded, listed: Sequence[Activity]) -> Answer:
    reading = read_signup(words, [activity.title for activity in listed])
    if reading.meaning is not Meaning.SIGNUP or reading.act is Act.IGNORE:
        return None
    quoted = finding.quoted(ctx.store, ctx.about)
    if reading.act is Act.ASK and (quoted, reading.number, reading.title) == (None, None, None):
        newest = finding.newest(ctx.store, ctx.home.id)
        known = finding.here(ctx.store, ctx.sender, ctx.chat, newest)
        titled = finding.titled(words.text, known, listed)
        listed = listed if titled is None else [titled]
    return _sign_up(ctx, reading, listed, quoted) if listed or _is_for_bot(ctx) else None


def _is_for_bot(ctx: Context) -> bool:
    return ctx.is_private or ctx.message.is_addressed or ctx.about is not None


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
    match _point(ctx, Pointer(quoted, reading.number, reading.title), listed):
        case Meant(activity) if reading.act is Act.ACT:
            return _enter(ctx, activity.id, wish)
        case Meant(activity):
            return _ask_sure(ctx, activity, wish, _doubt(ctx, activity, wish))
        case Heads(activity, heads):
            doubt = text("signup-heads", title=activity.title, number=heads)
            return _ask_sure(ctx, activity, replace(wish, size=heads), doubt)
        case OneOf(activities):
            return _ask_which(ctx, reading.number, activities, wish)


def _point(ctx: Context, pointer: Pointer, listed: Sequence[Activity]) -> Meant | Heads | OneOf:
    """Find the activity; one that takes nobody any more is meant, too, by who names it."""
    number = pointer.number
    if number is not None and number not in [activity.number for activity in listed]:
        named = finding.numbered(ctx.store, ctx.home.id, number)
        listed = listed if named is None else [*listed, named]
    meant = point(pointer, listed, ctx.now)
    if meant == OneOf(()) and number is None:
        late = finding.missed(ctx.store, ctx.home.id, ctx.now)
        meant = meant if late is None else Meant(late)
    if isinstance(meant, Meant):
        finding.require_here(ctx.store, ctx.sender, ctx.chat, meant.activity)
    return meant


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
    """Ask which activity; a number that is none of an activity may be so many people."""
    is_known = number is None or number in [activity.number for activity in activities]
    lines = [] if is_known else [text("signup-no-number", number=number)]
    if not activities:
        return Reply(lines[0] if lines else text("signup-none-open"), is_note=True)
    listed = options.of_activities(activities, ctx.now)
    if not is_known and wish == Wish() and _may_be_heads(number, activities):
        wish = Wish(size=number or 1)
        lines.append(text("signup-which-heads", number=number, how=listed.how))
    else:
        lines.append(text("signup-which", how=listed.how))
    asked = ask(ctx, "signup-which", {**listed.payload, "wish": asdict(wish)})
    return Reply(Lines((*lines, *listed.lines)), question=asked)


def _may_be_heads(number: int | None, activities: Sequence[Activity]) -> bool:
    most = 1 + max(activity.max_guests for activity in activities)
    return number is not None and 1 < number <= most


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
        return Reply(_on_it(place, party, wish, ctx.reader), is_note=True, activity=activity_id)
    if ctx.is_private:
        parties.tell_neighbour(ctx.store, place, party, ctx.now)
    lines, asked = [receipts.joined(place, party, ctx.reader)], None
    if parties.is_unnamed(party):
        asked = ask(ctx, "guest-name", {"signup": place.signup.id}, parties.NAMING)
        lines.append(text("guest-ask", name=party.person.name))
    return Reply(Lines(tuple(lines)), is_note=True, activity=activity_id, question=asked)


def _on_it(place: Place, party: Party, wish: Wish, reader: PersonId | None) -> Text | Lines:
    """Tell where somebody stands already; another number for them is not taken unasked."""
    told = receipts.joined(place, party, reader)
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
        asked = ask(ctx, "party-offer", {**payload, "labels": _called(offer)})
    return Reply(receipts.offered(offer), activity=offer.activity.id, question=asked)


def _called(offer: Offer) -> dict[str, tuple[str, ...]]:
    """Return what people say for part of the party, for waiting together, for nobody."""
    return {
        "1": (f"先报{offer.possible}人", f"{offer.possible}人", f"先报{offer.possible}个"),
        "2": (f"{offer.wanted}人一起候补", "候补", "一起排队", "一起等"),
        "3": ("不报了", "不去了", "不来了"),
    }


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


router.answers(choice("signup-which", "signup-not", _chosen, _NONE))
router.answers(choice("signup-whom", "signup-not", _picked, _NONE))
router.answers(assent("signup-sure", "signup-not", _sure))
router.answers(choice("party-offer", "signup-not", _settled))

"""添加, 移除, 递补, 换到: the organiser's override of who is on a list."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from handlers.actions import activities, cards, finding, overrides, people, receipts, whom
from handlers.actions.authority import Order
from handlers.actions.overrides import Moved, Promoted, Removed
from handlers.actions.places import standing
from handlers.actions.seating import Party
from handlers.actions.whom import Listed, Names, OneOf
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.normalise import Folded
from handlers.language.numbered import split_number
from handlers.message import Lines, Reply, text
from handlers.questions import ask, choice, settle
from handlers.router import Answer, Router, Who
from storage.types import Activity, ActivityId, Question, SignupId

router = Router()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done to somebody on a list; `to` is the other activity of a transfer."""

    kind: str
    reason: str = ""
    to: int = 0


@router.command("add", "添加", "加人", "add", who=Who.STAFF, runs_on=False)
def add(ctx: Context, words: Folded) -> Answer:
    found = _pointed(ctx, words)
    if found is None:
        return None
    activity, rest = found
    said = whom.read_names(rest)
    quoted = people.quoted(ctx.store, ctx.message)
    if quoted is not None and not said.names:
        return _add(ctx, activity, Names((quoted.name,), said.waits), {quoted.name: quoted.id})
    if not said.names:
        raise UserError("override-add-whom", number=activity.number)
    return _add(ctx, activity, said, {})


@router.command("remove", "移除", "移出", "remove", who=Who.STAFF, runs_on=False)
def remove(ctx: Context, words: Folded) -> Answer:
    return _with_listed(ctx, words, Wish("remove"))


@router.command("promote", "递补", "转正", "promote", who=Who.STAFF, runs_on=False)
def promote(ctx: Context, words: Folded) -> Answer:
    return _with_listed(ctx, words, Wish("promote"))


@router.command("transfer", "换到", "调到", "transfer", who=Who.STAFF, runs_on=False)
def transfer(ctx: Context, words: Folded) -> Answer:
    source, rest = split_number(words)
    target, named = split_number(rest)
    if source is None or target is None:
        return _unclear(ctx, "override-transfer-how")
    to = activities.numbered(ctx.store, ctx.home.id, target)
    activity = activities.numbered(ctx.store, ctx.home.id, source)
    return _find(ctx, activity, named, Wish("transfer", to=to.id))


def _with_listed(ctx: Context, words: Folded, wish: Wish) -> Answer:
    found = _pointed(ctx, words)
    return _find(ctx, *found, wish) if found is not None else None


def _find(ctx: Context, activity: Activity, words: Folded, wish: Wish) -> Reply:
    """Find who is meant on the list, and do it; among several of one name ask."""
    activities.to_change(ctx.store, ctx.sender, activity.id, ctx.now)
    listed = _listed(ctx, activity, words, wish)
    wish = replace(wish, reason=listed.reason)
    if len(listed.signups) == 1:
        return _do(ctx, wish, listed.signups[0].id)
    choices = {str(number): each.id for number, each in enumerate(listed.signups, 1)}
    kept = {"choices": choices, "reason": wish.reason, "to": wish.to}
    asked = ask(ctx, f"override-{wish.kind}", kept)
    lines = whom.choices(ctx.store, activity, listed)
    return Reply(lines, activity=activity.id, question=asked)


def _listed(ctx: Context, activity: Activity, words: Folded, wish: Wish) -> Listed:
    quoted = people.quoted(ctx.store, ctx.message)
    if quoted is not None:
        return whom.quoted(ctx.store, activity, quoted, words)
    if not words.text:
        raise UserError(f"override-{wish.kind}-whom", number=activity.number)
    return whom.on_list(ctx.store, activity, words)


def _add(ctx: Context, activity: Activity, said: Names, chosen: Mapping[str, int]) -> Reply:
    activities.to_change(ctx.store, ctx.sender, activity.id, ctx.now)
    found = whom.to_add(ctx.store, _order(ctx), activity.community_id, said.names, chosen)
    if isinstance(found, OneOf):
        return _ask_whom(ctx, activity, said, chosen, found)
    settle(ctx, ("override-add",))
    entered = overrides.add(ctx.store, _order(ctx), activity.id, found, waits=said.waits)
    lines = [
        receipts.joined(place, Party(person, ctx.sender))
        for place, person in zip(entered, found, strict=True)
    ]
    return Reply(Lines(tuple(lines)), activity=activity.id)


def _ask_whom(
    ctx: Context, activity: Activity, said: Names, chosen: Mapping[str, int], among: OneOf
) -> Reply:
    lines = [text("people-which", name=among.name)]
    for number, person in enumerate(among.people, 1):
        groups = people.groups(ctx.store, person, ctx.home)
        lines.append(text("people-choice", number=number, name=person.name, groups=groups))
    payload = {
        "choices": {str(number): each.id for number, each in enumerate(among.people, 1)},
        "activity": activity.id,
        "name": among.name,
        "names": said.names,
        "waits": said.waits,
        "chosen": dict(chosen),
    }
    asked = ask(ctx, "override-add", payload)
    return Reply(Lines(tuple(lines)), activity=activity.id, question=asked)


def _do(ctx: Context, wish: Wish, signup: SignupId) -> Reply:
    settle(ctx, (f"override-{wish.kind}",))
    order = _order(ctx, wish.reason)
    match wish.kind:
        case "remove":
            return _removed(overrides.remove(ctx.store, order, signup), wish.reason)
        case "promote":
            return _promoted(overrides.promote(ctx.store, order, signup))
        case _:
            return _moved(overrides.transfer(ctx.store, order, signup, ActivityId(wish.to)))


def _removed(removed: Removed, reason: str) -> Reply:
    activity = removed.activity
    stand = text("override-passed-on") if removed.is_passed_on else cards.seats(activity)
    said = text(
        "override-removed",
        name=removed.name,
        what=cards.name(activity),
        reason=reason,
        stand=stand,
    )
    return Reply(said, activity=activity.id)


def _promoted(promoted: Promoted) -> Reply:
    activity = promoted.place.activity
    said = text(
        "override-promoted",
        name=promoted.name,
        what=cards.name(activity),
        place=standing(promoted.place),
        stand=cards.seats(activity),
    )
    return Reply(said, activity=activity.id)


def _moved(moved: Moved) -> Reply:
    said = text(
        "override-transferred",
        name=moved.name,
        source=cards.name(moved.source),
        what=cards.name(moved.place.activity),
        place=standing(moved.place),
    )
    return Reply(said, activity=moved.place.activity.id)


def _pointed(ctx: Context, words: Folded) -> tuple[Activity, Folded] | None:
    """Find the activity: by number, else quoted, else the only one; None when these words were
    hardly said to the bot.
    """
    named, rest = split_number(words)
    if named is not None:
        return activities.numbered(ctx.store, ctx.home.id, named), rest
    quoted = finding.quoted(ctx.store, ctx.about)
    if quoted is not None:
        return quoted, words
    if _unclear(ctx, "override-which-activity") is None:
        return None
    only = activities.only(ctx.store, ctx.home.id, ctx.now)
    if only is None:
        raise UserError("override-which-activity")
    return only, words


def _unclear(ctx: Context, key: str) -> Reply | None:
    """Answer who gives an order by halves; among neighbours such words are talk."""
    is_for_bot = ctx.message.is_addressed or ctx.is_private
    if is_for_bot or people.standing(ctx.store, ctx.sender, ctx.home, ctx.now).is_staff:
        return Reply(text(key))
    return None


def _order(ctx: Context, reason: str = "") -> Order:
    return Order(ctx.sender, ctx.chat, ctx.now, reason)


def _picked(ctx: Context, question: Question, person: int) -> Answer:
    """Add with the person who was picked for the name that several share."""
    kept = question.payload
    activity = activities.get(ctx.store, ActivityId(kept["activity"]))
    said = Names(tuple(kept["names"]), kept["waits"])
    return _add(ctx, activity, said, {**kept["chosen"], kept["name"]: person})


def _chosen(ctx: Context, question: Question, signup: int) -> Answer:
    kept = question.payload
    kind = question.kind.removeprefix("override-")
    return _do(ctx, Wish(kind, kept["reason"], kept["to"]), SignupId(signup))


router.answers(choice("override-add", "override-kept", _picked))
router.answers(choice("override-remove", "override-kept", _chosen))
router.answers(choice("override-promote", "override-kept", _chosen))
router.answers(choice("override-transfer", "override-kept", _chosen))

"""报名链接: from anywhere into a private chat, with one activity in hand."""

from dataclasses import replace

from handlers.actions import activities, cards, people, signups, tickets
from handlers.context import Context
from handlers.language.normalise import Folded
from handlers.language.numbered import read_number
from handlers.message import Lines, Reply, text
from handlers.questions import ask
from handlers.router import Answer, Router, Who

router = Router()


@router.command("link", "报名链接", "link", who=Who.STAFF)
def link(ctx: Context, words: Folded) -> Answer:
    number = read_number(words)
    if number is None:
        only = activities.only(ctx.store, ctx.home.id, ctx.now) if not words.text else None
        if only is None:
            return Reply(text("link-which"))
        number = only.number
    activity = tickets.open_to(activities.numbered(ctx.store, ctx.home.id, number))
    said = text("link-is", what=cards.name(activity), number=activity.number)
    door = tickets.door(ctx.store, activity.id, "button-link")
    return Reply(said, (door,), activity=activity.id)


@router.ticket
def arrive(ctx: Context, ticket: Folded) -> Answer:
    """Show the activity somebody came for, and ask whether they sign up; from now on they mean its
    community in private.
    """
    activity = tickets.redeem(ctx.store, ticket.cut())
    people.choose_home(ctx.store, ctx.sender, activity.community_id)
    face = cards.face(activity, ctx.now)
    if not signups.may_join(ctx.store, ctx.sender, activity, ctx.now):
        return replace(face, text=Lines((text("ticket-welcome"), face.text)))
    sure = text("ticket-sure", what=cards.name(activity))
    # The question that a doubtful 我参加 asks, too: for oneself alone.
    payload = {"activity": activity.id, "wish": {"companions": ()}}
    asked = ask(ctx, "signup-sure", payload)
    return replace(face, text=Lines((face.text, text("ticket-welcome"), sure)), question=asked)


@router.press("open")
def press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    """Where no link can be followed, tell what to say."""
    activity = tickets.redeem(ctx.store, ":".join(arguments))
    return Reply(text("link-private", number=activity.number), is_note=not ctx.is_private)

"""提醒, 不再提醒: what an activity's reminders add, and who wants none."""

from handlers.actions import activities, cards, finding, reminders
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.answers import NOTHING
from handlers.language.normalise import Folded
from handlers.language.numbered import split_number
from handlers.message import Reply, text
from handlers.router import Answer, Router, Who
from handlers.rules.pointing import Pointer

router = Router()


@router.command("remind", "提醒", "remind", who=Who.STAFF, runs_on=False)
def remind(ctx: Context, words: Folded) -> Answer:
    """提醒 3 请戴手套; without an activity it is talk among neighbours."""
    number, rest = split_number(words)
    pointer = Pointer(finding.quoted(ctx.store, ctx.about), number, None)
    if number is None and pointer.quoted is None:
        return Reply(text("remind-which")) if ctx.message.is_addressed else None
    named = finding.pointed(ctx.store, ctx.home.id, pointer)
    if named is None:
        raise UserError("activity-none", number=number)
    activity = activities.to_change(ctx.store, ctx.sender, named.id, ctx.now)
    if not rest.text:
        return _is(activity.reminder, number=activity.number)
    cleared = rest.text in NOTHING
    saved = reminders.set_text(ctx.store, activity, None if cleared else rest.cut())
    if cleared:
        return Reply(text("remind-cleared", what=cards.name(saved)), activity=saved.id)
    said = text("remind-set", what=cards.name(saved), words=saved.reminder)
    return Reply(said, activity=saved.id)


@router.command("no-reminders", "不再提醒", "no reminders")
def opt_out(ctx: Context, words: Folded) -> Answer:
    if words.text:
        return None
    reminders.opt_out(ctx.store, ctx.sender)
    return Reply(text("reminders-off"))


@router.command("reminders", "恢复提醒", "resume reminders")
def opt_in(ctx: Context, words: Folded) -> Answer:
    if words.text:
        return None
    reminders.opt_in(ctx.store, ctx.sender)
    return Reply(text("reminders-on"))


def _is(words: str | None, number: int) -> Reply:
    if words is None:
        return Reply(text("remind-what", number=number))
    return Reply(text("remind-is", words=words, number=number))

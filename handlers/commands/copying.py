"""复制 3 到 下周六9点: publishing again what was published before."""

from handlers.actions import activities, copying, drafts
from handlers.actions.authority import require_staff
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.copying import Copy, read_copy
from handlers.language.normalise import Folded
from handlers.language.timing import read_move
from handlers.router import Answer, Router, Who
from storage.types import Activity

router = Router()


@router.command("copy", "复制", "复制活动", "复制上次", "copy", who=Who.STAFF)
def copy(ctx: Context, words: Folded) -> Answer:
    said = read_copy(words)
    is_for_bot = ctx.is_private or ctx.message.is_addressed
    if not is_for_bot and (said is None or not _is_meant(ctx, said)):
        return None
    require_staff(ctx.store, ctx.sender, ctx.home.id, ctx.now)
    if said is None:
        raise UserError("copy-how")
    activity = _meant(ctx, said)
    start = activity.starts_at.astimezone(ctx.now.tzinfo)
    end = activity.ends_at.astimezone(ctx.now.tzinfo) if activity.ends_at else None
    timing = read_move(said.when, ctx.now, start, end) if said.when is not None else None
    if timing is None:
        raise UserError("copy-when", number=activity.number, title=activity.title)
    asked = drafts.asked(ctx.sender.id, ctx.chat.id, ctx.now)
    return drafts.ask(ctx.store, asked, copying.again(activity, timing, ctx.now), ctx.now)


def _is_meant(ctx: Context, said: Copy) -> bool:
    """In a group: what says when, or names a number, said by who runs that activity."""
    number = said.number
    if number is None or said.when is not None:
        return said.when is not None
    return activities.runs(ctx.store, ctx.sender, ctx.home.id, number, ctx.now)


def _meant(ctx: Context, said: Copy) -> Activity:
    if said.number is not None:
        return activities.numbered(ctx.store, ctx.home.id, said.number)
    title = said.title or ""
    found = copying.titled(ctx.store, ctx.home.id, title, ctx.now)
    if found is None:
        raise UserError("copy-none", title=title)
    return found

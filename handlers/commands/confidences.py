"""私告, 遮名: what only those with a seat are told, and lists that hide names."""

from handlers.actions import activities, cards, confidences, finding
from handlers.actions.confidences import Confided
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.answers import NOTHING
from handlers.language.normalise import Folded
from handlers.language.numbered import split_number
from handlers.message import Lines, Reply, text
from handlers.router import Answer, Router, Where, Who
from storage.types import Activity

router = Router()
_OFF = NOTHING | {"关", "关闭"}


@router.command("confide", "私告", "只告诉报名的人", "confide", where=Where.PRIVATE, runs_on=False)
def confide(ctx: Context, words: Folded) -> Answer:
    """私告 3 门禁码1234 sets it; 私告 3 shows it to who may know."""
    if not ctx.message.is_addressed and split_number(words)[0] is None:
        return None
    if not ctx.is_private:
        raise UserError("confide-in-private")
    activity, rest = _target(ctx, words)
    if not rest.text:
        told = confidences.of(ctx.store, ctx.sender, activity, ctx.now)
        return Reply(text("confided", what=cards.name(activity), words=told), activity=activity.id)
    said = None if rest.text in NOTHING else rest.cut()
    confided = confidences.confide(ctx.store, ctx.sender, activity, said, ctx.now)
    if said is None:
        return Reply(text("confide-cleared", what=cards.name(activity)), activity=activity.id)
    return Reply(_confided(confided), activity=activity.id)


@router.command("mask", "遮名", "隐名", "mask names", who=Who.STAFF, runs_on=False)
def mask(ctx: Context, words: Folded) -> Answer:
    number, _ = split_number(words)
    if number is None and ctx.about is None and not ctx.message.is_addressed:
        return None
    activity, rest = _target(ctx, words)
    masks = rest.text not in _OFF
    saved = confidences.mask(ctx.store, ctx.sender, activity, ctx.now, masks=masks)
    key = "mask-on" if masks else "mask-off"
    return Reply(text(key, what=cards.name(saved), number=saved.number), activity=saved.id)


def _confided(confided: Confided) -> Lines:
    lines = [text("confide-told", what=cards.name(confided.activity), count=confided.told)]
    if confided.unreached:
        lines.append(text("confide-unreached", names="、".join(confided.unreached)))
    return Lines(tuple(lines))


def _target(ctx: Context, words: Folded) -> tuple[Activity, Folded]:
    """Find the activity: by number, else quoted, else the only one."""
    number, rest = split_number(words)
    if number is not None:
        return activities.numbered(ctx.store, ctx.home.id, number), rest
    found = finding.quoted(ctx.store, ctx.about)
    found = found or activities.only(ctx.store, ctx.home.id, ctx.now)
    if found is None:
        raise UserError("confide-which")
    return found, words

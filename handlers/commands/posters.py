"""海报, 文案: a picture and words to take to groups where the bot isn't."""

from handlers.actions import activities, finding, posters
from handlers.actions.authority import require_run, require_staff
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.normalise import Folded
from handlers.language.numbered import read_number
from handlers.message import Reply
from handlers.router import Answer, Router, Who
from storage.types import Activity

router = Router()


@router.command("poster", "海报", "poster", who=Who.STAFF)
def poster(ctx: Context, words: Folded) -> Answer:
    activity = _pointed(ctx, words)
    return _poster(ctx, activity) if activity is not None else None


@router.command("words", "文案", "转发", "announcement", who=Who.STAFF, runs_on=False)
def announcement(ctx: Context, words: Folded) -> Answer:
    activity = _pointed(ctx, words)
    if activity is None:
        return None
    return Reply(posters.words(ctx.store, activity, ctx.now), activity=activity.id)


@router.press("poster")
def poster_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    return _poster(ctx, _pressed(ctx, arguments))


@router.press("words")
def announcement_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    activity = _pressed(ctx, arguments)
    return Reply(posters.words(ctx.store, activity, ctx.now), activity=activity.id)


def _pressed(ctx: Context, arguments: tuple[str, ...]) -> Activity:
    activity = finding.pressed(ctx.store, ctx.home.id, "".join(arguments[:1]))
    require_run(ctx.store, ctx.sender, activity, ctx.now)
    return activity


def _poster(ctx: Context, activity: Activity) -> Reply:
    wanted = posters.poster(ctx.store, activity, ctx.now)
    said = posters.words(ctx.store, activity, ctx.now)
    return Reply(said, activity=activity.id, poster=wanted)


def _pointed(ctx: Context, words: Folded) -> Activity | None:
    """Return the activity that is named or quoted, else the only one; None for neighbours' talk."""
    found = _found(ctx, words)
    if found is not None:
        require_run(ctx.store, ctx.sender, found, ctx.now)
    elif ctx.is_private or ctx.message.is_addressed:
        require_staff(ctx.store, ctx.sender, ctx.home.id, ctx.now)
        raise UserError("poster-which")
    return found


def _found(ctx: Context, words: Folded) -> Activity | None:
    number = read_number(words)
    if number is not None:
        return activities.numbered(ctx.store, ctx.home.id, number)
    if words.text:
        return None
    quoted = finding.quoted(ctx.store, ctx.about)
    return quoted or activities.only(ctx.store, ctx.home.id, ctx.now)

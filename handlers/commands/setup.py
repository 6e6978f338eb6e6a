"""认领, 启用, 停用, 运行状态: from nothing to a working group."""

from collections.abc import Iterable

from handlers.actions import owner, setup
from handlers.actions.setup import Enabled, Status
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.normalise import Folded
from handlers.message import Lines, Reply, Text, text
from handlers.router import Answer, Router, Where, Who

router = Router()


@router.command("claim", "认领", "claim", where=Where.PRIVATE, who=Who.NEWCOMER, before_setup=True)
def claim(ctx: Context, words: Folded) -> Answer:
    if not ctx.is_private:
        return _claim_in_group(ctx)
    owner.refuse_when_owned(ctx.store, ctx.sender, ctx.now)
    if not words.text:
        raise UserError("claim-which-code")
    claimed = owner.claim(ctx.store, ctx.sender, words.cut(), ctx.now)
    if claimed.is_right:
        if ctx.community is None:
            return Reply(text("claim-done"))
        return Reply(text("claim-done-here", community=ctx.community.name))
    return Reply(text("claim-wrong", left=claimed.tries_left))


@router.command("enable", "启用", "enable", where=Where.GROUP, who=Who.SECRETARY, before_setup=True)
def enable(ctx: Context, words: Folded) -> Answer:
    if ctx.is_private:
        raise UserError("setup-in-group")
    if not ctx.message.is_addressed and setup.is_hushed_to(
        ctx.store, ctx.chat, ctx.sender, ctx.now
    ):
        return None
    enabled = setup.enable(ctx.store, ctx.chat, ctx.sender, words.cut(), ctx.now)
    return Reply(_enabled(enabled))


@router.command("disable", "停用", "disable", where=Where.GROUP, who=Who.SECRETARY)
def disable(ctx: Context, _words: Folded) -> Answer:
    if ctx.is_private:
        raise UserError("setup-in-group")
    setup.disable(ctx.store, ctx.chat, ctx.sender, ctx.now)
    return Reply(text("setup-disabled"))


@router.command("status", "运行状态", "status", who=Who.OWNER)
def status(ctx: Context, _words: Folded) -> Answer:
    found = setup.status(ctx.store, ctx.sender, ctx.now)
    return Reply(_status(found, errors=found.last_errors if ctx.is_private else ()))


def _claim_in_group(ctx: Context) -> Answer:
    """A code doesn't belong in a group; once there is an owner the word means wishes."""
    if not owner.is_owned(ctx.store):
        raise UserError("claim-in-private")
    is_asked = ctx.chat.is_enabled and ctx.message.is_addressed
    return Reply(text("claim-nothing")) if is_asked else None


def _enabled(enabled: Enabled) -> Text:
    name = enabled.community.name
    if enabled.was_enabled:
        return text("setup-enabled-already", community=name)
    return text("setup-created" if enabled.is_new else "setup-enabled", community=name)


def _status(found: Status, errors: Iterable[str]) -> Lines:
    health = found.health
    lines: list[Text | Lines] = [
        text("status-waiting", count=health.waiting),
        text("status-dead", count=health.dead),
        text("status-resend") if health.dead else Lines(()),
        text("status-set-aside", count=health.set_aside),
    ]
    if health.oldest_waiting_at:
        lines.append(text("status-oldest", when=health.oldest_waiting_at))
    lines += [text("status-last", what=each) for each in errors]
    return Lines(tuple(lines))

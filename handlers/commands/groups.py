"""闭嘴, 开口, 预告, 语言: how the bot behaves in a group and in a community."""

from datetime import datetime, timedelta

from handlers.actions import groups, signups
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.durations import read_duration
from handlers.language.normalise import Folded
from handlers.language.numerals import number
from handlers.language.when import read_when
from handlers.message import Reply, text
from handlers.router import Answer, Router, Where, Who

router = Router()
MUTE = timedelta(hours=1)
# An hour said without a day is meant for every day.
DAILY = (None, "FREQ=DAILY")
_OFF = frozenset(["关", "关闭", "关掉", "停", "停止", "不要", "不发", "off"])
_LANGUAGES = {
    **dict.fromkeys(["简体", "简体中文", "中文", "普通话", "chinese", "simplified"], "zh-Hans"),
    **dict.fromkeys(["繁体", "繁体中文", "正体", "正体中文", "traditional"], "zh-Hant"),
    **dict.fromkeys(["英语", "英文", "english", "en"], "en"),
}


@router.command("mute", "闭嘴", "mute", where=Where.GROUP, who=Who.STAFF)
def mute(ctx: Context, words: Folded) -> Answer:
    _only_in_group(ctx)
    lasting = read_duration(words) if words.text else MUTE
    if lasting is None:
        raise UserError("mute-how-long")
    until = groups.mute(ctx.store, ctx.chat, ctx.sender, lasting, ctx.now)
    return Reply(text("mute-set", until=until))


@router.command("unmute", "开口", "unmute", where=Where.GROUP, who=Who.STAFF)
def unmute(ctx: Context, _words: Folded) -> Answer:
    _only_in_group(ctx)
    groups.unmute(ctx.store, ctx.chat, ctx.sender, ctx.now)
    return Reply(text("mute-ended"))


@router.command("upcoming", "预告", "digest", who=Who.SECRETARY)
def upcoming(ctx: Context, words: Folded) -> Answer:
    if not words.text:
        return _upcoming_is(ctx)
    if words.text in _OFF:
        groups.set_upcoming(ctx.store, ctx.home, ctx.sender, None, ctx.now)
        return Reply(text("upcoming-off"))
    when = read_when(words, ctx.now)
    if when is None or not isinstance(when.start, datetime) or when.rrule not in DAILY:
        raise UserError("upcoming-when")
    at = when.start.time()
    groups.set_upcoming(ctx.store, ctx.home, ctx.sender, at, ctx.now)
    return Reply(text("upcoming-set", at=at))


@router.command("language", "语言", "set language", who=Who.SECRETARY)
def language(ctx: Context, words: Folded) -> Answer:
    wanted = _LANGUAGES.get(words.text)
    if wanted is None:
        raise UserError("language-which")
    groups.set_language(ctx.store, ctx.home, ctx.sender, wanted, ctx.now)
    return Reply(text("language-set"))


@router.command("for-others", "代报上限", "替人上限", "limit for others", who=Who.SECRETARY)
def for_others(ctx: Context, words: Folded) -> Answer:
    if not words.text:
        now = signups.for_others(ctx.store, ctx.home.id)
        return Reply(text("for-others-is", limit=now))
    limit = number(words.text.rstrip("个位人名"))
    if limit is None:
        raise UserError("for-others-how-many", limit=groups.MOST_OTHERS)
    groups.set_for_others(ctx.store, ctx.home, ctx.sender, limit, ctx.now)
    return Reply(text("for-others-set", limit=limit))


def _upcoming_is(ctx: Context) -> Reply:
    at = ctx.home.upcoming_at
    return Reply(text("upcoming-set", at=at) if at else text("upcoming-off"))


def _only_in_group(ctx: Context) -> None:
    if ctx.is_private:
        raise UserError("mute-in-group")

"""活动, 我的活动: what is coming up, one of them, mine."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from handlers.actions import activities, cards, finding, mine, upcoming
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.normalise import Folded, fold
from handlers.language.numbered import is_below_zero, read_number
from handlers.language.when import read_when
from handlers.message import LiveCard, Reply, text
from handlers.router import Answer, Router
from storage.types import Activity, ActivityState

router = Router()

_DAYS = (
    "今天",
    "明天",
    "后天",
    "周末",
    "本周",
    "这周",
    "这个周末",
    "下周",
    "下周末",
    "本月",
    "这个月",
    "下个月",
    "最近",
    "近期",
)
_ASKED = (
    "有什么",
    "有什么活动",
    "有啥",
    "有啥活动",
    "有哪些活动",
    "有活动吗",
    "有活动",
    "的活动",
    "活动",
)
_MINE = (
    "我报了什么",
    "我报了哪些",
    "我报了啥",
    "我报名了吗",
    "我报上了吗",
    "我报上没",
    "我报了没",
    "what did i sign up for",
)
_WORDS = tuple(day + asked for day in _DAYS for asked in _ASKED)


@router.command("activities", "活动", "活动列表", "有什么活动", "activities", "events", *_WORDS)
def listing(ctx: Context, words: Folded) -> Answer:
    number = read_number(words)
    if number is not None:
        return _card(ctx, number)
    if is_below_zero(words):
        raise UserError("activity-none", number=words.text)
    days = _days(ctx)
    if days is not None:
        return _of_days(ctx, *days)
    if words.text and not ctx.message.is_addressed:
        return None
    shown = _here(ctx, upcoming.current(ctx.store, ctx.home.id, ctx.now))
    if not shown:
        return Reply(text("activities-none"))
    return Reply(upcoming.offered(text("activities-title"), shown, ctx.now))


@router.sentence
def numbered(ctx: Context, words: Folded) -> Answer:
    """Understand 活动三, which the command word does not end before."""
    if ctx.community is None or not words.text.startswith("活动"):
        return None
    number = read_number(words.part(len("活动")))
    return _card(ctx, number) if number is not None else None


@router.sentence
def titled(ctx: Context, words: Folded) -> Answer:
    """Understand a title alone, said to the bot, as what it is about."""
    if ctx.community is None or not (ctx.is_private or ctx.message.is_addressed):
        return None
    current = _here(ctx, upcoming.current(ctx.store, ctx.community.id, ctx.now))
    said = words.text.strip(" .!?。！？")
    found = [each for each in current if fold(each.title).text == said]
    return _card(ctx, found[0].number) if len(found) == 1 else None


@router.command("mine", "我的活动", "我的报名", "我报的活动", *_MINE, "my activities", "my")
def own(ctx: Context, words: Folded) -> Answer:
    if words.text and not (ctx.message.is_addressed or is_below_zero(words)):
        return None
    return Reply(mine.listed(ctx.store, ctx.sender, ctx.now))


def _card(ctx: Context, number: int) -> Answer:
    """Show an activity; while it is to come, by a card that lives on."""
    activity = activities.numbered(ctx.store, ctx.home.id, number)
    finding.require_here(ctx.store, ctx.sender, ctx.chat, activity)
    if activity.state in (ActivityState.CANCELLED, ActivityState.ENDED):
        return cards.face(activity, ctx.now)
    return LiveCard(activity.id)


def _days(ctx: Context) -> tuple[date, date] | None:
    """Read the days that are asked for anywhere in the message: first and last."""
    when = read_when(fold(ctx.message.text), ctx.now)
    if when is None or when.start is None:
        return None
    last = when.end or when.start
    return _day(when.start), max(_day(when.start), _day(last))


def _of_days(ctx: Context, first: date, last: date) -> Reply:
    since = datetime.combine(first, time(), ctx.now.tzinfo)
    until = datetime.combine(last + timedelta(days=1), time(), ctx.now.tzinfo)
    found = _here(ctx, upcoming.within(ctx.store, ctx.home.id, since, until))
    if not found and first == last:
        return Reply(text("activities-none-on", first=first))
    if not found:
        return Reply(text("activities-none-then", first=first, last=last))
    return Reply(upcoming.listed(text("activities-title"), found, ctx.now))


def _here(ctx: Context, found: Sequence[Activity]) -> list[Activity]:
    return finding.here(ctx.store, ctx.sender, ctx.chat, found)


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment

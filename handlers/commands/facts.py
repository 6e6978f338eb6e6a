"""几点开始？ 在哪里？ 还有名额吗？: answered from the facts of the activity that is meant."""

from handlers.actions import cards, facts, finding, upcoming
from handlers.context import Context
from handlers.language.asking import Fact, read_facts
from handlers.language.normalise import Folded
from handlers.message import Lines, Reply, text
from handlers.router import Answer, Router
from handlers.rules.activities import is_over
from storage.types import Activity, ActivityState

router = Router()


@router.sentence
def asked(ctx: Context, words: Folded) -> Answer:
    """Answer who quotes a message about an activity, or speaks to the bot; others ask each other."""
    quoted = finding.quoted(ctx.store, ctx.about)
    if ctx.community is None or not (quoted or ctx.is_private or ctx.message.is_addressed):
        return None
    wanted = read_facts(words)
    if not wanted:
        return None
    if quoted is not None:
        return _told(ctx, quoted, wanted)
    current = finding.here(
        ctx.store, ctx.sender, ctx.chat, upcoming.current(ctx.store, ctx.community.id, ctx.now)
    )
    named = [each for each in current if each.title in words.original] or current
    if len(named) == 1:
        return _told(ctx, named[0], wanted)
    return Reply(upcoming.listed(text("activities-title"), current, ctx.now)) if current else None


def _told(ctx: Context, activity: Activity, wanted: tuple[Fact, ...]) -> Reply:
    if activity.state is ActivityState.CANCELLED:
        lines = [text("activity-was-cancelled", what=cards.name(activity))]
    elif is_over(activity, ctx.now):
        lines = [text("activity-is-over", what=cards.name(activity))]
    else:
        lines = [facts.told(ctx.store, activity, fact) for fact in wanted]
    return Reply(Lines(tuple(lines)), activity=activity.id)

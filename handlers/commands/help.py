"""帮助: what can be said here, made from the commands themselves."""

import re
from collections.abc import Iterable, Sequence

from handlers.actions.people import Standing, standing
from handlers.context import Context
from handlers.language.normalise import Folded
from handlers.language.talk import is_lost, is_thanks
from handlers.message import Lines, Reply, text
from handlers.router import Answer, Command, Router, Where, Who
from handlers.texts import traditional

# Words that in a group mean the bot only when it is addressed.
_TALK = ("?", "？", "start")
# 怎么报名？
_HOW = re.compile(r"怎么|怎样|如何|咋|how (?:to|do i|can i) ")
_ALL = frozenset(["全部", "所有", "更多", "all", "more"])


def helping(everything: Router) -> Router:
    """Return the command that explains all the others."""
    router = Router()

    @router.command("help", "帮助", "菜单", "help", "menu", "start", "?")
    def show(ctx: Context, words: Folded) -> Answer:
        if not ctx.message.is_addressed and ctx.message.text.strip().casefold().startswith(_TALK):
            return None
        return _show(ctx, everything, words)

    @router.sentence
    def talk(ctx: Context, words: Folded) -> Answer:
        is_said = ctx.message.is_addressed and ctx.message.text.strip()
        return _talk(ctx, everything, words) if is_said else None

    return router


def _show(ctx: Context, everything: Router, words: Folded) -> Answer:
    may = standing(ctx.store, ctx.sender, ctx.community, ctx.now)
    if not words.text or words.text in _ALL:
        return _overview(ctx, everything.commands, may, is_all=bool(words.text))
    found = everything.match(words, runs_on=True)
    if found is not None:
        return _explain(ctx, found[0], may)
    return Reply(text("help-unknown")) if ctx.message.is_addressed else None


def _talk(ctx: Context, everything: Router, words: Folded) -> Answer:
    """Answer who speaks to the bot and wants nothing it knows, as one would answer a neighbour."""
    how = _HOW.match(words.text)
    asked = words.part(how.end()) if how else None
    if asked is not None and everything.match(asked, runs_on=True) is not None:
        return _show(ctx, everything, asked)
    if not words.text or is_lost(words):
        return _show(ctx, everything, words.part(len(words.text)))
    return Reply(text("help-welcome")) if is_thanks(words) else None


def _overview(ctx: Context, commands: Sequence[Command], may: Standing, *, is_all: bool) -> Reply:
    """The few sentences a neighbour needs; for who does more, and for who asks for all, one line
    for each audience they belong to, of the words that work here.
    """
    if not may.service_has_owner and ctx.community is None:
        return Reply(text("help-newcomer"))
    if not is_all and not may.is_staff:
        return Reply(text("help-members"))
    lines = [text("help-members")] if not is_all else []
    for who in Who:
        if who is Who.ANYBODY and not is_all:
            continue
        here = [each for each in commands if each.who is who and _is_here(ctx, each)]
        if here and _is_for(who, may):
            lines.append(text(f"help-for-{who.value}", words=_joined(ctx, here)))
    return Reply(Lines((*lines, text("help-how"))))


def _explain(ctx: Context, command: Command, may: Standing) -> Reply:
    if not _is_for(command.who, may):
        return Reply(text(f"help-only-{command.who.value}"))
    lines = [text(f"help-{command.name}"), text(f"help-{command.name}-more")]
    if not _is_here(ctx, command):
        lines.append(text(f"help-in-{command.where.value}"))
    return Reply(Lines(tuple(lines)))


def _is_for(who: Who, may: Standing) -> bool:
    match who:
        case Who.ANYBODY:
            return True
        case Who.STAFF:
            return may.is_staff
        case Who.SECRETARY:
            return may.is_secretary
        case Who.OWNER:
            return may.is_owner
        case Who.NEWCOMER:
            return not may.service_has_owner


def _is_here(ctx: Context, command: Command) -> bool:
    other = Where.GROUP if ctx.is_private else Where.PRIVATE
    return command.where is not other


def _joined(ctx: Context, commands: Iterable[Command]) -> str:
    """Return the word for each command that readers of the community's language would use."""
    language = ctx.community.language if ctx.community else None
    spoken = [command.words for command in commands]
    if language == "en":
        return ", ".join(next(filter(str.isascii, words), words[0]) for words in spoken)
    joined = "、".join(words[0] for words in spoken)
    return traditional(joined) if language == "zh-Hant" else joined

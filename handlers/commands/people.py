"""我是, 切换社区: the name on lists, and the community private messages are about."""

from handlers.actions import people
from handlers.context import Context
from handlers.errors import UserError
from handlers.homes import ask_home
from handlers.language.answers import yes_or_no
from handlers.language.names import read_name
from handlers.language.normalise import Folded
from handlers.message import Reply, text
from handlers.questions import ask, settle
from handlers.router import Answer, Answerer, Router, Where
from handlers.rules.naming import proper_name
from storage.types import Question

router = Router()
# A longer 我是… that nobody addressed to the bot is talk.
SPOKEN = 10


@router.command("name", "我是", "我叫", "my name is")
def call_me(ctx: Context, words: Folded) -> Answer:
    name = read_name(words)
    if name is not None:
        return _call(ctx, name)
    if not ctx.message.is_addressed and not 0 < len(words.text) <= SPOKEN:
        return None
    doubtful = proper_name(words.cut(), people.NAME)
    if doubtful is None:
        raise UserError("name-bad", longest=people.NAME)
    return Reply(text("name-sure", name=doubtful), question=ask(ctx, "name", {"name": doubtful}))


@router.command("switch", "切换社区", "switch community", where=Where.PRIVATE)
def switch(ctx: Context, words: Folded) -> Answer:
    if not ctx.is_private:
        raise UserError("home-in-private")
    if words.text:
        settle(ctx, ("home",))
        community = people.switch_home(ctx.store, ctx.sender, words.cut(), ctx.now)
        return Reply(text("home-chosen", community=community.name))
    return ask_home(ctx, "") or Reply(text("home-only", community=ctx.home.name))


def _call(ctx: Context, name: str) -> Reply:
    settle(ctx, ("name",))
    people.rename(ctx.store, ctx.sender, name)
    return Reply(text("name-set", name=name))


def _is_sure(words: Folded, _question: Question, _ctx: Context) -> bool | None:
    return yes_or_no(words)


def _answer(ctx: Context, question: Question, answer: bool) -> Answer:  # noqa: FBT001 what was read
    ctx.store.questions.close(question.id)
    if answer:
        return _call(ctx, question.payload["name"])
    return Reply(text("name-kept", name=ctx.sender.name))


router.answers(Answerer("name", _is_sure, _answer))

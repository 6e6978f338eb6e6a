"""关联账号, 取消关联: one person who writes from several platforms."""

import re

from handlers.actions import guessing, linking
from handlers.context import Context
from handlers.errors import UserError
from handlers.language.normalise import Folded
from handlers.message import Reply, text
from handlers.questions import ask, assent
from handlers.router import Answer, Router, Where
from storage.types import PersonId, Question

router = Router()

_CODE = re.compile(r"\d{6}")


@router.command(
    "account",
    "关联账号",
    "关联",
    "绑定账号",
    "绑定",
    "link account",
    where=Where.PRIVATE,
    runs_on=False,
)
def link(ctx: Context, words: Folded) -> Answer:
    if not ctx.is_private:
        return _only_in_private(ctx, words, "account-in-private")
    if not words.text:
        return Reply(text("account-code", code=linking.issue(ctx.store, ctx.sender, ctx.now)))
    code = words.text.replace(" ", "")
    if not _CODE.fullmatch(code):
        return Reply(text("account-how"))
    return _preview(ctx, code)


@router.command(
    "part", "取消关联", "解绑账号", "unlink account", where=Where.PRIVATE, runs_on=False
)
def part(ctx: Context, words: Folded) -> Answer:
    if not ctx.is_private:
        return _only_in_private(ctx, words, "part-in-private")
    other = linking.part(ctx.store, ctx.sender, ctx.now)
    return Reply(text("account-parted", name=other.name))


def _preview(ctx: Context, code: str) -> Reply:
    try:
        found = linking.redeem(ctx.store, ctx.sender, code, ctx.now)
    except linking.WrongCodeError:
        # What was counted stands: nothing else has happened.
        left = guessing.count_wrong(ctx.store, ctx.sender, linking.KIND, ctx.now).left(ctx.now)
        return Reply(text("account-code-wrong", left=left))
    payload = {"kept": found.kept.id, "merged": found.merged.id}
    said = text(
        "account-sure",
        kept=found.kept.name,
        merged=found.merged.name,
        signups=found.signups,
        roles=found.roles,
    )
    return Reply(said, question=ask(ctx, "account", payload))


def _agreed(ctx: Context, question: Question) -> Answer:
    kept, merged = (PersonId(question.payload[each]) for each in ("kept", "merged"))
    person = linking.link(ctx.store, kept, merged, ctx.now)
    return Reply(text("account-linked", name=person.name))


def _only_in_private(ctx: Context, words: Folded, key: str) -> Answer:
    """A code doesn't belong in a group; without being spoken to, it is talk."""
    if not ctx.message.is_addressed and words.text:
        return None
    raise UserError(key)


router.answers(assent("account", "account-not", _agreed))

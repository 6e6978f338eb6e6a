"""改为2人, 同行 张三 李四: how many come along, and what they are called."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from handlers.actions import finding, options, parties, receipts, seating, signups
from handlers.actions.seating import Offer
from handlers.context import Context
from handlers.language.names import FULL, read_name, split_names
from handlers.language.normalise import Folded
from handlers.language.numerals import NUMBER, number
from handlers.message import Lines, Reply, text
from handlers.questions import ask, assent, choice
from handlers.router import Answer, Answerer, Router
from handlers.rules.pointing import Pointer, Withdrawable, narrow
from storage.types import Question, Signup, SignupId

router = Router()

_RESIZE = re.compile(
    rf"(?:(?P<activity>\d{{1,6}})号(?:活动)?\s*)?(?:人数)?"
    rf"(?:改为|改成(?=.*[人位个名+带])|改到(?=.*[人位个名+带]))\s*"
    rf"(?P<guests>带)?\+?\s*(?P<count>{NUMBER})\s*(?:个?人|位|个|名)?[.!\s]*"
    r"|(?:make it|change (?:it |us )?to)\s+(?P<english>[0-9]{1,2})(?: people| persons| of us)?[.!\s]*"
)
_FULL = re.compile(FULL)
_NUMBERED = re.compile(r"(\d{1,6})(?:号(?:活动)?)?\s+")
# 她叫李秀英, 我妈叫李秀英, 名字是李秀英.
_CALLED = re.compile(r"(?:(?:她|他|我.{1,3}?|名字|姓名)?(?:叫|是)|姓名:|名字:)\s*")
# 名单三号, 活动二 mean something else, whoever has just been asked for a name.
_NO_NAME = re.compile(r"名单|活动|报名|取消|[0-9一二三四五六七八九十]号")
# What stands in chat more often than in a given name: 马上到, 谢谢, 高兴, 方便.
_CHAT = re.compile("[谢上到来了好没在去兴便的吧吗啦呢啊呀哦嗯]")


@router.command("party", "同行", "companions", runs_on=False)
def name_companions(ctx: Context, words: Folded) -> Answer:
    numbered = _NUMBERED.match(words.text)
    names = split_names(words.part(numbered.end() if numbered else 0))
    if not names:
        return Reply(text("party-names-missing"))
    payload = {"names": names}
    return _for_own(ctx, int(numbered[1]) if numbered else None, payload)


@router.sentence
def resize(ctx: Context, words: Folded) -> Answer:
    said = _RESIZE.fullmatch(words.text)
    count = number(said["count"] or said["english"]) if said else None
    if said is None or count is None or ctx.community is None:
        return None
    size = count + 1 if said["guests"] else count
    return _for_own(ctx, int(said["activity"]) if said["activity"] else None, {"size": size})


def _for_own(ctx: Context, number: int | None, change: Mapping[str, Any]) -> Answer:
    """Change the one sign-up that is meant, or say why there is none to change."""
    pointer = Pointer(finding.quoted(ctx.store, ctx.about), number)
    mine = signups.withdrawable(ctx.store, ctx.sender, ctx.home.id, ctx.now)
    found = narrow(pointer, (), mine.standing)
    if len(found) == 1:
        return _change(ctx, found[0].signup, change)
    if found:
        return _ask_which(ctx, found, change)
    for gone in narrow(pointer, (), mine.gone):
        raise signups.refusal(ctx.store, gone.activity, ctx.now)
    return Reply(text("party-none"))


def _ask_which(ctx: Context, found: Sequence[Withdrawable], change: Mapping[str, Any]) -> Reply:
    listed = options.of_signups(found, ctx.now)
    asked = ask(ctx, "party-which", {**listed.payload, "change": change})
    return Reply(Lines((text("party-which", how=listed.how), *listed.lines)), question=asked)


def _change(ctx: Context, signup: Signup, change: Mapping[str, Any]) -> Reply:
    if "size" in change:
        return _resize(ctx, signup, change["size"])
    names = tuple(change["names"])
    activity, signup = parties.name_companions(ctx.store, signup, names, ctx.now)
    named = text("party-named", names="、".join(names), title=activity.title, size=signup.size)
    return Reply(named, activity=activity.id)


def _resize(ctx: Context, signup: Signup, size: int) -> Reply:
    place = seating.resize(ctx.store, signup, size, ctx.sender, ctx.now)
    activity = place.activity
    if isinstance(place, Offer):
        asked = ask(ctx, "party-resize", {"signup": signup.id, "size": place.possible})
        return Reply(receipts.offered(place), activity=activity.id, question=asked)
    if not place.is_resized:
        return Reply(text("party-same", size=size, title=activity.title), activity=activity.id)
    party = parties.party_behind(ctx.store, place.signup)
    return Reply(receipts.joined(place, party, ctx.reader), activity=activity.id)


def _chosen(ctx: Context, question: Question, signup_id: int) -> Answer:
    signup = signups.made(ctx.store, SignupId(signup_id))
    return _change(ctx, signup, question.payload["change"])


def _agreed(ctx: Context, question: Question) -> Answer:
    signup = signups.made(ctx.store, SignupId(question.payload["signup"]))
    return _resize(ctx, signup, question.payload["size"])


def _read_guest(words: Folded, question: Question, ctx: Context) -> str | None:
    """Read the name of who was signed up; in a group only what is hardly anything else."""
    introduced = _CALLED.match(words.text)
    if introduced:
        return read_name(words.part(introduced.end()))
    is_quoted = ctx.about is not None and ctx.about.content.get("question") == question.id
    if ctx.is_private or is_quoted:
        return None if _NO_NAME.search(words.text) else read_name(words)
    is_plain = _FULL.fullmatch(words.text) and not _CHAT.search(words.text)
    return read_name(words) if is_plain else None


def _name_guest(ctx: Context, question: Question, name: str) -> Answer:
    ctx.store.questions.close(question.id)
    signup = signups.made(ctx.store, SignupId(question.payload["signup"]))
    place = parties.name_guest(ctx.store, signup, name, ctx.now)
    named = text("guest-named", name=name, title=place.activity.title, place=receipts.where(place))
    return Reply(named, is_note=True, activity=place.activity.id)


router.answers(choice("party-which", "party-not-resized", _chosen))
router.answers(assent("party-resize", "party-not-resized", _agreed))
router.answers(Answerer("guest-name", _read_guest, _name_guest))

"""我不去了: withdrawing oneself, or whom one signed up."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.actions import finding, options, parties, pauses, receipts, signups
from handlers.actions.leaving import LEAVING, Left
from handlers.actions.pauses import PAUSE, Warned
from handlers.actions.signups import Mine
from handlers.context import Context
from handlers.language.answers import bare
from handlers.language.names import FULL, read_name
from handlers.language.normalise import Folded, fold
from handlers.language.numbered import is_below_zero, read_number
from handlers.language.signup import Act, Meaning, SignupReading, read_signup
from handlers.message import Button, Lines, Reply, Text, text
from handlers.questions import ask, assent, choice, settle
from handlers.router import Answer, Answerer, Router
from handlers.rules.pointing import Pointer, Withdrawable, narrow
from handlers.rules.seats import Refusal, settled
from storage.types import Activity, Question, Signup, SignupId

router = Router()

# Said to nobody in particular these mean 我不去了.
_BARE = frozenset(["取消", "退出"])
# Nobody says these to the neighbours.
_TO_BOT = ("取消报名", "退出报名", "撤销报名")
# What answers whether somebody leaves although others wait; 取消 and 退出 say it once more.
_QUIT = frozenset(["确认退出", "确认", "确定", "确定退出", "是", "是的", "yes", "confirm"])
_STAY = frozenset(["留下", "我留下", "不退", "不退了", "不退出", "不", "不是", "no", "stay"])
_DAY = re.compile(r"\d号")
_FOR_OTHER = re.compile(
    r"[替帮](?P<name>.{1,20}?)(?:取消|退出)报名(?:\s*(?P<number>[0-9]{1,6}))?[.!\s]*"
)
# 取消报名 谢谢, 取消报名 周六 name nobody.
_NEIGHBOUR = re.compile(rf"(?!谢谢|[明后]天|周[一二三四五六日天末]){FULL}")


@router.command("leave", "取消报名", "退出报名", "撤销报名", "我不去了", "leave", runs_on=False)
def leave_by_word(ctx: Context, words: Folded) -> Answer:
    whole = fold(ctx.message.text)
    number = read_number(words)
    mine = signups.withdrawable(ctx.store, ctx.sender, ctx.home.id, ctx.now)
    if words.text and number is None:
        other = _elsewhere(ctx, words, mine)
        if other is not None:
            return _leave(ctx, signups.active(ctx.store, other, ctx.sender))
        return _named(words, mine) or leave_by_meaning(ctx, whole)
    reading = _plain(number)
    # Somebody who isn't signed up may say 我不去了 to the others; the rest is said to the bot.
    return _withdraw(ctx, reading, mine) or (
        None if whole.text.startswith("我") else Reply(text("leave-none"), is_note=True)
    )


@router.sentence
def leave_by_meaning(ctx: Context, words: Folded) -> Answer:
    if ctx.community is None:
        return None
    mine = signups.withdrawable(ctx.store, ctx.sender, ctx.community.id, ctx.now)
    is_said_to_bot = any(word in words.text for word in _TO_BOT)
    if not (mine or ctx.about or _is_for_bot(ctx) or is_said_to_bot):
        return None
    is_bare = words.text in _BARE
    reading = (
        _plain(None) if is_bare else _for_other(words, mine) or read_signup(words, mine.titles)
    )
    if reading.meaning is not Meaning.CANCEL or reading.act is Act.IGNORE:
        return None
    other = _elsewhere(ctx, words, mine) if reading.act is Act.ASK else None
    if other is not None:
        # Among neighbours it isn't said to the bot.
        return (
            _leave(ctx, signups.active(ctx.store, other, ctx.sender)) if _is_for_bot(ctx) else None
        )
    return _withdraw(ctx, _careful(reading, words), mine)


@router.press("leave")
def leave_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    activity = finding.pressed(ctx.store, ctx.home.id, "".join(arguments[:1]))
    return _leave(ctx, signups.active(ctx.store, activity, ctx.sender))


def _withdraw(ctx: Context, reading: SignupReading, mine: Mine) -> Answer:
    pointer = Pointer(finding.quoted(ctx.store, ctx.about), reading.number, reading.title)
    names = parties.names_of(ctx.sender, reading.other)
    found = narrow(pointer, names, mine.standing)
    gone = [each for each in narrow(pointer, names, mine.gone) if not names or each.name in names]
    if not found:
        return _too_late(ctx, reading, gone) or _nothing(ctx, reading, pointer)
    if len(found) > 1:
        return _ask_which(ctx, found)
    only = found[0]
    begun = [each for each in gone if each.is_own and _is_begun(ctx, each)]
    if reading.act is Act.ACT and (only.is_own or only.name in names) and not begun:
        return _leave(ctx, only.signup)
    return _ask_sure(ctx, only, begun)


def _ask_sure(ctx: Context, only: Withdrawable, begun: Sequence[Withdrawable]) -> Reply:
    """Ask about the one that can be taken back; what has begun may have been meant as well."""
    is_reader = only.signup.person_id == ctx.reader
    whom = text("override-you") if is_reader else text("override-them", name=only.name)
    lines: list[Text] = [
        signups.refusal(ctx.store, each.activity, ctx.now).text for each in begun[:1]
    ]
    lines.append(text("leave-sure", name=whom, title=only.activity.title))
    asked = ask(ctx, "leave-sure", {"signup": only.signup.id})
    return Reply(Lines(tuple(lines)), activity=only.activity.id, question=asked)


def _too_late(ctx: Context, reading: SignupReading, gone: Sequence[Withdrawable]) -> Answer:
    """Say that it has begun or was cancelled; what is over, only to who speaks to the bot."""
    is_asked = _is_for_bot(ctx) or fold(ctx.message.text).text.startswith(_TO_BOT)
    told = [each for each in gone if is_asked or not _is_over(ctx, each)]
    if not told or (reading.act is Act.ASK and not _is_for_bot(ctx)):
        return None
    last = max(told, key=lambda each: (_is_begun(ctx, each), each.activity.starts_at))
    said = signups.refusal(ctx.store, last.activity, ctx.now).text
    return Reply(said, is_note=True, activity=last.activity.id)


def _is_begun(ctx: Context, one: Withdrawable) -> bool:
    return settled(one.activity, ctx.now) is Refusal.STARTED


def _is_over(ctx: Context, one: Withdrawable) -> bool:
    return settled(one.activity, ctx.now) is Refusal.ENDED


def _elsewhere(ctx: Context, words: Folded, mine: Mine) -> Activity | None:
    """Return the activity that is named by its title and isn't one of one's own."""
    newest = finding.newest(ctx.store, ctx.home.id)
    known = finding.here(ctx.store, ctx.sender, ctx.chat, newest)
    own = [one.activity for one in (*mine.standing, *mine.gone)]
    return finding.titled(words.text, known, own)


def _named(words: Folded, mine: Mine) -> Answer:
    """Say that nothing is there to take back of a number that is none, or of a neighbour whom
    somebody else has to take off.
    """
    if is_below_zero(words):
        return Reply(text("leave-no-number", number=words.text), is_note=True)
    name = read_name(words) if _NEIGHBOUR.fullmatch(words.text) else None
    if name is None or name in [one.name for one in (*mine.standing, *mine.gone)]:
        return None
    return Reply(text("leave-no-name", name=name), is_note=True)


def _nothing(ctx: Context, reading: SignupReading, pointer: Pointer) -> Answer:
    """Say why there is nothing to withdraw, to who asked for it."""
    if reading.act is Act.ASK:
        return None
    if reading.other is not None:
        name = parties.names_of(ctx.sender, reading.other)[-1]
        return Reply(text("leave-no-name", name=name), is_note=True)
    named = finding.pointed(ctx.store, ctx.home.id, pointer)
    if named is not None:
        return _leave(ctx, signups.active(ctx.store, named, ctx.sender))
    if reading.number is not None:
        return Reply(text("leave-no-number", number=reading.number), is_note=True)
    return Reply(text("leave-none"), is_note=True) if _is_for_bot(ctx) else None


def _ask_which(ctx: Context, found: Sequence[Withdrawable]) -> Reply:
    listed = options.of_signups(found, ctx.now)
    asked = ask(ctx, "leave-which", listed.payload)
    return Reply(Lines((text("leave-which", how=listed.how), *listed.lines)), question=asked)


def _leave(ctx: Context, signup: Signup) -> Reply:
    settle(ctx, ("leave-which", "leave-sure"))
    result = pauses.withdraw(ctx.store, signup, ctx.sender, ctx.now)
    person = parties.known(ctx.store, signup.person_id)
    return _warned(ctx, result, person.name) if isinstance(result, Warned) else _left(ctx, result)


def _left(ctx: Context, result: Left) -> Reply:
    person = parties.known(ctx.store, result.signup.person_id)
    told = receipts.left(result, person, ctx.reader)
    return Reply(told, is_note=True, activity=result.activity.id)


def _warned(ctx: Context, result: Warned, name: str) -> Reply:
    """Say that others wait; where nothing was said that this answers, to whom."""
    signup, activity = result.signup, result.activity
    payload = {"signup": signup.id, "name": name, "title": activity.title}
    asked = ask(ctx, LEAVING, payload, PAUSE, signup.id)
    what = text("leaving-warned", count=activity.waiting)
    if ctx.message.press is not None and not ctx.is_private:
        what = text("leaving-warned-named", name=ctx.sender.name, count=activity.waiting)
    buttons = (
        Button(text("button-quit"), f"quit:{signup.id}"),
        Button(text("button-stay"), f"stay:{signup.id}"),
    )
    return Reply(what, buttons, activity=activity.id, question=asked)


@router.press("quit")
def quit_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    return _quit(ctx, finding.pressed_signup(ctx.store, "".join(arguments[:1])))


@router.press("stay")
def stay_by_press(ctx: Context, arguments: tuple[str, ...]) -> Answer:
    return _stay(ctx, finding.pressed_signup(ctx.store, "".join(arguments[:1])))


def _quit(ctx: Context, signup: Signup) -> Reply:
    return _left(ctx, pauses.quit_at_once(ctx.store, signup, ctx.sender, ctx.now))


def _stay(ctx: Context, signup: Signup) -> Reply:
    place = pauses.stay(ctx.store, signup, ctx.sender)
    party = parties.party_behind(ctx.store, place.signup)
    return Reply(
        receipts.stayed(place, party, ctx.reader), is_note=True, activity=place.activity.id
    )


def _for_other(words: Folded, mine: Mine) -> SignupReading | None:
    """Read 替王阿姨的妈妈取消报名 1, by the name somebody stands on the list under."""
    said = _FOR_OTHER.fullmatch(words.text)
    names = [one.name for one in (*mine.standing, *mine.gone) if not one.is_own]
    found = [name for name in names if said and fold(name).text == said["name"]]
    if said is None or not found:
        return None
    number = int(said["number"]) if said["number"] else None
    return replace(_plain(number), other=found[0])


def _careful(reading: SignupReading, words: Folded) -> SignupReading:
    """3号不去了 may be said of a day: it is asked."""
    is_day = reading.number is None and _DAY.search(words.text)
    return replace(reading, act=Act.ASK) if is_day else reading


def _plain(number: int | None) -> SignupReading:
    return SignupReading(Meaning.CANCEL, Act.ACT, None, number, None, None, ())


def _is_for_bot(ctx: Context) -> bool:
    return ctx.is_private or ctx.message.is_addressed


def _chosen(ctx: Context, _: Question, signup_id: int) -> Answer:
    return _leave(ctx, signups.made(ctx.store, SignupId(signup_id)))


def _sure(ctx: Context, question: Question) -> Answer:
    return _leave(ctx, signups.made(ctx.store, SignupId(question.payload["signup"])))


router.answers(choice("leave-which", "leave-not", _chosen, _STAY | {"不取消", "不取消了", "都去"}))
router.answers(assent("leave-sure", "leave-not", _sure))


def _read_pause(words: Folded, _: Question, __: Context) -> bool | None:
    said = bare(words)
    return True if said in _QUIT else False if said in _STAY else None


def _settled(ctx: Context, question: Question, is_quit: bool) -> Answer:  # noqa: FBT001 an answer read
    signup = signups.made(ctx.store, SignupId(question.payload["signup"]))
    return _quit(ctx, signup) if is_quit else _stay(ctx, signup)


router.answers(Answerer(LEAVING, _read_pause, _settled))

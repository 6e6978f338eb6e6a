"""From a message to its reading: questions first, then withdrawals, then sign-ups."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.language.normalise import Folded
from handlers.language.signup import grammar
from handlers.language.signup.asking import (
    is_about_activity,
    is_open,
    is_question,
    is_request,
    is_request_to_leave,
    self_answer,
)
from handlers.language.signup.cleaning import clean
from handlers.language.signup.latin import read_latin
from handlers.language.signup.lexicon import LEXICON, Slot
from handlers.language.signup.party import count
from handlers.language.signup.reading import NOTHING, QUESTION, Act, Meaning, SignupReading
from handlers.language.signup.roster import read_roster
from handlers.language.signup.settling import settle
from handlers.language.signup.slots import Piece, Row, row_of, scan

# Longer ones tell a story; a pasted 接龙 has its own reader.
LONGEST = 60
# Beside more unknown words than this a sign-up is a remark.
LONGEST_REST = 14
# With none of these in it a message is neither a sign-up nor a question about one.
_TRIGGERS = {
    Slot.JOIN,
    Slot.GO,
    Slot.ADD,
    Slot.WITH,
    Slot.LEAVE,
    Slot.ABSENT,
    Slot.HAND,
    Slot.ME,
    Slot.WE,
}
_FIRST = "".join(sorted({word[0] for word, slot in LEXICON.items() if slot in _TRIGGERS}))
_WORTH = re.compile(
    rf"[{re.escape(_FIRST)}位名个人口份大小俩仨没不吗么几哪怎咋谁什啥多还?+➕-]|[0-9a-z]"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LETTERS = re.compile(r"[a-z]{2}")
_HARD_GAP = re.compile(r"[,.!?;~\n]")
# 去！ as the answer to one's own question.
_GOING = re.compile(r"(?:当然|必须|肯定|要)?(?:去|来)\W*$")
# 加我 is said of contacts, too; 我来 is said of nothing else.
_TWO_FACED = re.compile(r"加[我俺](?:一下|吧)?\W*")
_VOLUNTEERED = re.compile(r"[我俺]来\W*")
# 候补, 有我: they want to be in, and rely on being asked how.
_WANTS_IN = re.compile(
    r"(?:那|也|还)*(?:(?:[我俺](?:也|要|想|先|就|来)*)?(?:候补|排队)(?:一下|一个|吧)?|(?:也|还|算)?有[我俺](?:一个|一份|哦|啊|呀)?)\W*"
)
# 我不想参加 is a wish, and may be about something else; 我不想去了 is a word.
_UNWILLING = re.compile(r"不(?:太|大|是很|怎么)?(?:想|愿意?)[^了]*$")
# 我想参加但是没时间 is no sign-up.
_REGRET = re.compile(
    r"(?:想|愿意?|打算|本来|要).{1,8}(?:但|可惜|可是|只是|不过|无奈|奈何).{0,6}?"
    r"(?:没(?:时间|空|办法|名额|位|法)|不能|不行|不允许|不方便|[去来加]不|满|病|有事|有会|加班|上班|值班|不巧|不在|出差)"
)
# Beside one of these a vague word is about the activity.
_SAYS_WHAT = {
    Slot.HEADS,
    Slot.SEAT,
    Slot.SHARE,
    Slot.PLUS,
    Slot.GO,
    Slot.TITLE,
    Slot.ACTIVITY,
    Slot.HAND,
    Slot.ACTIVITY_NUMBER,
}
# Said of buses, queues and parcels as well.
_SLANG = frozenset(
    [
        "冲",
        "走起",
        "上车",
        "上船",
        "签名",
        "签个名",
        "申请",
        "入伙",
        "求带",
        "记名",
        "占坑",
        "占个坑",
        "占位",
        "占个位",
        "占个座",
        "凑热闹",
        "凑个热闹",
    ]
)
_RESULTS = ("上", "入", "进来", "进去")
# Who comes on business: their staying away is news (张师傅今天不来了).
_SERVICE = re.compile(r"(?:师傅|医生|大夫|护士|警官|老板|经理|老师)$")
# 报名3号: the number of an activity, where a date would not stand.
_NUMBERED = re.compile("J[aY,]?d$|^dJ|^d[aY]?IJ")


def read_signup(words: Folded, titles: Sequence[str] = ()) -> SignupReading:
    """Read a whole message; `titles` are those of the activities open here.

    Only a message that is nothing but a sign-up is ACT; never raises.
    """
    if not _WORTH.search(words.text):
        return NOTHING
    cleaned = clean(words)
    roster = read_roster(cleaned)
    if roster is not None:
        return roster
    if not cleaned.text or len(cleaned.text) > LONGEST:
        return NOTHING
    if not _CHINESE.search(cleaned.text) and _LETTERS.search(cleaned.text):
        return read_latin(cleaned.text)
    if _WANTS_IN.fullmatch(cleaned.text):
        return SignupReading(Meaning.SIGNUP, Act.ASK, size=1)
    if is_question(cleaned.text):
        return _read_question(cleaned, titles)
    row = settle(scan(cleaned, titles))
    return _read_cancel(row) or _read_signup(row) or NOTHING


def _read_question(words: Folded, titles: Sequence[str]) -> SignupReading:
    if is_request_to_leave(words.text):
        return _cancel(scan(words, titles), Act.ASK)
    if is_request(words.text):
        return _signup(scan(words, titles), Act.ASK)
    at = self_answer(words.text)
    answer = _read_answer(words.part(at), titles) if at is not None else None
    if answer is not None:
        return answer
    joined = _read_joined(words, titles)
    if joined is not None:
        return joined
    if is_open(words.text):
        return NOTHING
    return QUESTION if is_about_activity(words.text) else NOTHING


def _read_joined(words: Folded, titles: Sequence[str]) -> SignupReading | None:
    """我参加，要带什么: who asks so believes to be in."""
    gap = _HARD_GAP.search(words.text)
    if gap is None or is_question(words.text[: gap.start()]):
        return None
    row = settle(scan(words.part(0, gap.start()), titles))
    reading = _read_signup(row) if set("IW") & set(row.shape) else None
    return replace(reading, act=Act.ASK) if reading and reading.act is Act.ACT else None


def _read_answer(words: Folded, titles: Sequence[str]) -> SignupReading | None:
    if _GOING.match(words.text):
        return SignupReading(Meaning.SIGNUP, Act.ASK, size=1)
    answered = _read_signup(settle(scan(words, titles)))
    return replace(answered, act=Act.ASK) if answered else None


def _read_cancel(row: Row) -> SignupReading | None:
    """Read the clause that says so most plainly, whatever reason stands beside it."""
    leaving = [each for each in _clauses(row) if grammar.is_withdrawal(grammar.core(each.shape))]
    if not leaving:
        return None
    clause = max(leaving, key=lambda each: grammar.plainness(grammar.core(each.shape)))
    shape = grammar.core(clause.shape)
    is_whole = clause is row
    if not is_whole and (Slot.IF in row.shape or grammar.is_of_others(shape)):
        return None
    is_plain = grammar.is_certain(shape) and (is_whole or bool(set("IWR") & set(shape)))
    is_plain = is_plain and not _UNWILLING.search(row.words.text)
    reading = _cancel(clause, Act.ACT if is_plain else Act.ASK)
    return None if _SERVICE.search(reading.other or "") else reading


def _cancel(row: Row, act: Act) -> SignupReading:
    return SignupReading(
        Meaning.CANCEL, act, number=_number(row), title=_title(row), other=count(row).other()
    )


def _read_signup(row: Row) -> SignupReading | None:
    if _REGRET.search(row.words.text):
        return None
    act = grammar.judge_signup(grammar.core(row.shape))
    if act is Act.IGNORE:
        return _read_with_rest(row)
    if _VOLUNTEERED.fullmatch(row.words.text):
        act = Act.ACT
    elif _TWO_FACED.fullmatch(row.words.text) or _is_vague(row):
        act = Act.ASK
    return _signup(row, act)


def _is_vague(row: Row) -> bool:
    """Whether the words sign up for anything: 帮我算一下, 给我留着, 我上车, 冲."""
    if _SAYS_WHAT & set(row.shape):
        return False
    if Slot.JOIN in row.shape:
        is_for_me = bool({Slot.ME, Slot.WE, Slot.RELATIVE, Slot.NAMED} & set(row.shape))
        said = _words(row, Slot.JOIN)
        return all(word in _SLANG or (word.startswith("登") and not is_for_me) for word in said)
    said = _words(row, Slot.ADD) + _words(row, Slot.WITH)
    is_asked = bool({Slot.FOR, Slot.TAKE} & set(row.shape))
    return is_asked and not any(word.endswith(_RESULTS) for word in said)


def _words(row: Row, slot: Slot) -> list[str]:
    return [row.words.text[each.start : each.end] for each in row.pieces if each.slot is slot]


def _read_with_rest(row: Row) -> SignupReading | None:
    """A clean clause beside other words is worth a question, no more."""
    rest = sum(piece.end - piece.start for piece in row.pieces if piece.slot is Slot.UNKNOWN)
    if Slot.IF in row.shape or rest > LONGEST_REST:
        return None
    for clause in _clauses(row):
        if grammar.is_clear(grammar.core(clause.shape)):
            return _signup(clause, Act.ASK)
    return None


def _signup(row: Row, act: Act) -> SignupReading:
    party = count(row)
    if not party.size and Slot.JOIN not in row.shape:
        return NOTHING
    is_sure = party.size > 0 and party.is_sure and len(_numbers(row)) < 2 and len(_titles(row)) < 2  # noqa: PLR2004
    return SignupReading(
        Meaning.SIGNUP,
        act if is_sure else Act.ASK,
        size=party.size,
        number=_number(row),
        title=_title(row),
        other=party.other(),
        companions=party.names(),
    )


def _clauses(row: Row) -> Iterator[Row]:
    """The whole, then its sentences, then its phrases between blanks."""
    yield row
    if Slot.GAP in row.shape or Slot.BUT in row.shape:
        yield from _split(row, hard=True)
        yield from _split(row, hard=False)


def _split(row: Row, *, hard: bool) -> list[Row]:
    parts: list[list[Piece]] = [[]]
    for piece in row.pieces:
        is_gap = piece.slot in (Slot.GAP, Slot.BUT)
        is_but = piece.slot is Slot.BUT
        if is_gap and (
            is_but or not hard or _HARD_GAP.search(row.words.text, piece.start, piece.end)
        ):
            parts.append([])
        else:
            parts[-1].append(piece)
    return [row_of(row.words, part) for part in parts if part]


def _number(row: Row) -> int | None:
    """The number of the activity, unless several are named."""
    numbers = _numbers(row)
    return numbers.pop() if len(numbers) == 1 else None


def _numbers(row: Row) -> set[int]:
    slots = {Slot.ACTIVITY_NUMBER, Slot.NUMBER}
    if _NUMBERED.search(row.shape):
        slots.add(Slot.DETAIL)
    return {piece.value for piece in row.pieces if piece.slot in slots and piece.value is not None}


def _title(row: Row) -> str | None:
    """The title of the activity, unless several are named."""
    titles = _titles(row)
    return titles.pop() if len(titles) == 1 else None


def _titles(row: Row) -> set[str]:
    return {piece.title for piece in row.pieces if piece.title}

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
from handlers.language.signup.lexicon import Slot
from handlers.language.signup.party import count
from handlers.language.signup.reading import NOTHING, QUESTION, Act, Meaning, SignupReading
from handlers.language.signup.roster import read_roster
from handlers.language.signup.slots import Piece, Row, scan

# Longer ones tell a story; a pasted 接龙 has its own reader.
LONGEST = 60
# With none of these in it a message is neither a sign-up nor a question about one.
_WORTH = re.compile(
    r"[参叁叄餐惨残掺蚕灿报抱暴爆豹鲍保宝饱包刨堡褒算加带领去来到退取曲趣娶撤删划让弃消减接结街龙举登俩仨位名个人口份大小我俺咱不没吗么几哪怎咋谁什啥多还?+➕🙋🙌✋-]"
    r"|[0-9a-z]"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LETTERS = re.compile(r"[a-z]{2}")
_HARD = re.compile(r"[,.!?;~，。！？；\n]")


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
    return _read(cleaned, titles)


def _read(words: Folded, titles: Sequence[str]) -> SignupReading:
    if is_question(words.text):
        return _read_question(words, titles)
    row = _settle(scan(words, titles))
    return _read_cancel(row) or _read_signup(row) or NOTHING


def _read_question(words: Folded, titles: Sequence[str]) -> SignupReading:
    if is_request_to_leave(words.text):
        return _cancel(scan(words, titles), Act.ASK)
    if is_request(words.text):
        return _ask(count(scan(words, titles)).size)
    answer = self_answer(words.text)
    if answer is not None:
        answered = _read_signup(scan(words.part(answer), titles))
        if answered is not None:
            return replace(answered, act=Act.ASK)
        if _GOING.match(words.text, answer):
            return _ask(1)
    if is_open(words.text):
        return NOTHING
    return QUESTION if is_about_activity(words.text) else NOTHING


_GOING = re.compile(r"(?:当然|必须|肯定|要)?(?:去|来)\W*$")


def _ask(size: int) -> SignupReading:
    return SignupReading(Meaning.SIGNUP, Act.ASK, size=size)


# 王主任，我参加; 谢谢王主任; 我参加，3号楼李明: who is spoken to or speaks, not who is signed up.
_NAMED_ONLY = re.compile(
    r"(?:^|,)[pdcr]*Q,(?=.*[IRW])|(?<=[pcr])Q|(?<=J),[pd]*Q[pzcr,]*$|(?<=Jz),[pd]*Q[pzcr,]*$"
)
# 书记，我报名; 书记给我报上. Without a break the title is who does it (书记不来).
_CALLED = re.compile(r"(?<=[pcrb])q|q(?=[pqzcrb]*(?:,|$|[IWRTAb]))")


# 感谢参加 thanks others; 麻烦报名 may ask others.
_THANKED = re.compile("c(?=[JGA])")
_BEGGED = re.compile("b(?=[JGA])")


def _settle(row: Row) -> Row:
    """Give the words that depend on their neighbours the slot they have here."""
    settled = {
        **dict.fromkeys(_places(_NAMED_ONLY, row.shape, Slot.NAMED), Slot.POLITE),
        **dict.fromkeys(_places(re.compile(Slot.CALLED), row.shape, Slot.CALLED), Slot.OTHERS),
        **dict.fromkeys(_places(_CALLED, row.shape, Slot.CALLED), Slot.POLITE),
        **dict.fromkeys(_places(_THANKED, row.shape, Slot.THANKS), Slot.OTHERS),
        **dict.fromkeys(_places(_BEGGED, row.shape, Slot.ASKING), Slot.UNSURE),
    }
    if not settled:
        return row
    pieces = tuple(
        piece._replace(slot=settled.get(at, piece.slot)) for at, piece in enumerate(row.pieces)
    )
    return _row(row.words, pieces)


def _places(pattern: re.Pattern[str], shape: str, slot: Slot) -> set[int]:
    return {
        at
        for match in pattern.finditer(shape)
        for at in range(match.start(), match.end())
        if shape[at] == slot
    }


def _row(words: Folded, pieces: tuple[Piece, ...]) -> Row:
    return Row(words, pieces, "".join(piece.slot for piece in pieces))


def _clauses(row: Row) -> Iterator[Row]:
    """The whole, then its sentences, then its phrases between blanks."""
    yield row
    yield from _split(row, hard=True)
    yield from _split(row, hard=False)


def _split(row: Row, *, hard: bool) -> list[Row]:
    parts: list[list[Piece]] = [[]]
    for piece in row.pieces:
        is_gap = piece.slot is Slot.GAP
        if is_gap and (not hard or _HARD.search(row.words.text, piece.start, piece.end)):
            parts.append([])
        else:
            parts[-1].append(piece)
    return [_row(row.words, tuple(part)) for part in parts if part]


def _read_cancel(row: Row) -> SignupReading | None:
    """The clause that says so most plainly, whatever reason stands beside it."""
    leaving = [each for each in _clauses(row) if grammar.is_withdrawal(grammar.core(each.shape))]
    if not leaving:
        return None
    certain = [each for each in leaving if grammar.is_certain(grammar.core(each.shape))]
    clause = (certain or leaving)[0]
    is_whole = clause is row
    shape = grammar.core(clause.shape)
    if not is_whole and (Slot.IF in row.shape or grammar.is_of_others(shape)):
        return None
    if _SERVICE.search(_cancel(clause, Act.ASK).other or ""):
        return None
    is_plain = grammar.is_certain(shape) and (is_whole or bool(re.search("[IWR]", shape)))
    return _cancel(clause, Act.ACT if is_plain else Act.ASK)


def _cancel(row: Row, act: Act) -> SignupReading:
    return SignupReading(
        Meaning.CANCEL, act, number=_number(row), title=_title(row), other=count(row).other()
    )


def _read_signup(row: Row) -> SignupReading | None:
    act = grammar.judge_signup(grammar.core(row.shape))
    if act is not Act.IGNORE:
        text = row.words.text
        if _TWO_FACED.fullmatch(text):
            act = Act.ASK
        return _signup(row, Act.ACT if _VOLUNTEERED.fullmatch(text) else act)
    return _read_with_rest(row)


# 加我 is said of contacts, too.
_TWO_FACED = re.compile(r"加[我俺](?:一下|吧)?\W*")
# Who comes on business: their staying away is news (张师傅今天不来了).
_SERVICE = re.compile(r"(?:师傅|医生|大夫|护士|警官|老板|经理|老师)$")
_VOLUNTEERED = re.compile(r"[我俺]来\W*")
_REST = 14
# A larger party is worth a second look.
MOST_UNASKED = 10


def _read_with_rest(row: Row) -> SignupReading | None:
    """A clean clause beside other words is worth a question, no more."""
    if "f" in row.shape:
        return None
    rest = sum(piece.end - piece.start for piece in row.pieces if piece.slot is Slot.UNKNOWN)
    if rest > _REST:
        return None
    for clause in _clauses(row):
        shape = grammar.core(clause.shape)
        if grammar.is_clear(shape):
            return _signup(clause, Act.ASK)
    return None


def _signup(row: Row, act: Act) -> SignupReading:
    party = count(row)
    if not party.is_sure or party.size > MOST_UNASKED:
        act = Act.ASK
    return SignupReading(
        Meaning.SIGNUP,
        act,
        size=party.size,
        number=_number(row),
        title=_title(row),
        other=party.other(),
        companions=party.names(),
    )


def _number(row: Row) -> int | None:
    for slot in (Slot.ACTIVITY_NUMBER, Slot.NUMBER):
        for piece in row.pieces:
            if piece.slot is slot:
                return piece.value
    return _numbered(row)


_NUMBERED = re.compile("J[aY,]?d$|^dJ|^d[aY]?IJ")


def _numbered(row: Row) -> int | None:
    """报名3号: the number, where a date would not stand."""
    if not _NUMBERED.search(row.shape):
        return None
    return next((piece.value for piece in row.pieces if piece.slot is Slot.DETAIL), None)


def _title(row: Row) -> str | None:
    return next((piece.title for piece in row.pieces if piece.title), None)

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
from handlers.language.signup.english import read_english
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
_PINYIN = re.compile(r"(?:wo |ye )*(?:baoming|canjia|bm|cj|quxiao)\W*")
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
        english = read_english(cleaned.text)
        if english is not NOTHING or not _PINYIN.fullmatch(cleaned.text):
            return english
    return _read(cleaned, titles)


def _read(words: Folded, titles: Sequence[str]) -> SignupReading:
    if is_question(words.text):
        return _read_question(words, titles)
    row = _without_vocative(scan(words, titles))
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
    if is_open(words.text):
        return NOTHING
    return QUESTION if is_about_activity(words.text) else NOTHING


def _ask(size: int) -> SignupReading:
    return SignupReading(Meaning.SIGNUP, Act.ASK, size=size)


_SPOKEN_TO = re.compile(
    r"(?:^|,)[pd]*Q,(?=.*[IRW])|(?<=p)Q|(?<=J),[pd]*Q[pz,]*$|(?<=Jz),[pd]*Q[pz,]*$"
)


def _without_vocative(row: Row) -> Row:
    """Take out who is spoken to: 王主任，我参加; 谢谢王主任."""
    spoken_to = {
        at
        for match in _SPOKEN_TO.finditer(row.shape)
        for at in range(match.start(), match.end())
        if row.shape[at] == Slot.NAMED
    }
    if not spoken_to:
        return row
    pieces = tuple(
        piece._replace(slot=Slot.POLITE) if at in spoken_to else piece
        for at, piece in enumerate(row.pieces)
    )
    return _row(row.words, pieces)


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
    whole = grammar.core(row.shape)
    if grammar.is_withdrawal(whole):
        return _cancel(row, Act.ACT if grammar.is_certain(whole) else Act.ASK)
    for clause in _clauses(row):
        shape = grammar.core(clause.shape)
        if grammar.is_withdrawal(shape):
            if "f" in whole or ("K" in shape and not re.search("[IWR]", shape)):
                return None
            return _cancel(
                clause, Act.ACT if re.search("[IWR]", shape) and "v" not in shape else Act.ASK
            )
    return None


def _cancel(row: Row, act: Act) -> SignupReading:
    return SignupReading(
        Meaning.CANCEL, act, number=_number(row), title=_title(row), other=count(row).other()
    )


def _read_signup(row: Row) -> SignupReading | None:
    act = grammar.judge_signup(grammar.core(row.shape))
    if act is not Act.IGNORE:
        return _signup(row, Act.ASK if _EXCLAIMED.fullmatch(row.words.text) else act)
    return _read_with_rest(row)


# Half of the time an exclamation.
_EXCLAIMED = re.compile(r"(?:[我俺]去\W*)+")
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


_NUMBERED = re.compile("J[a,]?d$|^dJ|^da?IJ")


def _numbered(row: Row) -> int | None:
    """报名3号: the number, where a date would not stand."""
    if not _NUMBERED.search(row.shape):
        return None
    return next((piece.value for piece in row.pieces if piece.slot is Slot.DETAIL), None)


def _title(row: Row) -> str | None:
    return next((piece.title for piece in row.pieces if piece.title), None)

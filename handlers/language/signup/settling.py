"""Giving the words that depend on their neighbours the slot they have here."""

import re
from collections.abc import Iterable

from handlers.language.signup.lexicon import Slot
from handlers.language.signup.slots import Row, row_of

# In this order; a later one wins. Each moves one slot to another where its pattern finds it.
_RULES: tuple[tuple[Slot, Slot, re.Pattern[str]], ...] = (
    # 王主任，我参加; 谢谢王主任; 我参加，3号楼李明: who is spoken to or speaks, not who signs up.
    (Slot.NAMED, Slot.POLITE, re.compile(r"(?:^|,)[pdcr]*Q,(?=.*[IRW])|(?<=[pcr])Q")),
    (Slot.NAMED, Slot.POLITE, re.compile(r"(?:(?<=J)|(?<=Jz)),[pd]*Q[pzcr,]*$")),
    # 书记，我报名; 书记给我报上. Without a break the title is who does it (书记不来).
    (Slot.CALLED, Slot.OTHERS, re.compile("q")),
    (
        Slot.CALLED,
        Slot.POLITE,
        re.compile(r"(?<=[pcrb])q|q(?=[pqzcrbD]*(?:,|[IWRTAb]))|(?<=[,z])q(?=[pqzcrb]*$)"),
    ),
    # 感谢参加 thanks others; 麻烦报名 may ask others.
    (Slot.THANKS, Slot.OTHERS, re.compile("c(?=[JGA])")),
    (Slot.ASKING, Slot.UNSURE, re.compile("b(?=[JGA])")),
    # 我参加 2 3: three people for activity 2.
    (Slot.NUMBER, Slot.HEADS, re.compile(r"(?<=J,[NF],)N(?=[pzc,]*$)|(?<=J[NF],)N(?=[pzc,]*$)")),
)


def settle(row: Row) -> Row:
    """Return the row with each word in the slot its neighbours leave it."""
    settled: dict[int, Slot] = {}
    for slot, becomes, pattern in _RULES:
        if slot in row.shape:
            settled.update(dict.fromkeys(_places(pattern, row.shape, slot), becomes))
    if not settled:
        return row
    return row_of(
        row.words,
        [piece._replace(slot=settled.get(at, piece.slot)) for at, piece in enumerate(row.pieces)],
    )


def _places(pattern: re.Pattern[str], shape: str, slot: Slot) -> Iterable[int]:
    for match in pattern.finditer(shape):
        for at in range(match.start(), match.end()):
            if shape[at] == slot:
                yield at

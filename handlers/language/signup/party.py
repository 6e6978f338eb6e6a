"""How many heads a message signs up, and whose."""

from dataclasses import dataclass, field

from handlers.language.signup.lexicon import Slot
from handlers.language.signup.slots import Piece, Row

_PEOPLE = frozenset({Slot.RELATIVE, Slot.NAMED})
_PRONOUNS = "他她"
_ENDS_GUESTS = frozenset({Slot.JOIN, Slot.GO, Slot.ADD, Slot.PLUS, Slot.TOTAL})


@dataclass(slots=True)
class Party:
    """The heads found so far while walking the row.

    `people` stand outside the guest list: for whom, or with no speaker, who.
    """

    row: Row
    has_speaker: bool = False
    has_household: bool = False
    guests: int = 0
    whole: list[int] = field(default_factory=list)
    people: list[Piece] = field(default_factory=list)
    companions: list[Piece] = field(default_factory=list)
    is_sure: bool = True
    _is_guest: bool = False
    _since: int = 0
    _last: Slot = Slot.GAP
    _is_total: bool = False
    _has_joined: bool = False
    # 我+1，我老公+1: another person after a number, who adds their own.
    _is_next: bool = False

    @property
    def size(self) -> int:
        """Heads in all, at least 1 unless nobody was said: 0人."""
        alone = 0 if self.people and not self.has_speaker else 1
        counted = alone + self.guests + sum(map(_heads, self.people))
        stated = sum(self.whole)
        if self.whole == [0]:
            return self.guests
        if not stated:
            return max(counted, 1)
        if self.guests and stated < 1 + self.guests and not self._is_total:
            return stated + self.guests
        return stated

    def names(self) -> tuple[str, ...]:
        """Return the names given for guests, as written; after the first person it is for, the others."""
        others = self.people[1:] if self.other() else []
        named = [each for each in others if each.slot is Slot.NAMED] + self.companions
        return tuple(self.row.words.cut(piece.start, piece.end) for piece in named)

    def other(self) -> str | None:
        """Return for whom it is, when it is not for the speaker."""
        if self.has_speaker or self.has_household or not self.people:
            return None
        first = self.people[0]
        return self.row.words.cut(first.start, first.end)

    def take(self, piece: Piece) -> None:
        """Take the next slot of the row."""
        slot = piece.slot
        if slot in _PEOPLE:
            self._person(piece)
        elif slot in (Slot.ME, Slot.WE):
            self._speaker(slot)
        elif slot in (Slot.HEADS, Slot.SHARE, Slot.PLUS):
            self._number(piece)
        else:
            self._turn(slot)
        if slot is not Slot.GAP:
            self._last = slot

    def _turn(self, slot: Slot) -> None:
        """Take a word that says what the next ones are."""
        if slot in (Slot.WITH, Slot.LINK):
            self._is_guest, self._since = True, 0
        elif slot is Slot.FOR and not self._has_joined:
            # 我替王奶奶报名: who speaks stays at home.
            self.has_speaker = False
        elif slot in _ENDS_GUESTS:
            self._is_guest = False
        self._has_joined = self._has_joined or slot is Slot.JOIN
        self._is_total = self._is_total or slot is Slot.TOTAL

    def _person(self, piece: Piece) -> None:
        if piece.slot is Slot.NAMED and self._last is Slot.RELATIVE:
            self._call(piece)
            return
        if self.people and self.row.words.text[piece.start] in _PRONOUNS:
            return
        if not self._is_guest:
            self._is_next = bool(self.whole)
            self.people.append(piece)
            return
        self.guests += _heads(piece)
        self._since += 1
        if piece.slot is Slot.NAMED:
            self.companions.append(piece)

    def _call(self, piece: Piece) -> None:
        """我妈王桂花: one person and her name."""
        if self._is_guest:
            self.companions.append(piece)
        elif self.people:
            self.people[-1] = piece

    def _speaker(self, slot: Slot) -> None:
        self.has_household = self.has_household or slot is Slot.WE
        if self._is_guest and self._last is Slot.LINK and self.people:
            # 老公和我: who came first are the guests.
            self.guests += sum(map(_heads, self.people))
            self.companions += [each for each in self.people if each.slot is Slot.NAMED]
            self.people.clear()
        self.has_speaker = True
        self._is_guest = False

    def _number(self, piece: Piece) -> None:
        value = piece.value or 0
        self._is_next = self._is_next and not self._is_guest
        if self._is_guest and piece.slot is not Slot.PLUS and not self._since:
            self.guests += value
            self._since += 1
        elif self._is_total or not self.whole:
            self.whole = [value]
        elif piece.slot is self._last or self._is_next:
            self.whole.append(value)
        elif value != sum(self.whole):
            self.is_sure = False
            self.whole = [max(value, sum(self.whole))]


def _heads(person: Piece) -> int:
    """爸妈 are two."""
    return person.value or 1


def count(row: Row) -> Party:
    """Walk the row and count; a person spoken to (书记，我参加) must be taken out before."""
    party = Party(row)
    for piece in row.pieces:
        party.take(piece)
    if party.has_speaker and party.people:
        party.is_sure = False
    return party

"""Tokens that stand together become phrases, and phrases joined by 到 become chains."""

import re
from dataclasses import dataclass, field
from typing import Final

from handlers.language.when.scanner import Token
from handlers.language.when.values import (
    Clock,
    Count,
    Day,
    Every,
    Instant,
    Length,
    Onwards,
    PartOfDay,
    Shift,
    Shifted,
    Until,
    Value,
)

_FILL: Final = (
    r"(?:[\s,()\[\]【】《》|:;·\"']|的|那[天日个]|这[天日]|当[天日]|[天日]期|时间|大概|大约|差不多|约|准时|正式|左右|前后|一直|持续|开始|开展|进行"
    r"|起|从|自|于|在|我们|和|及|与|或者?|、|一?共|全天|整天|每次|一次|逢|(?:上班|上学|出门)前|活动(?=\s|从|自|时间)|at|on|from|and|of|starting|beginning|t(?=\d)|the|in)*"
)
_SOFT: Final = re.compile(rf"{_FILL}(?:\.\s*)?{_FILL}")
_LINK: Final = re.compile(
    rf"{_FILL}(?:(?:开|办|干|搞|忙活|进行|持续|一直|直|忙)?到了?|截止到?|至|-+>?|~+|→|to|until|till?|through|thru){_FILL}"
)
_BEFORE: Final = re.compile(r"(?:从|自|于|在|定于|定在|大概|大约|约|on|from|starting)\s*$")
_AFTER: Final = re.compile(
    r"\s*(?:左右|前后|开始|起|准时|结束|之前|以前|为止|止|前(?!台|门|面|往))"
)
# How far before a time the words are looked for that belong to it.
BESIDE: Final = 20
# No gap within one time is wider; a text of blanks is not searched for one.
_WIDEST_GAP: Final = 40


@dataclass(slots=True)
class Phrase:
    """One side of a range, or a whole time."""

    days: list[Day] = field(default_factory=list)
    part: PartOfDay | None = None
    clock: Clock | None = None
    every: Every | None = None
    instant: Instant | None = None
    length: Length | None = None
    count: Count | None = None
    # 9点到11点 周六: the day belongs to the whole range.
    is_day_last: bool = False
    is_onwards: bool = False
    # 27号截止: another day belongs to something else.
    is_closed: bool = False
    until: list[Day] = field(default_factory=list)

    @property
    def has_clock(self) -> bool:
        return self.clock is not None or self.part is not None

    def takes(self, value: Value) -> bool:
        """Take a value in; False when the phrase already says something of the kind."""
        match value:
            case Clock():
                return self._take_clock(value)
            case PartOfDay():
                return self._take_part(value)
            case Shift():
                return self._shift(value.by)
            case Every():
                return self._take_every(value)
            case Instant() | Length() | Count() | Onwards() | Until():
                return self._keep(value)
            case _:
                return self._take_day(value)

    def _keep(self, value: Instant | Length | Count | Onwards | Until) -> bool:
        match value:
            case Instant():
                self.instant = self.instant or value
            case Length():
                self.length = self.length or value
            case Count():
                self.count = self.count or value
            case Onwards():
                self.is_onwards = True
            case Until():
                self.is_closed = True
                if self.is_day_last and self.days:
                    self.until = [self.days.pop()]
        return True

    def _take_clock(self, clock: Clock) -> bool:
        if self.clock:
            return False
        self.clock = clock
        return True

    def _take_part(self, part: PartOfDay) -> bool:
        if self.clock:
            return part.is_weak or self.clock.part is not None
        if not self.part or not part.is_weak:
            self.part = part
        return True

    def _take_every(self, every: Every) -> bool:
        if self.every and self.every.days:
            # 周一到周五每天: the days said first are the ones that recur.
            return not every.days
        self.every = every
        return True

    def _take_day(self, day: Day) -> bool:
        if (self.clock or self.is_closed) and self.days:
            return False
        if self.clock:
            self.is_day_last = True
        self.days.append(day)
        return True

    def _shift(self, by: int) -> bool:
        if self.days:
            self.days[-1] = Shifted(self.days[-1], by)
        return True


@dataclass(slots=True)
class Chain:
    """Phrases joined by 到, and where they stand in the text."""

    phrases: list[Phrase]
    start: int
    end: int

    @property
    def has_exact_clock(self) -> bool:
        return any(each.clock for each in self.phrases)

    @property
    def has_day(self) -> bool:
        return any(each.days or each.every or each.instant for each in self.phrases)

    @property
    def has_clock(self) -> bool:
        return any(each.clock or each.part for each in self.phrases)


def chains(text: str, tokens: list[Token]) -> list[Chain]:
    """Join the tokens of a text that belong together."""
    found: list[Chain] = []
    for token in tokens:
        if found and _joins(found[-1], text, token):
            continue
        if not isinstance(token.values[0], Onwards | Until):
            found.append(_begin(token))
    free = 0
    for chain in found:
        _widen(chain, text, free)
        free = chain.end
    return found


def _begin(token: Token) -> Chain:
    phrase = Phrase()
    for value in token.values:
        phrase.takes(value)
    return Chain([phrase], token.start, token.end)


def _joins(chain: Chain, text: str, token: Token) -> bool:
    gap = text[chain.end : token.start]
    if len(gap) > _WIDEST_GAP:
        return False
    if _LINK.fullmatch(gap):
        chain.phrases.append(Phrase())
    elif not _SOFT.fullmatch(gap):
        return False
    phrase = chain.phrases[-1]
    if not all(phrase.takes(value) for value in token.values):
        return False
    chain.end = token.end
    return True


def _widen(chain: Chain, text: str, free: int) -> None:
    """Take in 从 before and 左右 after it; the text before `free` belongs to another."""
    before = _BEFORE.search(text, max(free, chain.start - BESIDE), chain.start)
    after = _AFTER.match(text, chain.end)
    if before:
        chain.start = before.start()
    if after:
        chain.end = after.end()

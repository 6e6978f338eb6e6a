"""Which of the times in a text is the one that is meant."""

import re
from dataclasses import replace
from typing import Final

from handlers.language.when.phrases import BESIDE, Chain, Phrase
from handlers.language.when.values import Part, Towards

_MORNINGS: Final = {Part.DAWN, Part.MORNING, Part.NOON}

# 改到, 推迟到: what follows is meant.
_CHANGE: Final = re.compile(
    r"(?:改期?|推迟?|推后|提前|延[期后]?|顺延|调整?|挪|移|换|变更|更改)(?:到|至|成|为|在|时间)|改期"
    r"|(?:rescheduled?|moved?|postponed?|changed?|shift(?:ed)?)\b.{0,40}?\bto\b"
)
# 报名截止周五18点, 周五前报名: when something else ends or begins.
_DEADLINE_BEFORE: Final = re.compile(
    r"(?:(?:截止|截至|报名时间|deadline)(?:时间|日期)?[:\s到至于为]*|报名[:到至于为]*)$"
)
_DEADLINE_AFTER: Final = re.compile(r"(?:\s*(?:截止|(?:结束|停止)报名)|(?:报名|接龙)(?!人))")
_ENDING: Final = re.compile(
    r"\s*(?:左右|前后|之前|前)?(?:就|会|能|可以)?(?:结束(?!报名)|散场|散会|收工|收摊|完事|回来|返回|返程)"
)
_COUNTING: Final = re.compile(
    r"统计|汇总|导出|公示|明细|回顾|总结|报表|多少|积分榜|排行|report|statistics"
)
_LOOKING: Final = re.compile(r"查(?!一下?天气)")
_LOOSE_PART: Final = re.compile(r"\s*(?:太|吵|睡|总|老是|都|有人|经常|不|没|吃|的时候|还)")


def direction(text: str) -> Towards:
    """Tell whether a text asks about what was."""
    if _COUNTING.search(text):
        return Towards.BACK
    return Towards.NEAREST if _LOOKING.search(text) else Towards.AHEAD


def choose(text: str, found: list[Chain]) -> list[Chain]:
    """Return the chain that is meant, completed by those that only add a clock or a length."""
    times = _without_mere_parts([chain for chain in found if _says_time(chain, text)])
    changed = _after_change(text, times)
    if changed:
        return changed
    if not times:
        return []
    plain = [chain for chain in times if not _is_deadline(chain, text)] or times
    main = max(plain, key=_weight)
    chosen = sorted([main, *_complements(main, plain, found)], key=lambda chain: chain.start)
    return _ended(chosen, text, found)


def _ended(chosen: list[Chain], text: str, found: list[Chain]) -> list[Chain]:
    """Give 周六9点集合 … 11点结束 its end."""
    clocks = [chain for chain in chosen if chain.has_exact_clock]
    if not clocks or any(len(chain.phrases) > 1 for chain in chosen):
        return chosen
    last = clocks[-1]
    for chain in found:
        is_clock = chain.has_exact_clock and not chain.has_day and len(chain.phrases) == 1
        if is_clock and chain.start > last.start and _is_ending(chain, text):
            ended = replace(last, phrases=[*last.phrases, *chain.phrases])
            return [ended if each is last else each for each in chosen]
    return chosen


def _is_ending(chain: Chain, text: str) -> bool:
    said = text[chain.start : chain.end].removesuffix("结束")
    return bool(_ENDING.match(text, chain.start + len(said)))


def _weight(chain: Chain) -> int:
    return 2 if chain.has_day and chain.has_clock else 1


def _complements(main: Chain, plain: list[Chain], found: list[Chain]) -> list[Chain]:
    """Complete 周六 环境整治 9点 and 9点 … 2小时."""
    added: list[Chain] = []
    if not main.has_clock and not main.phrases[0].instant:
        added += [each for each in plain if each.has_clock and not each.has_day][:1]
    elif not main.has_day:
        added += [each for each in plain if each.has_day and not each.has_clock][:1]
    if (main.has_clock or added) and not any(each.length for each in main.phrases):
        added += [each for each in found if _is_length(each) and each.start > main.start][:1]
    return added


def _is_length(chain: Chain) -> bool:
    phrase = chain.phrases[0]
    return phrase.length is not None and not chain.has_day and not chain.has_clock


def _says_time(chain: Chain, text: str) -> bool:
    if chain.has_day:
        return any(_is_said(each, chain, text) for each in chain.phrases)
    parts = [each.part for each in chain.phrases if each.part]
    sure = [
        each.clock
        for each in chain.phrases
        if each.clock and not each.clock.is_bare and not each.clock.is_doubtful
    ]
    if sure or (parts and any(each.clock for each in chain.phrases)):
        return True
    strong = [each for each in parts if not each.is_weak and each.part is not Part.NIGHT]
    return bool(strong) and not _LOOSE_PART.match(text, chain.end)


def _without_mere_parts(times: list[Chain]) -> list[Chain]:
    """Leave out 夜间 in a title, where a clock time stands elsewhere."""
    if not any(each.has_exact_clock for each in times):
        return times
    return [each for each in times if each.has_day or each.has_exact_clock]


def _is_said(phrase: Phrase, chain: Chain, text: str) -> bool:
    """Tell a bare 每天, 每月 in a sentence from a time."""
    if phrase.days or phrase.instant or phrase.has_clock:
        return True
    every = phrase.every
    if every is None:
        return False
    if every.days:
        return True
    return every.frequency == "DAILY" and (chain.start == 0 or text[chain.start - 1].isspace())


def _is_deadline(chain: Chain, text: str) -> bool:
    before = _DEADLINE_BEFORE.search(text, max(0, chain.start - BESIDE), chain.start)
    return bool(before or _DEADLINE_AFTER.match(text, chain.end))


def _after_change(text: str, times: list[Chain]) -> list[Chain]:
    """Return what follows 改到; a new hour keeps the day said before."""
    cues = list(_CHANGE.finditer(text))
    if not cues:
        return []
    cue = cues[-1]
    after = [chain for chain in times if chain.end > cue.end()]
    if not after:
        return []
    main = after[0]
    before = [chain for chain in times if chain.end <= cue.start() and chain.has_day]
    if main.has_day:
        return [main, *_complements(main, after, after)] if not main.has_clock else [main]
    days = [chain for chain in after[1:] if chain.has_day and not chain.has_clock]
    return [_day_of(before[-1]), main] if before else [main, *days[:1]]


def _day_of(chain: Chain) -> Chain:
    """Return only the day of a time, and the half of the day where it helps: 晚上7点改到8点."""
    said = chain.phrases[0]
    half = said.part if said.part and said.part.part not in _MORNINGS else None
    return replace(chain, phrases=[Phrase(days=said.days, part=half, every=said.every)])

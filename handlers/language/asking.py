"""What somebody asks about an activity: when, where, whether there are seats, what to bring."""

import re
from enum import StrEnum

from handlers.language.normalise import Folded

# A longer question asks for more than a fact of the card.
LONGEST = 40


class Fact(StrEnum):
    """A fact of an activity that its card tells; the order is the order of telling."""

    CLOSES = "closes"
    WHEN = "when"
    WHERE = "where"
    SEATS = "seats"
    BRING = "bring"
    ORGANISER = "organiser"


_ASKS = re.compile(
    r"[?吗么呢]|几|什么|哪|啥|谁|多少|何时|多久|怎么|还有|有没有|没有$|满了没|满没满"
    r"|\b(?:how|what|when|where|who|which|is|are|any|do|does)\b"
)
_CLOSING = "截止|报名到|报到什么时候|deadline|close"
_FACTS = {
    Fact.CLOSES: re.compile(_CLOSING),
    Fact.WHEN: re.compile(
        r"几点|几号|几时|哪天|哪一天|什么时[候间]|何时|时间|多久|多长|星期几|周几|\bwhen\b|what time|what day|how long"
    ),
    Fact.WHERE: re.compile(
        r"哪里|哪儿|在哪|到哪|去哪|哪个(?:地方|位置)|什么地方|地点|地址|怎么走|\bwhere\b|what place|address"
    ),
    Fact.SEATS: re.compile(
        r"名额|空位|位[置子]|(?:还|可以|能)(?:可以|能)?报|满了|报满|多少人|几个人|几人|"
        r"\b(?:seats?|spots?|places?) (?:left|free|available)|any (?:seats?|spots?)|is it full|how many"
    ),
    Fact.BRING: re.compile(
        r"带(?:什么|啥|点什么|哪些)|要带|自备|自带|准备(?:什么|啥)|穿什么|穿啥|bring|wear"
    ),
    Fact.ORGANISER: re.compile(r"谁组织|组织者|找谁|联系谁|谁负责|负责人|organi[sz]er|who runs"),
}


def read_facts(words: Folded) -> tuple[Fact, ...]:
    """Return which facts are asked for; none where nothing is asked, or something else."""
    said = words.text
    if len(said) > LONGEST or not _ASKS.search(said):
        return ()
    asked = tuple(fact for fact, pattern in _FACTS.items() if pattern.search(said))
    return tuple(each for each in asked if each is not Fact.WHEN) if Fact.CLOSES in asked else asked

"""Sign-ups and withdrawals in Latin letters: English sentences, and pinyin."""

import re

from handlers.language.signup.reading import NOTHING, QUESTION, Act, Meaning, SignupReading

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_N = rf"(?:[0-9]{{1,2}}|{'|'.join(_NUMBERS)})"
_BEFORE = r"(?:(?:ok|okay|hi|hello|hey|sorry|yes|yep|sure|great|thanks|please|thank you|good morning|sounds good|great idea|of course|hi all|hello all|hello everyone|hi everyone|i'm afraid|i am afraid|unfortunately|so|very|but|and)[\s,.!]+)*"
_AFTER = r"(?:[\s,.!]*(?:please|pls|thanks|thank you|thx|sorry|this time|too|again|for this|for that|for the activity|guys|everyone|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|this week|anymore|any more))*[\s.!]*"
_I = r"(?:i|we|i'm|i am|we are|we're|me)"
_WILL = r"(?:(?:i|we)(?:'ll| will| would like to|'d like to| want to| can| am going to| are going to)? ?(?:also )?)"
_GUEST = r"my (?:wife|husband|son|daughter|kid|child|mother|mom|mum|father|dad|friend|partner|neighbou?r)"
_US_TWO = rf"(?:me and {_GUEST}|{_GUEST} and (?:i|me))"
_JOIN = (
    r"\+ ?(?P<plus>[0-9]{1,2})|count (?:me|us)(?= as)|/?join(?:ing)?(?: in)?(?: me| us)?|sign (?:me|us) up|count (?:me|us) in|add (?:me|us)|put (?:me|us) down|include (?:me|us)|register(?: me| us)?|sign(?:ing)? ?up"
    r"|(?:i'm|i am|we're|we are|me|us) in|me too|(?:i am|i'm|we're|we are) (?:coming|going|joining)|book (?:me|us) in"
    rf"|(?:i'd|we'd|i would|we would) (?:love|like) to (?:join|come|go|help|attend|participate)|happy to (?:join|come|help)|{_WILL}(?:join|come|go|sign up|be there|attend|participate|take part|register)|i'll be there|i do"
    r"|(?:i|we) want in|(?:sign|deal) (?:me|us) in|put (?:me|us) on the list|(?:put )?(?:my|our) names? down|(?:i|we)'d love to"
    r"|(?:i'll|i will) take (?:a|one) (?:seat|spot|place)"
)
_COUPLE = r"(?:we'll both (?:come|be there|join)|both of us (?:are|will be) (?:coming|in|there)|both of us will (?:come|join))"
_PARTY = (
    rf"(?:[\s,]+(?:(?:for|party of|as|for a party of) (?P<party>{_N})|(?P<heads>{_N})(?= people| persons| of us| guests| adults| seats| spots)[a-z ]+|(?:for )?(?:activity |event |no\.? ?|# ?)?(?P<number>[0-9]{{1,3}}))"
    rf"|[\s,]*(?:with|and|\+) (?P<guest>{_GUEST}))?"
)
_SIGNUP = re.compile(rf"{_BEFORE}(?:{_JOIN}){_PARTY}{_AFTER}")
_WE_TWO = re.compile(rf"{_BEFORE}(?P<guest>{_US_TWO})(?: (?:will|are|can|both) .{{1,20}})?")
_BOTH = re.compile(rf"{_BEFORE}(?P<guest>{_COUPLE}){_AFTER}")
_OF_US = re.compile(rf"{_BEFORE}(?P<party>{_N}) of us (?:will|are|can) .{{1,20}}")
_LEAVE = re.compile(
    rf"{_BEFORE}(?:/?cancel(?: (?:me|my (?:sign ?-?up|spot|place|registration|seat|booking)|it|us))?|unable to (?:attend|come|join|make it|participate)|/leave|/quit|leave(?= activity| event| no| #)|count (?:me|us) out|(?:i'm|i am|we're) out"
    r"|(?:(?:i|we) )?(?:can't|cannot|can not|cant|won't|couldn't|will not|am not able to|are not able to|won't be able to|(?:am |are )?unable to|won't be|can no longer)(?: be able to)? (?:make it|coming|joining|come|go|join|attend|be there|participate)"
    r"|(?:i'm |i am |we're |we are )?(?:not|no longer) (?:coming|going|joining|able to (?:come|go|join|make it))"
    r"|(?:please )?(?:remove|drop|take|scratch) (?:me|us|my name)(?: (?:off|from)(?: the| this)? list)?|withdraw(?: me)?|drop out|(?:i )?(?:have to|need to|must|want to) (?:cancel|withdraw|drop out|pull out|back out|leave the list)|(?:i'm |i am )?(?:dropping|pulling|backing) out|i quit|unjoin|-1)"
    rf"(?: (?:to |from )?(?:activity |event |no\.? ?|# ?)?(?P<number>[0-9]{{1,3}}))?{_AFTER}"
)
_LAST = re.compile(r"[,.;!\n]| because | but ")
_QUESTION = re.compile(
    r"\?|^(?:how|what|when|where|who|which|why)\b"
    r"|^(?:can|could|is|are|do|does|will|should|may) (?:i|we|you|it|there|the|my|this|that|he|she|they|anyone|anybody|kids|children|a)\b"
)


_PINYIN_JOIN = re.compile(r"(?:wo|women)?(?:ye)?(?:yao|xiang)?(?:baoming|canjia|bm|cj|jielong)")
_PINYIN_LEAVE = re.compile(r"(?:wo)?(?:quxiao|tuichu)(?:baoming)?")


def read_latin(text: str) -> SignupReading:
    """Read folded text without Chinese characters."""
    text = text.strip()
    joined = re.sub(r"[\s.!,]", "", text)
    if _PINYIN_JOIN.fullmatch(joined):
        return SignupReading(Meaning.SIGNUP, Act.ACT, size=1)
    if _PINYIN_LEAVE.fullmatch(joined):
        return SignupReading(Meaning.CANCEL, Act.ACT)
    if _QUESTION.search(text):
        return QUESTION
    match = _SIGNUP.fullmatch(text) or _OF_US.fullmatch(text) or _WE_TWO.fullmatch(text)
    match = match or _BOTH.fullmatch(text)
    if match:
        return _signup(match.groupdict())
    for clause in (text, *map(str.strip, _LAST.split(text))):
        leaving = _LEAVE.fullmatch(clause)
        if leaving:
            number = leaving["number"]
            return SignupReading(Meaning.CANCEL, Act.ACT, number=int(number) if number else None)
    return NOTHING


def _signup(found: dict[str, str | None]) -> SignupReading:
    heads = _value(found.get("party") or found.get("heads") or found.get("plus"))
    size = heads or (2 if found.get("guest") else 1)
    return SignupReading(Meaning.SIGNUP, Act.ACT, size=size, number=_value(found.get("number")))


def _value(token: str | None) -> int | None:
    if token is None:
        return None
    return _NUMBERS.get(token) or int(token)

"""Place and title of a notice in English: what stands between the commas."""

import re

from handlers.language.sheet import Sheet

_PLACE_WORDS = (
    "square|plaza|hall|park|gardens?|gate|building|block|tower|unit|room|cent(?:er|re)|court(?:yard)?|library|school|"
    "entrance|exit|lobby|yard|station|office|club|playground|pool|street|road|avenue|lane|floor|hospital|clinic room|river|"
    "lake|beach|gym|stadium|field|shop|caf[eé]|canteen|kitchen|classroom|theat(?:er|re)|museum|corner|bridge|house|garage|"
    "lawn|terrace|pavilion|market hall|online|zoom"
)
_PLACE = re.compile(
    rf"(?:the |our )?(?:[\w'#.-]+ ){{0,4}}?(?:{_PLACE_WORDS})(?: (?:no\.? ?)?[0-9]{{1,4}}[a-z]?| [a-z])?(?: (?:{_PLACE_WORDS}))*\b"
)
_DEED = re.compile(
    r".*\b(?:clean(?:ing)?(?:[ -]?up)?|tidy(?:ing)?(?:[ -]?up)?|clinic|class|course|lecture|talk|workshop|training|party|meeting|"
    r"gathering|game|match|walk|run|concert|show|movie|film|exhibition|fair|sale|planting|picnic|festival|celebration|"
    r"rehearsal|danc(?:e|ing)|yoga|tai chi|reading|sorting|patrol|visit|repairs?|drive|screening|check-?up|lesson|choir|"
    r"chess|tour|outing|dinner|lunch|breakfast|tea)s?\b.*"
)
_FIELD = re.compile(r"[^,;\n]+")
_LEAD = re.compile(
    r"(?:[\s.:!-]|(?:at|in|on|for|from|of|to|and|there is|there will be|we have|an?)\s)*"
)
_TAIL = re.compile(r"(?:[\s.:!-]|\s(?:at|in|on|for|from|to|and|max|up to|only|please))*$")


def is_latin(text: str) -> bool:
    """Whether what is left of a notice is written in Latin letters alone."""
    return bool(re.search("[a-z]", text)) and not re.search("[\u3400-\u9fff]", text)


def place_and_title(
    sheet: Sheet, place: str | None, title: str | None
) -> tuple[str | None, str | None]:
    """Find in what is left what was not labelled."""
    fields = [_trimmed(sheet.text, *found.span()) for found in _FIELD.finditer(sheet.text)]
    fields = [(start, end) for start, end in fields if re.search("[a-z]", sheet.text[start:end])]
    at = _which_place(sheet.text, fields, has_title=title is not None) if place is None else None
    if at is not None:
        start, end = fields.pop(at)
        found = _PLACE.match(sheet.text, start, end)
        stop = found.end() if found else end
        place = sheet.words.cut(start, stop)
        rest = _trimmed(sheet.text, stop, end)
        fields[at:at] = [rest] if rest[0] < rest[1] else []
    if title is None and fields:
        deeds = [span for span in fields if _DEED.fullmatch(sheet.text, *span)]
        title = sheet.words.cut(*(deeds or fields)[0])
    return place, title


def _which_place(text: str, fields: list[tuple[int, int]], *, has_title: bool) -> int | None:
    """Return which field is the place, or begins with it; of several that say nothing the first."""
    for read in (_PLACE.fullmatch, _PLACE.match):
        for at, span in enumerate(fields):
            if read(text, *span):
                return at
    is_told = has_title or (len(fields) > 1 and not _DEED.fullmatch(text, *fields[0]))
    return 0 if fields and is_told else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the words that only join a field to its neighbours."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    tail = _TAIL.search(text[start:end])
    return start, start + tail.start() if tail else end

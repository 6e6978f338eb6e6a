"""The catalogues: a key and its blanks become words in one language.

zh-Hans and en are written by hand; zh-Hant is made from zh-Hans by OpenCC, with `zh-Hant/*.ftl`
laid over it. A deployment may lay a folder of its own over any language.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle
from fluent.runtime.types import fluent_number
from fluent.syntax.ast import (
    Identifier,
    Message,
    MessageReference,
    Pattern,
    Placeable,
    Resource,
    TextElement,
    VariableReference,
)
from fluent.syntax.parser import FluentParser
from fluent.syntax.visitor import Visitor
from opencc import OpenCC

from handlers.message import Lines, Span, Text, Value
from storage.records import record

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
LOCALES = Path(__file__).with_name("locales")

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_QUOTES = str.maketrans("“”‘’", "「」『』")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@record
class Reader:
    """For whom a text is worded: dates are told in their zone, without the year if it is this one."""

    zone: ZoneInfo
    now: datetime


@record
class _Source:
    """What a source says: texts that are nothing but words and blanks, as format strings, which are
    filled in ten times as fast; and what is left to Fluent: numbers and choices.
    """

    plain: Mapping[str, str]
    rest: Resource


class Catalogue:
    """The texts of one language."""

    def __init__(self, language: str, sources: Iterable[_Source]) -> None:
        self.language = language
        self._is_chinese = language.startswith("zh")
        self._bundle = FluentBundle([language], use_isolating=False)
        self._plain: dict[str, str] = {}
        for source in sources:
            for entry in source.rest.body:
                if isinstance(entry, Message):
                    self._plain.pop(entry.id.name, None)
            self._plain |= source.plain
            self._bundle.add_resource(source.rest, allow_overrides=True)
            for name in _referenced(source.rest) & self._plain.keys():
                entry = Message(Identifier(name), _pattern(self._plain[name]))
                self._bundle.add_resource(Resource([entry]), allow_overrides=True)

    def word(self, text: Text | Lines, reader: Reader) -> str:
        """Fill in a text. Raises KeyError for an unknown key, ValueError for a missing blank."""
        if isinstance(text, Lines):
            return "\n".join(filter(None, (self.word(line, reader) for line in text.lines)))
        plain = self._plain.get(text.key)
        if plain is None:
            return self._format(text, reader)
        try:
            return plain.format_map({k: self._fill(v, reader) for k, v in text.values.items()})
        except KeyError as error:
            raise ValueError(f"{text.key}: {error} is missing") from None

    def _format(self, text: Text, reader: Reader) -> str:
        message = self._bundle.get_message(text.key)
        if message.value is None:
            raise KeyError(text.key)
        values = {
            name: fluent_number(value, useGrouping=False)
            if isinstance(value, int)
            else self._fill(value, reader)
            for name, value in text.values.items()
        }
        worded, errors = self._bundle.format_pattern(message.value, values)
        if errors:
            raise ValueError(f"{text.key}: {errors[0]}")
        return str(worded)

    def _fill(self, value: Value, reader: Reader) -> str:
        match value:
            case str():
                return value
            case int():
                return str(value)
            case Text() | Lines():
                return self.word(value, reader)
            case None:
                return ""
            case _:
                return self._when(value, reader)

    def _when(self, value: Span | datetime | date | time, reader: Reader) -> str:
        match value:
            case Span(start, end):
                return self._span(start, end, reader)
            case datetime():
                return self._moment(value, reader)
            case date():
                return self._day(value, reader)
            case time():
                return value.strftime("%H:%M")

    def _span(self, start: datetime, end: datetime | None, reader: Reader) -> str:
        if end is None:
            return self._moment(start, reader)
        if start.astimezone(reader.zone).date() == end.astimezone(reader.zone).date():
            return f"{self._moment(start, reader)}–{end.astimezone(reader.zone):%H:%M}"
        return f"{self._moment(start, reader)} – {self._moment(end, reader)}"

    def _moment(self, moment: datetime, reader: Reader) -> str:
        local = moment.astimezone(reader.zone)
        gap = "" if self._is_chinese else " "
        return f"{self._day(local.date(), reader)}{gap}{local:%H:%M}"

    def _day(self, day: date, reader: Reader) -> str:
        is_this_year = day.year == reader.now.astimezone(reader.zone).year
        if self._is_chinese:
            year = "" if is_this_year else f"{day.year}年"
            week = "週" if self.language == "zh-Hant" else "周"
            return f"{year}{day.month}月{day.day}日({week}{_WEEKDAYS_ZH[day.weekday()]})"
        year = "" if is_this_year else f" {day.year}"
        return f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}{year}"


class Texts:
    """All catalogues; each is read when it is first asked for."""

    def __init__(self, overrides: Path | None = None) -> None:
        self._overrides = overrides
        self._catalogues: dict[str, Catalogue] = {}

    def in_language(self, language: str) -> Catalogue:
        found = self._catalogues.get(language)
        if found is None:
            found = self._catalogues[language] = self._load(language)
        return found

    def _load(self, language: str) -> Catalogue:
        if language not in LANGUAGES:
            raise KeyError(language)
        found = list(_built_in(language))
        if self._overrides is not None:
            found += map(_read_source, _read(self._overrides / language))
        return Catalogue(language, found)


def _read_source(source: str) -> _Source:
    plain = {}
    rest = []
    for entry in FluentParser(with_spans=False).parse(source).body:
        if isinstance(entry, Message) and entry.value is not None:
            words = _plain(entry.value)
            if words is not None:
                plain[entry.id.name] = words
                continue
        rest.append(entry)
    return _Source(plain, Resource(rest))


def _plain(pattern: Pattern) -> str | None:
    """Return a pattern as a format string; None when it has more than words and blanks."""
    parts = []
    for element in pattern.elements:
        match element:
            case TextElement(value=words):
                parts.append(words.replace("{", "{{").replace("}", "}}"))
            case Placeable(expression=VariableReference(id=blank)):
                parts.append(f"{{{blank.name}}}")
            case _:
                return None
    return "".join(parts)


def _pattern(words: str) -> Pattern:
    """Return a format string as the pattern it was made from."""
    elements: list[TextElement | Placeable] = []
    for said, blank, _, _ in Formatter().parse(words):
        if said:
            elements.append(TextElement(said))
        if blank is not None:
            elements.append(Placeable(VariableReference(Identifier(blank))))
    return Pattern(elements)


def _referenced(resource: Resource) -> set[str]:
    """Return the texts that others are made of."""
    found: set[str] = set()

    class Finder(Visitor):
        def visit_MessageReference(self, node: MessageReference) -> None:  # noqa: N802 Fluent calls it
            found.add(node.id.name)

    Finder().visit(resource)
    return found


def sources(language: str) -> list[str]:
    """Return the Fluent sources of a language, later ones winning over earlier ones."""
    if language == "zh-Hant":
        simplified = _read(LOCALES / "zh-Hans")
        return [*map(_to_traditional(), simplified), *_read(LOCALES / "zh-Hant")]
    return _read(LOCALES / language)


@lru_cache(256)
def traditional(words: str) -> str:
    """Return simplified words as the traditional catalogue writes them."""
    converted = _to_traditional()(words)
    # OpenCC takes 回复 for a return to health where no punctuation follows.
    return converted.replace("回復", "回覆").translate(_QUOTES)


@cache
def _built_in(language: str) -> tuple[_Source, ...]:
    return tuple(map(_read_source, sources(language)))


def _to_traditional() -> Callable[[str], str]:
    """Return what rewrites simplified words. Not to be kept: it holds forty megabytes."""
    opencc = OpenCC("s2tw")

    def rewrite(words: str) -> str:
        converted: str = opencc.convert(words)
        return converted.translate(_QUOTES)

    return rewrite


def _read(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.ftl"))]

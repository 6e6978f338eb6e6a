"""The catalogues: a key and its blanks become words in one language.

zh-Hans and en are written by hand; zh-Hant is made from zh-Hans by OpenCC, with `zh-Hant/*.ftl`
laid over it. A deployment may lay a folder of its own over any language.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax.ast import Message, Pattern, Placeable, Resource, TextElement, VariableReference
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


class Catalogue:
    """The texts of one language."""

    def __init__(self, language: str, resources: Iterable[Resource]) -> None:
        self.language = language
        self._is_chinese = language.startswith("zh")
        self._bundle = FluentBundle([language], use_isolating=False)
        self._plain: dict[str, str] = {}
        for resource in resources:
            self._bundle.add_resource(resource, allow_overrides=True)
            self._learn(resource)

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

    def _learn(self, resource: Resource) -> None:
        """Keep what is nothing but words and blanks in a form that is filled in at once.

        Fluent's resolver takes ten times as long; it is left what needs it: numbers and choices.
        """
        for entry in resource.body:
            if isinstance(entry, Message) and entry.value is not None:
                plain = _plain(entry.value)
                if plain is None:
                    self._plain.pop(entry.id.name, None)
                else:
                    self._plain[entry.id.name] = plain

    def _format(self, text: Text, reader: Reader) -> str:
        message = self._bundle.get_message(text.key)
        if message.value is None:
            raise KeyError(text.key)
        values = {
            # Only English inflects by number; a plain string is far cheaper to fill in.
            name: fluent_number(value, useGrouping=False)
            if isinstance(value, int) and not self._is_chinese
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
        resources = list(_built_in(language))
        if self._overrides is not None:
            resources += map(FluentResource, _read(self._overrides / language))
        return Catalogue(language, resources)


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


def sources(language: str) -> list[str]:
    """Return the Fluent sources of a language, later ones winning over earlier ones."""
    if language == "zh-Hant":
        return [*map(traditional, _read(LOCALES / "zh-Hans")), *_read(LOCALES / "zh-Hant")]
    return _read(LOCALES / language)


def traditional(words: str) -> str:
    """Return simplified words as the traditional catalogue writes them."""
    converted: str = _to_traditional().convert(words)
    # OpenCC takes 回复 for a return to health where no punctuation follows.
    return converted.replace("回復", "回覆").translate(_QUOTES)


@cache
def _built_in(language: str) -> tuple[Resource, ...]:
    return tuple(map(FluentResource, sources(language)))


def _read(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.ftl"))]


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2tw")

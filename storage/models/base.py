"""Column types with one meaning on SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, String, Text
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite gives rowids only to INTEGER; PostgreSQL wants room.
Id = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored and given back in UTC; a naive one is refused.

    Its own processors instead of SQLAlchemy's for SQLite, which take several times as long: an
    activity alone has five moments.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        return _write_moment if dialect.name == "sqlite" else _in_utc

    def result_processor(self, dialect: Dialect, _: object) -> Callable[[Any], datetime | None]:
        return _read_moment if dialect.name == "sqlite" else _in_utc


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a stored moment needs a time zone")
    return moment.astimezone(UTC)


def _write_moment(moment: datetime | None) -> str | None:
    # The hour that comes twice in autumn equals its first coming, so it can't be remembered.
    if moment is None or moment.fold:
        return _written(moment)
    return _remembered(moment)


def _written(moment: datetime | None) -> str | None:
    utc = _in_utc(moment)
    return None if utc is None else utc.isoformat(" ", "microseconds").removesuffix("+00:00")


# One message writes its moment a dozen times.
_remembered = lru_cache(64)(_written)


def _read_moment(words: str | None) -> datetime | None:
    return None if words is None else datetime.fromisoformat(words + "+00:00")


class HourMinute(TypeDecorator[time]):
    """A time of day as HH:MM."""

    impl = String(5)
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.strftime("%H:%M")

    def process_result_value(self, value: str | None, dialect: Dialect) -> time | None:  # noqa: ARG002
        return None if value is None else time.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """A small value kept whole as JSON text; nothing is ever queried inside it."""

    impl = Text
    cache_ok = True

    def bind_processor(self, _: Dialect) -> Callable[[Any], str | None]:
        return _write_json

    def result_processor(self, _: Dialect, __: object) -> Callable[[str | None], Any]:
        return _read_json


def _write_json(value: Any) -> str | None:
    return None if value is None else orjson.dumps(value).decode()


def _read_json(words: str | None) -> Any:
    return None if words is None else orjson.loads(words)


class Names(TypeDecorator[tuple[str, ...]]):
    """A tuple of names as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002
        return orjson.dumps(value or ()).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002
        return tuple(orjson.loads(value)) if value else ()


class Choice(TypeDecorator[StrEnum]):
    """A member of a StrEnum by its value."""

    impl = String(20)
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def bind_processor(self, _: Dialect) -> Callable[[str | None], str | None]:
        known: dict[str | None, str | None] = {each: str(each) for each in self.members}
        return (known | {None: None}).__getitem__

    def result_processor(self, _: Dialect, __: object) -> Callable[[str | None], StrEnum | None]:
        known: dict[str | None, StrEnum | None] = {each.value: each for each in self.members}
        return (known | {None: None}).__getitem__

"""Typed settings from a TOML file and the environment. A bad one stops the start and names itself."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PREFIX = "YOUHU_"


class SettingsError(Exception):
    """A setting is wrong; the message says which, and what is expected."""


@dataclass(frozen=True, slots=True)
class Http:
    """One server for callbacks, pages and health."""

    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """`texts` is a folder with own wordings: `<language>/*.ftl`, laid over the built-in ones."""

    database: str = "sqlite:///youhu.db"
    owner_code: str | None = None
    timezone: str = "Asia/Shanghai"
    language: str = "zh-Hans"
    texts: str | None = None
    http: Http = field(default_factory=Http)


def load(path: Path | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the file, then lay the environment over it. Raises SettingsError."""
    given: dict[str, Any] = {}
    if path is not None:
        try:
            given = tomllib.loads(path.read_text("utf-8"))
        except OSError as error:
            raise SettingsError(f"{path} can't be read: {error.strerror}") from None
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{path} is not TOML: {error}") from None
    for keys, value in _from_environment(environment):
        section = given
        for key in keys[:-1]:
            section = section.setdefault(key, {})
        section[keys[-1]] = value
    settings: Settings = _build(Settings, given, "")
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise SettingsError(f"timezone: there is no zone {settings.timezone!r}") from None
    return settings


def _from_environment(environment: Mapping[str, str]) -> Iterator[tuple[list[str], str]]:
    for name, value in sorted(environment.items()):
        if name.startswith(PREFIX):
            yield name.removeprefix(PREFIX).lower().split("__"), value


def _build(kind: type, given: Mapping[str, Any], path: str) -> Any:
    hints = get_type_hints(kind)
    unknown = given.keys() - hints.keys()
    if unknown:
        raise SettingsError(f"unknown setting: {path}{min(unknown)}")
    values = {
        each.name: _value(hints[each.name], given[each.name], path + each.name)
        for each in fields(kind)
        if each.name in given
    }
    return kind(**values)


def _value(kind: Any, given: Any, path: str) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(given, Mapping):
            raise SettingsError(f"{path} must be a section")
        return _build(kind, given, f"{path}.")
    if kind is int:
        try:
            return int(given)
        except (TypeError, ValueError):
            raise SettingsError(f"{path} must be a whole number, not {given!r}") from None
    if not isinstance(given, str):
        raise SettingsError(f"{path} must be a text, not {given!r}")
    return given

"""Typed settings from a TOML file and the environment. A bad one stops the start and names itself."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PREFIX = "YOUHU_"
# The name of an account stands in the address of its callbacks.
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")


class SettingsError(Exception):
    """A setting is wrong; the message says which, and what is expected."""


@dataclass(frozen=True, slots=True)
class Http:
    """One server for callbacks, pages and health."""

    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str | None = None


class Mode(StrEnum):
    """How updates come: asked for, or brought."""

    POLLING = "polling"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Telegram:
    """A bot's account. Requests go to `{api_base}/bot{token}/{method}`, Telegram's own by default.

    `secret` comes with each call of the webhook; `community` is what private chats are about.
    """

    token: str = field(repr=False)
    name: str = "default"
    mode: Mode = Mode.POLLING
    api_base: str | None = None
    secret: str | None = field(default=None, repr=False)
    community: str | None = None


class BotMode(StrEnum):
    """How an AI bot of WeCom is reached: by a connection it keeps itself, or by calls."""

    WEBSOCKET = "websocket"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class WecomBot:
    """An AI bot of WeCom: `bot_id` and `secret` for a connection, `token` and `aes_key` for calls.

    `display_name` is its name in WeCom, which stands before what is said to it in a group.
    """

    name: str = "default"
    mode: BotMode = BotMode.WEBSOCKET
    bot_id: str | None = None
    secret: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    aes_key: str | None = field(default=None, repr=False)
    ws_url: str | None = None
    display_name: str | None = None
    community: str | None = None


@dataclass(frozen=True, slots=True)
class WecomApp:
    """A self-built app of WeCom."""

    corp_id: str
    agent_id: int
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    name: str = "default"
    api_base: str | None = None
    community: str | None = None


@dataclass(frozen=True, slots=True)
class WecomWebhook:
    """A webhook of one group of WeCom, which can only speak."""

    key: str = field(repr=False)
    name: str = "default"
    api_base: str | None = None
    community: str | None = None


class Encrypt(StrEnum):
    """How callbacks of an Official Account come."""

    PLAIN = "plain"
    COMPATIBLE = "compatible"
    SAFE = "safe"


class Rights(StrEnum):
    """Whether an account may send messages that answer no request."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class OfficialAccount:
    """A WeChat Official Account. `token` and `aes_key` are those of its callback.

    `template_id` is of a template message, `subscribe_id` of a notice that people agree to; their
    fields are written like `thing1=title, time2=when, thing3=place, thing4=note`.
    """

    app_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str | None = field(default=None, repr=False)
    name: str = "default"
    encrypt: Encrypt = Encrypt.SAFE
    api_base: str | None = None
    community: str | None = None
    customer_service: Rights = Rights.YES
    template_id: str | None = None
    template_fields: str = "thing1=title, time2=when, thing3=place, thing4=note"
    subscribe_id: str | None = None
    subscribe_fields: str = "thing1=title, time2=when, thing3=place, thing4=note"


@dataclass(frozen=True, slots=True)
class Settings:
    """`texts` is a folder with own wordings: `<language>/*.ftl`, laid over the built-in ones.

    `poster_link` is where the code on posters leads; `{ticket}` and `{number}` in it stand for the
    activity.
    """

    database: str = "sqlite:///youhu.db"
    owner_code: str | None = None
    timezone: str = "Asia/Shanghai"
    language: str = "zh-Hans"
    texts: str | None = None
    poster_link: str | None = None
    http: Http = field(default_factory=Http)
    telegram: tuple[Telegram, ...] = ()
    wecom_bot: tuple[WecomBot, ...] = ()
    wecom_app: tuple[WecomApp, ...] = ()
    wecom_webhook: tuple[WecomWebhook, ...] = ()
    official_account: tuple[OfficialAccount, ...] = ()

    @property
    def sections(self) -> dict[str, tuple[Any, ...]]:
        """Return the accounts of each kind of platform."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, tuple)}

    @property
    def has_accounts(self) -> bool:
        return any(self.sections.values())


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
        _lay(given, keys, value)
    settings: Settings = _build(Settings, given, "")
    for section, accounts in settings.sections.items():
        _check_names(section, [each.name for each in accounts])
    link = settings.poster_link
    if link is not None and not link.startswith(("https://", "http://", "weixin://")):
        raise SettingsError(f"poster_link: {link!r} must begin with https://")
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise SettingsError(f"timezone: there is no zone {settings.timezone!r}") from None
    return settings


def _from_environment(environment: Mapping[str, str]) -> Iterator[tuple[list[str], str]]:
    for name, value in sorted(environment.items()):
        if name.startswith(PREFIX):
            yield name.removeprefix(PREFIX).lower().split("__"), value


def _lay(given: dict[str, Any], keys: Sequence[str], value: str) -> None:
    section = given
    for key in keys[:-1]:
        section = section.setdefault(key, {})
        if not isinstance(section, dict):
            raise SettingsError(f"{PREFIX}{'__'.join(keys).upper()}: {key} is not one section")
    section[keys[-1]] = value


def _check_names(section: str, names: Sequence[str]) -> None:
    for name in names:
        if not _NAME.fullmatch(name):
            raise SettingsError(f"{section}.name: {name!r} needs letters, digits, - and _ alone")
        if names.count(name) > 1:
            raise SettingsError(f"{section}.name: two accounts are called {name!r}")


def _build(kind: type, given: Mapping[str, Any], path: str) -> Any:
    hints = get_type_hints(kind)
    unknown = given.keys() - hints.keys()
    if unknown:
        raise SettingsError(f"unknown setting: {path}{min(unknown)}")
    for each in fields(kind):
        if each.default is MISSING and each.default_factory is MISSING and each.name not in given:
            raise SettingsError(f"{path}{each.name} is missing")
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
    if get_origin(kind) is tuple:
        # A plain section is a list of one.
        several = given if isinstance(given, list) else [given]
        return tuple(_value(get_args(kind)[0], each, path) for each in several)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _choice(kind, given, path)
    if kind is int:
        try:
            return int(given)
        except (TypeError, ValueError):
            raise SettingsError(f"{path} must be a whole number, not {given!r}") from None
    if not isinstance(given, str) or not given.strip():
        raise SettingsError(f"{path} must be a text, not {given!r}")
    return given


def _choice(kind: type[StrEnum], given: Any, path: str) -> StrEnum:
    try:
        return kind(given)
    except ValueError:
        allowed = " or ".join(kind)
        raise SettingsError(f"{path} must be {allowed}, not {given!r}") from None

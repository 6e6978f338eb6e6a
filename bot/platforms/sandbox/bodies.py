"""What the sandbox's HTTP contract takes, checked field by field."""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import orjson

from bot.platforms.sandbox.decode import BOT
from bot.platforms.sandbox.faults import Fault, Kind
from storage.records import record
from storage.types import ChatKind

T = TypeVar("T")

ID_LENGTH = 64
EVENT_LENGTH = 100
TEXT_LENGTH = 20_000
UPLOAD_LENGTH = 60_000_000
# A message id fits into 53 bits, so that a page can read it.
LARGEST = 2**53
ZONE = ZoneInfo("Asia/Shanghai")


class BadRequestError(Exception):
    """The caller's words are off; the message says which."""


@record
class Upload:
    """A picture or a document that comes along."""

    name: str
    content_type: str
    data: bytes


@record
class Said:
    """A person says something."""

    chat: str
    kind: ChatKind
    person: str
    name: str
    text: str
    reply_to: int | None
    event: str | None
    mention: bool
    photo: Upload | None
    document: Upload | None


@record
class Pressed:
    """A person presses a button."""

    person: str
    name: str
    message: int
    press: str
    event: str | None


def parse(raw: bytes) -> Mapping[str, Any]:
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise BadRequestError(f"the body is not JSON: {error}") from None
    if not isinstance(body, dict):
        raise BadRequestError("the body must be a JSON object")
    return body


def read_said(body: Mapping[str, Any]) -> Said:
    kind = _choice(body, "kind", ChatKind)
    said = Said(
        chat=_text(body, "chat", ID_LENGTH),
        kind=kind,
        person=_person(body),
        name=_text(body, "name", ID_LENGTH),
        text=_text(body, "text", TEXT_LENGTH, may_be_empty=True, default=""),
        reply_to=_take(body, "reply_to", int, None),
        event=_event(body),
        mention=_take(body, "mention", bool, default=False),
        photo=_photo(body),
        document=_document(body),
    )
    if body.get("text") is None and said.photo is None and said.document is None:
        raise BadRequestError("text is missing")
    if kind is ChatKind.PRIVATE and said.chat != said.person:
        raise BadRequestError("a private chat's id is the person's id")
    if kind is ChatKind.GROUP and said.chat == said.person:
        raise BadRequestError("a group and a person can't have the same id")
    return said


def read_pressed(body: Mapping[str, Any]) -> Pressed:
    message = _take(body, "message", int, None)
    if message is None:
        raise BadRequestError("message is missing")
    return Pressed(
        person=_person(body),
        name=_text(body, "name", ID_LENGTH),
        message=message,
        press=_text(body, "press", ID_LENGTH),
        event=_event(body),
    )


def read_fault(body: Mapping[str, Any]) -> Fault:
    seconds = _take(body, "retry_after", (int, float), None)
    count = _take(body, "count", int, 1)
    if count < 1 or (seconds is not None and seconds < 0):
        raise BadRequestError("count must be at least 1, retry_after at least 0 seconds")
    chat = _text(body, "chat", ID_LENGTH) if body.get("chat") is not None else None
    wait = timedelta(seconds=seconds) if seconds is not None else None
    return Fault(_choice(body, "kind", Kind), chat, count, wait)


def read_moment(body: Mapping[str, Any]) -> datetime:
    try:
        return moment(_text(body, "now", ID_LENGTH))
    except ValueError as error:
        raise BadRequestError(f"now: {error}") from None


def moment(words: str) -> datetime:
    """Read an ISO 8601 moment, in Shanghai's zone when it names none. Raises ValueError."""
    found = datetime.fromisoformat(words)
    return found if found.tzinfo is not None else found.replace(tzinfo=ZONE)


def read_number(query: Mapping[str, str], name: str, default: float) -> float:
    try:
        number = float(query.get(name, default))
    except ValueError:
        raise BadRequestError(f"{name} must be a number") from None
    if not 0 <= number <= LARGEST:
        raise BadRequestError(f"{name} must be between 0 and {LARGEST}")
    return number


def _person(body: Mapping[str, Any]) -> str:
    person = _text(body, "person", ID_LENGTH)
    if person == BOT:
        raise BadRequestError(f"no person can be called {BOT}")
    return person


def _event(body: Mapping[str, Any]) -> str | None:
    return None if body.get("event") is None else _text(body, "event", EVENT_LENGTH)


def _photo(body: Mapping[str, Any]) -> Upload | None:
    encoded = _take(body, "photo", str, None)
    return None if encoded is None else Upload("photo", "image/*", _bytes("photo", encoded))


def _document(body: Mapping[str, Any]) -> Upload | None:
    document = _take(body, "document", dict, None)
    if document is None:
        return None
    data = _bytes("document", _text(document, "data", UPLOAD_LENGTH, may_be_empty=True))
    return Upload(_text(document, "name", ID_LENGTH), "application/octet-stream", data)


def _bytes(name: str, encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise BadRequestError(f"{name} is not base64") from None


def _choice(body: Mapping[str, Any], name: str, choices: type[T]) -> T:
    try:
        return choices(body.get(name))  # type: ignore[call-arg]
    except ValueError:
        allowed = ", ".join(str(choice) for choice in choices)  # type: ignore[attr-defined]
        raise BadRequestError(f"{name} must be one of: {allowed}") from None


def _text(
    body: Mapping[str, Any],
    name: str,
    longest: int,
    *,
    may_be_empty: bool = False,
    default: str | None = None,
) -> str:
    value = _take(body, name, str, default)
    if value is None:
        raise BadRequestError(f"{name} is missing")
    if len(value) > longest:
        raise BadRequestError(f"{name} has more than {longest} characters")
    clean: str = value.replace("\0", "")
    if not clean.strip() and not may_be_empty:
        raise BadRequestError(f"{name} is empty")
    return clean


def _take(body: Mapping[str, Any], name: str, kind: Any, default: Any) -> Any:
    value = body.get(name)
    if value is None:
        return default
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise BadRequestError(f"{name} has the wrong type")
    return value

"""Calls to a Bot API server: python-telegram-bot's way to ask and its errors, on aiohttp.

Results stay raw JSON: python-telegram-bot's objects cost more than the whole rest of a message.
"""

import json
import os
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import orjson
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.documents import LARGEST

# The newer type of retry_after; the older one warns whenever it is read.
os.environ.setdefault("PTB_TIMEDELTA", "1")
OFFICIAL = "https://api.telegram.org"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_QUOTED = tuple(chr(byte) if byte in _SAFE else f"%{byte:02X}" for byte in range(256))
TIMEOUT = 15.0
CONNECT = 5.0
# A picture takes longer.
UPLOAD = 40.0
# What a gateway says that has no server behind it.
OK = 200
AWAY = frozenset({502, 503})


class UnreachableError(NetworkError):
    """The server was never reached: nothing can have happened there."""


class Request(BaseRequest):
    """One way to the server, over the program's own HTTP stack.

    `fields` are sent where python-telegram-bot gives none of its own, and with them a `photo`.
    `date` is the Date header of the last answer.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        fields: Mapping[str, str],
        seconds: float = TIMEOUT,
        photo: bytes | None = None,
    ) -> None:
        self.date: str | None = None
        self._photo = photo
        self._session = session
        self._fields = fields
        self._seconds = seconds

    @property
    def read_timeout(self) -> float:
        return self._seconds

    async def initialize(self) -> None:
        """The session is its owner's to open."""

    async def shutdown(self) -> None:
        """The session is its owner's to close."""

    async def do_request(  # noqa: PLR0913, PLR0917 the signature is python-telegram-bot's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,  # noqa: ARG002
        write_timeout: Any = None,  # noqa: ARG002
        connect_timeout: Any = None,  # noqa: ARG002
        pool_timeout: Any = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Ask once. Raises TimedOut when nobody knows what came of it, UnreachableError when nothing did."""
        fields = self._fields if request_data is None else request_data.json_parameters
        body, headers = self._body(fields)
        timeout = aiohttp.ClientTimeout(self._seconds, sock_connect=CONNECT)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                self.date = response.headers.get("Date")
                if response.status in AWAY:
                    raise UnreachableError(f"HTTP {response.status}")
                return response.status, await response.read()
        except aiohttp.ClientConnectorError as error:
            raise UnreachableError(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None

    def _body(
        self, fields: Mapping[str, str]
    ) -> tuple[bytes | aiohttp.FormData | None, Mapping[str, str] | None]:
        if self._photo is None:
            return (_form(fields), _FORM) if fields else (None, None)
        form = aiohttp.FormData()
        for name, value in fields.items():
            form.add_field(name, value)
        form.add_field("photo", self._photo, filename="poster.png", content_type="image/png")
        return form, None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Read JSON, also such that holds half a character."""
        try:
            return loads(payload)
        except ValueError:
            raise TelegramError("Invalid server response") from None


class Api:
    """One bot's account on one server."""

    def __init__(self, session: aiohttp.ClientSession, token: str, base: str | None) -> None:
        self._session = session
        self._base = f"{(base or OFFICIAL).rstrip('/')}/bot"
        self._token = token
        request = Request(session, {})
        # What is asked rarely is asked with python-telegram-bot's own methods and types.
        self.bot = Bot(
            token, base_url=self._base, request=request, get_updates_request=Request(session, {})
        )

    async def call(self, method: str, fields: Mapping[str, Any], seconds: float = TIMEOUT) -> Any:
        """Return the raw result of a method. Raises TelegramError and its kin.

        Parameters travel as form fields, as python-telegram-bot sends them.
        """
        form = {name: _field(value) for name, value in fields.items() if value is not None}
        request = Request(self._session, form, seconds)
        return await request.post(f"{self._base}{self._token}/{method}")

    async def show(self, fields: Mapping[str, Any], photo: bytes) -> Any:
        """Return the raw result of sendPhoto. Raises TelegramError and its kin."""
        form = {name: _field(value) for name, value in fields.items() if value is not None}
        request = Request(self._session, form, UPLOAD, photo)
        return await request.post(f"{self._base}{self._token}/sendPhoto")

    async def download(self, file_id: str) -> bytes | None:
        """Return a file; None for one that is too large, or that the server doesn't hand over.

        Raises TelegramError and its kin.
        """
        found = await self.call("getFile", {"file_id": file_id})
        path, size = found.get("file_path"), found.get("file_size") or 0
        if not path or path.startswith("/") or size > LARGEST:
            return None
        address = f"{self._base.removesuffix('bot')}file/bot{self._token}/{path}"
        timeout = aiohttp.ClientTimeout(TIMEOUT, sock_connect=CONNECT)
        try:
            async with self._session.get(address, timeout=timeout) as response:
                return await response.content.read(LARGEST) if response.status == OK else None
        except (aiohttp.ClientError, TimeoutError):
            return None

    async def clock_skew(self, now: float) -> float | None:
        """Return how many seconds this machine is ahead of the server; None when it doesn't say."""
        request = Request(self._session, {})
        await request.post(f"{self._base}{self._token}/getMe")
        if request.date is None:
            return None
        return now - parsedate_to_datetime(request.date).timestamp()


def loads(raw: bytes) -> Any:
    """Read JSON. What is no text (half a surrogate pair) becomes question marks.

    Raises ValueError for what is no JSON.
    """
    try:
        return orjson.loads(raw)
    except ValueError:
        lenient = json.loads(raw.decode("utf-8", "replace"))
        return orjson.loads(json.dumps(lenient, ensure_ascii=False).encode("utf-8", "replace"))


def _form(fields: Mapping[str, str]) -> bytes:
    """Write form fields, whose names need no quoting; aiohttp's own way costs five times as much."""
    return "&".join(f"{name}={_quote(value)}" for name, value in fields.items()).encode()


def _quote(value: str) -> str:
    return "".join([_QUOTED[byte] for byte in value.encode()])


def _field(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()

"""Calls to Tencent's APIs: JSON over aiohttp, a refused token renewed once, errors by their code."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import orjson

from bot.platforms.wechat.tokens import Tokens

TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5)
# The token is refused: another one may do.
REFUSED_TOKEN = frozenset({40001, 40014, 42001})
# A gateway that has no server behind it.
AWAY = frozenset({502, 503})
SERVER_ERROR = 500
LONGEST_REASON = 200

Fields = Mapping[str, Any]


class ApiError(Exception):
    """The API refuses; `code` alone says why, the message is for the log."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{code}: {message}"[:LONGEST_REASON])
        self.code = code


class UnreachableError(Exception):
    """The server was never reached: nothing can have happened there."""


class LostError(Exception):
    """No answer, or none that can be read: nobody knows what happened there."""


class Calls:
    """Calls one server; `tokens` are those of the account."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self._session = session
        self._base = base.rstrip("/")

    async def ask(self, method: str, path: str, fields: Fields, **query: str) -> dict[str, Any]:
        """Call once. Raises ApiError, UnreachableError, LostError."""
        if method == "GET":
            return await self._call(method, path, query)
        headers = {"Content-Type": "application/json"}
        return await self._call(method, path, query, data=orjson.dumps(fields), headers=headers)

    async def post(self, tokens: Tokens, path: str, fields: Fields) -> dict[str, Any]:
        """Call with the account's token; one that is refused is renewed, once."""
        return await _renewing(
            tokens, lambda token: self.ask("POST", path, fields, access_token=token)
        )

    async def upload(self, tokens: Tokens, path: str, picture: bytes) -> dict[str, Any]:
        """Hand a PNG over, in the same way."""

        def call(token: str) -> Awaitable[dict[str, Any]]:
            form = aiohttp.FormData()
            form.add_field("media", picture, filename="picture.png", content_type="image/png")
            query = {"access_token": token, "type": "image"}
            return self._call("POST", path, query, data=form)

        return await _renewing(tokens, call)

    async def _call(
        self, method: str, path: str, query: Mapping[str, str], **body: Any
    ) -> dict[str, Any]:
        try:
            async with self._session.request(
                method, self._base + path, params=query, timeout=TIMEOUT, **body
            ) as response:
                status, raw = response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise UnreachableError(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise LostError(type(error).__name__) from None
        if status in AWAY:
            raise UnreachableError(f"HTTP {status}")
        return _read(status, raw)


async def _renewing(
    tokens: Tokens, call: Callable[[str], Awaitable[dict[str, Any]]]
) -> dict[str, Any]:
    token = await tokens.get()
    try:
        return await call(token)
    except ApiError as error:
        if error.code not in REFUSED_TOKEN:
            raise
    return await call(await tokens.get(other_than=token))


def _read(status: int, raw: bytes) -> dict[str, Any]:
    try:
        answer = orjson.loads(raw)
    except ValueError:
        raise LostError(f"HTTP {status}, not JSON") from None
    if status >= SERVER_ERROR or not isinstance(answer, dict):
        raise LostError(f"HTTP {status}")
    code = answer.get("errcode", 0)
    if not isinstance(code, int) or code != 0:
        number = code if isinstance(code, int) else -1
        raise ApiError(number, str(answer.get("errmsg", "")))
    return answer

"""Calls of WeCom: opened, checked, committed, then 200. Answers go by the app's own calls."""

import asyncio
import logging
from typing import Any

from aiohttp import web

from bot.accounts import Parts
from bot.intake import NotTakenError
from bot.platforms.wechat import xml
from bot.platforms.wechat.crypto import Envelope, Refused, check_fresh
from bot.platforms.wechat.faces import Faces
from bot.platforms.wechat.xml import MalformedError, text_of
from bot.platforms.wecom_app import decode
from bot.platforms.wecom_app.client import WecomApp
from storage.errors import DatabaseBusyError
from storage.types import Answered

log = logging.getLogger(__name__)

CLOSE_WITHIN = 2


class Callback:
    """Owns the updates of pressed cards, which nobody waits for."""

    def __init__(self, platform: WecomApp, envelope: Envelope, parts: Parts) -> None:
        self._platform = platform
        self._envelope = envelope
        self._parts = parts
        self._faces = Faces(parts.database, parts.wording)
        self._updating: set[asyncio.Task[None]] = set()

    def routes(self) -> list[web.RouteDef]:
        path = path_of(self._platform.account)
        return [web.get(path, self._prove, allow_head=False), web.post(path, self._receive)]

    async def close(self) -> None:
        """Let the updates go that are on their way."""
        if self._updating:
            await asyncio.wait(self._updating, timeout=CLOSE_WITHIN)
        for task in self._updating:
            task.cancel()

    async def _prove(self, request: web.Request) -> web.Response:
        """Show WeCom that this address is the app's."""
        try:
            # Base64 has no spaces: a plus that nobody escaped was read as one.
            echo = request.query.get("echostr", "").replace(" ", "+")
            proof = self._open(request, echo)
        except (Refused, MalformedError) as error:
            return _refuse(error)
        return web.Response(body=proof, content_type="text/plain")

    async def _receive(self, request: web.Request) -> web.Response:
        raw = await request.read() if (request.content_length or 0) <= xml.LARGEST else None
        if raw is None or len(raw) > xml.LARGEST:
            return web.Response(status=413)
        try:
            fields = xml.parse(self._open(request, text_of(xml.parse(raw), "Encrypt")))
            if not text_of(fields, "FromUserName"):
                raise MalformedError("nobody sent it")  # noqa: TRY301
        except (Refused, MalformedError) as error:
            return _refuse(error)
        try:
            answered = await self._parts.intake.receive(
                self._platform, decode.event_id(fields), {"fields": fields}
            )
        except (DatabaseBusyError, NotTakenError):
            return web.Response(status=503, headers={"Retry-After": "1"})
        if decode.press_of(self._platform.account, fields) is not None:
            self._update_soon(fields, answered)
        return web.Response()

    def _open(self, request: web.Request, encrypted: str) -> bytes:
        query = request.query
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        opened = self._envelope.open(query.get("msg_signature", ""), timestamp, nonce, encrypted)
        check_fresh(timestamp, self._parts.clock.now())
        return opened

    def _update_soon(self, fields: dict[str, Any], answered: Answered) -> None:
        task = asyncio.create_task(self._update(fields, answered))
        self._updating.add(task)
        task.add_done_callback(self._ended)

    async def _update(self, fields: dict[str, Any], answered: Answered) -> None:
        press = decode.press_of(self._platform.account, fields)
        face = await self._faces.after(press, answered) if press else None
        if face is not None:
            user, code = text_of(fields, "FromUserName"), text_of(fields, "ResponseCode")
            await self._platform.update(user, code, face.card)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._updating.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("press not answered", exc_info=error)


def path_of(account: str) -> str:
    return f"/callbacks/wecom-app/{account}"


def _refuse(error: Exception) -> web.Response:
    log.warning("a call is refused", extra={"reason": str(error)})
    return web.Response(status=403 if isinstance(error, Refused) else 400)

"""The address that the platform calls: genuine or refused, opened, answered, sealed again."""

import logging
import secrets
from dataclasses import dataclass

from aiohttp import web

from bot.clock import Clock
from bot.intake import NotTakenError
from bot.platforms.official_account.decode import sender
from bot.platforms.official_account.receiver import Receiver
from bot.platforms.wechat import xml
from bot.platforms.wechat.crypto import Envelope, Refused, check, check_fresh
from bot.platforms.wechat.xml import MalformedError, text_of
from storage.errors import DatabaseBusyError

log = logging.getLogger(__name__)

# The platform takes this for "heard, nothing to say".
NOTHING = "success"


@dataclass(frozen=True, slots=True)
class Door:
    """How callbacks are signed and sealed; `envelope` is None where they come in plain."""

    token: str
    envelope: Envelope | None


class Callback:
    def __init__(self, receiver: Receiver, door: Door, clock: Clock) -> None:
        self._receiver = receiver
        self._door = door
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        path = path_of(self._receiver.platform.account)
        return [web.get(path, self._confirm, allow_head=False), web.post(path, self._receive)]

    async def _confirm(self, request: web.Request) -> web.Response:
        """Prove to the platform that the address is ours."""
        try:
            self._check(request)
        except Refused as refused:
            return _refuse(403, refused)
        return web.Response(text=request.query.get("echostr", ""))

    async def _receive(self, request: web.Request) -> web.Response:
        if (request.content_length or 0) > xml.LARGEST:
            return _refuse(413, "too large")
        raw = await request.content.read(xml.LARGEST + 1)
        while len(raw) <= xml.LARGEST and not request.content.at_eof():
            raw += await request.content.read(xml.LARGEST + 1 - len(raw))
        if len(raw) > xml.LARGEST:
            return _refuse(413, "too large")
        try:
            fields = self._open(request, raw)
            return await self._answer(fields)
        except Refused as refused:
            return _refuse(403, refused)
        except MalformedError as malformed:
            return _refuse(400, malformed)

    async def _answer(self, fields: dict[str, object]) -> web.Response:
        openid = sender(fields)
        try:
            said = await self._receiver.take(fields)
        except (DatabaseBusyError, NotTakenError):
            said = None
        if said is None:
            return web.Response(status=503, headers={"Retry-After": "1"})
        if not said:
            return web.Response(text=NOTHING)
        reply = xml.write(
            {
                "ToUserName": openid,
                "FromUserName": text_of(fields, "ToUserName"),
                "CreateTime": int(self._clock.now().timestamp()),
                "MsgType": "text",
                "Content": said,
            }
        )
        return web.Response(text=self._seal(reply), content_type="application/xml")

    def _check(self, request: web.Request) -> None:
        query = request.query
        timestamp = query.get("timestamp", "")
        check(query.get("signature", ""), self._door.token, timestamp, query.get("nonce", ""))
        check_fresh(timestamp, self._clock.now())

    def _open(self, request: web.Request, raw: bytes) -> dict[str, object]:
        """Return the fields of what is genuine. Raises Refused, MalformedError."""
        envelope = self._door.envelope
        if envelope is None:
            self._check(request)
            return xml.parse(raw)
        query = request.query
        given, timestamp = query.get("msg_signature", ""), query.get("timestamp", "")
        if not given:
            raise Refused("not sealed")
        check_fresh(timestamp, self._clock.now())
        sealed = text_of(xml.parse(raw), "Encrypt")
        return xml.parse(envelope.open(given, timestamp, query.get("nonce", ""), sealed))

    def _seal(self, reply: str) -> str:
        envelope = self._door.envelope
        if envelope is None:
            return reply
        timestamp, nonce = str(int(self._clock.now().timestamp())), secrets.token_hex(8)
        encrypted, signature = envelope.seal(reply, nonce, timestamp)
        return xml.write(
            {
                "Encrypt": encrypted,
                "MsgSignature": signature,
                "TimeStamp": int(timestamp),
                "Nonce": nonce,
            }
        )


def path_of(account: str) -> str:
    return f"/callbacks/official-account/{account}"


def _refuse(status: int, why: object) -> web.Response:
    log.warning("callback refused", extra={"status": status, "reason": why})
    return web.Response(status=status)

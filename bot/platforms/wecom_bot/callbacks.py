"""Calls of WeCom: opened, checked, committed; then the answer goes back with them."""

import asyncio
import logging
import secrets
from collections.abc import Mapping
from typing import Any

import orjson
from aiohttp import web

from bot.accounts import Parts
from bot.delivery.wording import restore
from bot.intake import NotTakenError
from bot.platforms.wechat.cards import Body
from bot.platforms.wechat.crypto import Envelope, Refused, check_fresh
from bot.platforms.wechat.faces import Faces
from bot.platforms.wechat.xml import MalformedError
from bot.platforms.wecom_bot import decode, encode
from bot.platforms.wecom_bot.answering import ByCallback, Opening
from bot.platforms.wecom_bot.client import WecomBot
from storage.errors import DatabaseBusyError
from storage.store import Store
from storage.types import Address, Answered, OutboxState

log = logging.getLogger(__name__)

LARGEST = 1024 * 1024
# WeCom gives up after five seconds.
ANSWER_WITHIN = 4.0

Raw = Mapping[str, Any]


class Callbacks:
    def __init__(
        self, platform: WecomBot, answering: ByCallback, envelope: Envelope, parts: Parts
    ) -> None:
        self._platform = platform
        self._answering = answering
        self._envelope = envelope
        self._parts = parts
        self._faces = Faces(parts.database, parts.wording)

    def routes(self) -> list[web.RouteDef]:
        path = path_of(self._platform.account)
        return [web.get(path, self._prove), web.post(path, self._receive)]

    async def _prove(self, request: web.Request) -> web.Response:
        """Show WeCom that this address is the bot's."""
        try:
            # Base64 has no spaces: a plus that nobody escaped was read as one.
            echo = request.query.get("echostr", "").replace(" ", "+")
            proof = self._open(request, echo)
        except (Refused, MalformedError) as error:
            return _refuse(error)
        return web.Response(body=proof, content_type="text/plain")

    async def _receive(self, request: web.Request) -> web.Response:
        if (request.content_length or 0) > LARGEST:
            return web.Response(status=413)
        raw = await request.read()
        if len(raw) > LARGEST:
            return web.Response(status=413)
        try:
            sealed = _json(raw)
            body = _json(self._open(request, sealed.get("encrypt") or sealed.get("Encrypt")))
        except (Refused, MalformedError) as error:
            return _refuse(error)
        try:
            answer = await self._answer(body)
        except (DatabaseBusyError, NotTakenError):
            return web.Response(status=503, headers={"Retry-After": "1"})
        except MalformedError as error:
            return _refuse(error)
        return self._sealed(answer) if answer else web.Response()

    def _open(self, request: web.Request, encrypted: Any) -> bytes:
        query = request.query
        given = query.get("msg_signature") or query.get("msgsignature") or ""
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        if not isinstance(encrypted, str):
            raise MalformedError("no envelope")
        opened = self._envelope.open(given, timestamp, nonce, encrypted)
        check_fresh(timestamp, self._parts.clock.now())
        return opened

    def _sealed(self, answer: Body) -> web.Response:
        timestamp, nonce = str(int(self._parts.clock.now().timestamp())), secrets.token_hex(8)
        encrypted, signature = self._envelope.seal(orjson.dumps(answer), nonce, timestamp)
        body = {
            "encrypt": encrypted,
            "msgsignature": signature,
            "timestamp": int(timestamp),
            "nonce": nonce,
        }
        return web.Response(body=orjson.dumps(body), content_type="text/plain")

    async def _answer(self, body: Raw) -> Body | None:
        """Return what a call is answered with; None for nothing. Raises NotTakenError and kin."""
        stream = body.get("stream")
        if body.get("msgtype") == "stream" and isinstance(stream, Mapping):
            return await self._asked_again(str(stream.get("id")))
        if not isinstance(body.get("msgid"), str):
            raise MalformedError("a callback without msgid")
        chat_id = decode.chat_of(body)
        if chat_id is None:
            await self._parts.intake.receive(self._platform, body["msgid"], {"body": body})
            return None
        if isinstance(url := body.get("response_url"), str):
            self._answering.keep_address(chat_id, url)
        payload = {"body": body}
        if decode.is_press(payload):
            answered = await self._commit(payload, chat_id)
            press = decode.press_of(self._platform.account, payload)
            face = await self._faces.after(press, answered)
            whom = body["from"]["userid"] if face and face.is_private else None
            return encode.update(face.card, whom) if face else None
        return await self._talk(payload, chat_id)

    async def _talk(self, payload: Raw, chat_id: str) -> Body | None:
        opening = self._answering.open(chat_id, f"{decode.MESSAGE}:{decode.request_of(payload)}")
        try:
            answered = await self._commit(payload, chat_id)
        except BaseException:
            self._answering.close(opening)
            raise
        if (said := await self._said(answered, opening.stream)) is not None:
            self._answering.close(opening)
            return said
        if not answered.outbox_ids and not opening.answer.done():
            self._answering.close(opening)
            return None
        return await self._wait(opening)

    async def _wait(self, opening: Opening) -> Body:
        try:
            answer = await asyncio.wait_for(asyncio.shield(opening.answer), ANSWER_WITHIN)
        except TimeoutError:
            return encode.unfinished(opening.stream)
        self._answering.close(opening)
        return answer

    async def _asked_again(self, stream: str) -> Body | None:
        opening = self._answering.find(stream)
        if opening is not None:
            return await self._wait(opening)
        # It was answered, or asked before this program started.
        account = self._platform.account
        answered = await self._parts.database.read(lambda store: _answer_to(store, account, stream))
        said = await self._said(answered, stream) if answered else None
        finished = encode.unfinished(stream)
        finished["stream"]["finish"] = True
        return said or finished

    async def _said(self, answered: Answered, stream: str) -> Body | None:
        """Return once more what an event was answered with, when that is settled."""

        def read(store: Store) -> list[Mapping[str, Any]]:
            rows = [store.outbox.sent_message(each) for each in answered.outbox_ids]
            kept = [each.worded for each in rows if each and each.state is OutboxState.SENT]
            return [each for each in kept if each is not None]

        if not answered.outbox_ids:
            return None
        kept = await self._parts.database.read(read)
        if len(kept) < len(answered.outbox_ids):
            return None
        keys = map(str, answered.outbox_ids)
        messages = [restore(key, each) for key, each in zip(keys, kept, strict=True)]
        return encode.answer(messages, stream)

    async def _commit(self, payload: Raw, chat_id: str) -> Answered:
        """Take an event; what has waited for somebody to speak in its chat goes along."""
        address = Address(decode.NAME, self._platform.account, chat_id)

        def release(store: Store) -> Raw:
            chat = store.chats.find(address)
            if chat is not None and chat.held_until is not None:
                store.chats.release(chat.id)
            return payload

        event = decode.event_id(payload)
        return await self._parts.intake.receive(self._platform, event, payload, release)


def path_of(account: str) -> str:
    return f"/callbacks/wecom-bot/{account}"


def _answer_to(store: Store, account: str, event: str) -> Answered | None:
    try:
        return store.inbox.answer_to(decode.NAME, account, event)
    except LookupError:
        return None


def _json(raw: bytes) -> Raw:
    try:
        read = orjson.loads(raw)
    except ValueError:
        raise MalformedError("not JSON") from None
    if not isinstance(read, Mapping):
        raise MalformedError("not an object")
    return read


def _refuse(error: Exception) -> web.Response:
    log.warning("a call is refused", extra={"reason": str(error)})
    return web.Response(status=403 if isinstance(error, Refused) else 400)

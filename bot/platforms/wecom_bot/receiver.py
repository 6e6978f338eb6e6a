"""What comes over the connection goes into the inbox; a press gets its card."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Mapping
from typing import Any

from bot.intake import Intake, NotTakenError
from bot.platforms.wechat.calls import ApiError, LostError, UnreachableError
from bot.platforms.wechat.faces import Faces
from bot.platforms.wecom_bot import decode, encode
from bot.platforms.wecom_bot.client import WecomBot
from bot.platforms.wecom_bot.connection import Connection
from bot.platforms.wecom_bot.speaking import ByConnection
from storage.errors import DatabaseBusyError
from storage.types import Answered

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


class Receiver:
    """A connection brings nothing twice, so what the database can't take waits here."""

    def __init__(
        self,
        platform: WecomBot,
        intake: Intake,
        faces: Faces,
        ways: tuple[Connection, ByConnection],
    ) -> None:
        self._platform = platform
        self._intake = intake
        self._faces = faces
        self._connection, self._speaking = ways

    async def take(self, frame: Mapping[str, Any]) -> None:
        """Return when a callback and what follows from it are committed."""
        body = frame.get("body")
        if not isinstance(body, Mapping) or not isinstance(body.get("msgid"), str):
            await self._commit(_name(frame), {"unreadable": frame})
            return
        if (place := decode.private_place(frame)) is not None:
            self._speaking.note(*place)
        answered = await self._commit(decode.event_id(frame), frame)
        if decode.is_press(frame):
            await self._show(frame, answered)

    async def _commit(self, event_id: str, payload: Mapping[str, Any]) -> Answered:
        wait = FIRST_PAUSE
        while True:
            try:
                return await self._intake.receive(self._platform, event_id, payload)
            except (DatabaseBusyError, NotTakenError) as error:
                log.warning("an event has to wait", extra={"reason": repr(error)})
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_PAUSE)

    async def _show(self, frame: Mapping[str, Any], answered: Answered) -> None:
        """Answer a press by its card. Too late is no trouble: the press itself was heard."""
        press = decode.press_of(self._platform.account, frame)
        face = await self._faces.after(press, answered)
        if face is None:
            return
        whom = frame["body"]["from"]["userid"] if face.is_private else None
        body = encode.update(face.card, whom)
        try:
            await self._connection.call("aibot_respond_update_msg", body, decode.request_of(frame))
        except (ApiError, UnreachableError, LostError) as error:
            log.info("press not answered", extra={"reason": repr(error)})


def _name(frame: Mapping[str, Any]) -> str:
    """Name a callback that has no id by what it is."""
    raw = json.dumps(frame, sort_keys=True)
    return f"unreadable:{hashlib.sha256(raw.encode()).hexdigest()[:32]}"

"""The sandbox platform itself: its transcript, its people and chats, its faults."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from bot.clock import Clock
from bot.pictures import draw
from bot.platform import Capabilities, Failure, Sent, Worded, lane
from bot.platforms.sandbox import decode as decoding
from bot.platforms.sandbox.encode import FILES, buttons, compose
from bot.platforms.sandbox.faults import Fault, Faults, Kind
from handlers.message import Incoming, Poster
from storage.database import Database
from storage.sandbox import SandboxChat, SandboxMessage
from storage.store import Store
from storage.types import Chat, ChatKind

RECENT = 2_000


class Sandbox:
    """A platform whose server is this process: what it keeps, it keeps in tables of its own."""

    name = decoding.NAME
    account = decoding.ACCOUNT
    capabilities = Capabilities(
        hears_groups=True,
        pushes=True,
        buttons=True,
        edits=True,
        pictures=True,
        text_limit=4000,
        repeats_safely=True,
    )

    def __init__(self, database: Database, clock: Clock) -> None:
        self.faults = Faults()
        self.is_open = True
        self._database = database
        self._clock = clock
        self._kinds: dict[str, ChatKind] = {}
        self._recent: OrderedDict[str, SandboxMessage] = OrderedDict()
        self._news: dict[str, asyncio.Event] = {}

    async def open(self) -> None:
        """Read which chats and people there are."""
        self._kinds = await self._database.read(lambda store: store.sandbox.kinds())

    def decode(self, payload: Mapping[str, Any]) -> Incoming:
        return decoding.decode(payload)

    async def send(self, chat: Chat, messages: Sequence[Worded]) -> Sent:
        images = [await self._draw(each.poster) for each in messages]
        composed, fault = self._compose(chat.external_id, messages, images)
        kept = await self._database.write(
            lambda store: [store.sandbox.add(message) for message in composed], lane(chat)
        )
        for message in kept:
            self._remember(message)
        self._tell(chat.external_id)
        ids = tuple(str(message.id) for message in kept)
        if fault is None:
            return Sent(ids)
        return Sent(ids[:-1] if fault.kind is Kind.LOSE_ANSWER else ids, fault.failure)

    async def edit(self, chat: Chat, message_id: str, message: Worded) -> Failure | None:  # noqa: ARG002 ids are unique here
        now = self._clock.now()
        await self._database.write(
            lambda store: store.sandbox.edit(int(message_id), message.text, buttons(message), now)
        )
        return None

    def recent(self, message_id: str) -> SandboxMessage | None:
        """Return a message as it was sent, if that was lately."""
        return self._recent.get(message_id)

    def kind_of(self, chat: str) -> ChatKind | None:
        return self._kinds.get(chat)

    def hear(self, store: Store, message: SandboxMessage, kind: ChatKind) -> SandboxMessage:
        """Enter what a person says; the same event again finds its first message."""
        for chat in self._unknown(message, kind):
            store.sandbox.add_chat(chat)
        return store.sandbox.add(message)

    def heard(self, message: SandboxMessage, kind: ChatKind) -> None:
        """Remember the chats of a message, and tell who waits for it, once it stands."""
        for chat in self._unknown(message, kind):
            self._kinds[chat.id] = chat.kind
        self._tell(message.chat)

    def meet(self, store: Store, person: str, name: str) -> None:
        """Enter somebody who has only pressed a button so far."""
        if person not in self._kinds:
            store.sandbox.add_chat(SandboxChat(person, ChatKind.PRIVATE, name))

    def met(self, person: str) -> None:
        """Remember somebody who pressed a button, once that stands."""
        self._kinds.setdefault(person, ChatKind.PRIVATE)

    async def keep_file(self, content_type: str, data: bytes) -> str:
        """Store a picture or a document; return its id."""
        file_id = hashlib.sha256(data).hexdigest()[:40]
        await self._database.write(
            lambda store: store.sandbox.add_file(file_id, content_type, data)
        )
        return file_id

    def hang_up(self) -> None:
        """Let everybody go who waits for news."""
        self.is_open = False
        for chat in list(self._news):
            self._tell(chat)

    def news(self, chat: str) -> asyncio.Event:
        """Return what is set at the next new message in a chat."""
        return self._news.setdefault(chat, asyncio.Event())

    async def _draw(self, poster: Poster | None) -> str | None:
        """Draw and keep a poster; return where it is found."""
        if poster is None:
            return None
        return FILES + await self.keep_file("image/png", await draw(poster))

    def _compose(
        self, chat: str, messages: Sequence[Worded], images: Sequence[str | None]
    ) -> tuple[list[SandboxMessage], Fault | None]:
        """Compose the messages up to the first that a fault strikes."""
        now = self._clock.now()
        composed = []
        for message, image in zip(messages, images, strict=True):
            fault = self.faults.take(chat)
            if fault is None or fault.kind is Kind.LOSE_ANSWER:
                composed.append(compose(chat, message, now, image))
            if fault is not None:
                return composed, fault
        return composed, None

    def _unknown(self, message: SandboxMessage, kind: ChatKind) -> list[SandboxChat]:
        if message.sender in self._kinds and message.chat in self._kinds:
            return []
        wanted = [
            SandboxChat(message.sender, ChatKind.PRIVATE, message.name),
            SandboxChat(
                message.chat, kind, message.name if kind is ChatKind.PRIVATE else message.chat
            ),
        ]
        return [chat for chat in wanted if chat.id not in self._kinds]

    def _remember(self, message: SandboxMessage) -> None:
        self._recent[str(message.id)] = message
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)

    def _tell(self, chat: str) -> None:
        event = self._news.pop(chat, None)
        if event is not None:
            event.set()

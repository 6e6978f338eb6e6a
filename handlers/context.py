"""What a handler knows of the one message it handles."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.errors import HomeUnknownError
from handlers.message import Incoming
from storage.records import record
from storage.store import Store
from storage.types import Chat, ChatKind, Community, OutboxRow, Person, PersonId


@record
class Context:
    """`now` is in the community's zone. `about` is the bot's message that was quoted or pressed."""

    message: Incoming
    sender: Person
    chat: Chat
    community: Community | None
    about: OutboxRow | None
    now: datetime
    store: Store

    @property
    def is_private(self) -> bool:
        return self.chat.kind is ChatKind.PRIVATE

    @property
    def reader(self) -> PersonId | None:
        """Who alone reads the answer, and is spoken to; None in a group."""
        return self.sender.id if self.is_private else None

    @property
    def home(self) -> Community:
        """The community this is about. Raises HomeUnknownError when there is none yet."""
        if self.community is None:
            raise HomeUnknownError
        return self.community


def local(now: datetime, community: Community | None) -> datetime:
    """Return the moment in a community's zone."""
    return now.astimezone(ZoneInfo(community.timezone if community else "Asia/Shanghai"))

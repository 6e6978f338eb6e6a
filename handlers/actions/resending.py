"""What was never sent: seeing it, and sending it again; never what may have arrived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.actions.authority import require_secretary
from handlers.message import Lines, Text, decode_text, text
from handlers.rules import permissions
from storage.outbox import Unsent
from storage.store import Store
from storage.types import Chat, ChatKind, CommunityId, OutboxId, Person

# What is older is of no use to anybody.
REMEMBERED = timedelta(days=7)
SHOWN = 9


@dataclass(frozen=True, slots=True)
class Failed:
    """What was given up: what may be sent again, the oldest first, and how many may not: because
    they may have arrived, or because the chat can't be reached.
    """

    rows: tuple[Unsent, ...]
    doubtful: int
    gone: int


def failed(store: Store, person: Person, community: CommunityId, now: datetime) -> Failed:
    """Return what was lately given up: the owner sees all, a secretary what concerns her
    community. Raises UserError for others.
    """
    is_owner = permissions.is_owner(store.roles.of(person.id, now))
    if not is_owner:
        require_secretary(store, person, community, now)
    found = store.outbox.given_up(None if is_owner else community, now - REMEMBERED)
    gone = [each for each in found if not _is_reached(store, store.chats.get(each.chat_id))]
    rest = [each for each in found if each not in gone]
    sure = [each for each in rest if not each.is_doubtful]
    return Failed(tuple(sure[:SHOWN][::-1]), len(rest) - len(sure), len(gone))


def resend(
    store: Store, person: Person, community: CommunityId, wanted: Iterable[OutboxId], now: datetime
) -> int:
    """Send again what of these is still given up; return how many that are."""
    possible = {each.id for each in failed(store, person, community, now).rows}
    return sum(store.outbox.revive(each) for each in wanted if each in possible)


def lines(found: Failed) -> list[Text]:
    """Word what would be sent, numbered."""
    return [
        text(
            "resend-line",
            number=number,
            chat=each.chat,
            when=each.created_at,
            what=_what(each),
        )
        for number, each in enumerate(found.rows, 1)
    ]


def _what(row: Unsent) -> Text | Lines:
    """Return the first line of a message; of a card, which activity it shows."""
    if "text" not in row.content:
        return text("resend-card", number=row.number)
    said = decode_text(row.content["text"])
    while isinstance(said, Lines) and said.lines:
        said = said.lines[0]
    return said


def _is_reached(store: Store, chat: Chat) -> bool:
    """Whether the bot still speaks there."""
    return chat.is_enabled if chat.kind is ChatKind.GROUP else store.people.is_private(chat.id)

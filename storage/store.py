"""Everything one transaction may touch, a repository per noun."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from storage.activities import Activities
from storage.audit import Audit
from storage.cards import Cards
from storage.chats import Chats
from storage.communities import Communities
from storage.connection import Connection
from storage.covers import Covers
from storage.due import DueRows
from storage.inbox import Inbox
from storage.merges import Merges
from storage.outbox import Outbox
from storage.people import People
from storage.questions import Questions
from storage.reminders import Reminders
from storage.roles import Roles
from storage.sandbox import Sandbox
from storage.settings import Settings
from storage.signups import Signups
from storage.tellings import Tellings
from storage.tokens import Tokens
from storage.types import ChatId
from storage.undos import Undos
from storage.windows import Windows


@dataclass(slots=True)
class Wake:
    """Who must be woken once the transaction stands: chats with something to send, chats whose
    cards are no longer true, and the earliest moment that was entered as due.
    """

    chats: set[ChatId] = field(default_factory=set)
    stale: set[ChatId] = field(default_factory=set)
    due_at: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.chats or self.stale) or self.due_at is not None

    def ring(self, chat: ChatId) -> None:
        self.chats.add(chat)

    def ring_stale(self, chat: ChatId) -> None:
        self.stale.add(chat)

    def ring_at(self, when: datetime) -> None:
        self.due_at = when if self.due_at is None else min(self.due_at, when)


class Store:
    """The repositories over one connection, and what to wake after the commit."""

    def __init__(self, connection: Connection) -> None:
        self.wake = Wake()
        self._connection = connection
        self.activities = Activities(connection)
        self.audit = Audit(connection)
        self.cards = Cards(connection, self.wake.ring_stale)
        self.chats = Chats(connection)
        self.communities = Communities(connection)
        self.covers = Covers(connection)
        self.due = DueRows(connection, self.wake.ring_at)
        self.inbox = Inbox(connection)
        self.merges = Merges(connection)
        self.outbox = Outbox(connection, self.wake.ring)
        self.people = People(connection)
        self.questions = Questions(connection)
        self.reminders = Reminders(connection)
        self.roles = Roles(connection)
        self.sandbox = Sandbox(connection)
        self.settings = Settings(connection)
        self.signups = Signups(connection)
        self.tellings = Tellings(connection, self.wake.ring)
        self.tokens = Tokens(connection)
        self.undos = Undos(connection)
        self.windows = Windows(connection)

    def attempt(self) -> AbstractContextManager[None]:
        """Undo what happens inside when it raises, and only that."""
        return self._connection.savepoint("attempt")

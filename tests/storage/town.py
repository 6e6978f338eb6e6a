"""A town of some thousand rows a table, for the questions that only a full database answers."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from storage.models import activities as doings
from storage.models import messages, people, sandbox
from storage.types import (
    ActivityState,
    ChatKind,
    DueKind,
    DueState,
    InboxState,
    OutboxKind,
    OutboxState,
    Role,
    SignupState,
    UnitKind,
)

START = datetime(2026, 1, 1, tzinfo=UTC)
COMMUNITIES, PEOPLE, GROUPS, ACTIVITIES, MESSAGES = 40, 2000, 120, 800, 4000
PLATFORM = {"platform": "sandbox", "account": "demo"}


def at(number: int) -> datetime:
    return START + timedelta(hours=number)


def fill(connection: Connection) -> None:
    """Fill every table of a migrated, empty database."""
    for table, rows in {**_people(), **_activities(), **_messages()}.items():
        connection.execute(table.insert(), rows)


def _people() -> dict[Any, list[dict[str, Any]]]:
    return {
        people.communities: [
            {
                "name": f"社区{n}",
                "language": "zh-Hans",
                "timezone": "Asia/Shanghai",
                "next_number": 100,
                "created_at": START,
            }
            for n in range(COMMUNITIES)
        ],
        people.units: [
            {
                "community_id": 1 + n % COMMUNITIES,
                "parent_id": None if n < COMMUNITIES else 1 + n % COMMUNITIES,
                "kind": UnitKind.GRID if n >= COMMUNITIES else UnitKind.COMMUNITY,
                "name": f"网格{n}",
            }
            for n in range(COMMUNITIES * 12)
        ],
        people.people: [
            {
                "name": f"居民{n % 1500}",
                "has_own_name": False,
                "community_id": 1 + n % COMMUNITIES,
                "keeper_id": None if n < PEOPLE // 2 else 1 + n - PEOPLE // 2,
                "created_at": START,
            }
            for n in range(PEOPLE)
        ],
        people.chats: [
            PLATFORM
            | {
                "external_id": f"chat{n}",
                "kind": ChatKind.GROUP if n < GROUPS else ChatKind.PRIVATE,
                "title": f"群{n}",
                "community_id": 1 + n % COMMUNITIES if n < GROUPS else None,
                "is_enabled": n < GROUPS,
                "held_until": at(n) if n % 200 == 0 else None,
                "last_seq": 0,
            }
            for n in range(GROUPS + PEOPLE // 2)
        ],
        people.accounts: [
            PLATFORM
            | {
                "external_id": f"account{n}",
                "person_id": 1 + n,
                "private_chat_id": 1 + GROUPS + n,
            }
            for n in range(PEOPLE // 2)
        ],
        people.presences: [
            {"person_id": 1 + n % PEOPLE, "chat_id": 1 + (n + n // PEOPLE) % GROUPS}
            for n in range(PEOPLE * 2)
        ],
        people.roles: [
            {
                "person_id": 1 + n,
                "role": Role.OWNER if n == 0 else Role.GRID_WORKER,
                "unit_id": None if n == 0 else n,
                "granted_by": 1,
                "granted_at": START,
                "revoked_at": START if n % 3 == 1 else None,
            }
            for n in range(COMMUNITIES * 12)
        ],
        people.settings: [{"name": f"name{n}", "value": "on"} for n in range(20)],
    }


def _activities() -> dict[Any, list[dict[str, Any]]]:
    return {
        doings.activities: [
            {
                "community_id": 1 + n % COMMUNITIES,
                "number": 1 + n // COMMUNITIES,
                "title": "环境整治",
                "place": "文化广场",
                "starts_at": at(n),
                "seats": 20,
                "taken": 10,
                "waiting": 0,
                "max_guests": 5,
                "allows_overlap": False,
                "is_quiet": False,
                "state": ActivityState.ENDED if n % 10 else ActivityState.OPEN,
                "organiser_id": 1,
                "revision": 1,
                "created_at": START,
            }
            for n in range(ACTIVITIES)
        ],
        doings.signups: [
            {
                "activity_id": 1 + n % ACTIVITIES,
                "person_id": 1 + n // 8,
                "registrar_id": 1 + (n // 8 - n % 2) % PEOPLE,
                "size": 1,
                "companions": (),
                "state": (SignupState.CONFIRMED, SignupState.WAITING, SignupState.LEFT)[n % 3],
                "created_at": at(n),
                "changed_at": at(n),
            }
            for n in range(ACTIVITIES * 10)
        ],
    }


def _messages() -> dict[Any, list[dict[str, Any]]]:
    chats = GROUPS + PEOPLE // 2
    return {
        messages.inbox: [
            PLATFORM
            | {
                "event_id": f"event{n}",
                "payload": {"text": "我参加"},
                "state": InboxState.DONE if n % 500 else InboxState.SET_ASIDE,
                "received_at": at(n),
            }
            for n in range(MESSAGES)
        ],
        messages.outbox: [
            {
                "chat_id": 1 + n % chats,
                "seq": 1 + n // chats,
                "kind": OutboxKind.ANSWER,
                "content": {},
                "activity_id": 1 + n % ACTIVITIES,
                "person_id": 1 + n % PEOPLE,
                "state": (OutboxState.WAITING, OutboxState.DEAD)[n % 2]
                if n % 200 < 2
                else OutboxState.SENT,
                "tries": 1,
                "message_id": f"message{n}",
                "created_at": at(n),
            }
            for n in range(MESSAGES)
        ],
        messages.questions: [
            {
                "person_id": 1 + n % 900,
                "chat_id": 1 + n % GROUPS,
                "kind": f"kind{n // 900}",
                "payload": {},
                "expires_at": at(n),
            }
            for n in range(1800)
        ],
        messages.due: [
            {
                "kind": DueKind.CLOSING,
                "subject_id": 1 + n % ACTIVITIES,
                "due_at": at(n),
                "state": DueState.WAITING if n % 50 == 0 else DueState.DONE,
            }
            for n in range(MESSAGES)
        ],
        doings.cards: [
            {
                "activity_id": 1 + n % ACTIVITIES,
                "chat_id": 1 + (n + n // ACTIVITIES) % GROUPS,
                "outbox_id": 1 + n,
                "wanted": 3 if n % 100 == 0 else 2,
                "shown": 2,
            }
            for n in range(ACTIVITIES * 2)
        ],
        sandbox.sandbox_chats: [
            {"id": f"chat{n}", "kind": ChatKind.GROUP, "title": f"群{n}"} for n in range(GROUPS)
        ],
        sandbox.sandbox_messages: [
            {
                "chat": f"chat{n % GROUPS}",
                "sender": "bot",
                "name": "有呼",
                "text": "好",
                "at": at(n),
                "is_deleted": False,
                "buttons": [],
                "key": f"out-{n}",
            }
            for n in range(MESSAGES)
        ],
        sandbox.sandbox_files: [
            {"id": f"file{n}", "content_type": "image/png", "data": b""} for n in range(200)
        ],
    }

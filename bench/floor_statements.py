"""What the floor writes for one 我参加: the rows the bot writes, by hand."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

_HEAR = (
    "INSERT INTO sandbox_messages (chat, sender, name, text, at, reply_to, is_deleted, buttons, key)"
    " VALUES (?, ?, ?, ?, ?, ?, 0, '[]', ?) ON CONFLICT (key) DO NOTHING RETURNING id"
)
_INBOX = (
    "INSERT INTO inbox (platform, account, event_id, payload, state, received_at)"
    " VALUES ('sandbox', 'default', ?, ?, 'done', ?)"
    " ON CONFLICT (platform, account, event_id) DO NOTHING RETURNING id"
)
_CHAT = (
    "SELECT id, community_id FROM chats"
    " WHERE platform = 'sandbox' AND account = 'default' AND external_id = ?"
)
_PERSON = (
    "SELECT people.id, people.name FROM people JOIN accounts ON accounts.person_id = people.id"
    " WHERE platform = 'sandbox' AND account = 'default' AND external_id = ?"
)
_PRESENCE = "INSERT INTO presences (person_id, chat_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
_ACTIVITY = (
    "SELECT id FROM activities WHERE community_id = ? AND state = 'open' AND starts_at > ? LIMIT 2"
)
_TAKE = (
    "UPDATE activities SET taken = taken + 1 WHERE id = ? AND (seats IS NULL OR taken < seats)"
    " RETURNING taken, title"
)
_SIGN_UP = (
    "INSERT INTO signups (activity_id, person_id, registrar_id, size, companions, state,"
    " created_at, changed_at) VALUES (?, ?, ?, 1, '[]', 'confirmed', ?, ?)"
)
_AUDIT = (
    'INSERT INTO audit (at, deed, actor_id, community_id, activity_id, person_id, "before",'
    " \"after\") VALUES (?, 'join', ?, ?, ?, ?, '{}', ?)"
)
_UNDO = (
    'INSERT INTO undos (person_id, community_id, kind, "values", until)'
    " VALUES (?, ?, 'join', ?, ?)"
)
_TOUCH = "UPDATE cards SET wanted = wanted + 1 WHERE activity_id = ?"
_SEQ = "UPDATE chats SET last_seq = last_seq + 1 WHERE id = ? RETURNING last_seq"
_OUTBOX = (
    "INSERT INTO outbox (chat_id, seq, kind, content, worded, activity_id, person_id, state, tries,"
    " message_id, created_at, sent_at) VALUES (?, ?, 'answer', ?, ?, ?, ?, 'sent', 0, ?, ?, ?)"
    " RETURNING id"
)
_ANSWERED = "UPDATE inbox SET answer = ? WHERE id = ?"


class SignUp:
    """One message and everything that follows from it, inside the transaction of its batch."""

    def __init__(self, cursor: sqlite3.Cursor, said: Mapping[str, Any], now: datetime) -> None:
        self._cursor = cursor
        self._said = said
        self._at = now.isoformat(" ")[:26]
        self._shown_at = now.isoformat()

    def enter(self) -> dict[str, Any]:
        """Write the rows; return the answer of the contract."""
        message_id = self._hear(self._said["person"], self._said["text"], None, "in:")
        payload = orjson.dumps({**self._said, "message": message_id}).decode()
        inbox_id = self._one(_INBOX, self._said["event"], payload, self._at)[0]
        chat_id, community_id = self._one(_CHAT, self._said["chat"])
        person_id, name = self._one(_PERSON, self._said["person"])
        self._cursor.execute(_PRESENCE, (person_id, chat_id))
        (activity_id,) = self._one(_ACTIVITY, community_id, self._at)
        taken, title = self._one(_TAKE, activity_id)
        self._sign_up(community_id, activity_id, person_id)
        words = f"{name} 已报名「{title}」,第{taken}号"
        outbox_id, reply_id = self._reply(chat_id, activity_id, person_id, words)
        answer = orjson.dumps({"outbox": [outbox_id], "toast": None}).decode()
        self._cursor.execute(_ANSWERED, (answer, inbox_id))
        return {"message": message_id, "replies": [self._shown(reply_id, message_id, words)]}

    def _sign_up(self, community_id: int, activity_id: int, person_id: int) -> None:
        values = (activity_id, person_id, person_id, self._at, self._at)
        self._cursor.execute(_SIGN_UP, values)
        facts = orjson.dumps({"state": "confirmed", "size": 1, "companions": []}).decode()
        who = (self._at, person_id, community_id, activity_id, person_id, facts)
        self._cursor.execute(_AUDIT, who)
        self._cursor.execute(_UNDO, (person_id, community_id, facts, self._at))
        self._cursor.execute(_TOUCH, (activity_id,))

    def _hear(self, sender: str, text: str, reply_to: int | None, key: str) -> int:
        said = self._said
        values = (said["chat"], sender, sender, text, self._at, reply_to, key + said["event"])
        return int(self._one(_HEAR, *values)[0])

    def _reply(self, chat_id: int, activity_id: int, person_id: int, words: str) -> tuple[int, int]:
        seq = self._one(_SEQ, chat_id)[0]
        reply_id = self._hear("bot", words, None, "out:")
        content = orjson.dumps({"text": {"key": "joined", "values": {"name": words}}}).decode()
        worded = orjson.dumps({"text": words, "buttons": [], "quote": None}).decode()
        about = (activity_id, person_id, str(reply_id), self._at, self._at)
        return self._one(_OUTBOX, chat_id, seq, content, worded, *about)[0], reply_id

    def _shown(self, reply_id: int, message_id: int, words: str) -> dict[str, Any]:
        return {
            "id": reply_id,
            "chat": self._said["chat"],
            "from": "bot",
            "name": "有呼",
            "text": words,
            "at": self._shown_at,
            "reply_to": message_id,
            "edited_at": None,
            "deleted": False,
            "buttons": [],
            "image": None,
            "file": None,
            "only_for": None,
        }

    def _one(self, sql: str, *values: Any) -> Any:
        return self._cursor.execute(sql, values).fetchall()[0]

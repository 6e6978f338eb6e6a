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
    " VALUES (?, 'default', ?, ?, 'done', ?)"
    " ON CONFLICT (platform, account, event_id) DO NOTHING RETURNING id"
)
_CHAT = (
    "SELECT id, community_id FROM chats"
    " WHERE platform = ? AND account = 'default' AND external_id = ?"
)
_PERSON = (
    "SELECT people.id, people.name FROM people JOIN accounts ON accounts.person_id = people.id"
    " WHERE platform = ? AND account = 'default' AND external_id = ?"
)
_PRESENCE = "INSERT INTO presences (person_id, chat_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
_HOME = (
    "SELECT DISTINCT community_id FROM chats JOIN presences ON presences.chat_id = chats.id"
    " WHERE person_id = ? AND kind = 'group' AND is_enabled"
)
_ACTIVITY = (
    "SELECT id FROM activities WHERE community_id = ? AND state = 'open' AND starts_at > ? LIMIT 2"
)
_SIGNED_UP = "SELECT id FROM signups WHERE activity_id = ? AND person_id = ? AND state <> 'left'"
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
    " message_id, created_at, sent_at) VALUES (?, ?, 'answer', ?, ?, ?, ?, ?, 0, ?, ?, ?)"
    " RETURNING id"
)
_SENT = "UPDATE outbox SET state = 'sent', message_id = ?, sent_at = ? WHERE id = ?"
_ANSWERED = "UPDATE inbox SET answer = ? WHERE id = ?"


class SignUp:
    """One message and everything that follows from it, inside the transaction of its batch."""

    platform: str

    def __init__(self, cursor: sqlite3.Cursor, now: datetime) -> None:
        self._cursor = cursor
        self._at = _written(now)

    def _enter(self, event: str, payload: Mapping[str, Any]) -> int | None:
        """Write the inbox row; None when it was there."""
        values = (self.platform, event, orjson.dumps(payload).decode(), self._at)
        found = self._cursor.execute(_INBOX, values).fetchall()
        return found[0][0] if found else None

    def _take_seat(self, community_id: int, person: tuple[int, str]) -> tuple[int, str]:
        """Sign up for the community's activity; return it and what is said to that."""
        person_id, name = person
        (activity_id,) = self._one(_ACTIVITY, community_id, self._at)
        if self._cursor.execute(_SIGNED_UP, (activity_id, person_id)).fetchall():
            return activity_id, f"{name} 已报名,不用再报"
        taken, title = self._one(_TAKE, activity_id)
        values = (activity_id, person_id, person_id, self._at, self._at)
        self._cursor.execute(_SIGN_UP, values)
        facts = orjson.dumps({"state": "confirmed", "size": 1, "companions": []}).decode()
        who = (self._at, person_id, community_id, activity_id, person_id, facts)
        self._cursor.execute(_AUDIT, who)
        self._cursor.execute(_UNDO, (person_id, community_id, facts, self._at))
        self._cursor.execute(_TOUCH, (activity_id,))
        return activity_id, f"{name} 已报名「{title}」,第{taken}号"

    def _reply(
        self, chat_id: int, about: tuple[int, int], words: str, sent_as: str | None
    ) -> tuple[int, str]:
        """Write the outbox row; return its id and the answer that the inbox row keeps of it."""
        seq = self._one(_SEQ, chat_id)[0]
        content = orjson.dumps({"text": {"key": "joined", "values": {"name": words}}}).decode()
        worded = orjson.dumps({"text": words, "buttons": [], "quote": None}).decode()
        state, sent_at = ("sent", self._at) if sent_as else ("sending", None)
        values = (chat_id, seq, content, worded, *about, state, sent_as, self._at, sent_at)
        outbox_id = self._one(_OUTBOX, *values)[0]
        return outbox_id, orjson.dumps({"outbox": [outbox_id], "toast": None}).decode()

    def _one(self, sql: str, *values: Any) -> Any:
        return self._cursor.execute(sql, values).fetchall()[0]


class SandboxSignUp(SignUp):
    """A message of the sandbox's contract, in a group; its transcript is written, too."""

    platform = "sandbox"

    def __init__(self, cursor: sqlite3.Cursor, now: datetime, said: Mapping[str, Any]) -> None:
        super().__init__(cursor, now)
        self._said = said
        self._shown_at = now.isoformat()

    def enter(self) -> dict[str, Any]:
        """Write the rows; return the answer of the contract."""
        message_id = self._hear(self._said["person"], self._said["text"], "in:")
        inbox_id = self._enter(self._said["event"], {**self._said, "message": message_id})
        chat_id, community_id = self._one(_CHAT, self.platform, self._said["chat"])
        person = self._one(_PERSON, self.platform, self._said["person"])
        self._cursor.execute(_PRESENCE, (person[0], chat_id))
        activity_id, words = self._take_seat(community_id, person)
        reply_id = self._hear("bot", words, "out:")
        _, answer = self._reply(chat_id, (activity_id, person[0]), words, str(reply_id))
        self._cursor.execute(_ANSWERED, (answer, inbox_id))
        return {"message": message_id, "replies": [self._shown(reply_id, message_id, words)]}

    def _hear(self, sender: str, text: str, key: str) -> int:
        said = self._said
        values = (said["chat"], sender, sender, text, self._at, None, key + said["event"])
        return int(self._one(_HEAR, *values)[0])

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


class TelegramSignUp(SignUp):
    """An update of Telegram with what somebody said in private."""

    platform = "telegram"

    def __init__(self, cursor: sqlite3.Cursor, now: datetime, update: Mapping[str, Any]) -> None:
        super().__init__(cursor, now)
        self._update = update

    def enter(self) -> tuple[int, int, str] | None:
        """Write the rows; return the outbox row, where to send it, and its words.

        None for an update that came before.
        """
        message = self._update["message"]
        inbox_id = self._enter(str(self._update["update_id"]), self._update)
        if inbox_id is None:
            return None
        chat_id, _ = self._one(_CHAT, self.platform, str(message["chat"]["id"]))
        person = self._one(_PERSON, self.platform, str(message["from"]["id"]))
        (community_id,) = self._one(_HOME, person[0])
        activity_id, words = self._take_seat(community_id, person)
        outbox_id, answer = self._reply(chat_id, (activity_id, person[0]), words, None)
        self._cursor.execute(_ANSWERED, (answer, inbox_id))
        return outbox_id, message["chat"]["id"], words


def mark_sent(outbox_id: int, message_id: int, cursor: sqlite3.Cursor, now: datetime) -> None:
    """Note that a message arrived, and as which."""
    cursor.execute(_SENT, (str(message_id), _written(now), outbox_id))


def _written(moment: datetime) -> str:
    return moment.isoformat(" ")[:26]

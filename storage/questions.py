"""Open questions: what a person was asked where, with an end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from storage.connection import Connection
from storage.models.messages import questions
from storage.models.statements import columns, insert_into
from storage.types import ChatId, PersonId, Question, QuestionId

_ASK = insert_into(
    questions, "person_id", "chat_id", "kind", "payload", "expires_at", "subject_id"
).returning(questions.c.id)
_DROP_ABOUT = delete(questions).where(
    questions.c.person_id == bindparam("person_id"),
    questions.c.kind == bindparam("kind"),
    questions.c.subject_id == bindparam("subject_id"),
)
_CLOSE = delete(questions).where(questions.c.id == bindparam("key")).returning(questions.c.id)
_OPEN = (
    select(*columns(questions, Question))
    .where(
        questions.c.person_id == bindparam("person_id"), questions.c.expires_at > bindparam("now")
    )
    .order_by(questions.c.id.desc())
)
_GET = select(*columns(questions, Question)).where(questions.c.id == bindparam("key"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to open; a newer one of its kind about the same subject replaces it, in whatever
    chat it was asked.
    """

    person_id: PersonId
    chat_id: ChatId
    kind: str
    payload: Mapping[str, Any]
    expires_at: datetime
    subject_id: int = 0


class Questions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ask(self, asked: Asked) -> QuestionId:
        """Open a question in place of an earlier one of that person, kind and subject.

        It gets a new id, so the newest question is always the one with the highest.
        """
        self.close_about(asked.person_id, asked.kind, asked.subject_id)
        return QuestionId(
            self._connection.value(
                _ASK,
                person_id=asked.person_id,
                chat_id=asked.chat_id,
                kind=asked.kind,
                payload=asked.payload,
                expires_at=asked.expires_at,
                subject_id=asked.subject_id,
            )
        )

    def close(self, question_id: QuestionId) -> bool:
        """Take a question off; False when somebody else was faster."""
        return self._connection.value(_CLOSE, key=question_id) is not None

    def close_about(self, person_id: PersonId, kind: str, subject_id: int) -> None:
        """Take off what a person was asked about something, in whatever chat."""
        self._connection.run(_DROP_ABOUT, person_id=person_id, kind=kind, subject_id=subject_id)

    def open_for(self, person_id: PersonId, now: datetime) -> list[Question]:
        """Return a person's open questions in every chat, newest first."""
        return self._connection.all(_OPEN, Question, person_id=person_id, now=now)

    def get(self, question_id: QuestionId, now: datetime) -> Question | None:
        """Return a question that is still open."""
        found = self._connection.one(_GET, Question, key=question_id)
        return found if found is not None and found.expires_at > now else None

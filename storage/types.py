"""The words every floor shares: ids, states and small values. Standard library only."""

from collections.abc import Mapping
from datetime import datetime, time
from enum import StrEnum
from typing import Any, NewType

from storage.records import record

PersonId = NewType("PersonId", int)
ChatId = NewType("ChatId", int)
CommunityId = NewType("CommunityId", int)
UnitId = NewType("UnitId", int)
ActivityId = NewType("ActivityId", int)
SignupId = NewType("SignupId", int)
QuestionId = NewType("QuestionId", int)
UndoId = NewType("UndoId", int)
CoverId = NewType("CoverId", int)
InboxId = NewType("InboxId", int)
OutboxId = NewType("OutboxId", int)


class ChatKind(StrEnum):
    GROUP = "group"
    PRIVATE = "private"


class UnitKind(StrEnum):
    COMMUNITY = "community"
    GRID = "grid"
    BUILDING = "building"
    HOUSEHOLD_GROUP = "household_group"


class Role(StrEnum):
    OWNER = "owner"
    SECRETARY = "secretary"
    SOCIAL_WORKER = "social_worker"
    GRID_WORKER = "grid_worker"
    CAPTAIN = "captain"
    MEDIATOR = "mediator"
    AUDITOR = "auditor"


class ActivityState(StrEnum):
    """OPEN takes sign-ups, CLOSED takes none but will happen, the others are history."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    ENDED = "ended"


class SignupState(StrEnum):
    """OFFERED has a seat held for it until its claim window ends; the seat counts as taken."""

    CONFIRMED = "confirmed"
    OFFERED = "offered"
    WAITING = "waiting"
    LEFT = "left"


class LeftAs(StrEnum):
    """How somebody came off a list; DECLINED and LAPSED: without a seat that was held for them."""

    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    LAPSED = "lapsed"
    REMOVED = "removed"


class InboxState(StrEnum):
    """SET_ASIDE: it raised a bug and waits for the operator. HELD: a picture that waits for others."""

    DONE = "done"
    HELD = "held"
    SET_ASIDE = "set_aside"


class OutboxKind(StrEnum):
    """What a row is for; the order is the priority between chats."""

    ANSWER = "answer"
    CARD = "card"
    NOTICE = "notice"


class OutboxState(StrEnum):
    """SENDING was handed to a platform whose answer isn't known yet."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"


class DueKind(StrEnum):
    UPCOMING = "upcoming"
    OPENING = "opening"
    CLOSING = "closing"
    ENDING = "ending"
    OFFER = "offer"
    CLAIM = "claim"
    LEAVING = "leaving"
    REPORT = "report"
    REMIND_DAY = "remind_day"
    REMIND_SOON = "remind_soon"
    SHORT = "short"
    SHORT_END = "short_end"
    LIST = "list"
    COVER = "cover"
    ALBUM = "album"
    TELLING = "telling"


class DueState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    MISSED = "missed"


@record
class Address:
    """Whom or where a platform means by an id of its own."""

    platform: str
    account: str
    external_id: str


@record
class Person:
    """`keeper_id` is set for somebody without an account, who is signed up by that person."""

    id: PersonId
    name: str
    has_own_name: bool
    community_id: CommunityId | None
    keeper_id: PersonId | None


@record
class Community:
    """Between `quiet_from` and `quiet_until` nothing is pushed that can wait."""

    id: CommunityId
    name: str
    language: str
    timezone: str
    upcoming_at: time | None
    quiet_from: time = time(22)
    quiet_until: time = time(7)


@record
class Chat:
    """A group or a private conversation; `community_id` is what a group was enabled for."""

    id: ChatId
    platform: str
    account: str
    external_id: str
    kind: ChatKind
    title: str
    community_id: CommunityId | None
    is_enabled: bool
    muted_until: datetime | None
    held_until: datetime | None


@record
class Grant:
    """A role somebody holds, in the whole community if it `is_whole`, else in a unit; `unit_id`
    is None for the owner of the whole service.
    """

    role: Role
    unit_id: UnitId | None
    community_id: CommunityId | None
    is_whole: bool


@record
class Unit:
    """A part of a community; the root, without a parent, is the community itself."""

    id: UnitId
    parent_id: UnitId | None
    kind: UnitKind
    name: str


@record
class Post:
    """Who holds a role in which unit."""

    person_id: PersonId
    name: str
    role: Role
    unit_id: UnitId


@record
class Activity:
    """`taken` counts heads with a seat, held ones included, at most `seats` (None: no limit).

    `reason` is why it was cancelled, `reminder` what its reminders add, `remark` what its card
    adds, `confidence` what only who has a seat is told. `group_id` is the one group it is for, None
    for all. `masks_names`: groups see no full names. With fewer than `min_heads` the organiser is
    asked; silence keeps it, or cancels it if `cancels_when_short`.
    """

    id: ActivityId
    community_id: CommunityId
    number: int
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime | None
    seats: int | None
    taken: int
    waiting: int
    bring: str | None
    opens_at: datetime | None
    closes_at: datetime | None
    leave_until: datetime | None
    max_guests: int
    allows_overlap: bool
    is_quiet: bool
    state: ActivityState
    organiser_id: PersonId
    revision: int
    reason: str | None = None
    min_heads: int | None = None
    cancels_when_short: bool = False
    reminder: str | None = None
    remark: str | None = None
    group_id: ChatId | None = None
    confidence: str | None = None
    masks_names: bool = False

    @property
    def seats_left(self) -> int | None:
        return None if self.seats is None else self.seats - self.taken


@record
class Signup:
    """A party of `size` heads that came in together; `id` is the order of arrival.

    `claim_until` is the end of its claim window, `freed_by` whose seat it was offered; both stay
    when it is claimed or given up. `left_as` is how it came off; `note` is for the organiser.
    """

    id: SignupId
    activity_id: ActivityId
    person_id: PersonId
    registrar_id: PersonId
    size: int
    companions: tuple[str, ...]
    state: SignupState
    created_at: datetime
    claim_until: datetime | None = None
    freed_by: SignupId | None = None
    left_as: LeftAs | None = None
    note: str | None = None

    @property
    def has_seats(self) -> bool:
        """Whether its heads count as taken."""
        return self.state in (SignupState.CONFIRMED, SignupState.OFFERED)


@record
class RosterLine:
    """One party on a list: the person, the heads, who signed them up when not themselves."""

    signup_id: SignupId
    person_id: PersonId
    name: str
    size: int
    companions: tuple[str, ...]
    registrar: str | None
    state: SignupState
    note: str | None = None


@record
class Question:
    """What a person was asked in a chat and may answer with a bare word until `expires_at`;
    `subject_id` is the matter: there is one of a kind about it.
    """

    id: QuestionId
    person_id: PersonId
    chat_id: ChatId
    kind: str
    payload: Mapping[str, Any]
    expires_at: datetime
    subject_id: int


@record
class Due:
    """An occasion the scheduler must act on; its deadline is a fact of the row."""

    id: int
    kind: DueKind
    subject_id: int
    due_at: datetime


class Deed(StrEnum):
    """What the audit log calls a change."""

    JOIN = "join"
    LEAVE = "leave"
    RESIZE = "resize"
    PROMOTE = "promote"
    OFFER = "offer"
    CLAIM = "claim"
    DECLINE = "decline"
    EXPIRE = "expire"
    ADD = "add"
    REMOVE = "remove"
    TRANSFER = "transfer"
    PUBLISH = "publish"
    MOVE = "move"
    RELOCATE = "relocate"
    REMARK = "remark"
    CONFIDE = "confide"
    MASK = "mask"
    RESEAT = "reseat"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    HUSH = "hush"
    MINIMUM = "minimum"
    COVER = "cover"
    UNDO = "undo"
    APPOINT = "appoint"
    DISMISS = "dismiss"


@record
class Undo:
    """How a person's action is taken back: the inverse's kind and values, until when."""

    id: UndoId
    person_id: PersonId
    kind: str
    values: Mapping[str, Any]
    until: datetime


class ReminderKind(StrEnum):
    """What a person may be told about an activity before it begins."""

    DAY = "day"
    SOON = "soon"


@record
class OutboxRow:
    """One outgoing message. `content` is worded at first send; `worded` keeps that wording."""

    id: OutboxId
    chat_id: ChatId
    seq: int
    kind: OutboxKind
    content: Mapping[str, Any]
    worded: Mapping[str, Any] | None
    activity_id: ActivityId | None
    person_id: PersonId | None
    tries: int
    created_at: datetime

    @property
    def is_card(self) -> bool:
        return self.kind is OutboxKind.CARD


@record
class Answered:
    """What became of an event: the messages it was answered with, and the note for a press."""

    inbox_id: InboxId
    outbox_ids: tuple[OutboxId, ...]
    toast: Mapping[str, Any] | None
    is_repeat: bool = False

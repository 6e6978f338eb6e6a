"""An independent checker: it reads the tables and the platform's log, and nothing else.

Its rules have numbers, so that what breaks one says which.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.core.world import World

SEATED = ("confirmed", "offered")
# The longest that any question stays open: a claim of half a day, asked before a night.
LONGEST_QUESTION = timedelta(hours=24)
# Who may stand in is asked until the start.
QUESTIONS = {"cover": timedelta(days=60)}
LEADS = {"day": timedelta(hours=24), "soon": timedelta(hours=2)}
# The reminder of what begins before MORNING may go out the evening before, this much ahead.
MORNING = time(9, 30)
NIGHT, ZERO = timedelta(hours=10), timedelta()
HERE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Seat:
    """A sign-up as it stands at one moment."""

    id: int
    activity: int
    person: int
    size: int
    state: str


@dataclass(frozen=True, slots=True)
class Event:
    """An activity as it stands at one moment."""

    id: int
    seats: int | None
    taken: int
    waiting: int
    state: str
    starts_at: datetime

    def is_ahead(self, now: datetime) -> bool:
        return self.state in ("open", "closed") and self.starts_at > now


@dataclass(frozen=True, slots=True)
class Picture:
    """What the tables say between two steps."""

    events: Mapping[int, Event]
    seats: Mapping[int, Seat]
    audit: tuple[tuple[Any, ...], ...]
    reminders: frozenset[tuple[Any, ...]]
    outbox: int


@dataclass(slots=True)
class Checker:
    """Compares what is with what was, step by step."""

    world: World
    before: Picture | None = None
    _settled: set[int] = field(default_factory=set)
    # The order in which each chat's messages first went out.
    _firsts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _read: int = 0
    _lapsed: set[int] = field(default_factory=set)
    _done: set[int] = field(default_factory=set)

    def check(self) -> Picture:
        """Raise AssertionError with the rule that is broken."""
        now = self.world.clock.at
        picture = self._picture()
        self._check_counters(picture)
        self._check_queues(picture, now)
        self._check_inbox()
        self._check_outbox()
        self._check_times()
        self._check_offers(picture)
        self._check_occasions(now)
        if self.before is not None:
            self._check_order(self.before, picture)
            self._check_reminders(self.before, picture, now)
            self._check_told_once()
            self._check_lapses(now)
            kept = picture.audit[: len(self.before.audit)]
            assert kept == self.before.audit, "A1: the audit log was changed"
        complaints = self.world.complaints.heard
        assert not complaints, f"the program complained: {complaints[0]}"
        self.before = picture
        return picture

    def check_settled(self) -> None:
        """Check what must hold once everything that can be sent was sent, and all due was done."""
        waiting = self.world.look("SELECT id FROM outbox WHERE state IN ('waiting', 'sending')")
        assert not waiting, f"O2: {waiting} wait although nothing is in their way"
        untold = self.world.look("SELECT * FROM tellings")
        assert not untold, f"T1: still to be told: {untold}"
        due = self.world.look("SELECT kind, subject_id, due_at FROM due WHERE state = 'waiting'")
        late = [row for row in due if moment(row[2]) <= self.world.clock.at]
        assert not late, f"R2: {late} were due and nothing happened"

    def _picture(self) -> Picture:
        look = self.world.look
        events = [
            Event(number, seats, taken, waiting, state, moment(starts_at))
            for number, seats, taken, waiting, state, starts_at in look(
                "SELECT id, seats, taken, waiting, state, starts_at FROM activities"
            )
        ]
        seats = [
            Seat(*row)
            for row in look("SELECT id, activity_id, person_id, size, state FROM signups")
        ]
        return Picture(
            {each.id: each for each in events},
            {each.id: each for each in seats},
            tuple(look("SELECT id, deed, actor_id, activity_id, person_id FROM audit ORDER BY id")),
            frozenset(
                (activity, person, kind, moment(starts_at))
                for activity, person, kind, starts_at in look(
                    "SELECT activity_id, person_id, kind, starts_at FROM reminders"
                )
            ),
            look("SELECT count(*) FROM outbox")[0][0],
        )

    def _check_counters(self, picture: Picture) -> None:
        heads: Counter[int] = Counter()
        parties: Counter[int] = Counter()
        active: Counter[tuple[int, int]] = Counter()
        for seat in picture.seats.values():
            if seat.state in SEATED:
                heads[seat.activity] += seat.size
            if seat.state == "waiting":
                parties[seat.activity] += 1
            if seat.state != "left":
                active[seat.activity, seat.person] += 1
        for event in picture.events.values():
            room = event.taken if event.seats is None else event.seats
            assert 0 <= event.taken <= room, f"SU1: {event} is oversold"
            assert heads[event.id] <= room or event.seats is None, f"SU1: {event} has too many"
            assert event.taken == heads[event.id], f"SU2: {event} has {heads[event.id]} heads"
            assert event.waiting == parties[event.id], f"SU2: {parties[event.id]} wait for {event}"
        assert not active or max(active.values()) == 1, f"SU5: twice in one list: {active}"

    def _check_queues(self, picture: Picture, now: datetime) -> None:
        for event in picture.events.values():
            line = [
                seat
                for seat in picture.seats.values()
                if seat.activity == event.id and seat.state == "waiting"
            ]
            if line and event.is_ahead(now):
                first = min(line, key=lambda seat: seat.id)
                left = first.size if event.seats is None else event.seats - event.taken
                is_full = event.seats is not None and first.size > left
                assert is_full, f"SU3: {first} waits while {left} seats of {event} are free"

    def _check_order(self, before: Picture, after: Picture) -> None:
        """Nobody is seated while somebody who came earlier goes on waiting, but by an organiser's
        word, or who takes their own place again.
        """
        added = after.audit[len(before.audit) :]
        by_hand = {
            (activity, person)
            for _, deed, actor, activity, person in added
            if deed in ("promote", "add", "undo") and actor is not None
        }
        by_hand |= {(activity, actor) for _, deed, actor, activity, _ in added if deed == "cover"}
        waited = {each.id for each in before.seats.values() if each.state == "waiting"}
        for seat in after.seats.values():
            old = before.seats.get(seat.id)
            is_new = old is None or old.state not in SEATED
            if seat.state not in SEATED or not is_new or (seat.activity, seat.person) in by_hand:
                continue
            ahead = [
                each
                for each in after.seats.values()
                if each.activity == seat.activity
                and each.id < seat.id
                and each.id in waited
                and each.state == "waiting"
            ]
            assert not ahead, f"SU4: {seat} was seated before {ahead}"

    def _check_inbox(self) -> None:
        rows = self.world.look("SELECT id, state, answer, error FROM inbox")
        answers = [number for row in rows if row[2] for number in json.loads(row[2])["outbox"]]
        assert len(answers) == len(set(answers)), "I3: one answer for two events"
        aside = [row for row in rows if row[1] != "done"]
        assert not aside, f"I1: set aside: {aside}"
        entered = self.world.look("SELECT id FROM outbox WHERE kind = 'answer'")
        stray = {number for (number,) in entered} - set(answers)
        assert not stray, f"I3: answers to nothing: {stray}"

    def _check_outbox(self) -> None:
        rows = self.world.look(
            "SELECT outbox.id, seq, state, message_id, external_id FROM outbox "
            "JOIN chats ON chats.id = outbox.chat_id ORDER BY outbox.id"
        )
        seqs = {number: (chat, seq) for number, seq, _, _, chat in rows}
        peer = self.world.peer
        for each in peer.delivered[self._read :]:
            assert each.row in seqs, f"O5: {each} was sent without a row"
            assert each.row not in self._settled, f"O4: {each} was known to be sent"
            chat, seq = seqs[each.row]
            firsts = self._firsts[chat]
            if seq not in firsts:
                assert not firsts or firsts[-1] < seq, f"O3: {each} overtook in {chat}"
                firsts.append(seq)
        self._read = len(peer.delivered)
        self._settled = {number for number, _, state, _, _ in rows if state == "sent"}
        twice = len(peer.delivered) - sum(map(len, self._firsts.values()))
        assert twice <= peer.doubtful, "O4: sent twice without a doubt"
        known = {each.id for each in peer.delivered}
        lost = [row for row in rows if row[2] == "sent" and row[3] not in known]
        assert not lost, f"O1: sent, and nobody got it: {lost}"
        assert not peer.impatient, f"Q2: sent before the pause was over: {peer.impatient}"

    def _check_times(self) -> None:
        for kind, expires_at in self.world.look("SELECT kind, expires_at FROM questions"):
            latest = self.world.latest + QUESTIONS.get(kind, LONGEST_QUESTION)
            assert moment(expires_at) <= latest, f"{kind} stays open until {expires_at}"
        missed = self.world.look("SELECT kind, note FROM due WHERE state = 'missed'")
        broken = [row for row in missed if row[1] is None or "(" in row[1]]
        assert not broken, f"R2: missed without a reason: {broken}"

    def _check_offers(self, picture: Picture) -> None:
        """What is held for somebody has an end that falls due, or is still to be offered."""
        rows = self.world.look("SELECT kind, subject_id FROM due WHERE state = 'waiting'")
        ends = {subject for kind, subject in rows if kind in ("offer", "claim")}
        open_ended = [
            seat
            for seat in picture.seats.values()
            if seat.state == "offered"
            and seat.id not in ends
            and picture.events[seat.activity].state != "cancelled"
        ]
        assert not open_ended, f"R2: held for ever: {open_ended}"

    def _check_reminders(self, before: Picture, after: Picture, now: datetime) -> None:
        assert before.reminders <= after.reminders, "R1: forgot who was reminded"
        for activity, person, kind, starts_at in after.reminders - before.reminders:
            event, was = after.events[activity], before.events.get(activity)
            what = f"{kind} of {event} to {person} at {now}"
            assert earliest(kind, starts_at) <= now, f"R3: early: {what}"
            is_same = was is not None and was.starts_at == event.starts_at
            assert not is_same or starts_at == event.starts_at, f"R4: of another time: {what}"
            is_off = was is not None and was.state == event.state == "cancelled"
            assert not is_off, f"R4: reminded of what is off: {what}"

    def _check_lapses(self, now: datetime) -> None:
        """Nobody loses the seat that is held for them before the time is over."""
        lapsed = self.world.look("SELECT id, claim_until FROM signups WHERE left_as = 'lapsed'")
        early = [row for row in lapsed if row[0] not in self._lapsed and moment(row[1]) > now]
        assert not early, f"R3: lapsed early: {early}"
        self._lapsed = {number for number, _ in lapsed}

    def _check_occasions(self, now: datetime) -> None:
        """Nothing happens before its time, and the list of what is coming up once an evening."""
        rows = self.world.look("SELECT id, kind, due_at FROM due WHERE state <> 'waiting'")
        early = [row for row in rows if row[0] not in self._done and moment(row[2]) > now]
        assert not early, f"R3: acted on too early: {early}"
        self._done = {row[0] for row in rows}
        lists = self.world.look(
            "SELECT chat_id FROM outbox WHERE kind = 'notice' AND content LIKE '%upcoming-title%'"
        )
        evenings = sum(row[1] == "upcoming" for row in rows)
        assert len(lists) <= evenings, f"R1: {len(lists)} lists for {evenings} evenings"

    def _check_told_once(self) -> None:
        """Nobody is reminded twice of one start, whatever the list of who was reminded says."""
        told: Counter[tuple[Any, ...]] = Counter()
        rows = self.world.look(
            "SELECT chat_id, activity_id, content FROM outbox WHERE kind = 'notice' "
            "AND content LIKE '%\"reminder-%'"
        )
        for chat, activity, content in rows:
            texts = list(texts_in(json.loads(content)["text"]))
            names = next((v["names"] for key, v in texts if key == "told-in-group"), "")
            for key, values in texts:
                if key.startswith(("reminder-told-", "reminder-organiser-")):
                    when = str(values["when"])
                    told.update((chat, activity, key, when, name) for name in names.split("、"))
        twice = [each for each, count in told.items() if count > 1]
        assert not twice, f"R1: reminded twice: {twice}"


def texts_in(encoded: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every text of what the outbox keeps of a message, with its values."""
    if "key" in encoded:
        yield encoded["key"], encoded["values"]
    for line in encoded.get("lines", ()):
        yield from texts_in(line)


def earliest(kind: str, starts_at: datetime) -> datetime:
    """When a reminder may go out: what the night would hold back too long, the evening before."""
    is_before_the_day = starts_at.astimezone(HERE).time() < MORNING
    return starts_at - LEADS[kind] - (NIGHT if kind == "soon" and is_before_the_day else ZERO)


def moment(kept: Any) -> datetime:
    """Read a moment as either database keeps it."""
    if isinstance(kept, datetime):
        return kept.astimezone(UTC)
    return datetime.fromisoformat(str(kept)).replace(tzinfo=UTC)


def same(one: Picture, other: Picture) -> bool:
    """Whether nothing was done between two pictures."""
    return (one.events, one.seats, one.audit, one.outbox) == (
        other.events,
        other.seats,
        other.audit,
        other.outbox,
    )

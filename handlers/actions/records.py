"""操作记录: reading the audit log, page by page, as far as the reader may see names."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.actions import cards
from handlers.errors import UserError
from handlers.message import Text, Value, text
from handlers.rules import permissions
from handlers.rules.masking import mask_name
from storage.audit import AuditLine
from storage.store import Store
from storage.types import Activity, CommunityId, Deed, Person, Role, SignupState

PAGE = 15

_STATES = frozenset({SignupState.CONFIRMED, SignupState.OFFERED, SignupState.WAITING})


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first; `older` is where the next page begins, None on the last one."""

    lines: tuple[Text, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: all of a community, or one activity; behind the entry shown last."""

    community: CommunityId
    activity: Activity | None = None
    before: int | None = None


def require_audit(store: Store, person: Person, community: CommunityId, now: datetime) -> None:
    """Raise UserError unless the person may read what was done in a community."""
    if not permissions.may_audit(store.roles.of(person.id, now), community):
        raise UserError("record-only")


def read(store: Store, reader: Person, source: Source, now: datetime) -> Page:
    """Read a page. Raises UserError for who may not."""
    require_audit(store, reader, source.community, now)
    if source.activity is not None:
        found = store.audit.of_activity(source.activity.id, PAGE + 1, source.before)
    else:
        found = store.audit.of_community(source.community, PAGE + 1, source.before)
    shown = found[:PAGE]
    sees_names = _sees_names(store, reader, source.community, now)
    lines = tuple(_line(each, source, now, sees_names=sees_names) for each in shown)
    return Page(lines, shown[-1].id if len(found) > PAGE else None)


def _sees_names(store: Store, reader: Person, community: CommunityId, now: datetime) -> bool:
    """Who does the daily work, or speaks in the community's groups; an auditor from outside sees
    masked names.
    """
    is_neighbour = community in store.people.communities_of(reader.id)
    return is_neighbour or permissions.is_staff(store.roles.of(reader.id, now), community)


def _line(line: AuditLine, source: Source, now: datetime, *, sees_names: bool) -> Text:
    def shown(name: str) -> str:
        return name if sees_names else mask_name(name)

    is_about_other = line.subject is not None and line.subject != line.actor
    is_named = source.activity is None and line.number is not None
    return text(
        "record-line",
        when=line.at.astimezone(now.tzinfo),
        who=shown(line.actor) if line.actor else text("record-itself"),
        activity=text("record-activity", number=line.number) if is_named else "",
        deed=text(f"audit-{line.deed}"),
        whom=text("record-whom", name=shown(line.subject or "")) if is_about_other else "",
        change=_change(line),
        reason=text("record-reason", reason=cards.why(line.reason)) if line.reason else "",
    )


def _change(line: AuditLine) -> Text | str:
    """Word what is different; of what came or went, what it was."""
    is_gone = line.after.get("state") == SignupState.LEFT
    facts = {} if is_gone else line.after
    if line.before and facts:
        before, after = _joined(_apart(line.before, facts)), _joined(_apart(facts, line.before))
        if before is not None and after is not None:
            return text("record-from-to", before=before, after=after)
    before, after = _joined(line.before), _joined(facts)
    kept = after if after is not None else before
    return text("record-kept", facts=kept) if kept is not None else ""


def _apart(facts: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: kept for name, kept in facts.items() if other.get(name, ...) != kept}


def _joined(facts: Mapping[str, Any]) -> Value:
    """Return facts side by side; None where there is none that a reader understands."""
    joined: Value = None
    for fact in _facts(facts):
        joined = fact if joined is None else text("record-and", one=joined, other=fact)
    return joined


def _facts(facts: Mapping[str, Any]) -> Iterator[Value]:
    """Word what is worth reading, in the order of _WORDED."""
    for name, worded in _WORDED:
        if name in facts:
            said = worded(facts[name])
            if said is not None:
                yield said


def _when(kept: str) -> datetime:
    return datetime.fromisoformat(kept)


def _seats(kept: int | None) -> Text:
    return text("record-unlimited") if kept is None else text("record-seats", count=kept)


def _state(kept: str) -> Text | None:
    """How a party stands; of an activity's state the deed itself speaks."""
    return text(f"record-state-{kept}") if kept in _STATES else None


_WORDED: tuple[tuple[str, Callable[[Any], Value]], ...] = (
    ("number", lambda kept: text("record-activity-number", number=kept)),
    ("kind", lambda kept: text(f"audit-{kept}") if kept in set(Deed) else None),
    ("role", lambda kept: text(f"role-{kept}") if kept in set(Role) else None),
    ("title", str),
    ("starts_at", _when),
    ("place", str),
    ("remark", lambda kept: kept),
    ("seats", _seats),
    ("min_heads", lambda kept: kept and text("record-minimum", count=kept)),
    ("size", lambda kept: text("record-size", count=kept)),
    ("state", _state),
    ("is_quiet", lambda kept: text("record-quiet" if kept else "record-heard")),
)

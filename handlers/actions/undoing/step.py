"""One thing that is being taken back, and what its inverse gives."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.actions.undo import open_for
from handlers.errors import UserError
from handlers.message import Text, Value
from storage.store import Store
from storage.types import Activity, ActivityId, Person, Signup, SignupId, Undo


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did, about an activity that is locked."""

    store: Store
    person: Person
    undo: Undo
    activity: Activity
    now: datetime

    @classmethod
    def of(cls, store: Store, person: Person, undo: Undo, now: datetime) -> "Step":
        activity = store.activities.lock(ActivityId(undo.values["activity"]))
        return cls(store, person, undo, activity, now)

    @property
    def done_at(self) -> datetime:
        return self.undo.until - open_for(self.undo.kind)

    @property
    def what(self) -> Text:
        """What was done, as a part of a sentence."""
        signup = self._signup
        name = self.store.people.get(signup.person_id).name if signup else ""
        count = sum(
            len(self.undo.values.get(each, ()))
            for each in ("signups", "added", "resized", "removed")
        )
        values: dict[str, Value] = {"name": name, "title": self.activity.title, "count": count}
        return Text(f"undo-what-{self.undo.kind}", values)

    def kept(self, name: str) -> Any:
        """Return what the action kept under this name."""
        return self.undo.values[name]

    def moment(self, name: str) -> datetime | None:
        kept = self.undo.values[name]
        return datetime.fromisoformat(kept) if kept is not None else None

    def signup(self) -> Signup:
        """Return the sign-up the action was about, as it stands now."""
        signup = self._signup
        if signup is None:
            raise self.refusal("changed")
        return signup

    def refusal(self, why: str) -> UserError:
        """Return the error that says why this can't be taken back."""
        return UserError(f"undo-not-{why}", what=self.what)

    @property
    def _signup(self) -> Signup | None:
        kept = self.undo.values.get("signup")
        return self.store.signups.get(SignupId(kept)) if kept is not None else None


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken back, and how things stand now, as a sentence."""

    what: Text
    stand: Text
    activity: Activity

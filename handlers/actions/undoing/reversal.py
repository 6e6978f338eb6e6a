"""Finding what somebody did last, and taking it back if nobody else depends on it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from handlers.actions.undo import ADD_ALL, JIELONG, open_for
from handlers.actions.undoing import activities, covers, lists, overrides, places
from handlers.actions.undoing.step import Step, Taken
from handlers.errors import UserError
from storage.audit import Entry
from storage.store import Store
from storage.types import ActivityId, CommunityId, Deed, Person

INVERSES: Mapping[str, Callable[[Step], Taken]] = {
    "join": places.join,
    "leave": places.leave,
    "resize": places.resize,
    "claim": places.claim,
    "decline": places.leave,
    "cover": covers.give_back,
    "publish": activities.publish,
    "move": activities.move,
    "relocate": activities.relocate,
    "remark": activities.remark,
    "reseat": activities.reseat,
    "close": activities.close,
    "reopen": activities.reopen,
    "cancel": activities.cancel,
    "add": overrides.add,
    ADD_ALL: overrides.add_all,
    JIELONG: lists.take_back,
    "remove": overrides.remove,
    "promote": overrides.promote,
    "transfer": overrides.transfer,
}


def take_back(
    store: Store, person: Person, community: CommunityId, about: ActivityId | None, now: datetime
) -> Taken:
    """Take back what a person did last in a community; what was taken back before no longer
    counts. `about` is the activity that is meant, where one is.

    Raises UserError when there is nothing, it is too long ago, or others depend on it.
    """
    undo = store.undos.last(person.id, community)
    if undo is None or not store.undos.finish(undo.id, now):
        raise UserError("undo-none")
    step = Step.of(store, person, undo, now)
    if undo.until <= now:
        minutes = open_for(undo.kind) // timedelta(minutes=1)
        raise UserError("undo-too-late", what=step.what, when=step.done_at, minutes=minutes)
    if about is not None and about != step.activity.id:
        raise step.refusal("elsewhere")
    taken = INVERSES[undo.kind](step)
    _record(step, taken)
    return taken


def _record(step: Step, taken: Taken) -> None:
    signup = step.undo.values.get("signup")
    subject = step.store.signups.get(signup) if signup is not None else None
    entry = Entry(
        Deed.UNDO,
        taken.activity.community_id,
        step.person.id,
        taken.activity.id,
        subject.person_id if subject else None,
        before={"kind": Deed.ADD if step.undo.kind in (ADD_ALL, JIELONG) else step.undo.kind},
    )
    step.store.audit.add(entry, step.now)

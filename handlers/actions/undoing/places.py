"""Taking back what was done to a place on the list."""

from dataclasses import replace

from handlers.actions import waiting
from handlers.actions.undoing.step import Step, Taken
from handlers.message import Text, text
from handlers.rules.conflicts import LONGEST, worst_clash
from handlers.rules.seats import holds, refuse_leaving
from storage.types import Activity, Signup, SignupState

SEATED = (SignupState.CONFIRMED, SignupState.OFFERED)


def join(step: Step) -> Taken:
    """Let the party never have come: nobody is warned and no deadline asked."""
    signup = _active(step)
    step.store.signups.set_state(signup.id, SignupState.LEFT, step.now)
    activity = _count(step, signup, signup.state, by=-1)
    waiting.fill(step.store, activity, step.now)
    activity = step.store.activities.get(activity.id)
    left = activity.seats_left
    stand = text("undo-now-left", left=left) if left is not None else text("undo-now-gone")
    return Taken(step.what, stand, activity)


def leave(step: Step) -> Taken:
    """Give the party its old place again, unless its seat went to somebody else."""
    signup = step.signup()
    _require_on(step, signup)
    active = step.store.signups.active(step.activity.id, signup.person_id)
    if signup.state is not SignupState.LEFT or active is not None:
        raise step.refusal("changed")
    state = SignupState(step.kept("state"))
    if state in SEATED:
        _require_seat(step, signup.size)
        _require_free(step, signup)
    step.store.signups.set_state(signup.id, state, step.now)
    return settled(step, signup, _count(step, signup, state, by=1))


def resize(step: Step) -> Taken:
    """Give the party its old size again."""
    signup = _active(step)
    size = step.kept("size")
    if signup.size != step.kept("to"):
        raise step.refusal("changed")
    extra = size - signup.size
    if signup.state in SEATED:
        _require_seat(step, extra)
    step.store.signups.set_party(signup.id, size, tuple(step.kept("companions")), step.now)
    activity = step.activity
    if signup.state in SEATED:
        activity = step.store.activities.count(activity.id, heads=extra)
    step.store.cards.touch(activity.id)
    return settled(step, signup, activity)


def _active(step: Step) -> Signup:
    signup = step.signup()
    if signup.state is SignupState.LEFT:
        raise step.refusal("changed")
    _require_on(step, signup)
    return signup


def _require_on(step: Step, signup: Signup) -> None:
    """Raise UserError where nothing can be changed any more; the deadline for leaving is for those
    who meant it.
    """
    free = replace(step.activity, leave_until=None)
    if refuse_leaving(free, signup.state, step.now) is not None:
        raise step.refusal("over")


def _require_seat(step: Step, heads: int) -> None:
    if not holds(step.activity, heads):
        raise step.refusal("seat-gone")


def _require_free(step: Step, signup: Signup) -> None:
    """Raise UserError when the person promised to be elsewhere meanwhile."""
    engaged = step.store.signups.own(signup.person_id, step.now - LONGEST)
    confirmed = [other for other, each in engaged if each.state is SignupState.CONFIRMED]
    clash = worst_clash(step.activity, confirmed)
    if clash is not None and clash.is_hard:
        raise step.refusal("changed")


def _count(step: Step, signup: Signup, state: SignupState, *, by: int) -> Activity:
    is_seated = state in SEATED
    change = {"heads": by * signup.size} if is_seated else {"parties": by}
    step.store.cards.touch(step.activity.id)
    return step.store.activities.count(step.activity.id, **change)


def settled(step: Step, signup: Signup, activity: Activity) -> Taken:
    """Pass on what is free now, then tell where the party stands."""
    waiting.fill(step.store, activity, step.now)
    return Taken(step.what, place(step, signup), step.store.activities.get(activity.id))


def place(step: Step, signup: Signup) -> Text:
    """Word where a party stands now."""
    found = step.store.signups.get(signup.id) or signup
    number = step.store.signups.rank(found.activity_id, found.state, found.id)
    name = step.store.people.get(found.person_id).name
    party = "" if found.size == 1 else text("place-party", size=found.size)
    return text(f"undo-place-{found.state}", name=name, number=number, party=party)

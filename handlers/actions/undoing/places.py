"""Taking back what was done to a place on the list."""

from dataclasses import replace

from handlers.actions import cards, clashes, leaving, offers, posting, receipts, waiting
from handlers.actions.seating import number_of
from handlers.actions.undoing.step import Step, Taken
from handlers.message import Reply, Text, Value, text
from handlers.rules.claims import claim_until
from handlers.rules.seats import holds, is_settled
from storage.types import Activity, Person, Signup, SignupState


def join(step: Step) -> Taken:
    """Let the party never have come: nobody is warned and no deadline asked."""
    signup = active(step)
    activity = come_off(step, signup)
    waiting.fill(step.store, activity, step.now, signup.id if signup.has_seats else None)
    activity = step.store.activities.get(activity.id)
    return Taken(step.what, cards.room(activity), activity)


def come_off(step: Step, signup: Signup) -> Activity:
    """Take a party off as if it had never come; what it frees is not passed on yet."""
    step.store.signups.set_state(signup.id, SignupState.LEFT, step.now)
    offers.forget(step.store, signup)
    leaving.forget(step.store, signup)
    return count(step, signup, by=-1)


def leave(step: Step) -> Taken:
    """Give the party its old place again, unless its seat went to somebody else."""
    signup = step.signup()
    require_ahead(step)
    present = step.store.signups.active(step.activity.id, signup.person_id)
    if signup.state is not SignupState.LEFT or present is not None:
        raise step.refusal("changed")
    back = replace(signup, state=SignupState(step.kept("state")), left_as=None)
    if back.has_seats:
        _require_seats(step, back.size)
        require_free(step, back)
    step.store.signups.restore(back.id, back.state, step.now)
    activity = count(step, back, by=1)
    if back.state is SignupState.OFFERED:
        hold(step, activity, back)
    return settled(step, back, activity)


def resize(step: Step) -> Taken:
    """Give the party its old size again."""
    signup = active(step)
    size = step.kept("size")
    if signup.size != step.kept("to"):
        raise step.refusal("changed")
    extra = size - signup.size
    activity = step.activity
    if signup.has_seats:
        _require_seats(step, extra)
        activity = step.store.activities.count(activity.id, heads=extra)
    step.store.signups.set_party(signup.id, size, tuple(step.kept("companions")), step.now)
    step.store.cards.touch(activity.id)
    return settled(step, signup, activity, signup if extra < 0 else None)


def claim(step: Step) -> Taken:
    """Ask again whether the party takes its seat; the time for it goes on."""
    signup = active(step)
    if signup.state is not SignupState.CONFIRMED:
        raise step.refusal("changed")
    hold(step, step.activity, signup)
    return settled(step, signup, step.activity)


def moved_up(step: Step) -> list[Signup]:
    """Return who moved up and hasn't taken a seat by a word of their own. Shortly before the
    start a seat that was given stays given.
    """
    offered, seated = (step.undo.values.get(name, []) for name in ("offered", "seated"))
    if claim_until(step.activity.starts_at, step.now) is None:
        return []
    found = map(step.store.signups.get, (*offered, *seated))
    kept = {SignupState.OFFERED: offered, SignupState.CONFIRMED: seated}
    return [each for each in found if each and each.id in kept.get(each.state, ())]


def wait_again(step: Step, parties: list[Signup]) -> Activity:
    """Let parties wait where they waited, and tell those who know that they had moved up."""
    store = step.store
    listeners = []
    for signup in parties:
        if signup.state is SignupState.CONFIRMED or signup.claim_until is not None:
            listeners.append(offers.listener(store, signup))
        store.signups.set_state(signup.id, SignupState.WAITING, step.now)
        offers.forget(store, signup)
    heads = sum(each.size for each in parties)
    told(step, listeners, text("undo-now-waiting"))
    return store.activities.count(step.activity.id, heads=-heads, parties=len(parties))


def told(step: Step, listeners: list[Person], stand: Text) -> None:
    """Tell those concerned once that it was taken back, but not who did that."""
    news = text("undo-notice", by=step.person.name, what=step.what, stand=stand)
    others = [each for each in listeners if each != step.person]
    reply = Reply(news, activity=step.activity.id)
    posting.tell(step.store, step.activity.community_id, others, reply, step.now)


def active(step: Step) -> Signup:
    """Return the sign-up, which must be on the list of something that is still ahead."""
    signup = step.signup()
    if signup.state is SignupState.LEFT:
        raise step.refusal("changed")
    require_ahead(step)
    return signup


def count(step: Step, signup: Signup, *, by: int) -> Activity:
    """Count a party that came or went, and let the cards tell."""
    change = {"heads": by * signup.size} if signup.has_seats else {"parties": by}
    step.store.cards.touch(step.activity.id)
    return step.store.activities.count(step.activity.id, **change)


def hold(step: Step, activity: Activity, signup: Signup) -> None:
    """Offer a seat, counted as taken already, until the end of the first offer."""
    until = signup.claim_until or claim_until(activity.starts_at, step.now)
    if until is None or until <= step.now:
        raise step.refusal("claim-over")
    held = offers.hold(step.store, activity, signup, until, step.now)
    offers.tell(step.store, activity, [held], step.now)
    step.store.cards.touch(activity.id)


def settled(step: Step, signup: Signup, activity: Activity, freed: Signup | None = None) -> Taken:
    """Pass on what is free now, then tell where the party stands."""
    waiting.fill(step.store, activity, step.now, freed.id if freed is not None else None)
    activity = step.store.activities.get(activity.id)
    return Taken(step.what, _place(step, signup, activity), activity)


def require_ahead(step: Step) -> None:
    """Raise UserError where nothing can be changed any more. The deadline for leaving is for those
    who meant it.
    """
    if is_settled(step.activity, step.now):
        raise step.refusal("over")


def _require_seats(step: Step, heads: int) -> None:
    if not holds(step.activity, heads):
        raise step.refusal("seat-gone")


def require_free(step: Step, signup: Signup) -> None:
    """Raise UserError when the person promised to be elsewhere meanwhile."""
    engaged = clashes.engaged(step.store, signup.person_id, step.now)
    clash = clashes.worst(step.activity, engaged)
    if clash is not None and clash.is_hard:
        raise step.refusal("changed")


def _place(step: Step, signup: Signup, activity: Activity) -> Text:
    """Word where a party stands now."""
    found = step.store.signups.get(signup.id) or signup
    values: dict[str, Value] = {
        "name": step.store.people.get(found.person_id).name,
        "number": number_of(step.store, found),
        "party": "" if found.size == 1 else text("place-party", size=found.size),
    }
    values["left"] = receipts.seats_left(activity)
    return text(f"undo-place-{found.state}", **values)

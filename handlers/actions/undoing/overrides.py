"""Taking back what an organiser did to other people's places; who is concerned is told."""

from handlers.actions import cards, posting, waiting
from handlers.actions.places import Concerned, vacate
from handlers.actions.undoing import places
from handlers.actions.undoing.step import Step, Taken
from handlers.message import Reply, text
from storage.types import SignupId, SignupState


def add(step: Step) -> Taken:
    return _told(step, places.join(step))


def add_all(step: Step) -> Taken:
    """Let those who were entered at once never have come, but for who said something since."""
    places.require_ahead(step)
    found = [step.store.signups.get(SignupId(each)) for each in step.kept("signups")]
    present = [each for each in found if each is not None]
    still = [each for each in present if each.state is not SignupState.LEFT and each.size == 1]
    if not still:
        raise step.refusal("changed")
    for signup in still:
        places.come_off(step, signup)
    waiting.fill(step.store, step.store.activities.get(step.activity.id), step.now)
    listeners = [Concerned.of(step.store, each).listener for each in still]
    places.told(step, listeners, text("undo-now-off"))
    activity = step.store.activities.get(step.activity.id)
    others = len(present) - len(still)
    rest = text("undo-but", count=others) if others else ""
    return Taken(step.what, text("undo-now-all", left=cards.room(activity), rest=rest), activity)


def remove(step: Step) -> Taken:
    return _told(step, places.leave(step))


def promote(step: Step) -> Taken:
    """Let the party wait again where it waited, and let the seats go to whose turn it is."""
    signup = places.active(step)
    if signup.state is not SignupState.CONFIRMED:
        raise step.refusal("changed")
    if step.kept("state") == SignupState.OFFERED:
        return _told(step, places.claim(step))
    step.store.signups.set_state(signup.id, SignupState.WAITING, step.now)
    activity = step.store.activities.count(step.activity.id, heads=-signup.size, parties=1)
    step.store.cards.touch(activity.id)
    return _told(step, places.settled(step, signup, activity))


def transfer(step: Step) -> Taken:
    """Move the party back, unless its old seat went to somebody else."""
    arrived = step.store.signups.get(SignupId(step.kept("to")))
    if arrived is None:
        raise step.refusal("changed")
    target = step.store.activities.lock(arrived.activity_id)
    active = step.store.signups.active(target.id, arrived.person_id)
    if active is None or active.id != arrived.id:
        raise step.refusal("changed")
    target = vacate(step.store, active, step.now)
    taken = places.leave(step)
    freed_by = active.id if active.has_seats else None
    waiting.fill(step.store, target, step.now, freed_by)
    return _told(step, taken)


def _told(step: Step, taken: Taken) -> Taken:
    """Tell who is concerned once, but not who took it back."""
    listener = Concerned.of(step.store, step.signup()).listener
    if listener != step.person:
        news = text("undo-notice", by=step.person.name, what=taken.what, stand=taken.stand)
        told = Reply(news, activity=taken.activity.id)
        posting.tell(step.store, taken.activity.community_id, [listener], told, step.now)
    return taken

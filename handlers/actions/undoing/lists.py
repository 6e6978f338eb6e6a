"""Taking back what a pasted list changed, but for who said something since."""

from dataclasses import replace

from handlers.actions import cards, waiting
from handlers.actions.places import Concerned
from handlers.actions.undoing import places
from handlers.actions.undoing.step import Step, Taken
from handlers.message import text
from handlers.rules.seats import holds
from storage.types import Person, Signup, SignupId, SignupState


def take_back(step: Step) -> Taken:
    """Let who was entered never have come, and give back sizes and places as they were.

    Raises UserError when nothing of it stands as it was left.
    """
    places.require_ahead(step)
    done = _Reversal(step)
    for number, size in step.kept("added"):
        done.come_off(SignupId(number), size)
    for number, size, companions, to in step.kept("resized"):
        done.resize(SignupId(number), (size, tuple(companions)), to)
    for number, state in step.kept("removed"):
        done.come_back(SignupId(number), SignupState(state))
    if not done.count:
        raise step.refusal("changed")
    waiting.fill(step.store, step.store.activities.get(step.activity.id), step.now)
    step.store.cards.touch(step.activity.id)
    places.told(step, done.off, text("undo-now-off"))
    places.told(step, done.back, text("undo-now-back"))
    activity = step.store.activities.get(step.activity.id)
    rest = text("undo-but", count=done.left) if done.left else ""
    return Taken(step.what, text("undo-now-all", left=cards.room(activity), rest=rest), activity)


class _Reversal:
    def __init__(self, step: Step) -> None:
        self.count = 0
        self.left = 0
        self.off: list[Person] = []
        self.back: list[Person] = []
        self._step = step
        self._store = step.store

    def come_off(self, signup_id: SignupId, size: int) -> None:
        signup = self._found(signup_id)
        if signup is None or signup.state is SignupState.LEFT or signup.size != size:
            self.left += 1
            return
        places.come_off(self._step, signup)
        self.off.append(Concerned.of(self._store, signup).listener)
        self.count += 1

    def resize(self, signup_id: SignupId, was: tuple[int, tuple[str, ...]], to: int) -> None:
        signup = self._found(signup_id)
        size, companions = was
        if signup is None or signup.state is SignupState.LEFT or signup.size != to:
            self.left += 1
            return
        if signup.has_seats and not self._holds(size - to):
            self.left += 1
            return
        self._store.signups.set_party(signup.id, size, companions, self._step.now)
        if signup.has_seats:
            self._store.activities.count(signup.activity_id, heads=size - to)
        self.count += 1

    def come_back(self, signup_id: SignupId, state: SignupState) -> None:
        signup = self._found(signup_id)
        if signup is None or signup.state is not SignupState.LEFT or self._is_in(signup):
            self.left += 1
            return
        # A seat that was held, and for which others were asked since, is simply theirs again.
        seated = SignupState.WAITING if state is SignupState.WAITING else SignupState.CONFIRMED
        back = replace(signup, state=seated, left_as=None)
        if back.has_seats and not self._holds(back.size):
            self.left += 1
            return
        self._store.signups.restore(back.id, back.state, self._step.now)
        places.count(self._step, back, by=1)
        self.back.append(Concerned.of(self._store, back).listener)
        self.count += 1

    def _found(self, signup_id: SignupId) -> Signup | None:
        return self._store.signups.get(signup_id)

    def _is_in(self, signup: Signup) -> bool:
        return self._store.signups.active(signup.activity_id, signup.person_id) is not None

    def _holds(self, heads: int) -> bool:
        return holds(self._store.activities.get(self._step.activity.id), heads)

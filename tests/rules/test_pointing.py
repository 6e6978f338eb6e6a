"""Which activity is meant: told by a quote, a number, a title, or by there being one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.pointing import (
    Heads,
    Meant,
    OneOf,
    Pointer,
    Withdrawable,
    narrow,
    point,
)
from storage.types import Activity, ActivityId, PersonId, Signup, SignupId, SignupState
from tests.activity import NOW, an_activity

DAY = timedelta(days=1)
CLEANING = an_activity(id=ActivityId(1), number=3, title="环境整治", max_guests=4)
CLINIC = an_activity(id=ActivityId(2), number=5, title="义诊")
PARTY = an_activity(id=ActivityId(3), number=6, title="新年会", opens_at=NOW + DAY)


@pytest.mark.parametrize(
    ("pointer", "listed", "found"),
    [
        (Pointer(), [CLEANING], Meant(CLEANING)),
        (Pointer(), [CLEANING, CLINIC], OneOf((CLEANING, CLINIC))),
        (Pointer(), [], OneOf(())),
        (Pointer(), [CLEANING, PARTY], Meant(CLEANING)),
        (Pointer(), [PARTY], Meant(PARTY)),
        (Pointer(number=5), [CLEANING, CLINIC], Meant(CLINIC)),
        (Pointer(number=6), [CLEANING, PARTY], Meant(PARTY)),
        (Pointer(number=2), [CLEANING], Heads(CLEANING, 2)),
        (Pointer(number=5), [CLEANING], Heads(CLEANING, 5)),
        (Pointer(number=6), [CLEANING], OneOf((CLEANING,))),
        (Pointer(number=1), [CLEANING], OneOf((CLEANING,))),
        (Pointer(number=2), [CLEANING, CLINIC], OneOf((CLEANING, CLINIC))),
        (Pointer(number=2), [], OneOf(())),
        (Pointer(title="义诊"), [CLEANING, CLINIC], Meant(CLINIC)),
        (Pointer(title="义诊", number=2), [CLEANING, CLINIC], Heads(CLINIC, 2)),
        (Pointer(CLINIC), [CLEANING], Meant(CLINIC)),
        (Pointer(CLINIC, number=5), [CLEANING, CLINIC], Meant(CLINIC)),
        (Pointer(CLEANING, number=2), [CLEANING, CLINIC], Heads(CLEANING, 2)),
        (Pointer(CLEANING, number=5), [CLEANING, CLINIC], OneOf((CLEANING, CLINIC))),
    ],
)
def test_one_is_meant_or_it_is_asked(
    pointer: Pointer, listed: list[Activity], found: Meant | Heads | OneOf
) -> None:
    assert point(pointer, listed, NOW) == found


some = st.lists(st.sampled_from([CLEANING, CLINIC, PARTY]), unique=True)


@given(some, st.none() | st.integers(0, 12))
def test_among_several_nothing_but_their_number_decides(
    listed: list[Activity], number: int | None
) -> None:
    found = point(Pointer(number=number), listed, NOW)
    open_now = [each for each in listed if each is not PARTY]
    if isinstance(found, Meant) and number is not None:
        assert found.activity.number == number
    elif isinstance(found, Meant | Heads):
        assert [found.activity] == (open_now or listed)


def a_signup(activity: Activity, name: str, *, is_own: bool) -> Withdrawable:
    ids = SignupId(hash(name) % 1000), activity.id, PersonId(1), PersonId(1)
    return Withdrawable(
        activity, Signup(*ids, 1, (), SignupState.CONFIRMED, NOW), name, is_own=is_own
    )


MINE = a_signup(CLEANING, "王阿姨", is_own=True)
MINE_TOO = a_signup(CLINIC, "王阿姨", is_own=True)
GRANNY = a_signup(CLEANING, "王奶奶", is_own=False)
MOTHER = a_signup(CLINIC, "李秀英", is_own=False)


@pytest.mark.parametrize(
    ("pointer", "names", "mine", "found"),
    [
        (Pointer(), (), [MINE], [MINE]),
        (Pointer(), (), [MINE, GRANNY], [MINE]),
        (Pointer(), (), [GRANNY], [GRANNY]),
        (Pointer(), (), [MINE, MINE_TOO], [MINE, MINE_TOO]),
        (Pointer(number=5), (), [MINE, MINE_TOO], [MINE_TOO]),
        (Pointer(CLINIC), (), [MINE, MINE_TOO], [MINE_TOO]),
        (Pointer(title="义诊"), (), [MINE, MINE_TOO], [MINE_TOO]),
        (Pointer(number=9), (), [MINE], []),
        (Pointer(), ("王奶奶",), [MINE, GRANNY, MOTHER], [GRANNY]),
        (Pointer(), ("我妈", "王阿姨的妈妈"), [MINE, MOTHER], [MOTHER]),
        (Pointer(), ("王奶奶",), [MINE], []),
    ],
)
def test_ones_own_sign_up_before_others(
    pointer: Pointer,
    names: tuple[str, ...],
    mine: list[Withdrawable],
    found: list[Withdrawable],
) -> None:
    assert narrow(pointer, names, mine) == found

"""Who may do what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.permissions import (
    is_secretary,
    is_staff,
    may_appoint,
    may_audit,
    may_enable,
)
from storage.types import CommunityId, Grant, Role, UnitId

HERE, ELSEWHERE = CommunityId(1), CommunityId(2)
OWNER = Grant(Role.OWNER, None, None, is_whole=True)


def held(role: Role, community: CommunityId = HERE, *, is_whole: bool = True) -> Grant:
    return Grant(role, UnitId(7), community, is_whole)


grants = st.lists(
    st.builds(
        held,
        st.sampled_from(list(Role)[1:]),
        st.sampled_from([HERE, ELSEWHERE]),
        is_whole=st.booleans(),
    )
)


@pytest.mark.parametrize(
    ("grant", "staff", "secretary"),
    [
        (OWNER, True, True),
        (held(Role.SECRETARY), True, True),
        (held(Role.SECRETARY, is_whole=False), True, False),
        (held(Role.SOCIAL_WORKER), True, False),
        (held(Role.SOCIAL_WORKER, is_whole=False), True, False),
        (held(Role.GRID_WORKER), False, False),
        (held(Role.CAPTAIN), False, False),
        (held(Role.MEDIATOR), False, False),
        (held(Role.AUDITOR), False, False),
        (held(Role.SECRETARY, ELSEWHERE), False, False),
        (held(Role.SOCIAL_WORKER, ELSEWHERE), False, False),
    ],
)
def test_what_a_role_gives(grant: Grant, staff: bool, secretary: bool) -> None:  # noqa: FBT001
    assert is_staff([grant], HERE) is staff
    assert is_secretary([grant], HERE) is secretary
    assert may_enable([grant], HERE) is secretary


@given(grants)
def test_the_log_is_for_who_decides_and_for_the_auditor(some: list[Grant]) -> None:
    is_auditor = held(Role.AUDITOR) in some
    assert may_audit(some, HERE) is (is_auditor or is_secretary(some, HERE))
    assert may_audit([*some, held(Role.AUDITOR)], HERE)


@given(grants)
def test_without_a_role_here_nobody_may_anything(some: list[Grant]) -> None:
    elsewhere = [grant for grant in some if grant.community_id != HERE]
    assert not is_staff(elsewhere, HERE)
    assert not any(may_appoint(elsewhere, HERE, role) for role in Role)


@given(grants)
def test_nobody_but_the_owner_gives_a_role_as_high_as_a_secretarys(some: list[Grant]) -> None:
    assert not may_appoint(some, HERE, Role.OWNER)
    assert not may_appoint(some, HERE, Role.SECRETARY)
    assert may_appoint([*some, OWNER], HERE, Role.SECRETARY)
    assert not may_appoint([*some, OWNER], HERE, Role.OWNER)


@given(grants, st.sampled_from(list(Role)[2:]))
def test_who_appoints_decides_for_the_whole_community(some: list[Grant], role: Role) -> None:
    assert may_appoint(some, HERE, role) is is_secretary(some, HERE)

"""Who may do what, decided from the roles a person holds.

The owner may do everything everywhere. The secretary of a community does everything in it and
appoints roles below her own. Social workers do the daily work, appoint nobody and change no rules.
Whoever published an activity runs it.
"""

from collections.abc import Iterable

from storage.types import Activity, CommunityId, Grant, PersonId, Role

_DAILY_WORK = frozenset({Role.SECRETARY, Role.SOCIAL_WORKER})
_GIVEN_BY_OWNER = frozenset({Role.SECRETARY})


def is_owner(grants: Iterable[Grant]) -> bool:
    return any(grant.role is Role.OWNER for grant in grants)


def is_secretary(grants: Iterable[Grant], community: CommunityId) -> bool:
    """Whether somebody decides for the whole community; the secretary of a grid does not."""
    return any(
        grant.role is Role.OWNER
        or (grant.role is Role.SECRETARY and grant.is_whole and grant.community_id == community)
        for grant in grants
    )


def is_staff(grants: Iterable[Grant], community: CommunityId) -> bool:
    """Whether somebody does the community's daily work, in all of it or in a part."""
    return any(
        grant.role is Role.OWNER or (grant.role in _DAILY_WORK and grant.community_id == community)
        for grant in grants
    )


def may_enable(grants: Iterable[Grant], community: CommunityId) -> bool:
    """Whether somebody may let the bot into further groups of a community that exists."""
    return is_secretary(grants, community)


def may_appoint(grants: Iterable[Grant], community: CommunityId, role: Role) -> bool:
    """Whether somebody may give or take a role; nobody gives one as high as their own."""
    if role is Role.OWNER:
        return False
    if role in _GIVEN_BY_OWNER:
        return is_owner(grants)
    return is_secretary(grants, community)


def may_run(grants: Iterable[Grant], activity: Activity, person: PersonId) -> bool:
    """Whether somebody may change an activity: who published it, and the community's staff."""
    return activity.organiser_id == person or is_staff(grants, activity.community_id)


def may_audit(grants: Iterable[Grant], community: CommunityId) -> bool:
    """Whether somebody may read what was done in a community: who decides for it, its auditor."""
    held = list(grants)
    is_auditor = any(
        grant.role is Role.AUDITOR and grant.is_whole and grant.community_id == community
        for grant in held
    )
    return is_auditor or is_secretary(held, community)

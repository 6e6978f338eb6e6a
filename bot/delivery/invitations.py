"""Where the code on a poster leads: to whichever account people can be brought to."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from bot.delivery.bundles import Bundle
from bot.platform import Platforms, Worded


@runtime_checkable
class Inviting(Protocol):
    """A platform with links that bring people to it, with a ticket in hand."""

    async def invitation(self, ticket: str) -> str | None:
        """Return such a link; None when there is none now."""
        ...


async def invite(bundles: Sequence[Bundle], platforms: Platforms) -> list[Bundle]:
    """Return messages as they are, but posters with a link of ours."""
    return [
        each
        if each.message.poster is None
        else replace(each, message=await _invited(each.message, platforms))
        for each in bundles
    ]


async def _invited(message: Worded, platforms: Platforms) -> Worded:
    """Give a poster without a link one of ours, if there is any.

    An account that is in no groups comes first: it is there for people one by one.
    """
    poster = message.poster
    if poster is None or poster.link is not None:
        return message
    for platform in sorted(platforms, key=lambda each: each.capabilities.hears_groups):
        link = await platform.invitation(poster.ticket) if isinstance(platform, Inviting) else None
        if link is not None:
            return replace(message, poster=replace(poster, link=link))
    return message

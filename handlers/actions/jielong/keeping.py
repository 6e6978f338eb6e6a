"""A list as a question keeps it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from handlers.language.jielong import Entry, Listing


def keep(listing: Listing) -> dict[str, Any]:
    return asdict(listing)


def restore(kept: Mapping[str, Any]) -> Listing:
    entries = (
        Entry(**{**each, "companions": tuple(each["companions"])}) for each in kept["entries"]
    )
    return Listing(
        tuple(kept["header"]), tuple(entries), tuple(kept["unclear"]), tuple(kept["dropped"])
    )


def together(listings: list[Listing]) -> Listing:
    """Return several lists as one."""
    return Listing(
        listings[0].header,
        tuple(entry for each in listings for entry in each.entries),
        tuple(line for each in listings for line in each.unclear),
        tuple(line for each in listings for line in each.dropped),
    )

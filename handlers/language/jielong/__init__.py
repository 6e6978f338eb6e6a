"""Reading a WeChat 接龙: `read_lists` gives each list in a pasted text, `match` compares one with ours."""

from handlers.language.jielong.matching import Known, Matched, match
from handlers.language.jielong.reader import (
    has_head,
    looks_like_list,
    read_lists,
    split_target,
)
from handlers.language.jielong.values import Entry, Listing

__all__ = [
    "Entry",
    "Known",
    "Listing",
    "Matched",
    "has_head",
    "looks_like_list",
    "match",
    "read_lists",
    "split_target",
]

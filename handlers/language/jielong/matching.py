"""Which lines of a pasted list are whom we know: by the whole line, else by name."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from handlers.language.jielong.entries import clean
from handlers.language.jielong.values import Entry, Listing
from handlers.language.normalise import fold
from storage.records import record

_MORE = re.compile(r"\+(?P<more>[0-9]{1,2})(?:\(候补\))?")
_WAITS = "(候补)"


@record
class Known:
    """Somebody on our list: the name, and what those who come along are called."""

    name: str
    companions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """`present`: which line (None for who only comes along) is which of the known; `new`: who isn't
    known, under the name they get; `missing`: which of the known are on no line; `doubled`: lines
    that name somebody again; `unclear`: those that are nobody's.
    """

    present: tuple[tuple[Entry, int], ...]
    new: tuple[Entry, ...]
    missing: tuple[int, ...]
    doubled: tuple[str, ...]
    unclear: tuple[str, ...]


def key(name: str) -> str:
    """Return what a name is compared by: without blanks, telephone numbers, width and case."""
    return "".join(unicodedata.normalize("NFKC", clean(name)).casefold().split())


def loose(name: str) -> str:
    """Return the same in simplified characters: 陳乾 may be who is 陈乾 or 陈干 elsewhere."""
    return "".join(fold(clean(name)).text.split())


def match(listing: Listing, known: Sequence[Known]) -> Matched:
    """Compare a list with those we know."""
    return _Matching(listing, known).matched()


class _Matching:
    def __init__(self, listing: Listing, known: Sequence[Known]) -> None:
        self._names = [each.name for each in known]
        self._keys = [key(each.name) for each in known]
        self._companions = {key(name) for each in known for name in each.companions}
        self._free = dict.fromkeys(range(len(known)))
        self._present: list[tuple[Entry, int]] = []
        self._entries = list(listing.entries)
        self._unclear = list(listing.unclear)
        self._dropped = list(listing.dropped)

    def matched(self) -> Matched:
        self._take_whole_lines()
        for read in (key, loose):
            self._take(lambda entry: entry.full_name, read)
            self._take(lambda entry: entry.name, read)
        new, doubled = self._sort_out()
        return Matched(
            tuple(self._present),
            tuple(new),
            tuple(self._free),
            tuple(doubled),
            tuple(self._unclear),
        )

    def _take_whole_lines(self) -> None:
        """Whoever's name is the line itself, however odd, is that person: 2人, 空."""
        for lines in (self._unclear, self._dropped):
            for line in list(lines):
                found = self._whole(Entry("", line))
                if found is not None:
                    self._present.append(found)
                    lines.remove(line)
        for entry in list(self._entries):
            found = self._whole(entry)
            if found is not None:
                self._present.append(found)
                self._entries.remove(entry)

    def _whole(self, entry: Entry) -> tuple[Entry, int] | None:
        line = key(entry.line)
        for at in self._free:
            name = self._keys[at]
            if not name or not line.startswith(name):
                continue
            rest = line[len(name) :]
            more = _MORE.fullmatch(rest)
            if rest in ("", _WAITS) or more is not None:
                del self._free[at]
                size = 1 + int(more["more"]) if more is not None else entry.size if rest else None
                return replace(entry, name=entry.name or name, size=size), at
        return None

    def _take(self, name: Callable[[Entry], str], read: Callable[[str], str]) -> None:
        """Take who is called what one of the known is, both names read in the same way."""
        free = {read(self._names[each]): each for each in reversed(self._free)}
        for entry in list(self._entries):
            at = free.pop(read(name(entry)), None)
            if at is not None:
                del self._free[at]
                self._present.append((entry, at))
                self._entries.remove(entry)

    def _sort_out(self) -> tuple[list[Entry], list[str]]:
        """Tell who is new from who stands there twice; of two neighbours of one name the second is
        called by where they live, too.
        """
        new: list[Entry] = []
        doubled: list[str] = []
        taken = {*self._keys, *(key(entry.full_name) for entry, _ in self._present)}
        for entry in self._entries:
            named = entry if key(entry.name) not in taken else replace(entry, name=entry.full_name)
            if key(entry.name) in self._companions:
                continue
            if key(named.name) in taken or key(entry.full_name) in taken:
                doubled.append(entry.line)
                continue
            taken |= {key(named.name), key(entry.full_name)}
            new.append(named)
        return new, doubled

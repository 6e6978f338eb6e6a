"""One entry of the vocabulary."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.language.when.values import Value

Build = Callable[[re.Match[str], datetime], tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern and what its words stand for.

    Without `build`, or when it returns nothing (a 31st of June), the words are no time: they are
    stepped over whole, so that nothing is read inside them.
    """

    pattern: str
    build: Build | None = None

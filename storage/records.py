"""Plain records: what never changes once it is made."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """Make a class a frozen dataclass with slots, for the type checker that is.

    At run time nothing guards it: a guard makes building one cost five times as much, and a message
    builds some thirty (bench/ has the figures).
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)

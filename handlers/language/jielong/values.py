"""What a pasted list says."""

from storage.records import record


@record
class Entry:
    """One line of a list: a person and how many heads come with them, themselves included.

    `line` is what stood behind the number, without telephone numbers. `size` is None where the line
    says nothing of it: one. `sign` is where they live (3栋), `remark` what else was written.
    """

    name: str
    line: str
    size: int | None = None
    companions: tuple[str, ...] = ()
    sign: str = ""
    remark: str = ""

    @property
    def heads(self) -> int:
        return self.size or 1

    @property
    def full_name(self) -> str:
        """The name with where they live, which tells neighbours of one name apart."""
        return self.sign + self.name


@record
class Listing:
    """One list: the lines above it, its people in order, the lines that nobody can be sure of, and
    those that are nobody's: blank, struck out, an example.
    """

    header: tuple[str, ...]
    entries: tuple[Entry, ...]
    unclear: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.header[0] if self.header else ""

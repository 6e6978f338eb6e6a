"""Core statements compiled once and run on the driver's own cursor.

SQLAlchemy builds and types the statements; running them through its execution machinery costs
several times what the statement itself does (bench/ has the figures), so each one is compiled
the first time it is met and from then on handed to the driver with its values.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import BindParameter, ClauseElement, Dialect, Select, literal_column
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ReturnsRows
from sqlalchemy.sql.visitors import ExternallyTraversible, replacement_traverse

from storage.errors import TransactionLostError

T = TypeVar("T")
Convert = Callable[[Any], Any]
# PostgreSQL's serialization_failure, deadlock_detected: the same work may simply run again.
AGAIN = frozenset({"40001", "40P01"})


class Cursor(Protocol):
    """What this module needs of a DB-API cursor."""

    def execute(self, sql: str, values: Any = ..., /) -> Any: ...
    def executemany(self, sql: str, rows: Any, /) -> Any: ...
    def fetchall(self) -> Sequence[Sequence[Any]]: ...
    def close(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class _Compiled:
    """What the driver runs. `pick` puts the values in the driver's order, or leaves their names."""

    sql: str
    fixed: dict[str, Any]
    binds: tuple[tuple[str, Convert], ...]
    pick: Callable[[dict[str, Any]], Any]
    columns: tuple[tuple[int, Convert], ...]
    is_change: bool

    def values(self, given: dict[str, Any]) -> Any:
        """Return the values as the driver wants them; `given` is used up."""
        for name, convert in self.binds:
            given[name] = convert(given[name])
        if self.fixed:
            given |= self.fixed
        return self.pick(given)

    def cells(self, row: Sequence[Any]) -> Sequence[Any]:
        """Return the values of a row as the program wants them."""
        if not self.columns:
            return row
        cells = list(row)
        for at, convert in self.columns:
            cells[at] = convert(cells[at])
        return cells


class Connection:
    """One database connection inside one transaction; savepoints included.

    Statements are module-level constants: the cache keeps each for the life of the program.
    `aside` runs what gives nothing back, where that needs a cursor of its own.
    """

    def __init__(
        self,
        cursor: Cursor,
        dialect: Dialect,
        cache: dict[Any, _Compiled],
        aside: Cursor | None = None,
    ) -> None:
        self._cursor = cursor
        self._aside = aside or cursor
        self._dialect = dialect
        self._cache = cache
        # A hopeful transaction sets no savepoints: if one is missed, everything runs again with them.
        self.is_hopeful = False
        self._changes = 0

    def all(self, statement: ClauseElement, record: Callable[..., T], **values: Any) -> list[T]:
        """Run the statement; build `record` from the columns of each row, in order."""
        compiled = self._execute(statement, values)
        return [record(*compiled.cells(row)) for row in self._cursor.fetchall()]

    def one(self, statement: ClauseElement, record: Callable[..., T], **values: Any) -> T | None:
        """Run the statement; build `record` from its first row, None when there is none."""
        compiled = self._execute(statement, values)
        rows = self._cursor.fetchall()
        return record(*compiled.cells(rows[0])) if rows else None

    def value(self, statement: ClauseElement, **values: Any) -> Any:
        """Run the statement; the first column of its first row, None when there is none."""
        compiled = self._execute(statement, values)
        rows = self._cursor.fetchall()
        return compiled.cells(rows[0])[0] if rows else None

    def column(self, statement: ClauseElement, **values: Any) -> list[Any]:
        """Run the statement; the first column of every row."""
        compiled = self._execute(statement, values)
        return [compiled.cells(row)[0] for row in self._cursor.fetchall()]

    def lock(self, statement: ClauseElement, **values: Any) -> None:
        """Keep others from rows until the transaction ends; SQLite's one writer has no others."""
        if self._dialect.name != "sqlite":
            self.run(statement, **values)

    def run(self, statement: ClauseElement, **values: Any) -> None:
        """Run a statement that gives nothing back."""
        compiled = self._cache.get(statement) or self._compiled(statement)
        self._drive(self._aside.execute, compiled, compiled.values(values))

    def run_many(self, statement: ClauseElement, rows: Iterable[dict[str, Any]]) -> None:
        """Run a statement that gives nothing back, once for each set of values."""
        compiled = self._compiled(statement)
        self._drive(self._aside.executemany, compiled, [compiled.values(row) for row in rows])

    def explain(self, statement: ClauseElement, **values: Any) -> str:
        """Return SQLite's plan of the statement, for the tests that refuse a table scan."""
        compiled = self._compiled(statement)
        self._cursor.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", compiled.values(values))
        return "\n".join(str(row[-1]) for row in self._cursor.fetchall())

    @contextmanager
    def savepoint(self, name: str = "part") -> Iterator[None]:
        """Undo only what happens inside when it raises; the transaction goes on.

        Raises TransactionLostError when there is none left: the disk or the connection is gone, or
        it was a deadlock's victim and has to run again from its beginning; also in a hopeful
        transaction when there is something to undo.
        """
        if self.is_hopeful:
            changes = self._changes
            try:
                yield
            except Exception as error:
                if self._changes > changes:
                    raise TransactionLostError from error
                raise
            return
        self._cursor.execute(f"SAVEPOINT {name}")
        try:
            yield
            self._cursor.execute(f"RELEASE SAVEPOINT {name}")
        except BaseException as error:
            self._undo(name, error)
            raise

    def _undo(self, name: str, error: BaseException) -> None:
        is_undone = False
        if getattr(error, "sqlstate", None) not in AGAIN:
            with suppress(Exception):
                self._cursor.execute(f"ROLLBACK TO SAVEPOINT {name}")
                self._cursor.execute(f"RELEASE SAVEPOINT {name}")
                is_undone = True
        if not is_undone and isinstance(error, Exception):
            raise TransactionLostError from error

    def _execute(self, statement: ClauseElement, given: dict[str, Any]) -> _Compiled:
        compiled = self._cache.get(statement) or self._compiled(statement)
        self._drive(self._cursor.execute, compiled, compiled.values(given))
        return compiled

    def _drive(self, run: Callable[[str, Any], Any], compiled: _Compiled, values: Any) -> None:
        try:
            run(compiled.sql, values)
        except Exception as error:
            if self.is_hopeful:  # what failed may have undone what went before
                raise TransactionLostError from error
            raise
        self._changes += compiled.is_change

    def _compiled(self, statement: ClauseElement) -> _Compiled:
        found = self._cache.get(statement)
        if found is None:
            found = self._cache[statement] = _compile(statement, self._dialect)
        return found


def _compile(statement: ClauseElement, dialect: Dialect) -> _Compiled:
    compiled = _with_constants(statement, dialect).compile(dialect=dialect)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(f"not a statement with values: {compiled}")
    fixed: dict[str, Any] = {}
    binds: dict[str, Convert] = {}
    for bind, name in compiled.bind_names.items():
        convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if not bind.required:
            fixed[name] = convert(bind.value) if convert else bind.value
        elif convert is not None:
            binds[name] = convert
    columns = []
    if isinstance(statement, ReturnsRows):
        for at, column in enumerate(statement.exported_columns):
            convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
            if convert is not None:
                columns.append((at, convert))
    pick = _by_position(compiled.positiontup) if compiled.positiontup is not None else _by_name
    return _Compiled(
        str(compiled),
        fixed,
        tuple(binds.items()),
        pick,
        tuple(columns),
        not isinstance(statement, Select),
    )


def _by_name(values: dict[str, Any]) -> Any:
    return values


def _by_position(names: Sequence[str]) -> Callable[[dict[str, Any]], Any]:
    match names:
        case []:
            return lambda _: ()
        case [name]:
            return lambda values: (values[name],)
        case _:
            return itemgetter(*names)


def _with_constants(statement: ClauseElement, dialect: Dialect) -> ClauseElement:
    """Write a statement's constants into its words: so the planner can match them with what a
    partial index is about once and for all, instead of planning anew for each set of values.
    """

    def write(element: ExternallyTraversible, **_: Any) -> ExternallyTraversible | None:
        if not isinstance(element, BindParameter) or element.required or element.value is None:
            return None
        words = element.type.dialect_impl(dialect).literal_processor(dialect)
        return literal_column(words(element.value), element.type) if words else None

    return cast(ClauseElement, replacement_traverse(statement, {}, write))

"""Works that share one transaction: each stands or falls alone, all are answered after the commit."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from storage.connection import Connection
from storage.errors import TransactionLostError
from storage.store import Store


@dataclass(slots=True)
class Request:
    """A work and who waits for its result."""

    work: Callable[[Store], Any]
    done: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None

    def run(self, store: Store) -> None:
        """Run the work; what it raises has to undo the whole batch."""
        self.error = None
        self.result = self.work(store)

    def attempt(self, connection: Connection, store: Store) -> None:
        """Run the work; what it raises is undone alone and told to its asker alone."""
        self.error = None
        try:
            with connection.savepoint("work"):
                self.result = self.work(store)
        except (asyncio.CancelledError, TransactionLostError):
            raise  # meant for who runs the batch, whose work need not be this one
        except BaseException as error:  # noqa: BLE001 the asker gets it, the neighbours go on
            self.error = error

    def read(self, store: Store) -> None:
        """Run a work that changes nothing, so that nothing has to be undone when it raises."""
        try:
            self.result = self.work(store)
        except BaseException as error:  # noqa: BLE001 the asker gets it, the neighbours go on
            self.error = error

    def fail(self, error: BaseException) -> None:
        """Note why nothing of the transaction stands."""
        self.error = error.__cause__ if isinstance(error, TransactionLostError) else error

    def answer(self) -> None:
        """Tell the asker how it went; for the event loop's thread, after the commit."""
        if self.done.done():
            return
        if self.error is not None:
            self.done.set_exception(self.error)
        else:
            self.done.set_result(self.result)


def run_all(connection: Connection, store: Store, batch: list[Request]) -> None:
    """Run the works of a batch; what one raises has to undo them all."""
    connection.is_hopeful = True
    for request in batch:
        request.run(store)


def attempt_all(connection: Connection, store: Store, batch: list[Request]) -> None:
    """Run the works of a batch, each to stand or fall alone."""
    connection.is_hopeful = False
    for request in batch:
        request.attempt(connection, store)


Run = Callable[[Connection, Store, list[Request]], None]

"""What can be wrong with a database, in sentences for the operator."""


class DatabaseRefusedError(Exception):
    """The database can't be used; the message says why and what to do."""


class DatabaseBusyError(Exception):
    """More work waits than the writer may queue; the caller should try again later."""


class DatabaseAwayError(DatabaseBusyError):
    """The server doesn't answer, or went away over a commit; whether that stands isn't known."""


class TransactionLostError(BaseException):
    """The database undid the whole transaction by itself; the cause says why.

    It is no Exception, so that nothing inside the transaction catches it and goes on.
    """

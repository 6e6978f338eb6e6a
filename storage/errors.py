"""What can be wrong with a database, in sentences for the operator."""


class DatabaseRefusedError(Exception):
    """The database can't be used; the message says why and what to do."""


class DatabaseBusyError(Exception):
    """More work waits than the writer may queue; the caller should try again later."""

"""What the person who wrote can put right."""

from handlers.message import Text, Value


class UserError(Exception):
    """Undoes what the handler did and is answered with its text; raised by actions and forms."""

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(key)
        self.text = Text(key, values)


class HomeUnknownError(UserError):
    """It isn't known which community a private message is about."""

    def __init__(self) -> None:
        super().__init__("no-community")

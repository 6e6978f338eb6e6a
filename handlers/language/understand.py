"""What the bot understands of one line, as plain values: the `understand` command's answers."""

from handlers.language.normalise import fold
from handlers.language.signup import Act, Meaning, read_signup

DEFAULT_TITLE = "环境整治"


def understand_signup(line: str, title: str = DEFAULT_TITLE) -> dict[str, str | int | None]:
    """Read a line as a sign-up, as if one activity of this title were open."""
    reading = read_signup(fold(line), [title])
    is_for_bot = reading.meaning in (Meaning.SIGNUP, Meaning.CANCEL)
    return {
        "label": reading.meaning.value,
        "act": reading.act.value if is_for_bot else Act.IGNORE.value,
        "size": reading.size if reading.meaning is Meaning.SIGNUP else None,
    }

"""What the bot says becomes the fields of an API. Pure; lengths count in bytes of UTF-8."""

from collections.abc import Mapping
from typing import Any

from bot.platform import Worded
from bot.settings import SettingsError

# The longest text, in bytes.
LIMIT = 2048
# The longest value of a field of a template, in characters.
VALUE = 20
_FACTS = frozenset({"title", "when", "place", "note"})

Fields = dict[str, Any]


def fits(*texts: str) -> bool:
    """Whether texts can be sent as one."""
    return len(joined(*texts).encode()) <= LIMIT


def joined(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def parts(text: str, limit: int = LIMIT) -> list[str]:
    """Cut a text into parts that can be sent, between lines where there are any."""
    found = []
    rest = text
    while len(rest.encode()) > limit:
        head = rest.encode()[:limit].decode("utf-8", "ignore")
        end = head.rfind("\n")
        head = head[:end] if end > 0 else head
        found.append(head)
        rest = rest[len(head) :].removeprefix("\n")
    return [*found, rest]


def shortened(text: str, hint: str) -> str:
    """Return as much of a text as fits, and the hint where that isn't all."""
    if fits(text):
        return text
    return f"{parts(text, LIMIT - len(hint.encode()) - 1)[0]}\n{hint}"


def custom(openid: str, text: str) -> Fields:
    """Return the fields of a customer-service message."""
    return {"touser": openid, "msgtype": "text", "text": {"content": text}}


def template_fields(words: str) -> Mapping[str, str]:
    """Read `thing1=title, time2=when`: which field of a template shows which fact.

    Raises SettingsError.
    """
    pairs = [each.partition("=") for each in words.replace("，", ",").split(",") if each.strip()]
    found = {name.strip(): fact.strip() for name, _, fact in pairs}
    if not found or not set(found.values()) <= _FACTS:
        raise SettingsError(
            "official_account: the fields of a template are written like "
            f"thing1=title, time2=when; the facts are {', '.join(sorted(_FACTS))}"
        )
    return found


def template(openid: str, template_id: str, fields: Mapping[str, str], said: Worded) -> Fields:
    """Return the fields of a template message about an activity."""
    return {
        "touser": openid,
        "template_id": template_id,
        "data": {name: {"value": _fact(fact, said)} for name, fact in fields.items()},
    }


def _fact(fact: str, said: Worded) -> str:
    about = said.about
    if about is None or fact == "note":
        return _cut(said.text.splitlines()[0] if said.text else "")
    if fact == "when":
        return about.starts_at.strftime("%Y-%m-%d %H:%M")
    return _cut(about.title if fact == "title" else about.place)


def _cut(value: str) -> str:
    return value if len(value) <= VALUE else value[: VALUE - 1] + "…"

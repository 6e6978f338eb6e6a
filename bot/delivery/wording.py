"""Outbox rows and cards become words, in the language of their chat's community."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.platform import About, Capabilities, Worded
from handlers.actions.cards import face
from handlers.message import Lines, Poster, Text, decode_text, text, ticket_of
from handlers.texts import Catalogue, Reader, Texts
from storage.records import record
from storage.types import Activity, Chat, ChatKind, Community, OutboxRow


@record
class Words:
    """Words things for one chat. `spells`: its buttons can't be shown, so the text names them.
    `hint` stands below its cards.
    """

    catalogue: Catalogue
    reader: Reader
    spells: bool = False
    hint: Text | None = None

    def word(self, what: Text | Lines) -> str:
        return self.catalogue.word(what, self.reader)

    def message(self, key: str, kept: Mapping[str, Any]) -> Worded:
        """Word what the outbox keeps of a reply."""
        buttons = tuple(
            (self.word(decode_text(label)), press) for label, press in kept.get("buttons", ())
        )
        said = self.word(decode_text(kept["text"]))
        asks, nods = "question" in kept, "nod" in kept
        said = self._spelled(said, buttons, asks=asks)
        worded = Worded(key, said, buttons, kept.get("quote"), asks=asks, nods=nods)
        if "poster" not in kept:
            return worded
        return replace(worded, poster=self._poster(kept["poster"]))

    def _poster(self, kept: Mapping[str, Any]) -> Poster:
        return Poster(
            lines=tuple(self.word(decode_text(each)) for each in kept["lines"]),
            ticket=kept["ticket"],
            link=kept["link"],
            **{name: self.word(decode_text(each)) for name, each in kept["texts"].items()},
        )

    def card(self, key: str, activity: Activity, beside: str | None = None) -> Worded:
        """Word an activity's card as it stands now."""
        reply = face(activity, self.reader.now)
        buttons = tuple((self.word(button.label), button.press) for button in reply.buttons)
        said = self._spelled(self.word(reply.text), buttons)
        if self.hint is not None:
            said = f"{said}\n{self.word(self.hint)}"
        return Worded(key, said, buttons, beside=beside, is_card=True)

    def row(self, row: OutboxRow, activity: Activity | None) -> Worded:
        """Word a row: as it was worded at its first try, else now."""
        if row.worded is not None:
            said = restore(str(row.id), row.worded)
        elif row.is_card and activity is not None:
            said = self.card(str(row.id), activity, row.content.get("beside"))
        else:
            said = self.message(str(row.id), row.content)
        return said if activity is None else replace(said, about=self._about(activity))

    def _about(self, activity: Activity) -> About:
        return About(
            activity.title, activity.place, activity.starts_at.astimezone(self.reader.zone)
        )

    def _spelled(self, said: str, buttons: Sequence[tuple[str, str]], *, asks: bool = False) -> str:
        """Add what may be said instead of pressing; a question says that itself."""
        labels = [label for label, press in buttons if ticket_of(press) is None]
        if asks or not self.spells or not labels:
            return said
        numbered = [f"{number} {label}" for number, label in enumerate(labels, 1)]
        return f"{said}\n{self.word(text('options-numbered', what='　'.join(numbered)))}"

    def merged(self, parts: list[tuple[str, Worded]]) -> Worded:
        """Join the answers to several people into one message that names each."""
        lines = [self.word(text("merged", name=name, what=each.text)) for name, each in parts]
        return Worded(parts[0][1].key, "\n".join(lines))


class Wording:
    """Finds the language and the zone of a chat's readers."""

    def __init__(self, texts: Texts, clock: Clock, language: str, timezone: str) -> None:
        self._texts = texts
        self._clock = clock
        self._language = language
        self._timezone = timezone

    def to(self, chat: Chat, community: Community | None, can: Capabilities) -> Words:
        """Return the words for a chat on a platform that carries so much."""
        words = self.of(community)
        hint = None
        if chat.kind is ChatKind.GROUP and not can.hears_groups:
            hint = text("card-call" if can.hears_its_name else "card-deaf")
        return replace(words, spells=can.hears and not can.buttons, hint=hint)

    def of(self, community: Community | None) -> Words:
        language = community.language if community else self._language
        zone = ZoneInfo(community.timezone if community else self._timezone)
        return Words(self._texts.in_language(language), Reader(zone, self._clock.now()))


def keep(worded: Worded) -> Mapping[str, Any]:
    """Return a wording as the outbox keeps it."""
    return {
        "text": worded.text,
        "buttons": [list(button) for button in worded.buttons],
        "quote": worded.quote,
        "beside": worded.beside,
        "asks": worded.asks,
        "is_card": worded.is_card,
        "nods": worded.nods,
        **({"poster": asdict(worded.poster)} if worded.poster else {}),
    }


def restore(key: str, kept: Mapping[str, Any]) -> Worded:
    """Return the wording that the outbox kept."""
    buttons = tuple((label, press) for label, press in kept["buttons"])
    return Worded(
        key,
        kept["text"],
        buttons,
        kept["quote"],
        kept.get("beside"),
        asks=kept.get("asks", False),
        is_card=kept.get("is_card", False),
        nods=kept.get("nods", False),
        poster=_restore_poster(kept["poster"]) if "poster" in kept else None,
    )


def _restore_poster(kept: Mapping[str, Any]) -> Poster:
    return Poster(**{**kept, "lines": tuple(kept["lines"])})

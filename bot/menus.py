"""The menus of commands that platforms may show, made from the commands and their help."""

from collections.abc import Sequence

from bot.platform import Menu, MenuPlace
from handlers.message import text
from handlers.router import Command, Where, Who
from handlers.texts import LANGUAGES, Catalogue, Reader, Texts

_FOR = {
    MenuPlace.PRIVATE: {Who.ANYBODY},
    MenuPlace.GROUP: {Who.ANYBODY},
    MenuPlace.STAFF: {Who.ANYBODY, Who.STAFF, Who.SECRETARY},
}


def menus(commands: Sequence[Command], texts: Texts, reader: Reader) -> list[Menu]:
    """Return each menu in each language."""
    return [
        Menu(place, language, _entries(commands, place, texts.in_language(language), reader))
        for place in MenuPlace
        for language in LANGUAGES
    ]


def _entries(
    commands: Sequence[Command], place: MenuPlace, catalogue: Catalogue, reader: Reader
) -> tuple[tuple[tuple[str, ...], str], ...]:
    elsewhere = Where.GROUP if place is MenuPlace.PRIVATE else Where.PRIVATE
    return tuple(
        (command.words, catalogue.word(text(f"help-{command.name}"), reader))
        for command in commands
        if command.who in _FOR[place] and command.where is not elsewhere
    )

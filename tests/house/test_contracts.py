"""The import contracts: each is broken on purpose once, and notices."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "storage")
# Where any bug is caught and the program goes on.
CATCHES = ["bot/delivery/pump.py", "bot/intake.py", "handlers/dispatch.py"]
# Contract: the file that breaks it, and the import it makes.
WRONG = {
    "bot -> handlers -> storage": ("storage/types.py", "handlers.message"),
    "inside bot": ("bot/platform.py", "bot.platforms.first"),
    "inside handlers": ("handlers/helpers.py", "handlers.message"),
    "inside storage": ("storage/models/base.py", "storage.store"),
    "no two neighbours need each other": ("handlers/actions/first.py", "handlers.actions.second"),
    "commands do not know each other": ("handlers/commands/first.py", "handlers.commands.second"),
    "platforms do not know each other": ("bot/platforms/first.py", "bot.platforms.second"),
    "platforms know messages, not the bot behind them": (
        "bot/platforms/third.py",
        "handlers.actions.posting",
    ),
    "commands reach storage only through actions": ("handlers/commands/third.py", "storage.outbox"),
    "rules are pure": ("handlers/rules/first.py", "storage.outbox"),
    "language is pure": ("handlers/language/first.py", "storage.outbox"),
    "only storage knows SQLAlchemy": ("handlers/errors.py", "sqlalchemy"),
}
NEIGHBOURS = {
    "handlers/actions/second.py": "handlers.actions.first",
    "handlers/commands/second.py": "handlers.message",
    "bot/platforms/second.py": "handlers.message",
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What lint-imports says of each contract in a copy of the house with every wrong import."""
    house = tmp_path_factory.mktemp("house")
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, house / floor, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", house)
    for file, imported in [*WRONG.values(), *NEIGHBOURS.items()]:
        with (house / file).open("a", encoding="utf-8") as module:
            module.write(f"\nimport {imported}\n")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    linted = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)
    assert linted.returncode == 1, linted.stdout + linted.stderr
    _, _, details = linted.stdout.partition("Broken contracts")
    sections = re.split(r"^(.+)\n-{3,}\n", details, flags=re.MULTILINE)
    return dict(zip(sections[1::2], sections[2::2], strict=True))


@pytest.mark.parametrize("contract", WRONG)
def test_a_wrong_import_breaks_its_contract(contract: str, broken: dict[str, str]) -> None:
    file, _ = WRONG[contract]
    module = file.removesuffix(".py").replace("/", ".")
    assert contract in broken
    assert module.rpartition(".")[2] in broken[contract]


def test_three_places_catch_whatever_is_raised() -> None:
    files = [file for floor in FLOORS[:2] for file in (ROOT / floor).rglob("*.py")]
    catching = [file for file in files if "except Exception" in file.read_text("utf-8")]
    assert sorted(str(file.relative_to(ROOT)) for file in catching) == CATCHES

"""The table of what each platform carries stands in the docs as the program would print it."""

import re
from pathlib import Path

from bot.matrix import SAMPLES, matrix, table

ROOT = Path(__file__).parents[2]


async def test_the_docs_show_what_each_platform_carries() -> None:
    docs = (ROOT / "docs/operators.md").read_text("utf-8")
    shown = re.search(r"<!-- capabilities -->\n(.*)\n<!-- /capabilities -->", docs, re.DOTALL)
    expected = await table()
    assert shown, "docs/operators.md has no place for it"
    assert shown[1] == expected, f"python -m bot capabilities prints:\n{expected}"


async def test_no_kind_of_account_is_left_out() -> None:
    sampled = {name for name, sample in SAMPLES.sections.items() if sample}
    assert sampled == set(await matrix()) - {"sandbox"}
    folders = {path.parent.name for path in (ROOT / "bot/platforms").glob("*/account.py")}
    assert folders == sampled

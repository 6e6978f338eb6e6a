"""The tree of a community's units."""

import pytest

from tests.chat import COMMUNITY, OWNER, Chat


@pytest.fixture(autouse=True)
async def _group(chat: Chat) -> None:
    await chat.set_up()


async def test_the_tree_shows_who_looks_after_what(chat: Chat) -> None:
    assert f"在{COMMUNITY}下面" in await chat.says(OWNER, "新建 网格 3号网格")
    assert "在3号网格下面" in await chat.says(OWNER, "新建 楼栋 5号楼 3号网格")
    assert "已新建4号网格" in await chat.says(OWNER, "新建 4号网格")
    await chat.says("王芳", "大家好")
    await chat.says("周社工", "大家好")
    await chat.says(OWNER, "任命 网格员 王芳 3号网格")
    await chat.says(OWNER, "任命 社工 周社工")
    assert await chat.says("周社工", "架构") == "\n".join(
        [
            COMMUNITY,
            "　社工：周社工",
            "　3号网格",
            "　　网格员：王芳",
            "　　5号楼",
            "　4号网格",
        ]
    )


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("新建", "请写要建什么"),
        ("新建 网格", "请写要建什么"),
        ("新建 飞船 1号", "请写要建什么"),
        ("新建 网格 333", "名字要有文字"),
        ("新建 网格 3号网格", "已经有3号网格了"),
        ("新建 网格 9号网格 5号楼", "不能放在5号楼下面"),
    ],
)
async def test_what_makes_no_sense_is_refused(chat: Chat, words: str, refusal: str) -> None:
    await chat.says(OWNER, "新建 网格 3号网格")
    await chat.says(OWNER, "新建 楼栋 5号楼")
    assert refusal in await chat.says(OWNER, words)


@pytest.mark.parametrize("words", ["新建 网格 3号网格", "架构"])
async def test_units_are_for_staff(chat: Chat, words: str) -> None:
    assert "书记或社工" in await chat.says("王阿姨", words)
    assert await chat.says("王阿姨", "新建 文件夹") == ""

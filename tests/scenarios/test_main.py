"""The first walk through the whole house: a notice in the group, 我参加, a roster."""

from tests.chat import GROUP, OWNER, Chat, Message
from tests.scenarios.conftest import everywhere

pytestmark = everywhere

NEIGHBOURS = (
    *(
        "王阿姨",
        "李叔",
        "赵姐",
        "钱伯",
        "孙姨",
        "周哥",
        "吴婶",
        "郑叔",
        "冯姐",
        "陈伯",
        "褚姨",
        "卫哥",
        "蒋婶",
    ),
    *(
        "沈叔",
        "韩姐",
        "杨伯",
        "朱姨",
        "秦哥",
        "尤婶",
        "许叔",
        "何姐",
        "吕伯",
        "施姨",
        "张哥",
        "孔婶",
    ),
)


async def test_a_notice_becomes_a_list_of_neighbours(chat: Chat) -> None:
    # The secretary takes the bot and puts it into her group.
    await chat.set_up()

    # One line is a notice; she corrects it in words before it goes out.
    preview = await chat.says(OWNER, "发布活动 周六上午9点到11点 盐运西社区广场 环境整治 20人")
    assert "时间：11月28日(周六)09:00–11:00" in preview
    assert "请带：铁锹" in await chat.says(OWNER, "带 铁锹")
    assert (await chat.says(OWNER, "确认")).startswith("【1号活动】环境整治")
    card = await chat.last()

    # Twenty-five neighbours answer, each in their own way, for twenty seats.
    assert await chat.says("王阿姨", "我参加") == "王阿姨已报名：环境整治（第1号），剩余19个名额"
    assert await chat.says("李叔", "+1") == "李叔已报名：环境整治（第2号），剩余18个名额"
    assert "赵姐已报名：环境整治（第3号）" in await chat.presses("赵姐", card, "报名")
    assert "钱伯已报名：环境整治（第4号）" in await chat.quotes("钱伯", card, "算我一个")
    tools = "" if chat.overhears else "1号活动“环境整治”请带：铁锹"
    assert await chat.says("孙姨", "这个要带什么？") == tools
    for name in NEIGHBOURS[4:20]:
        assert f"{name}已报名" in await chat.says(name, "我参加")
    for place, name in enumerate(NEIGHBOURS[20:], 1):
        assert f"{name}候补第{place}位" in await chat.says(name, "我参加")

    # The third says it again, which changes nothing; the card has followed all of them.
    assert await chat.says("赵姐", "我参加") == "您已报名(第3号)：环境整治"
    await chat.clock("2026-11-22T10:30")
    if chat.edits:
        assert "已报名 20/20，候补 5" in await shown(chat, card.id)

    # Two leave, though others wait; the first two of those are offered the seats, once.
    await two_change_their_minds(chat, card)

    # The list says who comes, in order and by the numbers they were told, and who waits.
    seated, waiting = NEIGHBOURS[2:22], NEIGHBOURS[22:]
    assert (await chat.says(OWNER, "名单")).splitlines() == [
        "1号 环境整治 11月28日(周六)09:00，已报20/20人",
        *(f"{number}. {name}" for number, name in enumerate(seated, 3)),
        "候补（3）：",
        *(f"{number}. {name}" for number, name in enumerate(waiting, 1)),
    ]


async def two_change_their_minds(chat: Chat, card: Message) -> None:
    """Two can't come after all, though others wait: the first of those take the seats."""
    await chat.tells("何姐", "你好")
    assert "后面有5人排队，退出后名额给下一位" in await chat.says("王阿姨", "我不去了")
    assert "名额留给候补下一位" in await chat.says("王阿姨", "确认退出")
    assert "后面有4人排队" in await chat.presses("李叔", card, "不去了")
    assert "名额留给候补下一位" in await chat.presses("李叔", await chat.last(), "确认退出")
    await chat.clock("2026-11-22T10:31")
    assert await told(chat, "何姐") == ["有名额了：环境整治"]
    assert await told(chat, GROUP) == ["请注意：吕伯"]
    assert await chat.says("施姨", "我的排队") == "1号 环境整治 11月28日(周六)09:00：候补第1位"
    assert "您已报名：环境整治（第21号）" in await chat.tells("何姐", "确认")
    assert "吕伯已报名：环境整治（第22号）" in await chat.says("吕伯", "确认")


async def shown(chat: Chat, message: int) -> str:
    """Return what a message of the group shows by now."""
    return next(each.text for each in await chat.heard() if each.id == message)


async def told(chat: Chat, where: str) -> list[str]:
    """Return how the notices of freed seats in a chat begin."""
    heard = [each.text for each in await chat.heard(where) if "有名额了" in each.text]
    return [text.splitlines()[0].partition("，11月")[0] for text in heard]

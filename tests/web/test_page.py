"""The sandbox's page in a real browser, with the real bot behind it."""

import base64
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.chat import CODE, Chat, conversation
from tests.web.browser import CHROMIUM, PHONE, Desk, chromium, desk

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.asyncio(loop_scope="module"),
]

NOTICE = "发布活动 周六上午9点到11点 小广场 环境整治 20人"
RED_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4"
    "//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg=="
)
# Draws a word in the page's own font and counts the dark pixels; a box has the same ink as any box.
INK = """word => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const drawing = canvas.getContext("2d");
  drawing.font = `48px ${getComputedStyle(document.body).fontFamily}`;
  drawing.fillText(word, 8, 52);
  return drawing.getImageData(0, 0, 64, 64).data.filter((value, at) => at % 4 === 3 && value > 127).length;
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def bot(sqlite_url: str) -> AsyncIterator[Chat]:
    async with conversation(sqlite_url) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def empty_desk(bot: Chat, browser: Browser) -> AsyncIterator[Desk]:
    """The page as a newcomer finds it."""
    async with desk(browser, bot.address) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def full_desk(bot: Chat, browser: Browser) -> AsyncIterator[Desk]:
    """The page of a group that is enabled, where two people have spoken."""
    await bot.set_up()
    await bot.says("王阿姨", "早上好")
    async with desk(browser, bot.address) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def full_desk_with_card(bot: Chat, full_desk: Desk) -> Desk:
    """The same, with an activity's card."""
    await bot.says("林书记", NOTICE)
    await bot.says("林书记", "确认")
    await expect(full_desk.phone("王阿姨").card()).to_contain_text("已报名 0/20")
    return full_desk


async def test_two_people_side_by_side_hear_each_other(full_desk: Desk) -> None:
    await full_desk.phone("王阿姨").say("周六几点集合？")
    await expect(full_desk.phone("林书记").message("周六几点集合？")).to_be_visible()
    await full_desk.phone("林书记").say("九点")
    await expect(full_desk.phone("王阿姨").message("九点")).to_be_visible()


async def test_a_newcomer_reaches_a_working_group(empty_desk: Desk) -> None:
    await empty_desk.page.get_by_role("button", name="请林书记和王阿姨进来").click()
    secretary = empty_desk.phone("林书记")
    await secretary.turn_to("私聊")
    await secretary.say(f"认领 {CODE}")
    await expect(secretary.element.locator(".from-bot")).to_be_visible()
    await secretary.turn_to("群聊")
    await secretary.say("启用 盐运西社区")
    answer = empty_desk.phone("王阿姨").element.locator(".from-bot", has_text="盐运西社区")
    await expect(answer).to_be_visible()


async def test_an_example_is_put_into_the_composer_to_be_sent(full_desk: Desk) -> None:
    phone = full_desk.phone("王阿姨").element
    await phone.get_by_role("button", name="例句").click()
    await phone.get_by_role("button", name="我和老伴一起参加").click()
    await expect(phone.get_by_role("textbox")).to_have_value("我和老伴一起参加")
    await expect(phone.get_by_role("textbox")).to_be_focused()


async def test_a_press_is_answered_and_changes_the_card_for_everybody(
    full_desk_with_card: Desk,
) -> None:
    neighbour = full_desk_with_card.phone("王阿姨")
    other = full_desk_with_card.phone("林书记")
    await neighbour.press("报名")
    await expect(neighbour.toast().or_(neighbour.message("已报名，"))).to_be_visible()
    await expect(other.card()).to_contain_text("已报名 1/20")
    await expect(other.element.get_by_text("更新过")).to_be_visible()


async def test_a_message_is_quoted(full_desk: Desk) -> None:
    secretary = full_desk.phone("林书记")
    greeting = secretary.message("早上好")
    await greeting.hover()
    await greeting.get_by_role("button", name="引用王阿姨的消息").click()
    await secretary.say("您也早")
    answer = full_desk.phone("王阿姨").message("您也早")
    await expect(answer.locator(".quotation")).to_have_text("王阿姨：早上好")


async def test_a_message_is_quoted_by_keyboard(full_desk: Desk) -> None:
    secretary = full_desk.phone("林书记").element
    greeting = full_desk.phone("林书记").message("早上好")
    await expect(greeting).to_be_visible()
    await secretary.get_by_role("log").press("ArrowUp")
    await expect(greeting).to_be_focused()
    await full_desk.page.keyboard.press("Enter")
    await expect(secretary.get_by_text("引用 王阿姨：早上好")).to_be_visible()
    await expect(secretary.get_by_role("textbox")).to_be_focused()


async def test_a_photo_is_shown_to_everybody(full_desk: Desk) -> None:
    sender = full_desk.phone("王阿姨")
    await sender.element.locator("input[type=file]").set_input_files(
        {"name": "dot.png", "mimeType": "image/png", "buffer": RED_DOT}
    )
    await expect(sender.element.get_by_text("dot.png")).to_be_visible()
    await sender.say("您看这里")
    picture = full_desk.phone("林书记").message("您看这里").get_by_role("img")
    await expect(picture).to_have_js_property("naturalWidth", 5)


async def test_what_is_said_in_private_stays_there(full_desk: Desk) -> None:
    neighbour = full_desk.phone("王阿姨")
    await neighbour.turn_to("私聊")
    await neighbour.say("你好")
    await expect(neighbour.message("你好")).to_be_visible()
    await expect(full_desk.phone("林书记").message("你好")).to_have_count(0)


async def test_the_clock_moves_forward(full_desk: Desk) -> None:
    face = full_desk.page.locator("#clock-face")
    await expect(face).to_contain_text("11月22日 周日")
    await full_desk.page.get_by_role("button", name="+1天").click()
    await expect(face).to_contain_text("11月23日 周一")
    await full_desk.page.get_by_role("button", name="到…").click()
    await full_desk.page.get_by_label("到", exact=True).fill("2026-11-28T08:00")
    await full_desk.page.get_by_role("button", name="拨到").click()
    await expect(face).to_contain_text("11月28日 周六08:00")


async def test_a_delivery_is_made_to_fail(bot: Chat, full_desk: Desk) -> None:
    await full_desk.page.get_by_role("button", name="故障").click()
    await full_desk.page.get_by_role("radio", name="拒绝").check()
    await full_desk.page.get_by_role("button", name="就这样").click()
    await expect(full_desk.page.get_by_text("接下来 1 条消息：拒绝")).to_be_visible()
    assert await bot.tells("王阿姨", "帮助") == ""


async def test_somebody_new_takes_out_a_phone_and_is_remembered(full_desk: Desk) -> None:
    await full_desk.page.get_by_role("button", name="人和群").click()
    await full_desk.page.get_by_label("添一位").fill("孙叔叔")
    await full_desk.page.get_by_role("button", name="添上").click()
    await full_desk.page.keyboard.press("Escape")
    await expect(full_desk.phone("孙叔叔").message("早上好")).to_be_visible()
    await full_desk.page.reload()
    await expect(full_desk.phone("孙叔叔").message("早上好")).to_be_visible()


async def test_one_phone_at_a_time_fits_a_narrow_window(full_desk_with_card: Desk) -> None:
    for size in (PHONE, (360, 640)):
        await full_desk_with_card.resize(size)
        assert await full_desk_with_card.hidden_width() == 0
    await expect(full_desk_with_card.page.locator(".phone:visible")).to_have_count(1)
    await full_desk_with_card.page.locator(".switch", has_text="王阿姨").click()
    await expect(full_desk_with_card.phone("王阿姨").element).to_be_visible()
    await expect(full_desk_with_card.phone("林书记").element).to_be_hidden()


async def test_what_people_type_is_text_and_never_markup(full_desk: Desk) -> None:
    await full_desk.phone("王阿姨").say("<img src=x onerror=alert(1)><b>粗</b>")
    said = full_desk.phone("林书记").message("onerror")
    await expect(said.locator(".words")).to_have_text("<img src=x onerror=alert(1)><b>粗</b>")


async def test_chinese_is_drawn_and_not_boxed(full_desk: Desk) -> None:
    one, many = [await full_desk.page.evaluate(INK, word) for word in "一龘"]
    assert 0 < one < many / 2

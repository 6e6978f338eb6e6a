from tests.chat import Chat


async def test_an_unknown_word_in_private_gets_an_answer(chat: Chat) -> None:
    assert "帮助" in await chat.tells("王阿姨", "哈哈哈")
    assert await chat.says("王阿姨", "哈哈哈") == ""

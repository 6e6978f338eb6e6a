"""What the bot says, as fields of Bot API methods."""

from hypothesis import given
from hypothesis import strategies as st

from bot.platform import Worded
from bot.platforms.telegram import encode


def test_a_plain_message_has_no_markup_at_all() -> None:
    (fields,) = encode.messages("-1", Worded("1", "1 < 2 & _三_ *四*"))
    assert fields == {"chat_id": "-1", "text": "1 < 2 & _三_ *四*"}


def test_an_answer_quotes_in_its_topic() -> None:
    (fields,) = encode.messages("-1", Worded("1", "好", quote="5@40"))
    assert fields["message_thread_id"] == 40
    assert fields["reply_parameters"] == {"message_id": 5, "allow_sending_without_reply": True}
    (fields,) = encode.messages("-1", Worded("1", "好", beside="5@40", is_card=True))
    assert fields["message_thread_id"] == 40
    assert "reply_parameters" not in fields
    assert "message_thread_id" not in encode.without_thread(fields)


def test_buttons_stand_three_in_a_row_below_the_last_part() -> None:
    buttons = tuple((f"第{number}", f"p:{number}") for number in range(4))
    parts = encode.messages("-1", Worded("1", "行\n" * 3000, buttons, quote="5"))
    assert ["reply_parameters" in part for part in parts] == [True, False]
    assert "reply_markup" not in parts[0]
    rows = parts[1]["reply_markup"]["inline_keyboard"]
    assert [len(row) for row in rows] == [3, 1]
    assert rows[0][0] == {"text": "第0", "callback_data": "p:0"}


def test_a_button_into_a_private_chat_is_a_link_where_the_bot_has_a_name() -> None:
    message = Worded("1", "好", (("私下报名", "open:12-aB"),))
    ((button,),) = encode.messages("-1", message, "youhu_bot")[0]["reply_markup"]["inline_keyboard"]
    assert button == {"text": "私下报名", "url": "https://t.me/youhu_bot?start=12-aB"}
    ((button,),) = encode.messages("-1", message)[0]["reply_markup"]["inline_keyboard"]
    assert button["callback_data"] == "open:12-aB"


def test_a_question_in_privacy_mode_wants_a_reply() -> None:
    asking = Worded("1", "您是要报名吗？\n回复 确认", quote="5", asks=True)
    (fields,) = encode.messages("-1", asking, forces_replies=True)
    assert fields["reply_markup"]["input_field_placeholder"] == "回复 确认"
    assert fields["reply_markup"]["selective"]
    assert "reply_markup" not in encode.messages("-1", asking)[0]


def test_a_toast_is_short_and_stays_when_it_is_not() -> None:
    assert encode.toast("q", None) == {"callback_query_id": "q"}
    assert encode.toast("q", "已报名")["show_alert"] is False
    long = encode.toast("q", "长" * 300)
    assert (len(long["text"]), long["show_alert"]) == (200, True)


def test_a_long_text_is_cut_between_lines() -> None:
    lines = [f"{number}. 居民" for number in range(2000)]
    parts = list(encode.split("\n".join(lines)))
    assert len(parts) > 1
    assert [line for part in parts for line in part.split("\n")] == lines


@given(st.text(alphabet=["长", "😀", "\n"], min_size=1, max_size=9000))
def test_every_part_fits_and_nothing_is_lost(text: str) -> None:
    parts = list(encode.split(text))
    assert all(encode.units(part) <= encode.TEXT_LIMIT for part in parts)
    assert "".join(parts).replace("\n", "") == text.replace("\n", "")

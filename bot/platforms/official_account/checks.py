"""What an operator should know of an account before wondering: secret, addresses, callback."""

from collections.abc import AsyncIterator

from bot.platforms.official_account.api import Api
from bot.platforms.official_account.callback import path_of
from bot.platforms.wechat.calls import ApiError, LostError, UnreachableError
from bot.settings import Encrypt, OfficialAccount

ADVICE = {
    40001: "the secret is refused: copy AppSecret anew",
    40013: "the app id is refused: copy AppID anew",
    40125: "the secret is refused: copy AppSecret anew",
    40164: "this machine's address is not in the list: add it under 基本配置, IP白名单",
    40243: "the secret is frozen: thaw it under 基本配置",
    50004: "the account may not use this interface",
    45009: "the day's quota of the interface is used up",
}
PLAIN = (
    'encrypt = "plain": the signature does not cover what is said, so whoever sees one call can '
    'put words into anybody\'s mouth for five minutes. Set encrypt = "safe" here and in the '
    "account's 基本配置"
)


async def check(
    wanted: OfficialAccount, api: Api, public_url: str | None
) -> AsyncIterator[tuple[bool, str]]:
    """Yield one finding after the other: whether it is well, and what is so or what to do."""
    yield await _token(api)
    if wanted.encrypt is Encrypt.PLAIN:
        yield False, PLAIN
    else:
        yield True, f"callbacks are sealed ({wanted.encrypt})"
    path = path_of(wanted.name)
    if public_url is None:
        yield False, f"http.public_url is not set: the callback is at {path} of your own address"
    else:
        yield True, f"the callback is {public_url.rstrip('/')}{path}"
    if wanted.template_id is None and wanted.subscribe_id is None:
        yield True, "no notices are set up: who wrote more than 48 hours ago can't be reminded"


async def _token(api: Api) -> tuple[bool, str]:
    try:
        await api.tokens.get()
    except ApiError as error:
        return False, ADVICE.get(error.code, f"the server refuses the account: {error}")
    except (UnreachableError, LostError) as error:
        return False, f"the server does not answer ({error}): check the network and api_base"
    return True, "the server gives tokens: app id, secret and address are accepted"

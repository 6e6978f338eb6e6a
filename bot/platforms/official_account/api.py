"""The calls an Official Account makes."""

from typing import Any
from urllib.parse import quote

from bot.platforms.wechat.calls import Calls, Fields, LostError
from bot.platforms.wechat.tokens import Tokens

OFFICIAL = "https://api.weixin.qq.com"
SHOWN = "https://mp.weixin.qq.com/cgi-bin/showqrcode"
# The longest that a code with a text of our own may last: 30 days.
LASTING = 30 * 24 * 60 * 60


class Api:
    """Calls with the account's token."""

    def __init__(self, calls: Calls, tokens: Tokens) -> None:
        self._calls = calls
        self.tokens = tokens

    async def call(self, path: str, fields: Fields) -> dict[str, Any]:
        """Raises ApiError, UnreachableError, LostError."""
        return await self._calls.post(self.tokens, f"/cgi-bin/{path}", fields)

    async def picture(self, openid: str, picture: bytes) -> None:
        """Send somebody a PNG. Raises ApiError, UnreachableError, LostError."""
        answer = await self._calls.upload(self.tokens, "/cgi-bin/media/upload", picture)
        image = {"media_id": str(answer.get("media_id", ""))}
        fields = {"touser": openid, "msgtype": "image", "image": image}
        await self.call("message/custom/send", fields)

    async def code(self, ticket: str) -> str:
        """Return where the picture of a QR code is shown that brings whoever scans it with a ticket.

        Raises ApiError, UnreachableError, LostError.
        """
        answer = await self._scene(ticket)
        return f"{SHOWN}?ticket={quote(str(answer.get('ticket', '')))}"

    async def invitation(self, ticket: str) -> str | None:
        """Return what stands in that code. Raises ApiError, UnreachableError, LostError."""
        link = (await self._scene(ticket)).get("url")
        return link if isinstance(link, str) else None

    async def _scene(self, ticket: str) -> dict[str, Any]:
        scene = {"scene": {"scene_str": ticket}}
        return await self.call(
            "qrcode/create",
            {"expire_seconds": LASTING, "action_name": "QR_STR_SCENE", "action_info": scene},
        )


async def fetch_token(calls: Calls, app_id: str, secret: str) -> tuple[str, int]:
    """Ask for the stable token: the same for everybody who asks while it is good."""
    fields = {"grant_type": "client_credential", "appid": app_id, "secret": secret}
    answer = await calls.ask("POST", "/cgi-bin/stable_token", fields)
    token, seconds = answer.get("access_token"), answer.get("expires_in")
    if not isinstance(token, str) or not isinstance(seconds, int):
        raise LostError("no access_token in the answer")
    return token, seconds

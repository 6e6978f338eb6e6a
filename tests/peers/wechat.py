"""The API of an Official Account on loopback: it counts windows and credits as the platform does."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from tests.peers.serving import served_at

APP_ID, SECRET = "wx0000000000000001", "a-secret-of-the-app"
WORDS = {
    40001: "invalid credential, access_token is invalid or not latest rid: 6422-1",
    40003: "invalid openid rid: 6422-2",
    40013: "invalid appid rid: 6422-3",
    40125: "invalid appsecret rid: 6422-4",
    40164: "invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: 6422-5",
    43004: "require subscribe rid: 6422-6",
    43101: "user refuse to accept the msg rid: 67403316-467731bb-0e997a4d",
    45009: "reach max api daily quota limit rid: 61a99868-03103a0c-13bc7adf",
    45015: "response out of time limit or subscription is canceled rid: 6422-7",
    45047: "out of response count limit rid: 6422-8",
    48001: "api unauthorized rid: 6422-9",
}
LONGEST = 2048
Fields = Mapping[str, Any]


class Refusal(Exception):  # noqa: N818 it is what a server does
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Fault:
    """What the next `count` calls of a path come to: an error code, or an HTTP status."""

    path: str
    code: int = 0
    status: int = 200
    count: int = 1
    loses_answer: bool = False


@dataclass
class WeChat:
    """`pushed`: every message that reached somebody: who, by which path, its fields."""

    address: str = ""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: TID251 the platform's own
    token: str = ""
    tokens: int = 0
    calls: list[tuple[str, Any]] = field(default_factory=list)
    pushed: list[tuple[str, str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    followers: set[str] = field(default_factory=set)
    windows: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    credits: dict[str, int] = field(default_factory=dict)
    menu: Any = None
    # The number of the newest message that somebody sent.
    newest: int = 1000

    def wrote(
        self, openid: str, messages: int = 5, lasting: timedelta = timedelta(hours=48)
    ) -> None:
        """Note that somebody wrote, or touched something."""
        self.followers.add(openid)
        self.windows[openid] = (messages, self.clock() + lasting)

    def count(self, path: str) -> int:
        return [each for each, _ in self.calls].count(path)

    @asynccontextmanager
    async def served(self) -> AsyncIterator["WeChat"]:
        async with served_at("/cgi-bin/{path:.+}", self._serve) as self.address:
            yield self

    async def _serve(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        fields = await _fields(request)
        self.calls.append((path, fields))
        fault = self._fault(path)
        if fault is not None and not fault.loses_answer:
            return _answer(
                {"errcode": fault.code, "errmsg": WORDS.get(fault.code, "")}, fault.status
            )
        try:
            if path not in ("stable_token", "token"):
                self._check(request.query.get("access_token", ""))
            result = self._carry_out(path, fields)
        except Refusal as refusal:
            return _answer({"errcode": refusal.code, "errmsg": WORDS[refusal.code]})
        if fault is not None:
            return web.Response(status=500)
        return _answer(result)

    def _fault(self, path: str) -> Fault | None:
        fault = next((each for each in self.faults if each.path == path), None)
        if fault is not None:
            fault.count -= 1
            if fault.count <= 0:
                self.faults.remove(fault)
        return fault

    def _check(self, token: str) -> None:
        if not token or token != self.token:
            raise Refusal(40001)

    def _carry_out(self, path: str, fields: Fields) -> dict[str, Any]:
        match path:
            case "stable_token" | "token":
                return self._new_token(fields, is_stable=path == "stable_token")
            case "media/upload":
                return {"type": "image", "media_id": "M1", "created_at": 1}
            case "menu/create":
                self.menu = fields
            case "qrcode/create":
                scene = fields["action_info"]["scene"]["scene_str"]
                return {"ticket": f"t/{scene}", "url": f"http://weixin.qq.com/q/{scene}"}
            case _:
                self._deliver(path, fields)
        return {"errcode": 0, "errmsg": "ok", "msgid": len(self.pushed)}

    def _deliver(self, path: str, fields: Fields) -> None:
        openid = fields["touser"]
        if path == "message/custom/send":
            assert len(fields.get("text", {}).get("content", "").encode()) <= LONGEST
            self._spend(openid)
        elif path == "message/subscribe/bizsend":
            self._use_credit(openid)
        elif openid not in self.followers:
            raise Refusal(43004)
        self.pushed.append((openid, path, fields))

    def _new_token(self, fields: Fields, *, is_stable: bool) -> dict[str, Any]:
        if fields["appid"] != APP_ID:
            raise Refusal(40013)
        if fields["secret"] != SECRET:
            raise Refusal(40125)
        if not self.token or not is_stable:
            self.tokens += 1
            self.token = f"A{self.tokens}"
        return {"access_token": self.token, "expires_in": 7200}

    def _spend(self, openid: str) -> None:
        left, until = self.windows.get(openid, (0, self.clock()))
        if openid not in self.followers or self.clock() >= until:
            raise Refusal(45015)
        if left == 0:
            raise Refusal(45047)
        self.windows[openid] = (left - 1, until)

    def _use_credit(self, openid: str) -> None:
        if not self.credits.get(openid):
            raise Refusal(43101)
        self.credits[openid] -= 1


async def _fields(request: web.Request) -> dict[str, Any]:
    if request.content_type == "multipart/form-data":
        form = await request.post()
        return {
            name: part.file.read()
            for name, part in form.items()
            if not isinstance(part, str | bytes | bytearray)
        }
    if request.can_read_body:
        read: dict[str, Any] = await request.json()
        return read
    return dict(request.query)


def _answer(body: Fields, status: int = 200) -> web.Response:
    return web.json_response(body, status=status)

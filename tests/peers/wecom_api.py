"""WeCom's API on loopback, for apps and webhooks: its quotas, its codes, its silent drops."""

from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from tests.peers.serving import served_at

CORP, SECRET, AGENT, KEY = "wwcorp", "a-secret-of-the-app", 1000002, "a-key-of-the-webhook"
WORDS = {
    40001: "invalid credential",
    40013: "invalid corpid",
    40014: "invalid access_token",
    42001: "access_token expired, hint: [1], from ip: 1.2.3.4, more info at https://x?e=42001",
    45009: "api freq out of limit",
    60020: "not allow to access from your ip, hint: [1730458186056773912722469], from ip: 1.2.3.4",
    81013: "user & party & tag all invalid",
    86003: "chatid does not exist",
    93000: "invalid webhook url, hint: [1708397705432012366598976], from ip: 1.2.3.4",
}
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
Body = Mapping[str, Any]


class Refusal(Exception):  # noqa: N818 it is what a server does
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class WecomApi:
    """`said`: who was told what, as bodies. `faults`: codes of the next calls of a path, "lost" for
    an answer that gets lost. `members` see the app; `dropped` counts what went nowhere in silence.
    """

    address: str = ""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: TID251 WeCom's own
    token: str = "T1"  # noqa: S105
    tokens: int = 0
    said: list[tuple[str, Body]] = field(default_factory=list)
    updates: list[Body] = field(default_factory=list)
    groups: dict[str, Body] = field(default_factory=dict)
    faults: dict[str, list[int | str]] = field(default_factory=lambda: defaultdict(list))
    members: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    dropped: int = 0
    _sent: dict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))

    @asynccontextmanager
    async def served(self) -> AsyncIterator["WecomApi"]:
        async with served_at("/cgi-bin/{path:.+}", self._serve) as self.address:
            yield self

    def of(self, chat: str) -> list[Body]:
        return [body for who, body in self.said if who == chat]

    async def _serve(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        body = await request.json() if request.method == "POST" else {}
        fault = self.faults[path].pop(0) if self.faults[path] else None
        try:
            if isinstance(fault, int):
                raise Refusal(fault)  # noqa: TRY301
            answer = self._take(path, request.query, body)
        except Refusal as refusal:
            code = refusal.code
            answer = {"errcode": code, "errmsg": WORDS.get(code, "refused")}
        if fault == "lost":
            return web.Response(status=500)
        return web.json_response({"errcode": 0, "errmsg": "ok", **answer})

    def _take(self, path: str, query: Mapping[str, str], body: Body) -> dict[str, Any]:
        if path == "gettoken":
            return self._token(query)
        if path == "webhook/send":
            return self._webhook(query, body)
        if query.get("access_token") != self.token:
            raise Refusal(40014)
        takes = {
            "message/send": self._send,
            "message/update_template_card": self._update,
            "appchat/create": self._create,
            "appchat/get": lambda _: self._group(query["chatid"]),
            "appchat/send": self._send_to_group,
        }
        return takes[path](body)

    def _token(self, query: Mapping[str, str]) -> dict[str, Any]:
        if query["corpid"] != CORP:
            raise Refusal(40013)
        if query["corpsecret"] != SECRET:
            raise Refusal(40001)
        self.tokens += 1
        return {"access_token": self.token, "expires_in": 7200}

    def _send(self, body: Body) -> dict[str, Any]:
        user = body["touser"]
        assert body["agentid"] == AGENT
        if user not in self.members:
            return {"invaliduser": user, "msgid": "m"}
        if body["msgtype"] == "text" and len(body["text"]["content"].encode()) > 2048:
            raise Refusal(45002)
        if self._is_full(user, (MINUTE, 30), (HOUR, 1000)):
            self.dropped += 1
        else:
            self.said.append((user, body))
        return {"invaliduser": "", "msgid": f"m{len(self.said)}", "response_code": "RC"}

    def _update(self, body: Body) -> dict[str, Any]:
        code = body["response_code"]
        if code not in self.codes:
            raise Refusal(40058)
        self.codes.discard(code)
        self.updates.append(body)
        return {"invaliduser": []}

    def _create(self, body: Body) -> dict[str, Any]:
        if len(body["userlist"]) < 2 or len(body["chatid"]) > 32:
            raise Refusal(86006)
        self.groups[body["chatid"]] = body
        return {"chatid": body["chatid"]}

    def _group(self, chat: str) -> dict[str, Any]:
        if chat not in self.groups:
            raise Refusal(86003)
        return {"chat_info": dict(self.groups[chat])}

    def _send_to_group(self, body: Body) -> dict[str, Any]:
        self._group(body["chatid"])
        if body["msgtype"] == "template_card":
            raise Refusal(40008)
        self.said.append((body["chatid"], body))
        return {}

    def _webhook(self, query: Mapping[str, str], body: Body) -> dict[str, Any]:
        if query["key"] != KEY:
            raise Refusal(93000)
        kind = body["msgtype"]
        if kind not in ("text", "markdown", "image", "news"):
            raise Refusal(40008)
        limit = {"text": 2048, "markdown": 4096}.get(kind)
        if limit is not None and len(body[kind]["content"].encode()) > limit:
            raise Refusal(45002)
        if self._is_full(KEY, (MINUTE, 20)):
            raise Refusal(45009)
        self.said.append((KEY, body))
        return {}

    def _is_full(self, whose: str, *windows: tuple[timedelta, int]) -> bool:
        now, sent = self.clock(), self._sent[whose]
        if any(sum(at > now - span for at in sent) >= most for span, most in windows):
            return True
        sent.append(now)
        return False

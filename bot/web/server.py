"""The aiohttp application: health, the platforms' routes, the sandbox's page."""

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import orjson
from aiohttp import web

from storage.database import Database
from storage.errors import DatabaseAwayError
from storage.outbox import Health
from storage.store import Store

STATIC = Path(__file__).with_name("static")
# A photo comes as base64 in JSON.
LARGEST_BODY = 16 * 1024 * 1024
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def application(database: Database, routes: Iterable[web.AbstractRouteDef]) -> web.Application:
    """Build the application that serves these routes and `/healthz`."""
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[_say_what_is_wrong])
    app.on_response_prepare.append(_secure)
    app.add_routes([web.get("/healthz", _health(database)), *routes])
    return app


def sandbox_page() -> list[web.AbstractRouteDef]:
    """Return the routes of the sandbox's chat page."""
    folder = STATIC / "sandbox"

    async def page(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(folder / "index.html")

    return [web.get("/", page), web.static("/static/sandbox", folder)]


def _health(database: Database) -> Handler:
    """Answer 200 when the bot is up, with the queues an operator wants to see."""

    async def answer(_: web.Request) -> web.StreamResponse:
        health = await database.read(read_health)
        oldest = health.oldest_waiting_at
        body = {
            "waiting": health.waiting,
            "dead": health.dead,
            "set_aside": health.set_aside,
            "oldest_waiting_at": oldest.isoformat() if oldest else None,
        }
        return web.Response(body=orjson.dumps(body), content_type="application/json")

    return answer


def read_health(store: Store) -> Health:
    return store.outbox.health(store.inbox.count_set_aside())


@web.middleware
async def _say_what_is_wrong(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer a wrong path, method or size as every refusal is answered: JSON with the reason."""
    try:
        return await handler(request)
    except web.HTTPClientError as refusal:
        body = orjson.dumps({"error": refusal.reason})
        return web.Response(body=body, status=refusal.status, content_type="application/json")
    except DatabaseAwayError as error:
        body = orjson.dumps({"error": str(error)})
        return web.Response(body=body, status=503, content_type="application/json")


async def _secure(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)

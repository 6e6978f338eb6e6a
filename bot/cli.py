"""The command line: run, sandbox, chat, understand, doctor, menu, capabilities,
backup."""

import argparse
import asyncio
import contextlib
import ctypes
import gc
import ipaddress
import signal
import sys
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import orjson

from bot import logs
from bot.app import run, sandbox
from bot.platforms.sandbox.bodies import moment
from bot.settings import Settings, SettingsError, load
from storage.backup import back_up
from storage.errors import DatabaseRefusedError

LAST_PORT = 65535


def main() -> None:
    """Run the command that was asked for; exit 1 with a sentence when it can't be done."""
    arguments = _parser().parse_args()
    logs.configure()
    try:
        arguments.run(arguments)
    except* (SettingsError, DatabaseRefusedError, OSError) as group:
        _fail(str(_first(group)))
    except* KeyboardInterrupt:
        pass


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("run", help="serve the platforms of the configuration")
    serve.add_argument("--config", type=Path, required=True, metavar="FILE")
    serve.set_defaults(run=_run)
    for name, help_text, action in (
        ("sandbox", "a chat platform of its own, with a page to try everything", _sandbox),
        ("chat", "the sandbox in this terminal", _chat),
    ):
        command = commands.add_parser(name, help=help_text)
        _add_sandbox_options(command)
        command.set_defaults(run=action)
        if action is _chat:
            command.add_argument(
                "--history", type=Path, metavar="FILE", help="where what is typed is kept"
            )
    understand = commands.add_parser("understand", help="what the bot reads in utterances")
    understand.add_argument("kind", choices=("time", "signup", "problem", "faq"))
    understand.add_argument("--now", type=moment, metavar="ISO8601")
    understand.add_argument("--activity", default="环境整治", metavar="TITLE")
    understand.add_argument("--guide", type=Path, metavar="FILE")
    understand.set_defaults(run=_understand)
    for name, help_text, look in (
        ("doctor", "check the accounts of the configuration", _doctor),
        ("menu", "make the menu of the Official Accounts", _menu),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("--config", type=Path, required=True, metavar="FILE")
        command.set_defaults(run=look)
    carried = commands.add_parser("capabilities", help="what each platform carries, as a table")
    carried.set_defaults(run=_capabilities)
    backup = commands.add_parser("backup", help="copy the whole SQLite database into a new file")
    backup.add_argument("file", type=Path)
    backup.add_argument("--database", default=Settings().database, metavar="URL")
    backup.set_defaults(run=_backup)
    return parser


def _add_sandbox_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host")
    command.add_argument("--port", type=_port)
    command.add_argument("--database", metavar="URL")
    command.add_argument("--config", type=Path, metavar="FILE")
    command.add_argument("--seed", choices=("demo", "empty"), default="demo")
    command.add_argument("--now", type=moment, metavar="ISO8601")


def _settings(arguments: argparse.Namespace) -> Settings:
    settings = load(arguments.config)
    http = replace(
        settings.http,
        host=arguments.host or settings.http.host,
        port=settings.http.port if arguments.port is None else arguments.port,
    )
    return replace(settings, http=http, database=arguments.database or settings.database)


def _run(arguments: argparse.Namespace) -> None:
    settings = load(arguments.config)

    async def serve() -> None:
        async with run(settings) as service:
            _settle()
            print(f"bot ready on {service.address}", flush=True)
            await _until_stopped()

    _execute(serve())


def _sandbox(arguments: argparse.Namespace) -> None:
    settings = _settings(arguments)
    if not _is_loopback(settings.http.host):
        print("warning: the sandbox has no login; whoever reaches this address is anybody in it")

    async def serve() -> None:
        async with sandbox(settings, arguments.now, arguments.seed) as address:
            _settle()
            print(f"sandbox ready on {address}", flush=True)
            await _until_stopped()

    _execute(serve())


def _chat(arguments: argparse.Namespace) -> None:
    from bot.terminal import converse  # noqa: PLC0415 the prompt's library is for the terminal alone

    _execute(converse(_settings(arguments), arguments.now, arguments.seed, arguments.history))


def _understand(arguments: argparse.Namespace) -> None:
    if arguments.kind in ("problem", "faq"):
        print(f"understand {arguments.kind} is not built yet", file=sys.stderr)
        sys.exit(2)
    from bot.understand import reader  # noqa: PLC0415 the other commands don't wait for it

    read = reader(arguments)
    for line in sys.stdin:
        sys.stdout.buffer.write(orjson.dumps(read(line.rstrip("\r\n"))) + b"\n")
    sys.stdout.flush()


def _doctor(arguments: argparse.Namespace) -> None:
    from bot.doctor import examine  # noqa: PLC0415 the other commands don't wait for it

    async def look() -> None:
        lines, is_well = await examine(load(arguments.config))
        print("\n".join(lines))
        if not is_well:
            sys.exit(1)

    _execute(look())


def _menu(arguments: argparse.Namespace) -> None:
    from bot.doctor import make_menus  # noqa: PLC0415 the other commands don't wait for it

    async def make() -> None:
        print("\n".join(await make_menus(load(arguments.config))))

    _execute(make())


def _capabilities(_: argparse.Namespace) -> None:
    from bot.matrix import table  # noqa: PLC0415 the other commands don't wait for it

    async def show() -> None:
        print(await table())

    _execute(show())


def _backup(arguments: argparse.Namespace) -> None:
    back_up(arguments.database, arguments.file)
    print(f"backed up and checked: {arguments.file}")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()


def _settle() -> None:
    """Give back what only the start needed; leave what stands out of every search for garbage.

    A message leaves next to nothing in cycles, and looking for it took a twentieth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    with contextlib.suppress(AttributeError, OSError, TypeError):  # glibc's alone
        ctypes.CDLL(None).malloc_trim(0)


def _execute(work: Coroutine[Any, Any, None]) -> None:
    """Run on uvloop where there is one: it serves about a third more (bench/ has the figures)."""
    factory = None
    with contextlib.suppress(ImportError):
        import uvloop  # noqa: PLC0415 not on every system

        factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(work)


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the first error of a group, however deep."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _port(words: str) -> int:
    port = int(words)
    if not 0 <= port <= LAST_PORT:
        raise ValueError(words)
    return port


def _fail(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(1)

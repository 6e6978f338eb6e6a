"""What every load has in common: storms on a running server, rounds in turns, a table with ratios."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bench.crowd import Crowd, Heard
from bench.figures import medians, table
from bench.server import Server

FLOOR = "floor"
WARM_UP = 300
PER_SECOND = 100
# Who speaks in a long run, again and again.
RESIDENTS = 5_000
LONG_RUN = 50_000

Figures = dict[str, float]


async def storms(server: Server, crowd: Crowd, plan: Mapping[int, int], steady: int) -> Figures:
    """Measure so many messages on so many connections each, then a steady pace for some seconds."""
    figures: Figures = {}
    await crowd.storm(server.address, 16, min(WARM_UP, sum(plan.values())))
    for connections, messages in plan.items():
        before = server.cpu()
        heard = check(await crowd.storm(server.address, connections, messages))
        spent = (server.cpu() - before) * 1000 / messages
        figures[f"/s at {connections}"] = heard.rate
        figures[f"CPU ms at {connections}"] = spent
        figures |= _waits(heard, f"at {connections}")
    if steady:
        calm = await crowd.stroll(server.address, PER_SECOND, steady)
        figures |= _waits(check(calm), f"at {PER_SECOND}/s")
    figures["peak MB"] = server.memory("VmHWM")
    return figures


async def long_run(server: Server, crowd: Crowd) -> Figures:
    """Measure the memory a server holds after many messages."""
    await crowd.storm(server.address, 64, LONG_RUN)
    return {
        "messages": float(LONG_RUN),
        "RSS MB": server.memory(),
        "peak MB": server.memory("VmHWM"),
    }


def check(heard: Heard) -> Heard:
    """Return what was heard. Exits when somebody was told something else than their sign-up."""
    if heard.others:
        sample = heard.sample.decode(errors="replace")
        raise SystemExit(f"{heard.others} answers were no sign-up, the last: {sample}")
    return heard


async def take_turns(
    kinds: Sequence[str], measure: Callable[[str], Awaitable[Figures]], rounds: int
) -> None:
    """Let the kinds take turns, so that a busy moment of the machine strikes none alone."""
    found: dict[str, list[Figures]] = {kind: [] for kind in kinds}
    for number in range(1, rounds + 1):
        for kind in kinds:
            figures = await measure(kind)
            found[kind].append(figures)
            telling = "/s at 64" if "/s at 64" in figures else "RSS MB"
            print(f"round {number} {kind}: {figures[telling]:,.0f} {telling}", flush=True)
    print(_report({kind: medians(figures) for kind, figures in found.items()}))


def _report(found: Mapping[str, Figures]) -> str:
    kinds = list(found)
    others = [kind for kind in kinds if kind != FLOOR] if FLOOR in found else []
    heads = ["median", *kinds, *(f"{kind} / floor" for kind in others)]
    names = dict.fromkeys(name for figures in found.values() for name in figures)
    rows = []
    for name in names:
        row: list[object] = [name, *(found[kind].get(name, "") for kind in kinds)]
        row += [_ratio(found[kind].get(name), found[FLOOR].get(name)) for kind in others]
        rows.append(row)
    return table(heads, rows)


def _ratio(ours: float | None, floor: float | None) -> str:
    return f"{ours / floor:.2f}" if ours is not None and floor else ""


def _waits(heard: Heard, at: str) -> Figures:
    return {f"p50 ms {at}": heard.milliseconds(0.5), f"p99 ms {at}": heard.milliseconds(0.99)}

"""How the comparison of two lists is shown, and our own list in WeChat's format."""

from collections.abc import Iterable, Sequence
from itertools import islice

from handlers.actions import cards
from handlers.actions.jielong.applying import Applied
from handlers.actions.jielong.planning import Newcomer, Plan
from handlers.actions.rosters import Sight
from handlers.message import Lines, Text, text
from storage.types import Activity, RosterLine, SignupState

# Names and lines shown; the others are counted.
NAMED = 6
LINES = 5


def preview(plan: Plan, seen: Sight) -> Lines:
    """Tell what would be done and what not, and how to say so."""
    missing = [seen.of(each).name for each in plan.missing]
    seated = [each for each in plan.new if each.state is not SignupState.WAITING]
    resized = [
        text("jielong-resize", name=each.line.name, size=each.line.size, heads=each.heads)
        for each in plan.resized
    ]
    return Lines(
        (
            text("jielong-preview", what=cards.name(plan.activity), when=cards.span(plan.activity)),
            text("jielong-new", count=len(seated), names=_names(map(_called, seated), len(seated))),
            text("jielong-present", count=plan.present),
            *_counted("jielong-resized", resized),
            *_counted("jielong-missing", missing),
            *_counted("jielong-over", [_called(each) for each in plan.waiting]),
            *_unclear(plan.unclear),
            _how(plan),
        )
    )


def our_list(activity: Activity, lines: Sequence[RosterLine]) -> Lines:
    """Return a list as WeChat writes it, to be pasted into a group."""
    return Lines(
        (
            text("jielong-head", what=cards.name(activity)),
            text("jielong-head-when", when=cards.span(activity), place=activity.place),
            *(_line(number, each) for number, each in enumerate(lines, 1)),
        )
    )


def _line(number: int, line: RosterLine) -> Text:
    is_waiting = line.state is SignupState.WAITING
    return text(
        "jielong-line",
        number=number,
        name=line.name,
        more=f" +{line.size - 1}" if line.size > 1 else "",
        waits=text("jielong-line-waits") if is_waiting else "",
    )


def _called(newcomer: Newcomer) -> str:
    entry = newcomer.entry
    return entry.name if entry.heads == 1 else f"{entry.name}+{entry.heads - 1}"


def _counted(key: str, names: Sequence[str | Text]) -> tuple[Text, ...]:
    if not names:
        return ()
    return (Text(key, {"count": len(names), "names": _names(names, len(names))}),)


def _names(names: Iterable[str | Text], count: int) -> Text | str:
    """Join the first names; the rest is counted."""
    shown = list(islice(names, NAMED))
    if not shown:
        return ""
    joined: Text | str = shown[0]
    for each in shown[1:]:
        joined = text("jielong-and", one=joined, other=each)
    joined = text("jielong-more", names=joined, count=count) if count > NAMED else joined
    return text("jielong-names", names=joined)


def _unclear(lines: Sequence[Text]) -> tuple[Text, ...]:
    if not lines:
        return ()
    more = len(lines) - LINES
    rest = (text("jielong-unclear-more", count=more),) if more > 0 else ()
    return (text("jielong-unclear-count", count=len(lines)), *lines[:LINES], *rest)


def _how(plan: Plan) -> Text:
    if plan.changes:
        return text("jielong-how-both" if plan.missing else "jielong-how")
    return text("jielong-how-remove" if plan.missing else "jielong-same")


def applied(done: Applied) -> Lines:
    """Tell what was done, and how the activity stands."""
    counts = (
        ("jielong-done-entered", done.entered - done.waiting),
        ("jielong-done-waiting", done.waiting),
        ("jielong-done-resized", done.resized),
        ("jielong-done-removed", done.removed),
    )
    parts = tuple(Text(key, {"count": count}) for key, count in counts if count)
    said = parts[0]
    for each in parts[1:]:
        said = text("jielong-done-and", one=said, other=each)
    return Lines(
        (
            text("jielong-done", what=cards.name(done.activity), done=said),
            text("jielong-done-stand", stand=cards.seats(done.activity)),
        )
    )

"""How often somebody may guess a secret."""

from datetime import UTC, datetime, timedelta

from handlers.rules.tries import LIMIT, Tries

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_wrong_guesses_are_forgotten_an_hour_after_the_first() -> None:
    tries = Tries(0, NOW)
    for left in range(LIMIT - 1, -1, -1):
        tries = tries.after_wrong(NOW + timedelta(minutes=5))
        assert tries.left(NOW + timedelta(minutes=6)) == left
    assert tries.left(tries.until - timedelta(seconds=1)) == 0
    assert tries.left(tries.until) == LIMIT
    assert tries.after_wrong(tries.until).wrong == 1

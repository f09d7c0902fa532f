"""How long to wait before a host may be asked again: Crawl-delay, Retry-After, hours of the night. Knows no clock."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

BEIJING = timezone(timedelta(hours=8))
LONGEST_WAIT_SECONDS = 600.0  # asked to wait longer than this, a crawl leaves the host alone until it is run again


class Pace:
    """When each host may be asked next. Moments are seconds of any one clock."""

    def __init__(self) -> None:
        self._between: dict[str, float] = {}
        self._free: dict[str, float] = {}
        self._shut: dict[str, float] = {}

    def keep_between(self, host: str, seconds: float) -> None:
        """From now on let at least so many seconds lie between two requests to the host."""
        self._between[host] = max(seconds, self._between.get(host, 0.0))

    def leave_alone(self, host: str, *, until: float) -> None:
        """Ask nothing of the host before a moment."""
        self._shut[host] = max(until, self._shut.get(host, until))

    def left_alone(self, host: str, *, now: float) -> float:
        """Seconds for which nothing may be asked of the host; 0 when it may."""
        return max(0.0, self._shut.get(host, now) - now)

    def take_turn(self, host: str, *, now: float) -> float:
        """Seconds to wait before the next request to the host, whose turn is taken by asking.

        >>> pace = Pace(); pace.keep_between("a.example", 5.0)
        >>> [pace.take_turn("a.example", now=100.0) for _ in range(3)]
        [0.0, 5.0, 10.0]
        """
        turn = max(now, self._free.get(host, now))
        self._free[host] = turn + self._between.get(host, 0.0)
        return turn - now


def retry_after(printed: str | None, *, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks to wait, whether it says seconds or a date; None when it says neither.

    >>> retry_after("120", now=datetime(2024, 5, 16)), retry_after("soon", now=datetime(2024, 5, 16))
    (120.0, None)
    """
    words = (printed or "").strip()
    if words.isascii() and words.isdigit():
        return float(words)
    try:
        return max(0.0, (parsedate_to_datetime(words) - now).total_seconds())
    except (ValueError, TypeError, IndexError):
        return None


def is_open(hours: str | None, *, now: datetime) -> bool:
    """Whether a moment lies within the hours ("22:00-06:00", Beijing time) that a source may be asked in.

    >>> from datetime import UTC
    >>> [is_open("22:00-06:00", now=datetime(2024, 5, 16, hour, tzinfo=UTC)) for hour in (13, 14, 21, 22)]
    [False, True, True, False]
    """
    if hours is None:
        return True
    clock = now.astimezone(BEIJING).strftime("%H:%M")
    start, _, end = hours.partition("-")
    return start <= clock < end if start <= end else clock >= start or clock < end

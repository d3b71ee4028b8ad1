"""Reads the values of a command line; what makes no sense is refused in one sentence."""

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.domain.entries import MINUTES_LIMIT, Kind
from tracker.domain.redaction import LeftOut
from tracker.domain.times import Clock, Moment, moment_now, read_day, read_moment
from tracker.errors import Refused
from tracker.formats.texts import in_a_row
from tracker.language import _

LARGEST_POINTS, LARGEST_NUMBER = 10, 1_000_000_000


def read_when(text: str | None, clock: Clock) -> tuple[Moment, str]:
    """The moment a --at means, now where there is none, and a remark where the clock change moved it."""
    if text is None:
        return moment_now(clock), ""
    read = read_moment(text, clock.zone())
    return read.moment, read.remark


def read_points(text: str | None, name: str) -> float | None:
    """A whole number from 0 to 10; nothing for no text or an empty one."""
    if text is None or not text.strip():
        return None
    try:
        value = int(text)
    except ValueError:
        value = -1
    return _within(name, value, 0, LARGEST_POINTS, is_whole=True)


def read_number(text: str | None, name: str) -> float | None:
    """A number that is not negative; nothing for no text or an empty one."""
    if text is None or not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    return _within(name, value, 0, LARGEST_NUMBER)


def read_minutes(text: str) -> timedelta:
    """A length in minutes, more than none."""
    minutes = read_number(text, "--minutes") or 0.0
    # A part of a minute is taken, though nobody needs to be told so.
    return timedelta(minutes=minutes if 0 < minutes < 1 else _within("--minutes", minutes, 1, MINUTES_LIMIT))


def _within(name: str, value: float, least: float, most: float, *, is_whole: bool = False) -> float:
    from tracker.domain.plan.figures import Bounds, Unit

    bounds = Bounds(least, most, Unit.TIMES if is_whole else Unit.MINUTES)
    # A value that is no number at all (nan) compares false, and is refused as well.
    if not bounds.holds(value):
        raise Refused(bounds.refusal(name))
    return float(value)


def read_sites(texts: Iterable[str]) -> tuple[tuple[str, float | None], ...]:
    """Sites as NAME or NAME=N; an empty one clears them."""
    sites = []
    for text in texts:
        # From the right, since a place of the person's own may have a = in its name.
        name, equals, value = text.rpartition("=")
        # What follows is no number: the = is of the name.
        if equals and _is_a_number(value):
            sites.append((name.strip(), read_points(value, "--site")))
        elif text.strip():
            sites.append((text.strip(), None))
    return tuple(sites)


def _is_a_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def read_texts(texts: Iterable[str]) -> tuple[str, ...]:
    """Words, without the empty ones."""
    return tuple(text.strip() for text in texts if text.strip())


def read_period(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """The days of --from and --to; raises Refused where they end before they begin."""
    days = (read_day(first) if first else None), (read_day(last) if last else None)
    if days[0] is not None and days[1] is not None and days[1] < days[0]:
        raise Refused(_("It has to end after it begins. Nothing was changed; check both."))
    return days


def read_kinds(texts: Iterable[str]) -> tuple[Kind, ...]:
    """The kinds of entry asked for; all of them where none is."""
    kinds = []
    for text in texts:
        try:
            kinds.append(Kind(text))
        except ValueError:
            raise Refused(_("“{name}” is not known. Nothing was changed; there are: {known}.").format(name=text[:40], known=in_a_row(Kind))) from None
    # Nothing named means everything.
    return tuple(kinds) or tuple(Kind)


def read_parts(texts: Iterable[str]) -> frozenset[LeftOut]:
    """The parts to leave out: several in one text with commas between them, or each in its own."""
    parts = set()
    for text in (part.strip() for given in texts for part in given.split(",")):
        try:
            parts.add(LeftOut(text))
        except ValueError:
            raise Refused(
                _("“{name}” is not known. Nothing was changed; there are: {known}.").format(name=text[:40], known=in_a_row(LeftOut))
            ) from None
    return frozenset(parts)

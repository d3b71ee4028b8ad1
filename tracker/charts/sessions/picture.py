"""Pain before and after sessions as data: each kind with its pairs, the same in words and as a table."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from tracker.charts.chart import NO_ANSWER, Answer, ChartSource, DataTable
from tracker.domain.entries import Entry, Kind, Session
from tracker.domain.statistics.relief import LEAST_PAIRS, STRENGTH, STRETCH, Relief, SessionPair, relief
from tracker.domain.words import name_in_words, period_words, points_words, session_name, time_words
from tracker.formats.joining import sentence, with_brackets, with_colon, with_comma, with_semicolon, with_space
from tracker.formats.texts import in_a_row, number_text
from tracker.language import N_, _, ngettext
from tracker.wording.counts import so_far_words

EXERCISES = {STRETCH: N_("Stretches"), STRENGTH: N_("Strength exercises")}


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsPicture:
    """What the chart of sessions shows: every kind of session that ended in a period, both ends included, with its pairs."""

    first: date
    last: date
    kinds: tuple[Relief, ...] = ()

    @property
    def drawn(self) -> tuple[Relief, ...]:
        """The kinds with a pair at least: those with enough pairs first, then by their number."""
        # What can be said first; of these the kind with most pairs, on which most is built.
        return tuple(sorted((kind for kind in self.kinds if kind.n), key=lambda kind: (not kind.enough, -kind.n)))

    @property
    def without_pairs(self) -> tuple[Relief, ...]:
        """The kinds of which no session has pain before and after."""
        return tuple(kind for kind in self.kinds if not kind.n)

    @property
    def n(self) -> int:
        """The number of pairs."""
        return sum(kind.n for kind in self.kinds)

    @property
    def sessions(self) -> int:
        """The number of sessions, those without pain before and after among them."""
        return sum(kind.sessions for kind in self.kinds)


def sessions_of(source: ChartSource) -> SessionsPicture:
    """The picture of what is asked for."""
    return sessions_picture(source.entries(Kind.SESSION), source.days, source.strength_exercises())


def sessions_picture(entries: Iterable[Entry], period: tuple[date, date], strength: AbstractSet[str] = frozenset()) -> SessionsPicture:
    """The picture of the sessions of a period, from entries; those outside the period do not count. `strength`: as `relief` has it."""
    first, last = period
    inside = (entry for entry in entries if isinstance(entry, Session) and first <= entry.moment.day <= last)
    return SessionsPicture(first=first, last=last, kinds=relief(inside, strength))


def describe_sessions(picture: SessionsPicture) -> str:
    """The picture in words, a line for each kind; each number with its count and its period."""
    if not picture.n:
        return nothing_logged(picture)
    what = with_space(sentence(with_comma(_("Pain before and after sessions"), period_words(picture.first, picture.last))), counted_words(picture))
    kinds = [_kind_sentence(kind) for kind in picture.drawn]
    brackets = _("In brackets the 95 % interval of the median change.") if any(map(interval_says_more, picture.drawn)) else ""
    return "\n".join(line for line in (what, *kinds, _without(picture), brackets, no_cause_words()) if line)


def table_sessions(picture: SessionsPicture) -> DataTable:
    """Each kind: sessions done, pairs, the median difference and its interval."""
    headers = (_("Kind"), _("Sessions"), _("With pain before and after"), _("Median change"), _("95 % from"), _("95 % to"))
    return DataTable(headers, tuple(_row(kind) for kind in (*picture.drawn, *picture.without_pairs)))


def nothing_logged(picture: SessionsPicture) -> str:
    """What stands in the place of the data while there is none."""
    return _("No session with pain before and after from {period}. Each one with both numbers is drawn here.").format(
        period=period_words(picture.first, picture.last)
    )


def kind_name(kind: Relief) -> str:
    """The name of a kind of session; the exercises have one together, and those for strength another."""
    return _(EXERCISES[kind.kind]) if kind.kind in EXERCISES else name_in_words(session_name(kind.kind))


def result_words(kind: Relief) -> str:
    """What is known of a kind: the median difference, its interval where that says more, and how often it was so; or that it is too early to say."""
    return result_wordings(kind)[0]


def result_wordings(kind: Relief) -> tuple[str, ...]:
    """The same from the longest to the shortest."""
    if kind.difference is None or kind.interval is None:
        so_far = so_far_words(sessions_words(kind.n), LEAST_PAIRS)
        return _("too early to say: {so_far}").format(so_far=so_far), so_far
    size = _size_words(kind)
    whole = with_brackets(size, _ends_words(kind, kind.interval)) if interval_says_more(kind) else size
    often = _often_words(kind)
    # The interval is given up first; then how often it was so, for the interval and the number of sessions; at last all but the change.
    wordings = [with_semicolon(words, often) for words in (whole, size)]
    return *wordings, with_comma(whole, sessions_words(kind.n)), size


def short_result_words(kind: Relief) -> str:
    """The same in few words: "1 lower (0 to 2), 12 sessions"."""
    return result_wordings(kind)[-2]


def interval_says_more(kind: Relief) -> bool:
    """Whether the interval of the median change is more than the change itself, to a decimal."""
    # To the decimal that is shown: an interval whose both ends read like the change would be three times one number.
    return kind.difference is not None and kind.interval is not None and {round(end, 1) for end in kind.interval} != {round(kind.difference, 1)}


def sessions_answer(picture: SessionsPicture) -> str:
    """The answer of the chart: after which kinds pain is usually lower, higher or as before, and of which it is too early to say."""
    known = [kind for kind in picture.drawn if kind.enough]
    changes = [(kind, claimed_change(kind)) for kind in known]
    # Lower, higher, no change, too early: each kind is in one of them, so that good news is not told alone.
    groups = (
        (_("usually lower after: {kinds}"), [kind for kind, change in changes if change < 0]),
        (_("usually higher after: {kinds}"), [kind for kind, change in changes if change > 0]),
        (_("no clear change after: {kinds}"), [kind for kind, change in changes if not change]),
        (_("too early to say: {so_far}"), [kind for kind in picture.drawn if kind not in known]),
    )
    words = "; ".join(words.format(kinds=in_a_row(map(kind_name, kinds)), so_far=in_a_row(map(kind_name, kinds))) for words, kinds in groups if kinds)
    return f"{words[:1].upper()}{words[1:]}."


def sessions_first(picture: SessionsPicture) -> Answer:
    """What it says first, and what belongs to it."""
    return Answer(sessions_answer(picture), f"{no_cause_words()} {counted_words(picture)}") if picture.n else NO_ANSWER


def counted_words(picture: SessionsPicture) -> str:
    """Which sessions count, and how many these are."""
    words = ngettext(
        "Only sessions with pain before and after count: {n} of {sessions}.",
        "Only sessions with pain before and after count: {n} of {sessions}.",
        picture.sessions,
    )
    return words.format(n=number_text(picture.n), sessions=number_text(picture.sessions))


def pair_words(kind: Relief, pair: SessionPair) -> str:
    """One session: when, and the pain before and after."""
    return with_colon(
        with_comma(time_words(pair.at), kind_name(kind)),
        _("pain {before} before, {after} after").format(before=points_words(pair.before), after=points_words(pair.after)),
    )


def key_words(picture: SessionsPicture) -> str:
    """What the marks mean."""
    words = [_("Circle: a session.")]
    if any(kind.enough for kind in picture.drawn):
        words.append(_("Diamond: their median."))
    if any(map(interval_says_more, picture.drawn)):
        words.append(_("Line through it: its 95 % interval."))
    if any(kind.enough and not interval_says_more(kind) for kind in picture.drawn):
        words.append(_("No line: the interval is the median alone."))
    return " ".join(words)


def no_cause_words() -> str:
    """What no such chart can show."""
    return _("Pain often falls by itself; this cannot show cause.")


def claimed_change(kind: Relief) -> float:
    """The median change as it may be told, to a decimal: 0 where its interval holds 0, whatever the median."""
    # Rounded before it is compared: what is shown as no change must not be called lower.
    return round(kind.difference or 0.0, 1) if kind.shown else 0.0


def _size_words(kind: Relief) -> str:
    change = claimed_change(kind)
    if not change:
        return _("no clear change")
    words = _("usually {points} lower") if change < 0 else _("usually {points} higher")
    return words.format(points=points_words(abs(change)))


def _ends_words(kind: Relief, interval: tuple[float, float]) -> str:
    """The ends of the interval; where they lie on both sides of no change, or no change is claimed, each with its direction."""
    low, high = (round(end, 1) for end in interval)
    near, far = (points_words(size) for size in sorted((abs(low), abs(high))))
    if low < 0 < high:
        return _("{low} lower to {high} higher").format(low=points_words(-low), high=points_words(high))
    if claimed_change(kind):
        # What leaves out 0 must not read 0 by its rounding.
        near = near if low and high else _("less than 0.1")
        return _("{first} to {last}").format(first=near, last=far)
    words = _("{near} to {far} lower") if low < 0 else _("{near} to {far} higher")
    return words.format(near=near, far=far)


def _often_words(kind: Relief) -> str:
    """After how many of the sessions pain was lower, or higher; both where no change is claimed."""
    lower, higher = sum(pair.difference < 0 for pair in kind.pairs), sum(pair.difference > 0 for pair in kind.pairs)
    of = {"lower": number_text(lower), "higher": number_text(higher), "sessions": sessions_words(kind.n)}
    change = claimed_change(kind)
    if not change:
        return _("lower after {lower}, higher after {higher} of {sessions}").format(**of)
    return (_("lower after {lower} of {sessions}") if change < 0 else _("higher after {higher} of {sessions}")).format(**of)


def sessions_words(n: int) -> str:
    """A number of sessions: "1 session", "34 sessions"."""
    return ngettext("{n} session", "{n} sessions", n).format(n=number_text(n))


def _kind_sentence(kind: Relief) -> str:
    words = sentence(with_colon(kind_name(kind), result_words(kind)))
    if kind.sessions == kind.n:
        return words
    more = ngettext("{n} more without both numbers.", "{n} more without both numbers.", kind.sessions - kind.n)
    return f"{words} {more.format(n=number_text(kind.sessions - kind.n))}"


def _without(picture: SessionsPicture) -> str:
    named = "; ".join(with_comma(kind_name(kind), sessions_words(kind.sessions)) for kind in picture.without_pairs)
    return _("Without pain before and after: {kinds}.").format(kinds=named) if named else ""


def _row(kind: Relief) -> tuple[str, ...]:
    low, high = kind.interval or (None, None)
    return kind_name(kind), number_text(kind.sessions), number_text(kind.n), points_words(kind.difference), points_words(low), points_words(high)

"""Entries of every kind with whatever a file may bring: any text, any number to its last bit, any offset, words given twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tracker.domain.entries import Activity, Amount, DayNote, Dose, EndedBy, Function, MedicineClass, PainEntry, Scale, Score, Session, SiteReading
from tracker.domain.sessions import SESSION_KINDS
from tracker.domain.times import Moment

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20) | st.text("=+-@'\t\r\n\\;\", \u2028a", max_size=12)
names = texts.filter(str.strip)
instants = st.datetimes(datetime(1901, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
points = st.floats(0, 10)
maybe = st.none() | points
lists = st.lists(names, max_size=3).map(tuple)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """A moment before 2030."""
    at, offset = draw(instants), timedelta(minutes=draw(st.integers(-720, 840)), seconds=draw(st.sampled_from([0, 0, 28])))
    return Moment(at, draw(st.sampled_from(["Europe/London", "Asia/Kathmandu", "America/St_Johns"])), offset, (at + offset).date())


def of(made: Any, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Entries of a kind with these fields, and what all kinds share."""
    shared = {"id": st.uuids().map(str), "moment": moments(), "note": texts, "created_at": st.none() | instants, "updated_at": st.none() | instants}
    return st.builds(made, **shared, **fields)


scales = st.builds(Scale, *[st.floats(-1e6, 1e6)] * 3)
sites = st.dictionaries(names, points, max_size=3).map(lambda told: tuple(SiteReading(*one) for one in told.items()))
amounts = st.lists(st.builds(Amount, names, st.none() | st.floats(1e-9, 100_000), st.sampled_from(MedicineClass)), max_size=3).map(tuple)
scores = st.lists(st.builds(Score, names, points), min_size=1, max_size=3).map(tuple)
plain_pains = of(
    PainEntry,
    pain=points,
    sites=sites,
    words=lists,
    worse_with=lists,
    eased_by=lists,
    woke=st.none() | st.booleans(),
    original=st.none() | scales,
)
pains = plain_pains | plain_pains.map(lambda pain: replace(pain, worst=10.0, least=0.0, average=pain.pain))
running = of(
    Session,
    kind=names | st.sampled_from(SESSION_KINDS),
    planned=st.timedeltas(timedelta(microseconds=1), timedelta(days=1)),
    before=maybe,
    after=maybe,
)


@st.composite
def ended(draw: st.DrawFn) -> Session:
    """A session that took as long as planned."""
    session = draw(running)
    return replace(session, ended_at=session.moment.at + session.planned, ended_by=draw(st.sampled_from(EndedBy)))


minutes = st.none() | st.floats(0, 1440)
counts = st.none() | st.floats(0, 1e300)
sessions = running | ended()
activities = of(Activity, kind=names, minutes=minutes, count=counts, effort=maybe)
day_notes = of(DayNote, mood=maybe, sleep_minutes=minutes, sleep_quality=maybe, fluids=counts, flare=st.none() | st.booleans(), stiff_minutes=minutes)
doses = of(Dose, name=names, units=st.none() | st.floats(1e-9, 100), ingredients=amounts)
functions = of(Function, scores=scores)
entries = st.one_of(pains, sessions, activities, day_notes, doses, functions)

"""Every entry we write into our own table is read back as it was: each field, each text, each number to its last bit."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_session, an_entry
from tracker.domain.entries import Activity, Amount, DayNote, Dose, EndedBy, Function, MedicineClass, PainEntry, Scale, Score, Session, SiteReading
from tracker.domain.times import Moment
from tracker.exporters.entries_csv import csv_bytes
from tracker.importers.formats.entries_csv import read_entries_csv
from tracker.importers.table.contract import Asked
from tracker.importers.table.csv_file import open_table

NOW = datetime(2031, 1, 1, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20) | st.text("=+-@'\t\r\n\\;\", \u2028a", max_size=12)
names = texts.filter(str.strip)
instants = st.datetimes(datetime(1901, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
points = st.floats(0, 10)
maybe = st.none() | points
lists = st.lists(names, max_size=3).map(tuple)


@st.composite
def moments(draw):
    at, offset = draw(instants), timedelta(minutes=draw(st.integers(-720, 840)), seconds=draw(st.sampled_from([0, 0, 28])))
    return Moment(at, draw(st.sampled_from(["Europe/London", "Asia/Kathmandu", "America/St_Johns"])), offset, (at + offset).date())


def of(made, /, **fields):
    shared = {"id": st.uuids().map(str), "moment": moments(), "note": texts, "created_at": st.none() | instants, "updated_at": st.none() | instants}
    return st.builds(made, **shared, **fields)


scales = st.builds(Scale, *[st.floats(-1e6, 1e6)] * 3)
sites = st.dictionaries(names, points, max_size=3).map(lambda told: tuple(SiteReading(*one) for one in told.items()))
amounts = st.lists(st.builds(Amount, names, st.none() | st.floats(1e-9, 100_000), st.sampled_from(MedicineClass)), max_size=3).map(tuple)
scores = st.lists(st.builds(Score, names, points), min_size=1, max_size=3).map(tuple)
pains = of(
    PainEntry,
    pain=points,
    sites=sites,
    words=lists,
    worse_with=lists,
    eased_by=lists,
    woke=st.none() | st.booleans(),
    original=st.none() | scales,
)
running = of(Session, kind=names, planned=st.timedeltas(timedelta(microseconds=1), timedelta(days=1)), before=maybe, after=maybe)


@st.composite
def ended(draw):
    session = draw(running)
    return replace(session, ended_at=session.moment.at + session.planned, ended_by=draw(st.sampled_from(EndedBy)))


minutes = st.none() | st.floats(0, 1440)
counts = st.none() | st.floats(0, 1e300)
entries = st.one_of(
    pains,
    pains.map(lambda pain: replace(pain, worst=10.0, least=0.0, average=pain.pain)),
    running,
    ended(),
    of(Activity, kind=names, minutes=minutes, count=counts, effort=maybe),
    of(DayNote, mood=maybe, sleep_minutes=minutes, sleep_quality=maybe, fluids=counts, flare=st.none() | st.booleans()),
    of(Dose, name=names, units=st.none() | st.floats(1e-9, 100), ingredients=amounts),
    of(Function, scores=scores),
)


def read_back(folder, *written):
    file = folder / "diary.csv"
    content = csv_bytes(written)
    file.write_bytes(content)
    rows = list(read_entries_csv(open_table(file), Asked(zone="Europe/London", now=NOW)))
    assert [row.reason for row in rows] == [None] * len(written)
    read = [entry for row in rows for entry in row.entries]
    assert csv_bytes(read) == content
    return read


@given(st.lists(entries, min_size=1, max_size=6))
@settings(max_examples=60)
def test_what_is_written_is_read_back_as_it_was(tmp_path_factory, written):
    assert read_back(tmp_path_factory.mktemp("csv"), *written) == written


def test_a_note_of_nothing_but_control_characters_is_a_note_all_the_same(tmp_path):
    (entry,) = read_back(tmp_path, an_entry(note="\x01\x02\x1b\x7f" * 2000))
    assert entry.note == "\x01\x02\x1b\x7f" * 2000


def test_a_running_session_still_runs_when_it_is_read_back(tmp_path):
    (session,) = read_back(tmp_path, a_session(running=True))
    assert (session.ended_at, session.ended_by) == (None, None)

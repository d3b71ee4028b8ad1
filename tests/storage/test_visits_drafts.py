"""Questions, appointments, own activities and half-filled forms, in and out of the diary file."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_moment
from tests.storage.diaries import HARD_TEXT, LATER, NOW, all_rows, open_in
from tracker.domain.entries import NOTE_LIMIT
from tracker.domain.visits import Appointment, OwnActivity, Question
from tracker.errors import DiaryUnavailable
from tracker.storage.database import Database
from tracker.storage.drafts import DraftStore
from tracker.storage.visits import VisitStore

CANARY = "zzcanaryzz"
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def visits(database: Database) -> VisitStore:
    return VisitStore(database)


@pytest.fixture
def drafts(database: Database) -> DraftStore:
    return DraftStore(database)


def test_a_question_comes_back_as_it_went_in_and_keeps_its_place_when_changed(visits: VisitStore) -> None:
    first, second = Question(text="May I swim? " + HARD_TEXT), Question(text="x" * NOTE_LIMIT, asked_at=NOW)
    visits.put_question(first, NOW)
    visits.put_question(second, LATER)
    assert visits.questions() == [first, second]
    ticked = replace(first, text="May I run?", asked_at=LATER)
    visits.put_question(ticked, LATER + timedelta(hours=1))
    assert visits.questions() == [ticked, second]


def test_appointments_come_back_in_order_of_time_in_their_zone(visits: VisitStore) -> None:
    late = Appointment(moment=a_moment("2026-12-02T09:00", "America/New_York"), whom="Dr " + HARD_TEXT, note=HARD_TEXT)
    early = Appointment(moment=a_moment("2026-12-01T09:00"), whom="the physio")
    visits.put_appointment(late, NOW)
    visits.put_appointment(early, NOW)
    assert visits.appointments() == [early, late]
    moved = replace(early, moment=a_moment("2026-12-03T09:00"))
    visits.put_appointment(moved, LATER)
    assert visits.appointments() == [late, moved]
    visits.remove_appointment(late.id, LATER)
    assert visits.appointments() == [moved]


def test_own_activities_keep_the_order_they_are_given_in(visits: VisitStore) -> None:
    socks, child, drive = (OwnActivity(text=text) for text in ("put on socks", "lift my child", HARD_TEXT))
    visits.set_activities([socks, child], NOW)
    assert visits.activities() == [socks, child]
    visits.set_activities([drive, socks], LATER)
    assert visits.activities() == [drive, socks]
    visits.set_activities([], LATER)
    assert visits.activities() == []


def test_setting_the_activities_is_done_whole_or_not_at_all(visits: VisitStore, database: Database) -> None:
    socks = OwnActivity(text="put on socks")
    visits.set_activities([socks], NOW)
    database.conn.execute(
        "CREATE TEMP TRIGGER fails BEFORE INSERT ON main.function_activities WHEN NEW.text = 'bad' BEGIN SELECT RAISE(ABORT, 'x'); END"
    )
    with pytest.raises(Exception, match="refused"):
        visits.set_activities([OwnActivity(text="good"), OwnActivity(text="bad")], LATER)
    assert visits.activities() == [socks]


def test_a_damaged_row_leaves_the_others_readable(visits: VisitStore, database: Database) -> None:
    good = Question(text="good")
    visits.put_question(Question(text="bad"), NOW)
    visits.put_question(good, NOW)
    visits.put_appointment(Appointment(moment=a_moment(), whom="bad"), NOW)
    database.conn.execute("UPDATE questions SET text = ' ' WHERE text = 'bad'")
    database.conn.execute("UPDATE appointments SET at = 'x' || substr(at, 2)")
    database.conn.commit()
    assert (visits.questions(), visits.appointments()) == ([good], [])


def test_what_is_forgotten_is_gone_from_the_bytes_of_the_file(visits: VisitStore, drafts: DraftStore, tmp_path: Path) -> None:
    question = Question(text=CANARY * 900)
    appointment = Appointment(moment=a_moment(), whom=CANARY, note=CANARY * 900)
    visits.put_question(question, NOW)
    visits.put_appointment(appointment, NOW)
    visits.set_activities([OwnActivity(text=CANARY)], NOW)
    drafts.keep("pain", {"note": CANARY * 900}, NOW)
    assert CANARY.encode() in (tmp_path / "diary.sqlite3").read_bytes()
    visits.remove_question(question.id, NOW)
    visits.remove_appointment(appointment.id, NOW)
    visits.set_activities([], NOW)
    drafts.forget("pain")
    assert CANARY.encode() not in (tmp_path / "diary.sqlite3").read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.dictionaries(st.text(max_size=10), PLAIN, max_size=6))
def test_whatever_stands_in_a_form_comes_back_as_it_was(drafts: DraftStore, content: dict[str, Any]) -> None:
    drafts.keep("pain", content, NOW)
    assert drafts.kept("pain") == content


def test_forms_are_kept_apart_and_the_last_state_counts(drafts: DraftStore, tmp_path: Path) -> None:
    assert drafts.kept("pain") is None
    drafts.keep("pain", {"note": "old"}, NOW)
    drafts.keep("pain", {"note": "new"}, LATER)
    drafts.keep("dose", {"name": HARD_TEXT}, NOW)
    assert (drafts.kept("pain"), drafts.kept("dose")) == ({"note": "new"}, {"name": HARD_TEXT})
    drafts.forget("pain")
    drafts.forget("pain")
    assert (drafts.kept("pain"), drafts.kept("dose")) == (None, {"name": HARD_TEXT})
    assert len(all_rows(tmp_path / "diary.sqlite3")["drafts"]) == 1


def test_a_kept_form_is_there_for_another_program_at_once(drafts: DraftStore, tmp_path: Path) -> None:
    drafts.keep("pain", {"note": HARD_TEXT}, NOW)
    with closing(open_in(tmp_path)) as other:
        assert DraftStore(other).kept("pain") == {"note": HARD_TEXT}


@pytest.mark.parametrize("content", ["", "{", "[]", "3", "null", "[" * 100_000, '{"note": "cut sh'])
def test_a_form_that_cannot_be_read_any_more_counts_as_none(drafts: DraftStore, database: Database, content: str) -> None:
    drafts.keep("pain", {}, NOW)
    database.conn.execute("UPDATE drafts SET content = ?", [content])
    database.conn.commit()
    assert drafts.kept("pain") is None


def test_a_form_that_cannot_be_kept_is_told_in_a_sentence(drafts: DraftStore, database: Database) -> None:
    database.conn.execute("PRAGMA query_only = ON")
    with pytest.raises(DiaryUnavailable, match="cannot be reached or written"):
        drafts.keep("pain", {"note": "x"}, NOW)

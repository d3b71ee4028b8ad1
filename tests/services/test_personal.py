"""What a person told once: kept in the diary, brought there from the settings of an earlier version, and lost nowhere in between."""

import json
from contextlib import closing

import pytest

from tests.builders import an_entry
from tests.fakes import FakeClock
from tests.password import PASSWORD, opened, with_a_password
from tracker.app import open_tracker
from tracker.domain.personal import PersonalFacts
from tracker.errors import Refused
from tracker.paths import Paths

TOLD = {"strength_asked_of": "2026-11-22T09:00:00+00:00", "report_name": "A. Person", "report_birth_date": "1980-01-01"}


@pytest.fixture
def clock():
    return FakeClock.at()


@pytest.fixture
def folder(tmp_path):
    """A diary, and settings as an earlier version wrote them."""
    with closing(open_tracker(Paths(tmp_path / "data"), FakeClock.at())) as tracker:
        tracker.diary.entries.put([an_entry(6)], tracker.clock.now())
    Paths(tmp_path / "data").settings.write_text(json.dumps({"theme": "dark", **TOLD}))
    return tmp_path / "data"


def in_settings(folder):
    return {name: text for name, text in json.loads(Paths(folder).settings.read_text()).items() if name in TOLD and text}


def test_what_the_settings_held_goes_into_the_diary_and_all_else_stays(folder, clock):
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        tracker.settings.choose(sound=False)
        assert in_settings(folder) == TOLD  # another choice does not lose it
        assert tracker.personal.now == PersonalFacts(**TOLD)
    assert in_settings(folder) == {}
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        assert tracker.personal.now == PersonalFacts(**TOLD)
        assert (tracker.settings.now.theme, tracker.settings.now.sound) == ("dark", False)
        tracker.personal.choose(report_name="B. Other")
        assert tracker.personal.now == PersonalFacts(**(TOLD | {"report_name": "B. Other"}))
        tracker.personal.choose(report_name="", report_birth_date="")
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        assert tracker.personal.now == PersonalFacts(TOLD["strength_asked_of"])


def test_where_the_settings_cannot_be_written_it_is_read_all_the_same_and_what_is_told_then_is_refused(folder, clock, monkeypatch):
    def refuse(_path, _content):
        raise Refused("no room")

    with closing(open_tracker(Paths(folder), clock)) as tracker:
        with monkeypatch.context() as full:
            full.setattr("tracker.storage.settings.atomic_write", refuse)
            assert tracker.personal.now == PersonalFacts(**TOLD)
            with pytest.raises(Refused):
                tracker.personal.choose(report_name="B. Other")
        assert tracker.personal.now == PersonalFacts(**TOLD)
        assert in_settings(folder) == {}


@pytest.mark.parametrize("kept", [{"report_name": 4}, {"report_birth_date": "never"}, {"unknown": "x"}])
def test_what_makes_no_sense_was_never_told(folder, clock, kept):
    Paths(folder).settings.unlink()
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        tracker.diary.drafts.keep("personal", kept, clock.now())
        assert tracker.personal.now == PersonalFacts()


@pytest.mark.usefixtures("passwords")
def test_with_a_password_nothing_of_it_is_in_plain_and_also_not_what_a_killed_program_left_there(folder, clock):
    with_a_password(folder, clock)
    assert in_settings(folder) == {}
    Paths(folder).settings.write_text(json.dumps({"report_name": "C. Third"}))
    with opened(folder, clock, PASSWORD) as tracker:
        list(tracker.password.follow_up())
        assert in_settings(folder) == {}
        assert tracker.personal.now == PersonalFacts(**(TOLD | {"report_name": "C. Third"}))

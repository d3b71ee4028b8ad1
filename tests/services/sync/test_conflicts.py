"""What lost in a merge can be looked at, kept after all or let go, on every computer; and that can be taken back."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import a_moment, an_entry
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.app import Tracker
from tracker.changes import Touched
from tracker.domain.entries import Entry
from tracker.domain.episodes import Episode
from tracker.domain.plan.protocol import Phase
from tracker.domain.sync.sections import Section
from tracker.domain.visits import OwnActivity, Question
from tracker.errors import Refused
from tracker.services.sync.conflicts import Conflict
from tracker.services.sync.merging import MergeResult


@pytest.fixture
def pair(tmp_path: Path, clock: FakeClock) -> Iterator[tuple[Tracker, Tracker]]:
    """The diaries of two computers."""
    with ExitStack() as open_ones:
        yield tuple(open_ones.enter_context(closing(opened(tmp_path / name, clock))) for name in ("here", "there"))  # type: ignore[misc]


def merge(into: Tracker, other: Tracker) -> MergeResult:
    file = into.backups.folder / "other.json"
    other.merging.export(file)
    return into.merging.merge(file)


def notes(tracker: Tracker) -> list[str]:
    return [entry.note for entry in tracker.journal.entries()]


def the_one(tracker: Tracker) -> Conflict:
    (conflict,) = tracker.conflicts.all()
    assert tracker.conflicts.count() == 1
    return conflict


@pytest.fixture
def edited(pair: tuple[Tracker, Tracker], clock: FakeClock) -> tuple[Tracker, Tracker]:
    """One entry, changed on both computers, there later than here, and merged into here."""
    here, there = pair
    entry = an_entry(5, "2026-11-25T08:00", note="as it was")
    here.journal.add(entry)
    merge(there, here)
    for tracker, note in ((here, "here"), (there, "there")):
        clock.advance(hours=1)
        tracker.journal.change(replace(entry, note=note))
    merge(here, there)
    return here, there


def test_the_losing_text_is_there_to_be_looked_at_beside_the_one_that_stands(edited: tuple[Tracker, Tracker], clock: FakeClock) -> None:
    here, _there = edited
    conflict = the_one(here)
    assert isinstance(conflict.losing, Entry)
    assert isinstance(conflict.standing, Entry)
    assert (conflict.section, conflict.losing.note, conflict.standing.note, conflict.can_be_kept) == (Section.ENTRIES, "here", "there", True)
    assert (clock.now() - conflict.changed_at).total_seconds() == 3_600
    assert notes(here) == ["there"]


def test_the_other_text_kept_stands_on_every_computer_and_is_asked_about_no_more(edited: tuple[Tracker, Tracker], clock: FakeClock) -> None:
    here, there = edited
    clock.advance(hours=1)
    assert here.conflicts.keep_other(the_one(here).id).touched & Touched.DIARY
    assert (notes(here), here.conflicts.all()) == (["here"], [])
    merge(there, here)
    merge(here, there)
    assert (notes(there), there.conflicts.all(), here.conflicts.all()) == (["here"], [], [])


def test_a_text_kept_after_all_counts_as_changed_on_the_computer_that_is_told(edited: tuple[Tracker, Tracker], clock: FakeClock) -> None:
    here, there = edited
    merge(there, here)
    clock.advance(hours=1)
    here.conflicts.keep_other(the_one(here).id)
    told, again = merge(there, here), merge(there, here)
    assert [(one.added, one.changed, one.conflicts) for one in (told, again)] == [(0, 1, 0), (0, 0, 0)]


def test_a_text_let_go_does_not_come_back_from_another_computer(edited: tuple[Tracker, Tracker]) -> None:
    here, there = edited
    merge(there, here)
    assert len(there.conflicts.all()) == 1
    here.conflicts.dismiss(the_one(here).id)
    merge(here, there)
    merge(there, here)
    assert (notes(here), here.conflicts.all(), there.conflicts.all()) == (["there"], [], [])


@pytest.mark.parametrize("change", ["keep_other", "dismiss"])
def test_what_was_decided_can_be_taken_back_and_done_again(edited: tuple[Tracker, Tracker], clock: FakeClock, change: str) -> None:
    here, _there = edited
    conflict, before = the_one(here), notes(here)
    clock.advance(hours=1)
    getattr(here.conflicts, change)(conflict.id)
    after = notes(here)
    here.history.undo()
    assert (notes(here), here.conflicts.all()) == (before, [conflict])
    here.history.redo()
    assert (notes(here), here.conflicts.all()) == (after, [])
    with pytest.raises(Refused, match="gone already"):
        getattr(here.conflicts, change)(conflict.id)


def test_a_losing_text_goes_with_the_entry_that_is_deleted_for_good(edited: tuple[Tracker, Tracker], clock: FakeClock) -> None:
    here, there = edited
    (entry,) = here.journal.entries()
    here.journal.delete([entry.id])
    clock.advance(days=31)
    here.journal.empty_old_bin()
    assert here.conflicts.all() == []
    merge(here, there)
    assert (notes(here), here.conflicts.all()) == ([], [])


def test_an_episode_kept_after_all_leaves_no_other_to_look_at_where_one_was_cut_short(pair: tuple[Tracker, Tracker], clock: FakeClock) -> None:
    here, there = pair
    here.planner.start_episode(a_moment("2026-11-20T08:00"), cause="lifting")
    merge(there, here)
    clock.advance(hours=1)
    there.planner.end_episode(a_moment("2026-11-22T08:00"))
    there.planner.start_episode(a_moment("2026-11-23T08:00"))
    clock.advance(hours=1)
    here.planner.edit_onset(a_moment("2026-11-20T12:00"))
    merge(here, there)
    clock.advance(hours=1)
    conflict = next(one for one in here.conflicts.all() if isinstance(one.losing, Episode))
    here.conflicts.keep_other(conflict.id)
    assert here.conflicts.all() == []
    merge(there, here)
    assert there.conflicts.all() == []
    assert [episode.onset for episode in there.planner.episodes()] == [episode.onset for episode in here.planner.episodes()]


def test_of_two_episodes_with_one_onset_the_other_is_to_be_looked_at(pair: tuple[Tracker, Tracker], clock: FakeClock) -> None:
    here, there = pair
    for tracker, cause in ((here, "lifting"), (there, "the car")):
        clock.advance(hours=1)
        tracker.planner.start_episode(a_moment("2026-11-23T14:10"), cause=cause)
        tracker.planner.set_phase(Phase.HEAT, reason=f"felt better after {cause}")
    merge(here, there)
    assert [episode.cause for episode in here.planner.episodes()] == ["the car"]
    conflict = next(one for one in here.conflicts.all() if isinstance(one.losing, Episode))
    assert (conflict.losing.cause, conflict.standing) == ("lifting", replace(here.planner.episodes()[0], events=()))
    (astray,) = (one for one in here.conflicts.all() if one.section is Section.EVENTS)
    assert (astray.standing, astray.can_be_kept) == (None, False)
    with pytest.raises(Refused, match="lies in no episode"):
        here.conflicts.keep_other(astray.id)
    clock.advance(hours=1)
    here.conflicts.keep_other(conflict.id)
    assert [(episode.cause, len(episode.events)) for episode in here.planner.episodes()] == [("lifting", 1)]
    here.history.undo()
    here.conflicts.dismiss(conflict.id)
    assert here.conflicts.all() == []
    merge(there, here)
    merge(here, there)
    assert [episode.cause for episode in here.planner.episodes()] == [episode.cause for episode in there.planner.episodes()] == ["the car"]


def test_questions_and_the_list_of_activities_are_looked_at_too(pair: tuple[Tracker, Tracker], clock: FakeClock) -> None:
    here, there = pair
    here.visits.ask("May I swim?")
    merge(there, here)
    question = here.visits.questions()[0]
    for tracker, text in ((here, "May I run?"), (there, "May I walk?")):
        clock.advance(hours=1)
        tracker.visits.edit_question(question.id, text)
        tracker.visits.set_activities([text])
    merge(here, there)
    found = {conflict.section: conflict.losing for conflict in here.conflicts.all()}
    assert found[Section.QUESTIONS] == Question(id=question.id, text="May I run?")
    (activity,) = found[Section.FUNCTION]  # type: ignore[misc]
    assert isinstance(activity, OwnActivity)
    assert activity.text == "May I run?"
    assert [one.text for one in here.visits.activities()] == ["May I walk?"]
    here.conflicts.keep_other(next(one.id for one in here.conflicts.all() if one.section is Section.FUNCTION))
    assert [one.text for one in here.visits.activities()] == ["May I run?"]


def test_a_text_replaced_here_after_the_last_exchange_is_no_conflict_with_the_copy_that_still_has_it(
    pair: tuple[Tracker, Tracker], clock: FakeClock
) -> None:
    here, there = pair
    entry = an_entry(5, "2026-11-25T08:00", note="as it was")
    here.journal.add(entry)
    here.planner.start_episode(a_moment("2026-11-24T14:10"))
    here.visits.ask("May I swim?")
    here.visits.set_activities(["put on socks"])
    merge(there, here)
    clock.advance(hours=1)
    here.journal.change(replace(entry, note="edited"))
    here.journal.change(replace(entry, note="edited twice"))
    here.planner.end_episode()
    here.visits.edit_question(here.visits.questions()[0].id, "May I run?")
    here.visits.set_activities(["put on socks", "drive"])
    merge(here, there)
    merge(there, here)
    for one in (here, there):
        assert (notes(one), one.conflicts.all(), len(one.visits.activities())) == (["edited twice"], [], 2)
        assert one.planner.episodes()[0].ended is not None


def test_a_text_typed_anew_is_not_lost_though_the_clock_was_put_back_after_it_was_replaced(pair: tuple[Tracker, Tracker], clock: FakeClock) -> None:
    here, there = pair
    entry = an_entry(5, "2026-11-20T08:00", note="first")
    for note in ("first", "second"):
        here.journal.add(replace(entry, note=note))
        clock.advance(hours=1)
    merge(there, here)
    clock.advance(hours=-20)
    here.journal.change(replace(entry, note="first"))
    clock.advance(hours=48)
    there.journal.change(replace(entry, note="third"))
    merge(here, there)
    merge(there, here)
    for one in (here, there):
        assert (notes(one), [conflict.losing.note for conflict in one.conflicts.all()]) == (["third"], ["first"])  # type: ignore[attr-defined]

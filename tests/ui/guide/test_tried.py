"""What the diary has of a measure: a sentence a kind, with how often it was so and what it cannot show."""

import pytest

from tests.builders import a_session
from tests.ui.hands import settle
from tracker.domain.guide import Chapter, LogTarget, Statement, Subject
from tracker.domain.plan.protocol import Phase
from tracker.domain.statistics.treatments import treatments
from tracker.library.guide import guide
from ui.guide.tried import TriedCard, own_paragraphs

CAUTION = "Pain often falls by itself; this cannot show cause."


def a_measure(*targets, phases=()):
    return Subject("measure", "Measure", Chapter.MEASURES, (Statement("What it is.", ("own",)),), phases=phases, log=targets)


def done(kind, times=1, **points):
    return [a_session(kind, f"2026-11-{day + 1:02d}T10:00", **points) for day in range(times)]


def test_what_was_never_done_is_not_spoken_of():
    assert own_paragraphs(a_measure(LogTarget("session", "yoga")), treatments(done("ice"))) == []
    assert own_paragraphs(a_measure(LogTarget("dose")), treatments(done("ice"))) == []


def test_a_kind_without_pain_before_and_after_is_counted_alone():
    said = own_paragraphs(a_measure(LogTarget("session", "yoga")), treatments(done("yoga", 3)))
    assert said == ["You: 3 times, the last on 3 Nov 2026."]


def test_from_ten_pairs_on_the_change_is_told_with_how_often_and_never_without_the_caution():
    said = own_paragraphs(a_measure(LogTarget("session", "yoga")), treatments(done("yoga", 10, before=6, after=5)))
    assert len(said) == 2
    assert said[0].startswith("You: 10 times, the last on 10 Nov 2026; pain 6 before, 5 after; usually 1 lower")
    assert "10" in said[0].rsplit(";", 1)[1]
    assert said[1] == CAUTION


def test_two_kinds_of_one_measure_are_told_by_their_names():
    measure = a_measure(LogTarget("session", "heat"), LogTarget("session", "warm-bath"))
    said = own_paragraphs(measure, treatments([*done("heat", 2), *done("warm-bath")]))
    assert said == ["Damp heat: 2 times, the last on 2 Nov 2026.", "Warm bath: 1 time, the last on 1 Nov 2026."]


def test_stretches_and_the_strength_set_stand_for_all_their_exercises_and_one_exercise_for_none():
    found = treatments([*done("Cat-cow", 2), *done("Bridge", 3)], frozenset({"bridge"}))
    assert own_paragraphs(guide().subject("stretches"), found) == ["You: 2 times, the last on 2 Nov 2026."]
    assert own_paragraphs(guide().subject("strength-set"), found) == ["You: 3 times, the last on 3 Nov 2026."]
    assert own_paragraphs(guide().subject("cat-cow"), found) == []
    assert own_paragraphs(a_measure(LogTarget("exercise", "bridge"), phases=(Phase.WELL,)), found) == []


@pytest.mark.parametrize("width", [980, 540])
def test_no_word_of_the_table_is_cut_off_where_the_window_is_narrow(shown, width):
    card = TriedCard()
    shown(card, width, 700)
    card.show_tried(treatments([*done("ice", 12, before=7, after=6), *done("massage", before=5, after=3)]))
    settle()
    table = card.table
    assert table.horizontalHeader().length() == table.viewport().width()
    heights = [table.rowHeight(row) for row in range(2)]
    table.resizeRowsToContents()
    assert [table.rowHeight(row) for row in range(2)] == heights
    assert table.horizontalHeader().height() + sum(heights) <= table.height()

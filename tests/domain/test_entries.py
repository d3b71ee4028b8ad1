"""What an entry refuses to be."""

import math
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import random_entries
from tests.builders import a_day_note, a_dose, a_function, a_moment, a_session, an_activity, an_entry
from tests.fakes import utc
from tracker.domain.drafts import PainDraft, draft_of
from tracker.domain.entries import MG_LIMIT, NAME_LIMIT, NOTE_LIMIT, UNITS_LIMIT, Amount, EndedBy, Entry, Kind, Scale, SiteReading, kind_of
from tracker.errors import Refused

POINTS = st.floats(min_value=0, max_value=10)
NOW = utc("2026-11-25T13:05")


@given(POINTS)
@example(0)
@example(10)
def test_every_value_from_0_to_10_is_a_pain(pain):
    assert an_entry(pain).pain == pain


@pytest.mark.parametrize("pain", [11, -1, 10.01, -0.01, math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("field", ["pain", "worst", "least", "average"])
def test_a_value_off_the_scale_is_refused(field, pain):
    with pytest.raises(Refused, match=r"not on the scale\. Nothing was saved"):
        an_entry(**{"pain": 5, field: pain})


@given(st.none() | POINTS, st.none() | POINTS, st.none() | POINTS)
def test_least_average_and_worst_rise_in_that_order_or_are_refused(least, average, worst):
    given_values = [value for value in (least, average, worst) if value is not None]
    rises = all(low <= high for low, high in pairwise(given_values))
    try:
        an_entry(5, least=least, average=average, worst=worst)
    except Refused:
        assert not rises
    else:
        assert rises


def test_least_average_and_worst_may_be_equal():
    assert an_entry(5, least=5, average=5, worst=5).worst == 5


def test_pain_now_may_lie_outside_the_last_day():
    assert an_entry(8, least=2, worst=6).pain == 8


@pytest.mark.parametrize(
    "sites",
    [
        (SiteReading("", 5),),
        (SiteReading("  ", 5),),
        (SiteReading("x" * (NAME_LIMIT + 1), 5),),
        (SiteReading("neck", 11),),
        (SiteReading("neck", math.nan),),
        (SiteReading("neck", 5), SiteReading("neck", 6)),
        (SiteReading("ne\0ck", 5),),
    ],
)
def test_a_site_without_name_or_off_the_scale_or_named_twice_is_refused(sites):
    with pytest.raises(Refused, match=r"Nothing was (saved|changed)"):
        an_entry(sites=sites)


@pytest.mark.parametrize("field", ["words", "worse_with", "eased_by"])
def test_an_empty_word_is_refused(field):
    with pytest.raises(Refused, match="A name is empty"):
        an_entry(**{field: ("stiff", " ")})


def test_sites_are_never_pooled():
    two = an_entry(7, sites={"left": 7, "right": 3})
    assert [two.reading_at("left"), two.reading_at("right"), two.reading_at("neck"), two.reading_at(None)] == [7, 3, None, None]
    assert an_entry(7).reading_at(None) == 7


@pytest.mark.parametrize("note", ["x" * (NOTE_LIMIT + 1), "a\0b", "\ud800"])
@pytest.mark.parametrize("make", [an_entry, a_session, an_activity, a_day_note, a_dose, a_function])
def test_a_note_no_file_could_keep_is_refused(make, note):
    with pytest.raises(Refused, match="Nothing was saved"):
        make(note=note)


@pytest.mark.parametrize("note", ["", "x" * NOTE_LIMIT, "\U0001f600 \u05d0 \u202e \u2028 <b>$x_1$ {0} %s</b>\n=1+1"])
def test_any_other_note_is_kept_as_typed(note):
    assert an_entry(note=note).note == note


@pytest.mark.parametrize("minutes", [0, -1, 1_441])
def test_a_session_without_length_or_longer_than_a_day_is_refused(minutes):
    with pytest.raises(Refused, match="1,440"):
        a_session(minutes=minutes, running=True)


def test_a_session_runs_while_it_has_no_end():
    running = a_session(at="2026-11-25T13:05", minutes=20, running=True)
    assert (running.ended_at, running.planned_end, running.length) == (None, utc("2026-11-25T13:25"), timedelta(minutes=20))


def test_a_session_that_ended_early_is_as_long_as_it_was():
    assert a_session(minutes=20, ended_at=utc("2026-11-25T13:12"), ended_by=EndedBy.BUTTON).length == timedelta(minutes=7)


def test_a_session_cannot_end_before_it_starts():
    with pytest.raises(Refused, match="has to end after it begins"):
        a_session(ended_at=utc("2026-11-25T13:04"))


@pytest.mark.parametrize("ending", [{"ended_at": None}, {"ended_by": None}])
def test_a_session_has_an_end_and_a_way_it_ended_or_neither(ending):
    with pytest.raises(ValueError, match="or neither"):
        a_session(**ending)


def test_a_session_across_a_clock_change_is_as_long_as_it_really_was():
    session = a_session("heat", "2026-10-25T01:50+01:00", minutes=20)
    assert (session.moment.local.hour, session.length) == (1, timedelta(minutes=20))
    assert session.ended_at == utc("2026-10-25T01:10")


@pytest.mark.parametrize("field", ["before", "after"])
def test_pain_before_and_after_a_session_is_on_the_scale(field):
    with pytest.raises(Refused, match="not on the scale"):
        a_session(**{field: 11})


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ""},
        {"effort": 11},
        {"minutes": -1},
        {"minutes": 1_441},
        {"minutes": math.nan},
        {"minutes": None, "count": -1},
        {"count": math.nan},
        {"count": math.inf},
    ],
)
def test_an_activity_with_impossible_figures_is_refused(fields):
    with pytest.raises(Refused, match="Nothing was saved"):
        an_activity(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"mood": 11},
        {"mood": -1},
        {"sleep_quality": math.nan},
        {"sleep_minutes": -1},
        {"sleep_minutes": 1_441},
        {"sleep_minutes": math.nan},
        {"stiff_minutes": -1},
        {"stiff_minutes": 1_441},
        {"fluids": -1},
        {"fluids": math.inf},
    ],
)
def test_a_day_note_with_impossible_figures_is_refused(fields):
    with pytest.raises(Refused, match="Nothing was saved"):
        a_day_note(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": " "},
        {"name": "x" * (NAME_LIMIT + 1)},
        {"name": "a\0b"},
        {"units": 0},
        {"units": -1},
        {"units": UNITS_LIMIT + 0.5},
        {"units": math.nan},
        {"ingredients": {" ": 5}},
        {"ingredients": {"x" * (NAME_LIMIT + 1): 5}},
        {"ingredients": {"paracetamol": 0}},
        {"ingredients": {"paracetamol": -500}},
        {"ingredients": {"paracetamol": MG_LIMIT + 1}},
        {"ingredients": {"paracetamol": math.nan}},
        {"ingredients": {"ibuprofen": 200, "paracetamol": math.inf}},
    ],
)
def test_a_dose_with_impossible_figures_or_names_is_refused(fields):
    with pytest.raises(Refused, match="Nothing was saved"):
        a_dose(**fields)


@given(st.floats(0, UNITS_LIMIT, exclude_min=True), st.none() | st.floats(0, MG_LIMIT, exclude_min=True))
@example(UNITS_LIMIT, MG_LIMIT)
def test_every_other_dose_is_kept_and_the_amount_of_a_gel_may_be_unknown(units, mg):
    dose = a_dose("gel", units=units, ingredients={"ibuprofen": mg})
    assert (dose.units, dose.ingredients) == (units, (Amount("ibuprofen", mg),))


def test_a_medicine_may_be_logged_by_its_name_alone():
    assert (a_dose("something of my aunt's", ingredients={}).ingredients, a_dose().units) == ((), None)


@pytest.mark.parametrize(
    "scores", [{"": 5}, {"put on socks": 11}, {"put on socks": -1}, {"put on socks": 5, "drive": math.nan}, {"x" * (NAME_LIMIT + 1): 5}]
)
def test_a_score_without_activity_or_off_the_scale_is_refused(scores):
    with pytest.raises(Refused, match="Nothing was saved"):
        a_function(scores)


def test_scores_of_no_activity_are_refused():
    with pytest.raises(Refused, match="at least one activity"):
        a_function({})


@given(st.dictionaries(st.text("abc", min_size=1), POINTS, min_size=1, max_size=5))
def test_the_mean_of_the_scores_lies_between_the_lowest_and_the_highest(scores):
    mean = a_function(scores).mean
    assert min(scores.values()) - 1e-9 <= mean <= max(scores.values()) + 1e-9
    assert mean == pytest.approx(sum(scores.values()) / len(scores))


def test_each_entry_has_an_identity_of_its_own():
    assert an_entry().id != an_entry().id


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (an_entry(), Kind.PAIN),
        (a_session(), Kind.SESSION),
        (an_activity(), Kind.ACTIVITY),
        (a_day_note(), Kind.DAY_NOTE),
        (a_dose(), Kind.DOSE),
        (a_function(), Kind.FUNCTION),
    ],
)
def test_an_entry_knows_its_kind(entry, kind):
    assert kind_of(entry) is kind


def test_what_is_no_kind_of_entry_has_no_kind():
    with pytest.raises(TypeError, match="Entry"):
        kind_of(Entry(moment=a_moment()))


def test_a_draft_without_a_value_says_what_to_choose():
    assert [issue.field for issue in PainDraft(moment=a_moment()).issues(NOW)] == ["pain"]


def test_a_draft_names_every_field_that_is_wrong():
    draft = PainDraft(pain=11, moment=a_moment("2026-11-25T14:00"), sites=(("", None),), words=("",), note="\0")
    assert {issue.field for issue in draft.issues(NOW)} == {"pain", "sites", "words", "note", "moment"}


@pytest.mark.parametrize("woke", [True, False, None])
def test_whether_the_pain_woke_the_person_is_told_or_not(woke):
    assert PainDraft(pain=5, moment=a_moment(), woke=woke).entry().woke is woke
    assert an_entry(woke=woke).woke is woke


def test_a_draft_without_issues_becomes_the_entry_and_a_site_without_value_has_its_own():
    draft = PainDraft(pain=6, moment=a_moment(), sites=((" left ", None), ("right", 3)), note="stiff")
    assert draft.issues(NOW) == ()
    entry = draft.entry()
    assert (entry.pain, entry.note, entry.sites) == (6, "stiff", (SiteReading("left", 6), SiteReading("right", 3)))


@given(st.none() | st.floats(), st.none() | st.floats(), st.none() | st.floats(), st.text(max_size=5))
def test_a_draft_becomes_an_entry_exactly_when_it_has_no_issues(pain, least, worst, note):
    draft = PainDraft(pain=pain, least=least, worst=worst, note=note, moment=a_moment())
    if draft.issues(NOW):
        with pytest.raises(Refused):
            draft.entry()
    else:
        assert draft.entry().pain == pain


@given(random_entries.pains)
def test_the_draft_of_an_entry_changes_nothing_of_it(entry):
    assert draft_of(entry).changed(entry) == entry


def test_an_entry_with_two_places_that_a_blank_alone_tells_apart_can_be_changed():
    entry = an_entry(4, sites={"hip": 4, "hip ": 2})
    assert draft_of(entry)._replace(note="a step").changed(entry) == replace(entry, note="a step")


def test_another_value_takes_what_the_file_had_with_it_and_the_places_that_were_as_bad():
    entry = an_entry(4.5, sites={"left": 4.5, "right": 2}, original=Scale(45, 0, 100))
    changed = draft_of(entry)._replace(pain=7).changed(entry)
    assert changed == replace(entry, pain=7, original=None, sites=(SiteReading("left", 7), SiteReading("right", 2)))

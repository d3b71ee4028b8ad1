"""The one form of each kind of entry, to add and to change: the same fields, nothing changed unseen, nothing typed lost."""

import json
from contextlib import closing
from dataclasses import fields, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTimeEdit

from tests import random_entries
from tests.builders import LEFT, RIGHT, a_day_note, a_dose, a_function, a_session, an_activity, an_entry
from tests.fakes import FakeClock
from tests.ui.hands import control, has, name_of, press, settle, words
from tracker.app import open_tracker
from tracker.domain.drafts import PainDraft
from tracker.domain.entries import Amount, EndedBy, Kind, MedicineClass, Scale, Score, SiteReading, kind_of
from tracker.paths import Paths
from ui.assets import apply_theme
from ui.change_feed import ChangeFeed
from ui.forms.draft_names import ENTRY_FORM, FORM_NAMES, draft_name, entry_id_of_draft
from ui.forms.forms_by_kind import FormMaker
from ui.forms.pain import PainForm
from ui.forms.pain_data import pain_data
from ui.messages import Messages
from ui.widgets.fields.number_box import NumberBox
from ui.widgets.layouts import PageFrame
from ui.widgets.points_scale import PointsScale
from ui.widgets.tab_order import _laid_out, _takes_focus
from ui.window.composition import make_desk

AT = "2026-11-24T09:00:00.250"
OWN = ("put on <b>socks</b> & go", "sit", "drive")
FILLED = {
    Kind.PAIN: an_entry(
        4.5,
        AT,
        sites={LEFT: 4.5, RIGHT: 2.25, "behind the ear": 4.5},
        words=("stiff", "like glass", "dull"),
        worse_with=("sitting",),
        eased_by=("heat", "walking"),
        worst=8.125,
        least=2,
        average=4.7,
        woke=False,
        original=Scale(45, 0, 100),
        note="a\u00a0b ",
    ),
    Kind.SESSION: replace(
        a_session("Pelvic tilt", AT, minutes=20, before=6.5, after=4, note="slow\n"),
        ended_at=a_session(at=AT).moment.at + timedelta(minutes=12, seconds=20),
        ended_by=EndedBy.BUTTON,
    ),
    Kind.ACTIVITY: an_activity("Walking", AT, minutes=12.75, count=4_321.5, effort=3.5, note=" slow"),
    Kind.DAY_NOTE: a_day_note(
        AT, note="slept badly\r\n", mood=4.5, sleep_minutes=432.5, sleep_quality=3.25, fluids=6.5, flare=False, stiff_minutes=45
    ),
    Kind.DOSE: a_dose(
        "Panadol & co",
        AT,
        units=3,
        ingredients=(Amount("paracetamol", 1000.0, MedicineClass.ANALGESIC), Amount("caffeine", None), Amount("codeine", 50.0)),
        note="before bed",
    ),
    Kind.FUNCTION: a_function({"climb stairs": 3.5, **dict.fromkeys(OWN, 5.5)}, AT, note="a bad week"),
}
RANDOM = {
    Kind.PAIN: random_entries.pains,
    Kind.SESSION: random_entries.sessions,
    Kind.ACTIVITY: random_entries.activities,
    Kind.DAY_NOTE: random_entries.day_notes,
    Kind.DOSE: random_entries.doses,
    Kind.FUNCTION: random_entries.functions,
}
CO_CODAMOL = a_dose("co-codamol", AT, units=2, ingredients={"paracetamol": 1000, "codeine": 16})
EVERY_KIND = pytest.mark.parametrize("kind", FORM_NAMES, ids=lambda kind: kind.value)


@pytest.fixture(scope="module")
def tracker(tmp_path_factory):
    """A diary with an entry of each kind, seen years after the last of them."""
    with closing(open_tracker(Paths(tmp_path_factory.mktemp("diary")), FakeClock.at("2031-01-01T12:00"))) as tracker:
        tracker.visits.set_activities(OWN)
        tracker.diary.entries.put(list(FILLED.values()), tracker.clock.now())
        yield tracker


@pytest.fixture(scope="module")
def desk(tracker):
    return make_desk(tracker, ChangeFeed(), Messages())


@pytest.fixture(scope="module")
def forms(qapp, tracker, desk):
    """A form of each kind on a page of its own, all of them in one window each for the whole module."""
    usual = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    apply_theme(qapp, "light")
    maker = FormMaker(desk, tracker.form_drafts, tracker.journal, tracker.planner, tracker.medicines, tracker.visits)
    made = {}
    for kind in FORM_NAMES:
        made[kind] = maker.make(kind)
        page = made[kind].page = PageFrame(made[kind])
        page.resize(700, 900)
    yield made
    for form in made.values():
        form.page.close()
        form.page.deleteLater()
    QLocale.setDefault(usual)


@pytest.fixture
def opened(forms, tracker):
    """Open the form of an entry, or of a kind to add one."""
    shown = []

    def open_form(what):
        kind = what if isinstance(what, Kind) else kind_of(what)
        form = forms[kind]
        form.page.show()
        form.page.activateWindow()
        form.open() if isinstance(what, Kind) else form.change(what)
        settle()
        shown.append(form)
        return form

    yield open_form
    for form in shown:
        form.cancel()
        form.page.hide()
    while name := tracker.form_drafts.kept_last(""):
        tracker.form_drafts.forget(name)


@EVERY_KIND
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=random_entries.st.data())
def test_whatever_an_entry_holds_the_form_gives_it_back_as_it_was(forms, kind, data):
    entry, form = data.draw(RANDOM[kind]), forms[kind]
    form.change(entry)
    assert (form.issues(), form.entry()) == ([], entry)


@EVERY_KIND
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=random_entries.st.data())
def test_a_draft_brings_back_the_very_fields(forms, kind, data):
    entry, form = data.draw(RANDOM[kind]), forms[kind]
    form.change(entry)
    content = json.dumps(form.content())
    form.show_content(json.loads(content))
    assert (json.dumps(form.content()), form.entry()) == (content, entry)


@EVERY_KIND
def test_an_entry_opened_and_saved_untouched_is_the_very_same(opened, tracker, kind):
    entry, form = tracker.journal.get(FILLED[kind].id), opened(FILLED[kind])
    told = []
    form.saved.connect(told.append)
    press(form, "Save changes")
    assert len(told) == 1
    assert replace(tracker.journal.get(entry.id), updated_at=entry.updated_at) == entry


@EVERY_KIND
def test_one_adds_and_changes_in_the_same_fields_in_the_same_order(opened, kind):
    form = opened({**FILLED, Kind.DOSE: CO_CODAMOL, Kind.FUNCTION: a_function(dict.fromkeys(OWN, 5), AT)}[kind])
    changing, content = stops(form), form.content()
    form.open()
    form.show_content(content)
    settle()
    assert stops(form) == changing
    assert len(changing) > 6


def stops(form):
    """The names at which Tab can stop, in the order they are laid out; without what is no field of an entry, or of a new one alone."""
    no_field = {"Save changes", "Cancel", form.words().save, "Same as last"} | ({"Now", "Another time"} if isinstance(form, PainForm) else set())
    return [name_of(part) for part in _laid_out(form.layout()) if part.isVisibleTo(form) and _takes_focus(part) and name_of(part) not in no_field]


def chip(name):
    return lambda form: press(form, name)


def number(name, value):
    return lambda form: control(form, name, NumberBox).setValue(value)


def points(name, value):
    return lambda form: control(form, name, PointsScale).key(value).click()


def text(name, text):
    return lambda form: control(form, name, QPlainTextEdit).setPlainText(text)


def line(name, text):
    return lambda form: control(form, name, QLineEdit).setText(text)


def at(form):
    control(form, "Time", QTimeEdit).setTime(QTime(7, 30))


MOVED = a_session(at="2026-11-24T07:30").moment
DOSE, SESSION = FILLED[Kind.DOSE], FILLED[Kind.SESSION]
SITES = (SiteReading(LEFT, 7), SiteReading(RIGHT, 2.25), SiteReading("behind the ear", 7))
ONE_CHANGE = [
    (Kind.PAIN, lambda form: form.scale.key(7).click(), {"pain": 7, "original": None, "sites": SITES}),
    (Kind.PAIN, lambda form: form.details.map.take_away(RIGHT), {"sites": (SiteReading(LEFT, 4.5), SiteReading("behind the ear", 4.5))}),
    (Kind.PAIN, number("Worst in 24 hours", 9), {"worst": 9}),
    (Kind.PAIN, number("Least", 1), {"least": 1}),
    (Kind.PAIN, number("Average", 5), {"average": 5}),
    (Kind.PAIN, chip("burning"), {"words": ("stiff", "like glass", "dull", "burning")}),
    (Kind.PAIN, lambda form: form.details.inside.worse_with.field.setText("a long drive"), {"worse_with": ("sitting", "a long drive")}),
    (Kind.PAIN, chip("heat"), {"eased_by": ("walking",)}),
    (Kind.PAIN, chip("Woke me at night"), {"woke": True}),
    (Kind.PAIN, at, {"moment": MOVED}),
    (Kind.PAIN, text("Note", "better"), {"note": "better"}),
    (Kind.SESSION, chip("Massage"), {"kind": "massage"}),
    (Kind.SESSION, number("Minutes", 15), {"planned": timedelta(minutes=15), "ended_at": SESSION.moment.at + timedelta(minutes=15)}),
    (Kind.SESSION, points("Pain before", 7), {"before": 7}),
    (Kind.SESSION, points("Pain after", 3), {"after": 3}),
    (Kind.SESSION, at, {"moment": MOVED, "ended_at": MOVED.at + SESSION.length}),
    (Kind.SESSION, text("Note", "better"), {"note": "better"}),
    (Kind.ACTIVITY, chip("Driving"), {"kind": "driving"}),
    (Kind.ACTIVITY, number("Minutes", 20), {"minutes": 20}),
    (Kind.ACTIVITY, number("Count, for example steps", 5_000), {"count": 5_000}),
    (Kind.ACTIVITY, points("Effort", 4), {"effort": 4}),
    (Kind.ACTIVITY, at, {"moment": MOVED}),
    (Kind.ACTIVITY, text("Note", "better"), {"note": "better"}),
    (Kind.DAY_NOTE, number("Hours of sleep", 8), {"sleep_minutes": 492.5}),
    (Kind.DAY_NOTE, number("Minutes of sleep", 30), {"sleep_minutes": 450}),
    (Kind.DAY_NOTE, points("Sleep quality", 3), {"sleep_quality": 3}),
    (Kind.DAY_NOTE, number("Stiff in the morning", 20), {"stiff_minutes": 20}),
    (Kind.DAY_NOTE, points("Mood", 4), {"mood": 4}),
    (Kind.DAY_NOTE, chip("Add a glass"), {"fluids": 7.5}),
    (Kind.DAY_NOTE, chip("Is today a flare?"), {"flare": True}),
    (Kind.DAY_NOTE, at, {"moment": MOVED}),
    (Kind.DAY_NOTE, text("About the day", "better"), {"note": "better"}),
    (Kind.DOSE, line("Medicine", "my white ones"), {"name": "my white ones"}),
    (Kind.DOSE, number("Caffeine, mg in one unit", 65), {"ingredients": (DOSE.ingredients[0], Amount("caffeine", 195), DOSE.ingredients[2])}),
    (Kind.DOSE, number("Codeine, mg in one unit", 8), {"ingredients": (*DOSE.ingredients[:2], Amount("codeine", 24))}),
    (Kind.DOSE, at, {"moment": MOVED}),
    (Kind.DOSE, text("Note", "better"), {"note": "better"}),
    (
        Kind.FUNCTION,
        points("sit", 6),
        {"scores": tuple(Score(name, points) for name, points in [("climb stairs", 3.5), (OWN[0], 5.5), ("sit", 6), ("drive", 5.5)])},
    ),
    (Kind.FUNCTION, at, {"moment": MOVED}),
    (Kind.FUNCTION, text("Note", "better"), {"note": "better"}),
]


@pytest.mark.parametrize(("kind", "change", "expected"), ONE_CHANGE)
def test_what_is_changed_changes_itself_and_what_hangs_on_it(opened, kind, change, expected):
    entry, form = FILLED[kind], opened(FILLED[kind])
    change(form)
    after = form.entry()
    assert {field.name: getattr(after, field.name) for field in fields(entry) if getattr(after, field.name) != getattr(entry, field.name)} == expected


def test_what_can_be_changed_covers_every_field_of_every_kind():
    given_by_the_app = {"id", "created_at", "updated_at", "original", "ended_at", "ended_by", "planned"}
    for kind, entry in FILLED.items():
        changed = {name for of_kind, _change, expected in ONE_CHANGE if of_kind is kind for name in expected}
        assert {field.name for field in fields(entry)} - given_by_the_app - changed - ({"units"} if kind is Kind.DOSE else set()) == set()


def test_half_the_units_hold_half_the_mg(opened):
    form = opened(DOSE)
    number("Units, for example tablets", 1.5)(form)
    after = form.entry()
    assert (after.units, [amount.mg for amount in after.ingredients]) == (1.5, [500, None, 25])


def test_another_medicine_that_is_known_brings_its_own_ingredients(opened):
    form = opened(DOSE)
    line("Medicine", "Nurofen")(form)
    number("Ibuprofen, mg in one unit", 200)(form)
    after = form.entry()
    assert (after.name, [(amount.ingredient, amount.mg) for amount in after.ingredients]) == ("Nurofen", [("ibuprofen", 600)])


def test_mg_that_were_typed_stay_while_the_name_is_put_right(opened):
    form = opened(DOSE)
    number("Codeine, mg in one unit", 8)(form)
    line("Medicine", "Panadol and co")(form)
    assert form.entry().ingredients[2].mg == 24


def test_a_dose_that_names_no_ingredients_goes_on_so_until_somebody_says_how_much(opened):
    dose = a_dose("mystery drops", AT, ingredients=())
    form = opened(dose)
    line("Medicine", "mystery pills")(form)
    assert form.entry().ingredients == ()
    number("Mystery pills, mg in one unit", 10)(form)
    assert form.entry().ingredients == (Amount("mystery pills", 10),)


def test_what_was_scored_and_is_on_the_list_no_more_comes_first(opened):
    form = opened(FILLED[Kind.FUNCTION])
    assert list(form._scales) == ["climb stairs", *OWN]


def test_a_day_that_files_brought_two_notes_of_keeps_both_and_takes_no_third(opened, tracker):
    first, second = a_day_note("2026-10-02T08:00", note="one"), a_day_note("2026-10-02T20:00", note="two")
    tracker.diary.entries.put([first, second], tracker.clock.now())
    form = opened(second)
    assert form.issues() == []
    form = opened(FILLED[Kind.DAY_NOTE])
    form.show_time(first.moment.local)
    assert [issue.field for issue in form.issues()] == ["moment"]


def test_a_note_that_was_emptied_is_not_saved_and_one_that_said_nothing_may_stay(opened):
    form = opened(a_day_note(AT, note="one"))
    text("About the day", "")(form)
    assert [issue.field for issue in form.issues()] == ["note"]
    assert opened(a_day_note(AT, note="")).issues() == []


@pytest.mark.parametrize(
    ("kind", "wrong", "field", "sentence"),
    [
        (Kind.PAIN, number("Worst in 24 hours", 1), "Worst in 24 hours", "in that order"),
        (Kind.SESSION, number("Minutes", -1), "Minutes", "Say how many minutes"),
        (Kind.ACTIVITY, lambda form: (press(form, "Something else"), line("What it was", "")(form)), "What it was", "Choose what it was"),
        (Kind.DOSE, line("Medicine", " "), "Medicine", "Write what was taken."),
        (Kind.DOSE, line("Medicine", "skipped ibuprofen"), "Medicine", "Write what was taken."),
        (Kind.DOSE, number("Codeine, mg in one unit", 100_000), "Paracetamol, mg in one unit", "This goes from more than 0"),
        (Kind.FUNCTION, lambda form: [form._scales[name].set_value(None) for name in form._scales], "0", "Score at least one activity"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_which_gets_the_focus(opened, tracker, kind, wrong, field, sentence):
    form = opened(FILLED[kind])
    wrong(form)
    form.save()
    settle()
    assert sentence in words(form)
    focused = form.window().focusWidget()
    assert name_of(focused) == field
    assert sentence in focused.accessibleDescription()
    assert tracker.journal.get(FILLED[kind].id).note == FILLED[kind].note


@EVERY_KIND
def test_a_time_to_come_is_said_beside_the_time(opened, kind):
    form = opened(FILLED[kind])
    form.show_time(form.now_local() + timedelta(hours=2))
    form.save()
    settle()
    assert "is in the future." in words(form)
    assert name_of(form.window().focusWidget()) in {"Day", "Time"}
    assert "is in the future." in form.window().focusWidget().accessibleDescription()


def test_a_time_the_clocks_left_out_is_told_with_the_entry(opened, desk):
    said = []
    desk.messages.said.connect(lambda message: said.append(message.text))
    form = opened(Kind.ACTIVITY)
    press(form, "Rest")
    form.show_time(datetime(2030, 3, 31, 1, 30))  # noqa: DTZ001 - wall-clock time, without zone on purpose
    press(form, "Save")
    assert said == ["Entry saved (Rest, 31 Mar 2030, 02:30). The clocks went forward then, so that time did not exist; 02:30 is used."]


@EVERY_KIND
def test_half_made_changes_are_there_again_for_their_entry_alone(opened, tracker, kind):
    form = opened(FILLED[kind])
    form.show_time(form.usual_time() - timedelta(hours=2))
    form.on_typed()
    other = replace(FILLED[kind], id="another", moment=a_session(at="2026-11-20T09:00").moment)
    assert "here again" not in words(opened(other))
    form = opened(FILLED[kind])
    assert "What you typed before is here again. It is not saved yet." in words(form)
    assert form.entry().moment.local.hour == 7
    assert entry_id_of_draft(tracker.form_drafts.kept_last(ENTRY_FORM)) == FILLED[kind].id
    press(form, "Cancel")
    assert tracker.form_drafts.kept(draft_name(FILLED[kind])) is None


SESSION_KEPT = {"kind": "ice", "minutes": 20, "before": 6, "after": 4, "when": "", "note": "begun"}
OF_EARLIER_VERSION = {"pain": 6, "note": "begun", "moment": "2026-11-24T08:00:00", "details": pain_data(PainDraft(moment=MOVED, worst=9), None)}


@pytest.mark.parametrize(("kind", "kept"), [(Kind.PAIN, OF_EARLIER_VERSION), (Kind.SESSION, {"minutes": 12.0, "note": "begun"})])
def test_what_an_earlier_version_kept_is_read_or_let_go(opened, tracker, kind, kept):
    entry = FILLED[kind]
    tracker.form_drafts.keep(draft_name(entry), {"id": entry.id, "is_new": False, "fields": kept})
    form = opened(entry)
    if kind is Kind.PAIN:
        after = form.entry()
        assert (after.pain, after.worst, after.note, after.moment.local.hour) == (6, 9, "begun", 8)
    else:
        assert form.entry() == entry
        assert tracker.form_drafts.kept(draft_name(entry)) is None


@pytest.mark.parametrize("minutes", [float("inf"), float("nan"), 1e300, 5e21, 2e9, -1])
def test_a_length_that_is_none_lets_go_of_what_was_kept_and_the_form_opens(opened, tracker, minutes):
    tracker.form_drafts.keep(FORM_NAMES[Kind.SESSION], SESSION_KEPT | {"minutes": minutes})
    form = opened(Kind.SESSION)
    form.save()
    assert "here again" not in words(form)
    assert tracker.form_drafts.kept(FORM_NAMES[Kind.SESSION]) is None


def test_now_takes_back_a_time_that_was_chosen_and_an_entry_that_is_changed_has_its_own_time_alone(opened, desk):
    form = opened(Kind.PAIN)
    press(form, "More")
    press(form, "Another time")
    at(form)
    assert form.moment().local.hour == 7
    press(form, "Now")
    assert form.moment() == desk.now()
    form = opened(FILLED[Kind.PAIN])
    assert not has(form, "Now")
    assert not has(form, "Another time")
    assert has(form, "Yesterday")

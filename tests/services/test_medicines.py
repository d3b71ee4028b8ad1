"""Medicines and doses as the person meets them: found by any name, counted whatever is done to the diary, with undo."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_moment
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.changes import Touched
from tracker.domain.dose_notices import NoticeKind
from tracker.domain.entries import Amount, Dose, MedicineClass
from tracker.domain.medicines import Bound, DoseDraft, Limit, Medicine
from tracker.errors import Refused
from tracker.services.dose_words import last_words, lately_words, limit_words, total_words
from tracker.services.medicines import TakenLately

NOW = "2026-11-25T13:05"
LIKE = "NSAIDs, or what acts like one, within 24 hours"


def take(tracker, name, mg=None, at=NOW, **fields):
    """Record a dose and tell what is said of it."""
    change = tracker.medicines.record(DoseDraft(name=name, moment=a_moment(at), mg=() if mg is None else (mg,), **fields))
    return [notice.kind for notice in tracker.medicines.overview(change.entry).notices]


def an_own(name="My tablets", mg=500.0, ingredient="paracetamol", **limit):
    bounds = {key: Bound(value, "x", is_own=True) for key, value in limit.items()}
    return Medicine(name=name, amounts=(Amount(ingredient, mg),), limits=(Limit(ingredient, **bounds),) if bounds else ())


@pytest.mark.parametrize(
    ("name", "held", "on_skin"),
    [
        ("acetaminophen", ["paracetamol"], False),
        ("APAP", ["paracetamol"], False),
        ("TYLENOL extra strength", ["paracetamol"], False),
        ("Doliprane 1000", ["paracetamol"], False),
        ("paracétamol", ["paracetamol"], False),
        ("Espidifen", ["ibuprofen"], False),
        ("aleve", ["naproxen"], False),
        ("Co codamol 8/500", ["paracetamol", "codeine"], False),
        ("co-dydramol", ["paracetamol", "dihydrocodeine"], False),
        ("Panadol Extra", ["paracetamol", "caffeine"], False),
        ("Nuromol", ["paracetamol", "ibuprofen"], False),
        ("Lemsip Max", ["paracetamol"], False),
        ("Nurofen Cold & Flu", ["ibuprofen"], False),
        ("ibuprofen gel", ["ibuprofen"], True),
        ("Voltarol 12 Hour Emulgel", ["diclofenac"], True),
        ("Voltarol", ["diclofenac"], False),
        ("Fastum", ["ketoprofen"], True),
        ("ASS", ["aspirin"], False),
    ],
)
def test_a_medicine_is_found_by_any_of_its_names(tracker, name, held, on_skin):
    found = tracker.medicines.find(name)
    assert ([amount.ingredient for amount in found.amounts], found.on_skin) == (held, on_skin)


def test_what_nobody_knows_is_kept_and_said_to_count_alone(tracker):
    assert take(tracker, "Wunderpille", 50) == [NoticeKind.UNKNOWN]
    assert take(tracker, "paracetamol", 500) == []
    assert tracker.medicines.find("  ") is None


def test_two_paracetamol_products_under_different_names_are_told(tracker):
    assert take(tracker, "Panadol", 500, "2026-11-25T08:00") == []
    assert take(tracker, "Lemsip", 500) == [NoticeKind.REPEATED]


def test_ibuprofen_with_naproxen_and_with_a_gel_is_told(tracker):
    assert take(tracker, "Nurofen", 200, "2026-11-25T06:00") == []
    assert take(tracker, "Naproxen", 250, "2026-11-25T08:00") == [NoticeKind.SECOND_NSAID]
    assert take(tracker, "Voltarol gel") == [NoticeKind.SECOND_NSAID]


def test_paracetamol_with_ibuprofen_is_none(tracker):
    assert take(tracker, "paracetamol", 1000) == []
    assert take(tracker, "ibuprofen", 400) == []


def test_what_is_told_does_not_keep_a_dose_from_the_diary(tracker):
    assert NoticeKind.ADVICE in take(tracker, "paracetamol", 5000)
    assert [entry.ingredients[0].mg for entry in tracker.journal.entries()] == [5000]


def test_a_dose_with_issues_is_not_saved(tracker):
    draft = DoseDraft(name=" ", moment=a_moment())
    assert [issue.field for issue in tracker.medicines.record(draft).issues] == ["name"]
    later = DoseDraft(name="Panadol", moment=a_moment("2026-11-25T14:00"))
    assert [issue.field for issue in tracker.medicines.record(later).issues] == ["moment"]
    assert tracker.journal.entries() == []


def test_last_taken_total_and_limit_stand_side_by_side(tracker):
    take(tracker, "Panadol", 500, "2026-11-24T13:05", units=2)
    take(tracker, "Tylenol", 650, "2026-11-25T08:00")
    [line] = tracker.medicines.overview("acetaminophen").lines
    assert last_words(line) == "25 Nov 2026, 08:00, Tylenol, 650 mg"
    assert total_words(line.total) == "650 mg in 1 dose"
    assert limit_words(line.limit) == "4,000 mg, 4 doses, 4 h between doses"


def test_what_was_taken_last_is_found_however_long_ago(tracker):
    take(tracker, "Panadol", 500, "2024-02-01T08:00")
    [line] = tracker.medicines.overview("paracetamol").lines
    assert last_words(line) == "1 Feb 2024, 08:00, Panadol, 500 mg"


def test_a_dose_from_elsewhere_is_counted_by_its_name_or_by_another_word_for_the_ingredient(tracker):
    tracker.journal.add(Dose(moment=a_moment("2026-11-25T08:00"), name="from a file", ingredients=(Amount("Acetaminophen", 500),)))
    tracker.journal.add(Dose(moment=a_moment("2026-11-25T09:00"), name="Panadol"))
    [line] = tracker.medicines.overview("paracetamol").lines
    assert (line.total.mg, line.total.doses, line.total.unmeasured) == (500, 2, 1)
    assert total_words(line.total) == "500 mg in 2 doses, 1 dose has no mg"


def test_a_medicine_in_place_of_an_ingredient_as_files_had_it_is_counted_by_what_it_holds(tracker):
    for name, mg in (("tesco paracetamol", 500), ("co-codamol", 1000)):
        tracker.journal.add(Dose(moment=a_moment("2026-11-25T08:00"), name=name, ingredients=(Amount(name, mg),)))
    [line] = tracker.medicines.overview("paracetamol").lines
    assert (line.total.mg, line.total.doses) == (1500, 2)
    assert line.last.name in {"tesco paracetamol", "co-codamol"}
    [line] = tracker.medicines.overview("codeine").lines
    assert total_words(line.total) == "1 dose has no mg"


def test_strength_and_number_are_taken_from_the_name_and_what_is_typed_beside_it_goes_before(tracker):
    def recorded(name, mg=None, **fields):
        draft = DoseDraft(name=name, moment=a_moment(), mg=() if mg is None else (mg,), **fields)
        dose = tracker.medicines.record(draft).entry
        return dose.units, [amount.mg for amount in dose.ingredients]

    assert recorded("Boots Paracetamol 500mg caplets") == (1, [500])
    assert recorded("2 x Boots Paracetamol 500mg caplets") == (2, [1000])
    assert recorded("2 x Boots Paracetamol 500mg caplets", units=1) == (1, [500])
    assert recorded("2 x Boots Paracetamol 500mg caplets", 1000) == (2, [1000])
    assert recorded("co-codamol 8/500", units=2) == (2, [1000, 16])
    assert recorded("2 Panadol", 500) == (None, [500])


def test_an_own_medicine_goes_before_a_listed_one_of_no_more_words(tracker):
    tracker.medicines.add_own(an_own("Panadol", 250))
    assert tracker.medicines.find("Panadol night").amounts[0].mg == 250
    assert [amount.ingredient for amount in tracker.medicines.find("Panadol Extra").amounts] == ["paracetamol", "caffeine"]


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (
            "Weidenrinde",
            "Nurofen",
            f"{LIKE}: ibuprofen, and willow bark, which acts like aspirin (Weidenrinde, Wed 08:00). Ask a pharmacist.",
        ),
        (
            "Nurofen",
            "willow bark",
            f"{LIKE}: willow bark, which acts like aspirin, and ibuprofen (Nurofen, Wed 08:00). Ask a pharmacist.",
        ),
        ("Tebonin", "Nurofen", "Ginkgo with ibuprofen within 24 hours (Tebonin, Wed 08:00): ask a pharmacist."),
        ("Nurofen", "ginkgo", "Ginkgo with ibuprofen within 24 hours (Nurofen, Wed 08:00): ask a pharmacist."),
        (
            "paracetamol",
            "diazepam",
            (
                "This contains a muscle relaxant: it can make drowsy. "
                "Follow the pack or whoever ordered it; do not drive if drowsy, and no alcohol with it."
            ),
        ),
    ],
)
def test_herbs_beside_an_nsaid_and_what_makes_drowsy_are_told(tracker, first, second, sentence):
    assert take(tracker, first, at="2026-11-25T08:00") == []
    entry = tracker.medicines.record(DoseDraft(name=second, moment=a_moment())).entry
    assert [notice.sentence for notice in tracker.medicines.overview(entry).notices] == [sentence]


def test_a_herb_of_the_day_before_is_not_told(tracker):
    assert take(tracker, "Weidenrinde", at="2026-11-24T13:05") == []
    assert take(tracker, "ginkgo", at="2026-11-24T13:05") == []
    assert take(tracker, "Nurofen") == []


def test_the_limits_shown_are_those_with_a_figure_and_of_what_is_taken(tracker):
    assert [listed.name for listed in tracker.medicines.ingredients_of_interest()] == ["paracetamol", "ibuprofen"]
    take(tracker, "Percocet", at="2026-11-24T13:05")
    tracker.medicines.lower_limit("naproxen", mg=500)
    tracker.medicines.add_own(an_own(ingredient="etoricoxib"))
    shown = [listed.name for listed in tracker.medicines.ingredients_of_interest()]
    assert shown == ["paracetamol", "ibuprofen", "naproxen", "etoricoxib", "oxycodone"]


def test_an_own_medicine_is_taken_whatever_it_is_called_and_a_listed_one_that_sounds_like_a_no(tracker):
    assert tracker.medicines.name_issues("No Spasm gel")
    tracker.medicines.add_own(an_own("No Spasm gel"))
    assert [tracker.medicines.name_issues(name) for name in ("No Spasm gel", "No-Spa 40 mg", "Panadol")] == [[], [], []]


def test_an_own_medicine_is_added_changed_removed_and_all_of_it_taken_back(tracker):
    medicines, undo = tracker.medicines, tracker.history.undo
    change = medicines.add_own(an_own(ingredient="Acetaminophen"))
    assert change.touched == Touched.DIARY
    [own] = medicines.own()
    assert (own.amounts, own.is_own) == ((Amount("paracetamol", 500, MedicineClass.ANALGESIC),), True)
    assert medicines.find("MY TABLETS") == own
    medicines.change_own(replace(own, name="Other"))
    assert [own.name for own in medicines.own()] == ["Other"]
    medicines.remove_own(own.id)
    assert medicines.own() == []
    for names in (["Other"], ["My tablets"], []):
        undo()
        assert [own.name for own in medicines.own()] == names
    tracker.history.redo()
    assert [own.name for own in medicines.own()] == ["My tablets"]


def test_two_own_medicines_do_not_share_a_name(tracker):
    tracker.medicines.add_own(an_own())
    with pytest.raises(Refused):
        tracker.medicines.add_own(an_own("my TABLETS"))
    with pytest.raises(Refused):
        tracker.medicines.remove_own("gone")


def test_an_own_medicine_has_its_own_limit_and_four_grams_stay_four_grams(tracker):
    tracker.medicines.add_own(an_own("Ibuprofen from the doctor", 600, "ibuprofen", mg_in_24_hours=1800))
    for at in ("2026-11-24T20:00", "2026-11-25T03:00"):
        assert take(tracker, "ibuprofen from the doctor", at=at) == []
    assert take(tracker, "Ibuprofen from the doctor") == []
    assert NoticeKind.LIMIT in take(tracker, "ibuprofen", 200)
    tracker.medicines.add_own(an_own("Strong", 1000, mg_in_24_hours=6000))
    assert take(tracker, "Strong", units=5) == [NoticeKind.ADVICE]


def test_the_usual_single_dose_is_not_the_measure_of_a_medicine_with_a_limit_of_its_own(tracker):
    tracker.medicines.add_own(an_own("From the doctor", 600, "ibuprofen", gap_hours=8))
    tracker.medicines.add_own(an_own("Big tablets", 600, "ibuprofen"))
    assert take(tracker, "From the doctor", at="2026-11-25T01:00") == []
    assert take(tracker, "Big tablets", at="2026-11-20T01:00") == [NoticeKind.AT_ONCE]


def test_a_limit_can_be_lowered_and_not_raised(tracker):
    medicines = tracker.medicines
    medicines.lower_limit("paracetamol", mg=2000, gap_hours=6, doses=2)
    assert limit_words(medicines.limit("paracetamol")) == "2,000 mg, 2 doses, 6 h between doses"
    assert take(tracker, "Panadol", 2500) == [NoticeKind.AT_ONCE, NoticeKind.LIMIT]
    for raised in ({"mg": 4001}, {"doses": 5}, {"gap_hours": 3.9}, {"mg": 0}, {"mg": -1}):
        with pytest.raises(Refused):
            medicines.lower_limit("paracetamol", **raised)
    tracker.history.undo()
    tracker.history.undo()
    assert medicines.limit("paracetamol") == medicines.label("paracetamol")


def test_a_limit_where_the_label_has_none_is_copied_from_the_pack(tracker):
    tracker.medicines.lower_limit("naproxen", mg=500)
    assert take(tracker, "naproxen", 750) == [NoticeKind.LIMIT]
    tracker.medicines.lower_limit("naproxen")
    assert tracker.medicines.limit("naproxen") == Limit("naproxen")


def test_own_medicines_and_limits_are_there_in_a_later_session(tmp_path, clock):
    with closing(opened(tmp_path, clock)) as tracker:
        tracker.medicines.add_own(an_own(gap_hours=8))
        tracker.medicines.lower_limit("ibuprofen", mg=600)
    with closing(opened(tmp_path, clock)) as tracker:
        assert tracker.medicines.own()[0].limits[0].gap_hours.value == 8
        assert tracker.medicines.limit("ibuprofen").mg_in_24_hours.value == 600


def test_names_begin_with_what_is_taken_most_then_own_ones(tracker):
    tracker.medicines.add_own(an_own())
    take(tracker, "Lemsip", 500, "2026-11-25T08:00")
    take(tracker, "aleve", 220, "2026-11-25T08:00")
    take(tracker, "aleve", 220, "2026-11-24T08:00")
    assert tracker.medicines.names()[:3] == ["aleve", "Lemsip", "My tablets"]
    assert {"Tylenol", "co-codamol", "ibuprofen gel"} < set(tracker.medicines.names())


PARACETAMOL = {"paracetamol": 1, "Panadol": 1, "co-codamol": 1, "ibuprofen": 0}
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "change", "delete", "undo", "redo"]),
        st.sampled_from(sorted(PARACETAMOL)),
        st.integers(1, 1000),
        st.integers(0, 4 * 24),
        st.integers(0, 100),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=20)
@given(CHANGES)
def test_no_order_of_entries_edits_deletions_and_back_dated_doses_makes_a_total_wrong(changes):
    clock = FakeClock.at()
    with TemporaryDirectory() as folder, closing(opened(Path(folder) / "data", clock)) as tracker:
        past, future, state = [], [], {}
        for change, name, mg, hours, which in changes:
            before = dict(state)
            moment = a_moment(clock.now() - timedelta(hours=hours))
            chosen = sorted(state)[which % len(state)] if state else None
            if change == "add":
                entry = tracker.medicines.record(DoseDraft(name=name, moment=moment, mg=(float(mg),))).entry
                state[entry.id] = entry
            elif change == "change" and chosen:
                fresh = tracker.medicines.read(DoseDraft(name=name, moment=moment, mg=(float(mg),)))
                changed = Dose(id=chosen, moment=fresh.moment, name=fresh.name, ingredients=fresh.ingredients)
                tracker.journal.change(changed)
                state[chosen] = changed
            elif change == "delete" and chosen:
                tracker.journal.delete([chosen])
                del state[chosen]
            elif change in {"undo", "redo"}:
                getattr(tracker.history, change)()
                source, target = (past, future) if change == "undo" else (future, past)
                if source:
                    target.append(before)
                    state = source.pop()
                continue
            else:
                continue
            past.append(before)
            future.clear()
        for hours in (0, 1, 12, 24, 25, 48, 96):
            at = a_moment(clock.now() - timedelta(hours=hours))
            within = [dose for dose in state.values() if PARACETAMOL[dose.name] and at.at - timedelta(hours=24) < dose.moment.at <= at.at]
            [line] = tracker.medicines.overview("paracetamol", at).lines
            assert (line.total.mg, line.total.doses) == (sum(dose.ingredients[0].mg for dose in within), len(within))
            lately = {line.ingredient: line for line in tracker.medicines.taken_lately(at).lines}
            assert ("paracetamol" in lately) == bool(within)
            if within:
                assert lately["paracetamol"].total == line.total
                assert lately["paracetamol"].last.moment.at == max(dose.moment.at for dose in within)


def lately(tracker, at=NOW):
    """What stands on Today of each ingredient: its name, total, last time and limit."""
    moment = a_moment(at)
    lines = tracker.medicines.taken_lately(moment).lines
    return [(line.ingredient, *lately_words(line, moment.day)) for line in lines]


def test_what_was_taken_in_24_hours_stands_by_ingredient_with_its_label_s_limit(tracker):
    take(tracker, "Panadol", 1000, "2026-11-24T13:06")
    take(tracker, "Nurofen", 400, "2026-11-25T10:24")
    take(tracker, "Tylenol", 500, "2026-11-25T08:54", units=2)
    assert lately(tracker) == [
        ("paracetamol", "2,000 mg", "last 08:54", "limit on the label: 4,000 mg"),
        ("ibuprofen", "400 mg", "last 10:24", "limit on the label: 1,200 mg"),
    ]
    assert tracker.medicines.taken_lately(a_moment(NOW)).changes_at == a_moment("2026-11-25T13:06").at
    assert lately(tracker, "2026-11-25T13:06")[0][:2] == ("paracetamol", "1,000 mg")
    assert lately(tracker, "2026-11-26T10:23") == [("ibuprofen", "400 mg", "last Wed 10:24", "limit on the label: 1,200 mg")]
    assert tracker.medicines.taken_lately(a_moment("2026-11-26T10:24")) == TakenLately((), None)


def test_what_has_no_mg_no_limit_or_a_limit_of_one_s_own_says_so(tracker):
    tracker.medicines.lower_limit("paracetamol", mg=3000)
    take(tracker, "paracetamol", at="2026-11-25T08:00")
    take(tracker, "Aleve", 220, "2026-11-25T09:00")
    take(tracker, "ibuprofen gel", at="2026-11-25T10:00")
    assert lately(tracker) == [
        ("paracetamol", "1 dose has no mg", "last 08:00", "your limit: 3,000 mg"),
        ("naproxen", "220 mg", "last 09:00", "limit: see the pack"),
        ("ibuprofen", "1 on the skin", "last 10:00", "limit on the label: 1,200 mg"),
    ]


def test_a_dose_of_another_year_is_named_with_its_day_and_year(tracker):
    tracker.medicines.record(DoseDraft(name="paracetamol", moment=a_moment("2025-11-24T23:00"), mg=(500,)))
    take(tracker, "ibuprofen", 400, "2025-11-25T07:30")
    late = tracker.medicines.record(DoseDraft(name="co-codamol", moment=a_moment("2025-11-25T08:00"), mg=(500, 8)))
    again = next(notice.sentence for notice in tracker.medicines.overview(late.entry).notices if notice.kind is NoticeKind.REPEATED)
    assert "paracetamol (Mon, 24 Nov 2025 23:00)" in again
    other = tracker.medicines.record(DoseDraft(name="naproxen", moment=a_moment("2025-11-25T09:00"), mg=(250,)))
    assert any("Tue, 25 Nov 2025 07:30" in notice.sentence for notice in tracker.medicines.overview(other.entry).notices)


@pytest.mark.parametrize(
    ("own", "typed", "meant", "text"),
    [
        ("Arcoxia", "arcoxai 60", "Arcoxia", "Arcoxia 60"),
        ("Doctor Miller tablets", "doctor miler tablets", "Doctor Miller tablets", "Doctor Miller tablets"),
        ("Tilidin 50/4", "Tilidim 50/4", "Tilidin 50/4", "Tilidin 50/4"),
        ("Tilidin 50/4", "Tilidin 50/8", None, None),
        ("Blue", "Blie", None, None),  # of a short name any wrong letter makes another word
    ],
)
def test_a_near_miss_of_an_own_name_is_asked_about(tracker, own, typed, meant, text):
    tracker.medicines.add_own(an_own(own, ingredient="etoricoxib"))
    near = next((notice.near for notice in tracker.medicines.overview(typed).notices if notice.near), None)
    assert (near.name, near.text) == (meant, text) if meant else near is None or near.name != own

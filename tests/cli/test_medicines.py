"""dose: what it prints, what it says, and what it refuses."""

import pytest

OPIOID = "Notice: This contains an opioid: it can make drowsy and can be addictive. Follow the pack or whoever ordered it; do not drive if drowsy."


def noticed(text):
    return [line for line in text.splitlines() if line.startswith("Notice:")]


def test_a_dose_is_saved_and_told_with_last_total_and_limit(command):
    command.done("dose", "Panadol", "500", "--units", "2", "--at", "2026-11-25T08:00")
    out = command.done("dose", "panadol", "500")
    assert "Last taken: 25 Nov 2026, 08:00, Panadol, 1,000 mg" in out
    assert "Total in 24 hours: 1,500 mg in 2 doses" in out
    assert "Limit in 24 hours: 4,000 mg, 4 doses, 4 h between doses" in out
    assert noticed(out) == []


def test_a_dose_is_listed_with_its_ingredients(command):
    command.done("dose", "Panadol", "500", "--units", "2", "--at", "2026-11-25T08:00")
    command.done("log", "5")
    [entry] = command.json("entries", "--kind", "dose")
    assert (entry["kind"], entry["name"], entry["units"]) == ("dose", "Panadol", 2)
    assert entry["ingredients"] == [{"name": "paracetamol", "mg": 1000}]
    assert entry["at"] == "2026-11-25T08:00:00+00:00"


@pytest.mark.parametrize(
    ("first", "second", "part"),
    [
        (("Panadol", "500"), ("Tylenol", "500"), "the same ingredient under another name"),
        (("ibuprofen", "200"), ("naproxen", "250"), "Two NSAIDs within 24 hours"),
        (("naproxen", "250"), ("Voltarol Emulgel",), "Two NSAIDs within 24 hours"),
        (("paracetamol", "500"), ("co-codamol", "500"), "both hold paracetamol"),
        (("Voltarol gel",), ("ketoprofen gel",), "diclofenac (Voltarol gel, Wed 06:00)"),
    ],
    ids=["two names", "two nsaids", "a gel", "a combination", "two gels"],
)
def test_the_right_notice_comes_on_a_line_of_its_own(command, first, second, part):
    assert noticed(command.done("dose", *first, "--at", "2026-11-25T06:00")) == []
    line, *others = noticed(command.done("dose", *second))
    assert part in line
    assert others == [OPIOID] * (second[0] == "co-codamol")


@pytest.mark.parametrize("doses", [[("paracetamol", "1000"), ("ibuprofen", "400")], [("paracetamol with ibuprofen", "500")]])
def test_paracetamol_with_ibuprofen_gives_no_notice(command, doses):
    assert [noticed(command.done("dose", *dose)) for dose in doses] == [[]] * len(doses)


@pytest.mark.parametrize("name", ["skipped ibuprofen", "none", "Ibuprofen 400 mg nicht genommen", "pas de paracétamol 500 mg"])
def test_what_was_not_taken_is_no_dose_as_in_a_table(command, name):
    assert command.refused("dose", name) == "Write what was taken. Nothing was saved."
    assert command.json("entries") == []


def test_a_gap_that_is_too_short_is_told_and_the_exact_gap_is_not(command):
    command.done("dose", "paracetamol", "500", "--at", "2026-11-25T08:00")
    assert noticed(command.done("dose", "paracetamol", "500", "--at", "2026-11-25T12:00")) == []
    [line] = noticed(command.done("dose", "paracetamol", "500"))
    assert line == "Notice: Paracetamol: 1 h 5 min between two doses; the label says at least 4 h."


def test_a_dose_without_mg_says_that_its_mg_are_not_known(command):
    assert "Total in 24 hours: 1 dose has no mg" in command.done("dose", "Panadol")


def test_more_than_the_usual_dose_and_more_than_four_grams_are_told_the_advice_first(command):
    [line] = noticed(command.done("dose", "paracetamol", "4000", "--at", "2026-11-25T06:00"))
    assert line == "Notice: Paracetamol: 4,000 mg is more than the usual 1 g at once."
    [line] = noticed(command.done("dose", "paracetamol", "1"))
    assert line.endswith("Get medical advice at once, even if you feel well.")
    first, second = noticed(command.done("dose", "paracetamol", "5000", "--at", "2026-11-20T06:00"))
    assert ("Get medical advice at once" in first, "at once" in second) == (True, True)


def test_a_gel_alone_has_a_total_that_tells_of_it(command):
    assert "Total in 24 hours: 1 on the skin" in command.done("dose", "ibuprofen gel", "--at", "2026-11-25T05:00")
    assert "Total in 24 hours: 400 mg in 1 dose, 1 on the skin" in command.done("dose", "ibuprofen", "400")


def test_a_slip_in_a_name_is_saved_and_asked_about(command):
    out = command.done("dose", "Paracetomol", "500")
    assert noticed(out) == ["Notice: counted by this name alone; did you mean paracetamol?"]
    assert [entry["name"] for entry in command.json("entries")] == ["Paracetomol"]
    assert noticed(command.done("dose", "Wunderpille", "500")) == [
        "Notice: “Wunderpille” is neither in the list of medicines nor among your own, so it is counted by this name alone."
    ]


@pytest.mark.parametrize(
    ("arguments", "units", "mg"),
    [
        (("Boots Paracetamol 500mg caplets",), 1, 500),
        (("2 x Boots Paracetamol 500mg caplets",), 2, 1000),
        (("Panadol", "2 x 500 mg"), 2, 1000),
        (("Panadol", "1,000"), None, 1000),
        (("Panadol", "0,5 g"), None, 500),
        (("Panadol 500mg", "2 tablets"), 2, 1000),
        (("Panadol", "500 mg", "--units", "2"), 2, 1000),
    ],
)
def test_an_amount_is_read_as_it_is_written(command, arguments, units, mg):
    command.done("dose", *arguments)
    [entry] = command.json("entries")
    assert (entry["units"], entry["ingredients"]) == (units, [{"name": "paracetamol", "mg": mg}])


@pytest.mark.parametrize(
    ("arguments", "held"),
    [
        (("co-codamol", "8/500"), {"paracetamol": 500, "codeine": 8}),
        (("co-codamol 8/500", "2 tablets"), {"paracetamol": 1000, "codeine": 16}),
        (("co-codamol", "500"), {"paracetamol": 500, "codeine": None}),
        (("2 x Panadol", "500"), {"paracetamol": 1000}),
        (("Paracetamol 500mg + Ibuprofen 600mg",), {"paracetamol": 500, "ibuprofen": 600}),
        (("2 paracetamol 500mg and 1 ibuprofen 400mg",), {"paracetamol": 1000, "ibuprofen": 400}),
        (("Metamizol 500mg; Pantoprazol 20mg",), {"Metamizol": 500, "Pantoprazol": 20}),
        (("Paracetamol 500-1000mg",), {"paracetamol": None}),
    ],
)
def test_of_several_ingredients_each_has_its_own_amount_and_none_is_made_of_two(command, arguments, held):
    command.done("dose", *arguments)
    [entry] = command.json("entries")
    assert {part["name"]: part["mg"] for part in entry["ingredients"]} == held


@pytest.mark.parametrize("arguments", [("Panadol", "500-1000 mg"), ("Panadol", "20 drops"), ("co-codamol", "30"), ("Panadol", "500 mg tid")])
def test_an_amount_that_does_not_tell_is_refused_and_never_read_in_part(command, arguments):
    command.refused("dose", *arguments)
    assert command.json("entries") == []


def saved(out):
    """The id of the entry that was written down."""
    return out.split()[0]


def test_editing_the_units_gives_the_notices_of_entering_them_and_the_old_form_does_not_count(command):
    id_ = saved(command.done("dose", "Panadol", "1000", "--at", "2026-11-25T08:00"))
    entered = noticed(command.done("dose", "Panadol", "1000", "--units", "6", "--at", "2026-11-20T08:00"))
    out = command.done("edit", id_, "--units", "6")
    assert noticed(out) == entered
    assert len(entered) == 2
    assert entered[0].startswith("Notice: Paracetamol comes to 6,000 mg in 24 hours, over 4,000 mg.")
    assert "Total in 24 hours: 6,000 mg in 1 dose" in out
    assert noticed(command.done("edit", id_, "--units", "1")) == []


def test_moving_a_dose_looks_at_every_24_hours_that_hold_it_at_its_new_time(command):
    for day in ("25", "24"):
        command.done("dose", "ibuprofen", "400", "--at", f"2026-11-{day}T09:00")
    command.done("dose", "naproxen", "250", "--at", "2026-11-20T08:00")
    id_ = saved(command.done("dose", "ibuprofen", "401", "--units", "2", "--at", "2026-11-22T09:00"))
    at_once = "Notice: Ibuprofen: 802 mg is more than the usual 400 mg at once."
    # Between the two: the 24 hours up to the later one hold it, those up to its own time hold the earlier one.
    total = "Notice: Ibuprofen comes to 1,202 mg in 24 hours; the label's limit is 1,200 mg."
    assert noticed(command.done("edit", id_, "--at", "2026-11-24T20:00")) == [at_once, total]
    assert noticed(command.done("edit", id_, "--at", "2026-11-22T09:00")) == [at_once]
    assert noticed(command.done("edit", id_, "--at", "2026-11-20T09:00", "--units", "1")) == [
        "Notice: Ibuprofen: 401 mg is more than the usual 400 mg at once.",
        "Notice: Two NSAIDs within 24 hours: ibuprofen, and naproxen (naproxen, Fri 08:00). Ask a pharmacist.",
    ]


def test_a_dose_brought_back_from_the_bin_is_told_of_as_one_entered(command):
    id_ = saved(command.done("dose", "Panadol", "500", "--at", "2026-11-25T12:00"))
    command.done("delete", id_)
    assert noticed(command.done("dose", "Panadol", "500")) == []
    [line] = noticed(command.done("bin", "restore", id_))
    assert "between two doses" in line


def test_a_dose_is_edited(command):
    command.done("dose", "Panadol", "500", "--units", "2", "--at", "2026-11-25T08:00")
    [entry] = command.json("entries")
    command.done("edit", entry["id"], "--units", "1", "--note", "only one", "--at", "2026-11-25T09:00")
    [after] = command.json("entries")
    assert (after["units"], after["ingredients"][0]["mg"], after["note"], after["at"][11:16]) == (1, 500, "only one", "09:00")
    command.done("edit", entry["id"], "--units", "")
    [after] = command.json("entries")
    assert (after["units"], after["ingredients"][0]["mg"]) == (None, 500)
    command.refused("edit", entry["id"], "--pain", "5")


@pytest.mark.parametrize(
    "arguments",
    [
        ("dose", " "),
        ("dose", "Panadol", "many"),
        ("dose", "Panadol", "-5"),
        ("dose", "Panadol", "0"),
        ("dose", "Panadol", "500", "--units", "0"),
        ("dose", "Panadol", "500", "--units", "101"),
        ("dose", "Panadol", "2000000"),
        ("dose", "Panadol", "500", "--at", "2026-11-25T14:00"),
        ("dose", "x" * 201),
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(command, arguments):
    command.refused(*arguments)


def test_a_dose_without_a_name_is_wrong_usage(command):
    assert command("dose") == 2

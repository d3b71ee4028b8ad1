"""dose: what it prints, what it says, and what it refuses."""

import pytest


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
        (("paracetamol", "4000"), ("paracetamol", "1"), "Get medical advice at once, even if you feel well."),
    ],
    ids=["two names", "two nsaids", "a gel", "a combination", "four grams"],
)
def test_the_right_notice_comes_on_a_line_of_its_own(command, first, second, part):
    assert noticed(command.done("dose", *first, "--at", "2026-11-25T06:00")) == []
    [line] = noticed(command.done("dose", *second))
    assert part in line


@pytest.mark.parametrize("doses", [[("paracetamol", "1000"), ("ibuprofen", "400")], [("paracetamol with ibuprofen", "500")]])
def test_paracetamol_with_ibuprofen_gives_no_notice(command, doses):
    assert [noticed(command.done("dose", *dose)) for dose in doses] == [[]] * len(doses)


def test_a_gap_that_is_too_short_is_told_and_the_exact_gap_is_not(command):
    command.done("dose", "paracetamol", "500", "--at", "2026-11-25T08:00")
    assert noticed(command.done("dose", "paracetamol", "500", "--at", "2026-11-25T12:00")) == []
    [line] = noticed(command.done("dose", "paracetamol", "500"))
    assert line == "Notice: Paracetamol: 1 h 5 min between two doses; the label says at least 4 h."


def test_a_dose_without_mg_says_that_its_mg_are_not_known(command):
    assert "Total in 24 hours: 1 dose, mg not known" in command.done("dose", "Panadol")


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

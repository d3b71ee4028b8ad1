"""The FHIR bundle: what two other libraries say of it, and what stands in it."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import LEFT, a_day_note, a_dose, a_function, a_moment, a_session, an_activity, an_entry
from tests.exporters.fhir_check import problems
from tests.fakes import utc
from tracker.domain.entries import Amount, Entry, Scale
from tracker.domain.times import Moment
from tracker.exporters.fhir import LOINC_NOTICE, Person, fhir_bytes
from tracker.exporters.fhir_medicines import ATC_NOTICE

NOW = utc("2026-11-26T09:00")
WRITTEN = utc("2026-11-25T21:30")
NOBODY = Person("0d1c0b53-3f6c-4c7e-8d83-1a2b3c4d5e6f")
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12).filter(str.strip)
points = st.none() | st.floats(0, 10)


def of_every_kind():
    return [
        an_entry(6, "2026-07-25T13:05", sites=(LEFT,), note="after sitting", created_at=WRITTEN, updated_at=WRITTEN),
        an_entry(
            7, worst=8, least=2.5, average=4, sites={LEFT: 7, "neck": 3}, words=("dull",), eased_by=("heat",), woke=True, original=Scale(70, 0, 100)
        ),
        a_session("heat", before=7, after=5, created_at=WRITTEN),
        a_session("ice", running=True),
        an_activity("walking", effort=3),
        an_activity("steps", minutes=None, count=9892),
        a_day_note(mood=6, sleep_minutes=420, sleep_quality=7.5, fluids=6, flare=False, stiff_minutes=45),
        a_dose("Panadol", units=2, ingredients={"paracetamol": 1000}, created_at=WRITTEN),
        a_dose("co-codamol", ingredients={"paracetamol": 500, "codeine": 8}),
        a_dose("a gel", ingredients=(Amount("ibuprofen", None),)),
        a_dose("unknown", ingredients={}),
        a_function(),
    ]


def read(*entries, person=NOBODY):
    content = fhir_bytes(entries, person, NOW)
    assert problems(content) == []
    return json.loads(content)


def told(*entries):
    """The resources that tell of the entries, without the patient and the code list."""
    return [entry["resource"] for entry in read(*entries)["entry"] if entry["resource"]["resourceType"] in {"Observation", "MedicationStatement"}]


def the_only(entry):
    (resource,) = told(entry)
    return resource


def components(resource):
    return {part["code"]["text"]: next(value for name, value in part.items() if name.startswith("value")) for part in resource["component"]}


def test_entries_of_every_kind_make_a_bundle_nothing_is_wrong_with():
    bundle = read(*of_every_kind(), person=Person(NOBODY.id, "Ana Ng", date(1980, 2, 29)))
    assert (bundle["resourceType"], bundle["type"], bundle["timestamp"]) == ("Bundle", "collection", "2026-11-26T09:00:00+00:00")
    kinds = Counter(entry["resource"]["resourceType"] for entry in bundle["entry"])
    assert kinds == {"Patient": 1, "Observation": 8, "MedicationStatement": 4, "ValueSet": 2}
    assert all(entry["fullUrl"] == f"urn:uuid:{UUID(entry['resource']['id'])}" for entry in bundle["entry"])
    assert len({entry["fullUrl"] for entry in bundle["entry"]}) == len(bundle["entry"])


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ({"status": "finished"}, "'finished' is not one of"),
        ({"code": None}, "code"),
        ({"valueQuantity": {"value": "6"}}, "expected a number"),
        ({"effectiveDateTime": "25/07/2026"}, "effectiveDateTime"),
        ({"effectiveDateTime": "2026-02-30"}, "effectiveDateTime"),
        ({"status": None}, "status"),
        ({"valueString": "six"}, "only one type"),
    ],
    ids=["status", "no code", "text for a number", "date", "day", "no status", "two values"],
)
def test_the_check_refuses_a_broken_bundle(broken, what):
    bundle = read(an_entry(6))
    resource = bundle["entry"][1]["resource"]
    resource.update(broken)
    bundle["entry"][1]["resource"] = {name: value for name, value in resource.items() if value is not None}
    assert any(what in line for line in problems(json.dumps(bundle)))


def test_a_pain_reading_has_its_code_its_unit_its_place_and_two_times():
    entry = an_entry(6, "2026-07-25T13:05", sites=(LEFT,), note="after sitting", created_at=WRITTEN)
    resource = the_only(entry)
    assert resource["id"] == entry.id
    assert resource["code"]["coding"] == [
        {"system": "http://loinc.org", "code": "72514-3", "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported"}
    ]
    assert resource["valueQuantity"] == {"value": 6, "unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}"}
    assert resource["bodySite"] == {"text": LEFT}
    assert (resource["effectiveDateTime"], resource["issued"]) == ("2026-07-25T13:05:00+01:00", "2026-11-25T21:30:00+00:00")
    assert (resource["status"], resource["category"][0]["coding"][0]["code"]) == ("final", "survey")
    assert [tag["code"] for tag in resource["meta"]["tag"]] == ["patient-reported"]
    assert resource["subject"] == resource["performer"][0] == {"reference": f"urn:uuid:{NOBODY.id}"}
    assert resource["note"] == [{"text": "after sitting"}]


def test_what_else_was_said_with_the_pain_stands_in_words():
    entry = an_entry(6, worst=8, least=2.5, average=4, words=("dull", "stabbing"), woke=False, original=Scale(60, 0, 100))
    parts = the_only(entry)["component"]
    assert not [part for part in parts if "coding" in part["code"]]
    assert [part["valueQuantity"]["value"] for part in parts[:3]] == [8, 2.5, 4]
    assert [part["valueString"] for part in parts if "valueString" in part] == ["dull", "stabbing", "60 on a scale from 0 to 100"]
    assert [part["valueBoolean"] for part in parts if "valueBoolean" in part] == [False]


def test_one_entry_is_one_value_under_the_code_and_its_places_are_components():
    entry = an_entry(7, worst=9, sites={LEFT: 7, "neck": 3, "left calf": 9})
    resource = the_only(entry)
    assert "bodySite" not in resource
    assert {name: value for name, value in components(resource).items() if "Pain at" in name} == {
        f"Pain at {place}, 0-10": {"value": value, "unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}"}
        for place, value in ((LEFT, 7), ("neck", 3), ("left calf", 9))
    }
    # What a clinic plots: all that stands under the code, by its time.
    plotted = [(told["effectiveDateTime"], told["valueQuantity"]["value"]) for told in told_under_the_code(*of_every_kind(), entry)]
    assert plotted == [("2026-07-25T13:05:00+01:00", 6), ("2026-11-25T13:05:00+00:00", 7), ("2026-11-25T13:05:00+00:00", 7)]


def told_under_the_code(*entries):
    """The observations under the code of pain."""
    return [resource for resource in told(*entries) if resource.get("code", {}).get("coding", [{}])[0].get("code") == "72514-3"]


def test_a_value_of_the_only_place_that_differs_from_the_whole_is_not_lost():
    whole = the_only(an_entry(7, sites={LEFT: 3}))
    assert (whole["valueQuantity"]["value"], "bodySite" in whole) == (7, False)
    assert components(whole)[f"Pain at {LEFT}, 0-10"]["value"] == 3


def test_a_server_is_told_to_put_each_resource_of_a_transaction_under_its_own_id():
    entries = of_every_kind()
    content = fhir_bytes(entries, NOBODY, NOW, is_transaction=True)
    assert problems(content) == []
    stored, shown = json.loads(content), json.loads(fhir_bytes(entries, NOBODY, NOW))
    assert (stored["type"], shown["type"]) == ("transaction", "collection")
    assert [entry["resource"] for entry in stored["entry"]] == [entry["resource"] for entry in shown["entry"]]
    wanted = [("PUT", f"{entry['resource']['resourceType']}/{entry['resource']['id']}") for entry in stored["entry"]]
    assert [(entry["request"]["method"], entry["request"]["url"]) for entry in stored["entry"]] == wanted
    assert len(set(wanted)) == len(wanted)
    assert not any("request" in entry for entry in shown["entry"])


def atc(code, name):
    return {"system": "http://www.whocc.no/atc", "code": code, "display": name}


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        (a_dose("Panadol", ingredients={"paracetamol": 1000}), [atc("N02BE01", "paracetamol")]),
        (a_dose("from a file", ingredients={"Acetaminophen": 500}), [atc("N02BE01", "paracetamol")]),
        (a_dose("Voltarol gel", ingredients={"diclofenac": None}), [atc("M02AA15", "diclofenac")]),
        (a_dose("a gel", ingredients={"ibuprofen": None}), [atc("M02AA13", "ibuprofen")]),
        (a_dose("my rub", ingredients={"ibuprofen": None}), None),
        (a_dose("Weidenrinde", ingredients={"willow bark": 120}), None),
        (a_dose("unknown", ingredients={"unknown": 5}), None),
        (a_dose("Panadol", ingredients={}), None),
    ],
    ids=["brand", "other name", "gel by name", "gel by a word", "nothing tells how", "no code", "not known", "no ingredient"],
)
def test_a_known_ingredient_stands_under_its_code_by_the_way_it_is_used(entry, codes):
    resource = the_only(entry)
    assert resource["medicationCodeableConcept"] == {"text": entry.name} | ({"coding": codes} if codes else {})


def test_a_medicine_of_several_ingredients_has_a_code_for_each():
    resource = the_only(a_dose("co-codamol", ingredients={"paracetamol": 500, "codeine": 8, "sugar": None}))
    assert resource["medicationReference"] == {"reference": "#medicine", "display": "co-codamol"}
    (medicine,) = resource["contained"]
    assert medicine["code"] == {"text": "co-codamol"}
    assert [part["itemCodeableConcept"] for part in medicine["ingredient"]] == [
        {"coding": [atc("N02BE01", "paracetamol")], "text": "paracetamol"},
        {"coding": [atc("R05DA04", "codeine")], "text": "codeine"},
        {"text": "sugar"},
    ]


def test_where_the_codes_of_ingredients_come_from_stands_with_them_and_only_then():
    codes = read(a_dose("co-codamol", ingredients={"paracetamol": 500, "codeine": 8}), a_dose())["entry"][-1]["resource"]
    assert (codes["resourceType"], codes["copyright"]) == ("ValueSet", ATC_NOTICE)
    assert [concept["code"] for concept in codes["compose"]["include"][0]["concept"]] == ["N02BE01", "R05DA04"]
    assert "whocc" not in json.dumps(read(a_dose("unknown", ingredients={}), an_entry()))


def test_a_dose_is_a_statement_of_the_patient():
    resource = the_only(a_dose("Panadol", "2026-07-25T13:05", units=2, ingredients={"paracetamol": 1000}, created_at=WRITTEN))
    assert (resource["status"], resource["medicationCodeableConcept"]["text"]) == ("completed", "Panadol")
    assert (resource["effectiveDateTime"], resource["dateAsserted"]) == ("2026-07-25T13:05:00+01:00", "2026-11-25T21:30:00+00:00")
    assert resource["informationSource"] == {"reference": f"urn:uuid:{NOBODY.id}"}
    (dosage,) = resource["dosage"]
    assert dosage["text"] == "2 units; paracetamol 1000 mg"
    assert dosage["doseAndRate"][0]["doseQuantity"] == {"value": 1000, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}


@pytest.mark.parametrize(
    ("entry", "dosage"),
    [
        (a_dose("x", ingredients={"paracetamol": 500, "codeine": 8.5}), [{"text": "paracetamol 500 mg; codeine 8.5 mg"}]),
        (a_dose("x", ingredients=(Amount("ibuprofen", None),)), [{"text": "ibuprofen"}]),
    ],
    ids=["two", "gel"],
)
def test_a_dose_without_one_amount_has_none_made_up(entry, dosage):
    assert the_only(entry)["dosage"] == dosage


def test_a_medicine_known_by_name_alone_has_no_dosage():
    assert "dosage" not in the_only(a_dose("unknown", ingredients={}))


def test_the_other_kinds_have_no_codes_and_lose_no_figure():
    session, running, walk, steps, day, function = told(*(entry for entry in of_every_kind()[2:] if type(entry).__name__ != "Dose"))
    assert not [told for told in (session, running, walk, steps, day, function) if "coding" in told["code"]]
    assert session["effectivePeriod"] == {"start": "2026-11-25T13:05:00+00:00", "end": "2026-11-25T13:25:00+00:00"}
    assert (session["code"]["text"], session["valueQuantity"]["value"], len(session["component"])) == ("Session: Damp heat", 20, 3)
    assert (running["status"], "valueQuantity" in running, list(running["effectivePeriod"])) == ("preliminary", False, ["start"])
    assert [part["value"] for part in components(walk).values()] == [30, 3]
    assert [part["value"] for part in components(steps).values()] == [9892]
    assert (day["effectiveDateTime"], len(day["component"])) == ("2026-11-25", 6)
    assert {name: part["value"] for name, part in components(function).items()} == {"put on socks": 4, "lift my child": 2, "drive to work": 6}


@pytest.mark.parametrize(
    ("name", "born", "told"),
    [
        ("", None, {}),
        (" Ana Ng ", None, {"name": [{"text": "Ana Ng"}]}),
        (" ", date(1980, 2, 29), {"birthDate": "1980-02-29"}),
    ],
    ids=["nothing", "name", "birth date"],
)
def test_a_patient_has_the_name_and_the_birth_date_that_were_given_and_no_more(name, born, told):
    patient = read(person=Person(NOBODY.id, name, born))["entry"][0]["resource"]
    assert {key: value for key, value in patient.items() if key not in {"resourceType", "id", "meta"}} == told


def test_the_notice_of_loinc_goes_with_its_code_and_only_then():
    codes = read(an_entry())["entry"][-1]["resource"]
    assert (codes["resourceType"], codes["copyright"]) == ("ValueSet", LOINC_NOTICE)
    assert "72514" not in json.dumps(read(a_dose()))


def test_the_same_entries_make_the_same_bytes():
    entries = of_every_kind()
    assert fhir_bytes(entries, NOBODY, NOW) == fhir_bytes(entries, NOBODY, NOW)


@pytest.mark.parametrize(
    ("offset", "felt"),
    [
        (timedelta(hours=-3, minutes=-30), "2026-11-25T09:35:00-03:30"),
        (timedelta(hours=5, minutes=45), "2026-11-25T18:50:00+05:45"),
        (timedelta(minutes=19, seconds=32), "2026-11-25T13:05:00+00:00"),
        (timedelta(hours=15), "2026-11-25T13:05:00+00:00"),
    ],
    ids=str,
)
def test_the_time_is_that_on_the_wall_where_fhir_can_tell_its_offset(offset, felt):
    at = a_moment().at
    entry = replace(an_entry(), moment=Moment(at, "Europe/London", offset, (at + offset).date()))
    assert the_only(entry)["effectiveDateTime"] == felt


def test_an_entry_of_a_kind_unknown_here_is_no_silent_loss():
    with pytest.raises(TypeError):
        fhir_bytes([Entry(moment=a_moment())], NOBODY, NOW)


def test_what_fhir_does_not_allow_in_a_text_is_shown_as_what_comes_nearest():
    assert the_only(an_entry(note=" a\x07b\u2028c\xa0d\te "))["note"] == [{"text": "a\N{REPLACEMENT CHARACTER}b\nc d\te"}]


@given(
    pain=st.floats(0, 10),
    note=texts,
    sites=st.dictionaries(names, st.floats(0, 10), max_size=2),
    word=names,
    count=st.floats(0, 1e300),
    mg=st.floats(0.001, 100_000),
)
@settings(max_examples=60)
def test_whatever_is_typed_makes_a_bundle_nothing_is_wrong_with(pain, note, sites, word, count, mg):
    pain_entry = an_entry(pain, note=note, sites=sites, words=(word,))
    read(pain_entry, an_activity(word, count=count, note=note), a_dose(word, ingredients={word: mg}, note=note))

"""Entries as an FHIR R4 bundle, for the record of a clinic: what the person said, under codes only where one surely fits.

A bundle, a collection to be read or a transaction to be stored: one Patient; one Observation with LOINC 72514-3 for each pain entry, in which
several places are components, in words (under the code, a plot of it would show several values at a moment); a MedicationStatement for each
dose; for sessions, activities, day notes and scores of own activities an Observation in words alone. `effective` is when it was felt or done,
on the wall with its offset, `issued` and `dateAsserted` when it was written down. All is tagged as reported by the patient, who is subject and
performer. In a transaction each resource is put under its own id: sent twice, it is stored once, and a changed entry takes the place of the old.

Left out, for want of an honest place: by what a session was ended, the class of an ingredient, the zone's name.
"""

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from tracker.domain.entries import Activity, Amount, DayNote, Dose, Entry, Function, PainEntry, Session, SiteReading
from tracker.domain.words import activity_name, quality_word, session_name
from tracker.exporters.fhir_elements import (
    MILLIGRAMS,
    MINUTES,
    SCORE,
    Element,
    component,
    concept,
    date_time,
    filled,
    instant,
    number,
    quantity,
    reference,
    urn,
    value_set,
    words,
)
from tracker.exporters.fhir_medicines import atc_codes, medicine, used_codes
from tracker.formats.joining import with_colon, with_comma, with_space
from tracker.language import _, ngettext
from tracker.library.body import place_words

LOINC = "http://loinc.org"
# The one code that surely fits: a number from 0 to 10 as the person said it. All else is told in words and has no code.
PAIN = {"system": LOINC, "code": "72514-3", "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported"}
# The wording HL7 and LOINC agreed on for what holds codes of LOINC.
LOINC_NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright © 1995-2020, Regenstrief Institute, Inc. and the "
    "Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at "
    "http://loinc.org/license. LOINC® is a registered United States trademark of Regenstrief Institute, Inc."
)
SURVEY = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey", "display": "Survey"}]}
REPORTED = {
    "security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "PATRPT", "display": "patient reported"}],
    "tag": [{"code": "patient-reported", "display": "Patient-reported"}],
}
COUNT, GLASSES, UNITS = "{count}", "{glass}", "{unit}"


@dataclass(frozen=True, slots=True)
class Person:
    """Whose diary it is: a UUID that stays, and the name and birth date where they are to be told."""

    id: str
    name: str = ""
    born: date | None = None


def fhir_bytes(entries: Iterable[Entry], person: Person, now: datetime, *, is_transaction: bool = False) -> bytes:
    """The bundle as the bytes of a JSON file, a line for each resource; equal for equal things."""
    file = io.BytesIO()
    write_fhir(entries, file, person, now, is_transaction=is_transaction)
    return file.getvalue()


def write_fhir(entries: Iterable[Entry], file: BinaryIO, person: Person, now: datetime, *, is_transaction: bool = False) -> int:
    """Write the bundle to a file open for bytes, an entry at a time; the answer is how many entries it has.

    `now` is the instant it is put together at. A server stores a transaction, and nothing of a collection.
    """
    kind = "transaction" if is_transaction else "collection"
    frame = {"resourceType": "Bundle", "meta": REPORTED, "type": kind, "timestamp": instant(now)}
    file.write(f'{_json(frame)[:-1]}, "entry": ['.encode())
    used, count, comma = _UsedCodes(), 0, ""

    def write(resource: Element) -> None:
        nonlocal comma
        # A line for each resource, so that two exports can be compared line by line.
        file.write(f"{comma}\n{_json(_bundle_entry(resource, is_transaction=is_transaction))}".encode())
        comma = ","

    write(_patient(person))
    for entry in entries:
        count += 1
        resource = _resource(entry, person.id)
        used.note(resource)
        write(resource)
    for codes in used.value_sets():
        write(codes)
    file.write(b"\n]}\n")
    return count


class _UsedCodes:
    """The codes that the resources of a bundle use, gathered as they are written; their systems ask for a notice at its end."""

    def __init__(self) -> None:
        self._has_pain = False
        self._of_atc: dict[str, str] = {}

    def note(self, resource: Element) -> None:
        """Remember the codes of a resource."""
        self._has_pain = self._has_pain or resource.get("code") == {"coding": [PAIN]}
        if resource["resourceType"] == "MedicationStatement":
            self._of_atc.update(used_codes(resource))

    def value_sets(self) -> Iterator[Element]:
        """The codes with the notices that go with them."""
        if self._of_atc:
            yield atc_codes(self._of_atc)
        if self._has_pain:
            yield value_set("loinc", "CodesFromLoinc", LOINC_NOTICE, LOINC, {PAIN["code"]: PAIN["display"]})


def _bundle_entry(resource: Element, *, is_transaction: bool) -> Element:
    request = {"method": "PUT", "url": f"{resource['resourceType']}/{resource['id']}"}
    return {"fullUrl": urn(resource["id"]), "resource": resource} | ({"request": request} if is_transaction else {})


def _json(data: Element) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def _patient(person: Person) -> Element:
    name = [{"text": words(person.name)}] if person.name.strip() else None
    birth = person.born.isoformat() if person.born else None
    return filled({"resourceType": "Patient", "id": person.id, "meta": REPORTED, "name": name, "birthDate": birth})


def _resource(entry: Entry, patient: str) -> Element:
    match entry:
        case PainEntry():
            return _pain(entry, patient)
        case Session():
            return _session(entry, patient)
        case Activity():
            return _activity(entry, patient)
        case DayNote():
            return _day_note(entry, patient)
        case Dose():
            return _dose(entry, patient)
        case Function():
            scores = [scored for score in entry.scores for scored in component(score.activity, score.points)]
            return _observation(entry, patient, concept(_("Own activities, 0 (cannot) to 10 (as before)")), component=scores)
    raise TypeError(type(entry).__name__)


def _observation(entry: Entry, patient: str, code: Element, **more: object) -> Element:
    shared = {
        "resourceType": "Observation",
        "id": entry.id,
        "meta": _meta(entry),
        "status": "final",
        "category": [SURVEY],
        "code": code,
        "subject": reference(patient),
        "effectiveDateTime": date_time(entry.moment),
        "issued": instant(entry.created_at) if entry.created_at else None,
        "performer": [reference(patient)],
        "note": _note(entry),
    }
    return filled(shared | more)


def _meta(entry: Entry) -> Element:
    return REPORTED if entry.updated_at is None else {"lastUpdated": instant(entry.updated_at)} | REPORTED


def _note(entry: Entry) -> list[Element]:
    return [{"text": words(entry.note)}] if entry.note.strip() else []


def _pain(entry: PainEntry, patient: str) -> Element:
    # One place with the value of the whole is where it hurts; else the whole has a value, and each place its own.
    only = entry.sites[0] if len(entry.sites) == 1 and entry.sites[0].pain == entry.pain else None
    places = [part for site in ([] if only else entry.sites) for part in _place(site)]
    return _observation(
        entry,
        patient,
        {"coding": [PAIN]},
        valueQuantity=quantity(entry.pain, SCORE),
        bodySite=concept(place_words(only.name)) if only else None,
        component=[*places, *_pain_components(entry)],
    )


def _place(site: SiteReading) -> list[Element]:
    return component(_("Pain at {place}, 0-10").format(place=place_words(site.name)), site.pain)


def _pain_components(entry: PainEntry) -> list[Element]:
    original = entry.original
    scale = (
        ""
        if original is None
        else _("{value} on a scale from {least} to {most}").format(
            value=number(original.value), least=number(original.least), most=number(original.most)
        )
    )
    return [
        *component(_("Worst pain in the last 24 hours, 0-10"), entry.worst),
        *component(_("Least pain in the last 24 hours, 0-10"), entry.least),
        *component(_("Average pain in the last 24 hours, 0-10"), entry.average),
        *(said for word in entry.words for said in component(_("Feels"), quality_word(word))),
        *(said for word in entry.worse_with for said in component(_("Worse with"), word)),
        *(said for word in entry.eased_by for said in component(_("Eased by"), word)),
        *component(_("Woke me at night"), entry.woke),
        *component(_("Pain as the file it was read from had it"), scale),
    ]


def _session(entry: Session, patient: str) -> Element:
    start = date_time(entry.moment)
    period = {"start": start} if entry.ended_at is None else {"start": start, "end": instant(entry.ended_at)}
    planned = entry.planned.total_seconds() / 60
    took = None if entry.ended_at is None else quantity(entry.length.total_seconds() / 60, MINUTES)
    return _observation(
        entry,
        patient,
        concept(with_colon(_("Session"), session_name(entry.kind))),
        # A session under way has no end yet: FHIR calls that preliminary.
        status="preliminary" if entry.ended_at is None else "final",
        effectiveDateTime=None,
        effectivePeriod=period,
        valueQuantity=took,
        component=[
            *component(_("Planned length"), planned, MINUTES),
            *component(_of_ten(_("Pain before")), entry.before),
            *component(_of_ten(_("Pain after")), entry.after),
        ],
    )


def _activity(entry: Activity, patient: str) -> Element:
    parts = [
        *component(_("Length"), entry.minutes, MINUTES),
        *component(_("Count"), entry.count, COUNT),
        *component(_of_ten(_("Effort")), entry.effort),
    ]
    return _observation(entry, patient, concept(with_colon(_("Activity"), activity_name(entry.kind))), valueBoolean=True, component=parts)


def _day_note(entry: DayNote, patient: str) -> Element:
    parts = [
        *component(_of_ten(_("Mood")), entry.mood),
        *component(_("Sleep"), entry.sleep_minutes, MINUTES),
        *component(_of_ten(_("Sleep quality")), entry.sleep_quality),
        *component(_("Glasses drunk"), entry.fluids, GLASSES),
        *component(_("Flare"), entry.flare),
        *component(_("Stiff in the morning"), entry.stiff_minutes, MINUTES),
    ]
    return _observation(entry, patient, concept(_("Day note")), effectiveDateTime=entry.moment.day.isoformat(), component=parts)


def _dose(entry: Dose, patient: str) -> Element:
    statement = {
        "resourceType": "MedicationStatement",
        "id": entry.id,
        "meta": _meta(entry),
        "status": "completed",
        **medicine(entry),
        "subject": reference(patient),
        "effectiveDateTime": date_time(entry.moment),
        "dateAsserted": instant(entry.created_at) if entry.created_at else None,
        "informationSource": reference(patient),
        "note": _note(entry),
        "dosage": _dosage(entry),
    }
    return filled(statement)


def _dosage(entry: Dose) -> list[Element]:
    """What was taken: in words all of it, as a quantity the mg of the only ingredient, else the units."""
    parts = [_amount(amount) for amount in entry.ingredients]
    taken = None
    if entry.units is not None:
        # The plural form of the number as it is shown: 1 is one unit, 0.5 are units.
        parts.insert(0, ngettext("{count} unit", "{count} units", 1 if entry.units == 1 else 2).format(count=number(entry.units)))
        taken = quantity(entry.units, UNITS)
    if len(entry.ingredients) == 1 and entry.ingredients[0].mg is not None:
        taken = quantity(entry.ingredients[0].mg, MILLIGRAMS)
    dosage = filled({"text": words("; ".join(parts)), "doseAndRate": [{"doseQuantity": taken}] if taken else None})
    return [dosage] if dosage else []


def _amount(amount: Amount) -> str:
    if amount.mg is None:
        return _(amount.ingredient)
    return with_space(_(amount.ingredient), _("{mg} mg").format(mg=number(amount.mg)))


def _of_ten(name: str) -> str:
    """What is told in points, with the scale."""
    return with_comma(name, "0-10")

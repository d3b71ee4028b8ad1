"""Medicines in FHIR R4: known ingredients under their ATC codes, beside the words the person has for the medicine."""

from collections.abc import Iterator, Mapping

from tracker.domain.entries import Amount, Dose
from tracker.domain.medicines import Ingredient
from tracker.exporters.fhir_elements import Element, concept, filled, value_set, words
from tracker.language import _
from tracker.library.medicines import ingredients_by_name, listed_medicine

ATC = "http://www.whocc.no/atc"
# The reference its owner asks for where codes of it are used.
ATC_NOTICE = "ATC codes: WHO Collaborating Centre for Drug Statistics Methodology, ATC/DDD Index (https://atcddd.fhi.no)."
CONTAINED = "medicine"


def medicine(entry: Dose) -> Element:
    """What was taken, as elements of a MedicationStatement: a code for what holds one ingredient, else a medicine with a code for each."""
    coded = [_coded(entry, amount) for amount in entry.ingredients]
    if len(coded) == 1:
        return {"medicationCodeableConcept": concept(entry.name) | ({"coding": coded[0]["coding"]} if "coding" in coded[0] else {})}
    if not any("coding" in ingredient for ingredient in coded):
        return {"medicationCodeableConcept": concept(entry.name)}
    # Several codes in one concept would say that each of them is the whole medicine.
    contained = {
        "resourceType": "Medication",
        "id": CONTAINED,
        "code": concept(entry.name),
        "ingredient": [{"itemCodeableConcept": ingredient} for ingredient in coded],
    }
    return {"contained": [contained], "medicationReference": {"reference": f"#{CONTAINED}", "display": words(entry.name)}}


def used_codes(statement: Element) -> dict[str, str]:
    """The codes of ATC that a statement uses, with their displays."""
    return {coding["code"]: coding["display"] for coding in _codings(statement)}


def atc_codes(used: Mapping[str, str]) -> Element:
    """The codes of ATC that statements use, by their displays, with where they come from."""
    return value_set("atc", "CodesFromAtc", ATC_NOTICE, ATC, used)


def _codings(statement: Element) -> Iterator[Element]:
    yield from statement.get("medicationCodeableConcept", {}).get("coding", ())
    for contained in statement.get("contained", ()):
        for ingredient in contained["ingredient"]:
            yield from ingredient["itemCodeableConcept"].get("coding", ())


def _coded(entry: Dose, amount: Amount) -> Element:
    """An ingredient in words, and under its code by the way it was used, where that is known."""
    found = listed_medicine(amount.ingredient)
    known = ingredients_by_name()[found.amounts[0].ingredient] if found and len(found.amounts) == 1 else None
    code = _code(entry, amount, known) if known else ""
    # The display of a code is its English name, whatever language the words are in.
    coding = [{"system": ATC, "code": code, "display": known.name}] if known and code else None
    return filled({"coding": coding, "text": words(_(amount.ingredient))})


def _code(entry: Dose, amount: Amount, known: Ingredient) -> str:
    # A gel may be called anything: by both names together it is one, and an amount in mg is of what is swallowed.
    whole = listed_medicine(f"{entry.name} {amount.ingredient}")
    if whole is not None and whole.on_skin:
        return known.atc_on_skin
    return known.atc if amount.mg is not None or listed_medicine(entry.name) else ""

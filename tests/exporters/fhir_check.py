"""Says what is wrong with an FHIR R4 bundle, by two libraries that know nothing of this app.

The official JSON schema of R4 (fhir.schema.json.gz, as HL7 publishes it under CC0, 4.0.1) knows the codes of a status and the form of a date;
fhirkit knows which elements have to be there, and that a value has one type. A day that no month has is looked for by hand: neither knows it.
"""

import gzip
import json
from datetime import datetime
from functools import cache
from pathlib import Path

import fhirkit
from jsonschema import Draft6Validator

SCHEMA = Path(__file__).with_name("fhir.schema.json.gz")
TIMES = ("effectiveDateTime", "issued", "dateAsserted", "timestamp")


def problems(content):
    """What is wrong with the bundle in the bytes of a file, in lines; none where nothing is."""
    bundle = json.loads(content)
    resources = [entry["resource"] for entry in bundle.get("entry", [])]
    wrong = [str(issue) for issue in fhirkit.validate(content)]
    for resource in (*resources, bundle):
        wrong += [f"{error.json_path}: {error.message}"[:200] for error in _validator(resource["resourceType"]).iter_errors(resource)]
        wrong += [f"{name}: {resource[name]}" for name in TIMES if name in resource and not _is_a_time(resource[name])]
    return wrong


@cache
def _validator(resource_type):
    return Draft6Validator({"$ref": f"#/definitions/{resource_type}", "definitions": _definitions()})


@cache
def _definitions():
    definitions = json.loads(gzip.decompress(SCHEMA.read_bytes()))["definitions"]
    return definitions | {"ResourceList": {}}  # a resource in an entry is held against its own kind, not against all 146


def _is_a_time(text):
    try:
        datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return False
    return True

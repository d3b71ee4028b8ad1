"""Merging copies of a diary: pure rules on records that give the same in whatever order, and however often, copies are merged.

A copy is the versions of its records and its tombstones. Joining two copies is a union: what was changed no later than its tombstone
goes, and of equal contents the latest stays. The version that stands is the one changed last, of those changed at one instant the one
with the greater content hash. The others are losing texts, kept to be looked at until a tombstone under an id of their own says that
they were, or that whoever wrote a later text had them before them and replaced them. A tombstone stays though a record was changed
after it: an older text of it must not come back through a third copy.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from heapq import merge
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from tracker.domain.ids import shared_id
from tracker.domain.sync.sections import Key, Section

# What the archive of a released app says of itself: the names and numbers here are read from files for ever.
ARCHIVE_FORMAT, ARCHIVE_VERSION = "recovery-tracker archive", 1
TOMBSTONES, CONFLICTS = "tombstones", "conflicts"
"""The parts of an archive beside those of the diary."""
# Nobody changes these once they are there, so there is no second wish that a person could be asked to look at.
NEVER_CHANGED = frozenset({Section.EVENTS, Section.PLANS, Section.NOTICES})


class Record(NamedTuple):
    """One version of a record: instants as texts of one width, in UTC, and everything else as JSON."""

    section: Section
    id: str
    created_at: str
    updated_at: str
    content: str
    deleted_at: str | None = None

    @property
    def key(self) -> Key:
        """What it is a version of."""
        return self.section, self.id

    @property
    def rank(self) -> tuple[str, str, str, str]:
        """The greatest of the versions of a record stands."""
        return self.updated_at, sha256(self.content.encode()).hexdigest(), self.deleted_at or "", self.created_at

    @property
    def fingerprint(self) -> bytes:
        """Its text with its instants in 16 bytes, which no other version shares."""
        told = "\0".join((self.section, self.id, self.created_at, self.updated_at, self.deleted_at or "", self.content))
        return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    @property
    def losing_id(self) -> str:
        """The id of this text as one that lost, the same on every computer."""
        return shared_id(f"losing:{self.section}:{self.id}:{self.content}")

    @property
    def is_worth_a_look(self) -> bool:
        """Whether its text is kept where it loses: not of a session still running, and not of what nobody typed and nobody changes."""
        return self.section not in NEVER_CHANGED and not _is_running(self)

    def data(self) -> dict[str, Any]:
        """The record as plain data."""
        stamps = {"id": self.id, "created_at": self.created_at, "updated_at": self.updated_at}
        bin_ = {"deleted_at": self.deleted_at} if self.section is Section.ENTRIES else {}
        return {**stamps, **bin_, **json.loads(self.content)}


class Tombstone(NamedTuple):
    """That something was deleted, at the instant `updated_at`, and nothing of what it was."""

    updated_at: str
    created_at: str
    id: str


@dataclass(slots=True)
class Copy:
    """What one computer knows: of each record its versions by content, and the tombstones by id."""

    versions: dict[Key, dict[str, Record]] = field(default_factory=dict)
    tombstones: dict[str, Tombstone] = field(default_factory=dict)

    def standing(self) -> dict[Key, Record]:
        """The version of each record that stands."""
        return {key: _standing(versions) for key, versions in self.versions.items()}

    def losing(self) -> dict[str, Record]:
        """The texts that lost and are to be looked at, by their own ids."""
        found = (_losing(versions) for versions in self.versions.values())
        return {record.losing_id: record for record in chain.from_iterable(found)}


def copy_of(records: Iterable[Record], tombstones: Iterable[Tombstone] = ()) -> Copy:
    """The copy that holds these records, standing and losing, and these tombstones."""
    copy = Copy()
    for tombstone in tombstones:
        _bury(copy.tombstones, tombstone)
    for record in records:
        _add(copy.versions.setdefault(record.key, {}), record)
    _settle(copy, tuple(copy.versions))
    return copy


def joined(first: Copy, second: Copy) -> Copy:
    """What both know together."""
    # Down to the inner dicts: the two copies stay as they were.
    both = Copy({key: dict(versions) for key, versions in first.versions.items()}, dict(first.tombstones))
    for tombstone in second.tombstones.values():
        _bury(both.tombstones, tombstone)
    for key, versions in second.versions.items():
        for record in versions.values():
            _add(both.versions.setdefault(key, {}), record)
    _settle(both, tuple(both.versions))
    return both


def sections_of(copy: Copy) -> list[tuple[str, list[dict[str, Any]]]]:
    """All that travels as plain data, part by part, in one order: that of the ids."""
    standing = copy.standing()
    parts: dict[str, list[dict[str, Any]]] = {section.value: [] for section in Section}
    for key in sorted(standing):
        parts[key[0].value].append(standing[key].data())
    losing = [_losing_data(id_, record) for id_, record in sorted(copy.losing().items())]
    stones = [_stone_data(stone) for _id, stone in sorted(copy.tombstones.items())]
    return [*parts.items(), (CONFLICTS, losing), (TOMBSTONES, stones)]


def sections_with(copy: Copy, entries: Iterable[Record], tombstones: Iterable[Tombstone]) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
    """The same of a copy without most of its entries and tombstones, and of those, in the order of their ids: each becomes data when asked for.

    The copy has the tombstones that bear the ids of any entry.
    """
    for name, records in sections_of(copy):
        if name == Section.ENTRIES:
            known = ((record["id"], record) for record in records)
            others = ((record.id, record.data()) for record in entries if not _is_covered(record.id, record, copy.tombstones))
            yield name, (data for _id, data in merge(known, others, key=itemgetter(0)))
        elif name == TOMBSTONES:
            yield name, map(_stone_data, tombstones)
        else:
            yield name, records


def dumped(content: Mapping[str, Any]) -> str:
    """A content as JSON, always in the same way; raises ValueError for a number that is none."""
    # One form only: equal contents have equal texts, and so equal hashes, on every computer.
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _stone_data(stone: Tombstone) -> dict[str, Any]:
    return {"id": stone.id, "created_at": stone.created_at, "updated_at": stone.updated_at}


def _losing_data(id_: str, record: Record) -> dict[str, Any]:
    return {"id": id_, "created_at": record.created_at, "updated_at": record.updated_at, "section": record.section.value, "record": record.data()}


def _add(versions: dict[str, Record], record: Record) -> None:
    known = versions.get(record.content)
    if known is None or known.rank < record.rank:
        versions[record.content] = record


def _bury(tombstones: dict[str, Tombstone], tombstone: Tombstone) -> None:
    known = tombstones.get(tombstone.id)
    tombstones[tombstone.id] = tombstone if known is None else max(known, tombstone)


def _settle(copy: Copy, keys: Iterable[Key]) -> None:
    """Take out what a tombstone covers, and the losing texts that are not to be looked at."""
    for key in keys:
        kept = {content: record for content, record in copy.versions[key].items() if not _is_covered(record.id, record, copy.tombstones)}
        # After the tombstones: which text stands depends on which are left.
        if len(kept) > 1:
            standing = _standing(kept)
            kept = {content: record for content, record in kept.items() if record is standing or _is_to_be_looked_at(record, copy.tombstones)}
        if kept:
            copy.versions[key] = kept
        else:
            del copy.versions[key]


def _is_covered(id_: str, record: Record, tombstones: Mapping[str, Tombstone]) -> bool:
    tombstone = tombstones.get(id_)
    return tombstone is not None and record.updated_at <= tombstone.updated_at


def _is_to_be_looked_at(record: Record, tombstones: Mapping[str, Tombstone]) -> bool:
    return record.is_worth_a_look and not _is_covered(record.losing_id, record, tombstones)


def _standing(versions: Mapping[str, Record]) -> Record:
    if len(versions) == 1:
        return next(iter(versions.values()))
    return max(versions.values(), key=lambda record: record.rank)


def _losing(versions: Mapping[str, Record]) -> list[Record]:
    if len(versions) == 1:
        return []
    standing = _standing(versions)
    return [record for record in versions.values() if record is not standing]


def _is_running(record: Record) -> bool:
    session = json.loads(record.content).get("sessions") if record.section is Section.ENTRIES else None
    return session is not None and session["ended_at"] is None

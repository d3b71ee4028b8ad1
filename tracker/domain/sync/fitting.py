"""Fitting merged records into one diary: episodes that do not overlap, events within their episode, the first plan first.

What is made to fit is worked out from all records as they were last changed, so that it does not matter in which order they came: the
earlier of two episodes that overlap, open or not, ends at the later's onset; of two with one onset the one changed last stands. An
event that no longer lies in its episode does not stand, and a notice shown in an episode that does not stand is of none. The plan an
app begins with by itself is in force before every plan that was chosen.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from tracker.domain.episodes import EventKind
from tracker.domain.plan.protocol import FIRST_PLAN_ID
from tracker.domain.sync.records import Record, dumped
from tracker.domain.sync.sections import Key, Section

MOMENT = ("at", "offset_seconds", "zone", "day")
# The least by which two instants of the diary differ.
A_MOMENT_BEFORE = timedelta(microseconds=1)


def fitted(standing: Mapping[Key, Record]) -> dict[Key, Record]:
    """The records as the diary can show them; those left out cannot be shown beside the others."""
    shown = dict(standing)
    _fit(shown, _records_of(standing, Section.EPISODES), _episodes_apart)
    episodes = {record.id: json.loads(record.content) for record in _records_of(shown, Section.EPISODES)}
    for record in _records_of(standing, Section.EVENTS):
        if not _lies_within(json.loads(record.content), episodes):
            del shown[record.key]
    for record in _records_of(standing, Section.NOTICES):
        content = json.loads(record.content)
        if content["episode_id"] not in {None, *episodes}:
            shown[record.key] = record._replace(content=dumped({**content, "episode_id": None}))
    _fit(shown, _records_of(standing, Section.PLANS), _first_plan_first)
    return shown


def _fit(shown: dict[Key, Record], records: list[Record], fit: Callable[[list[Record]], Iterable[Record]]) -> None:
    for record in records:
        del shown[record.key]
    shown.update((record.key, record) for record in fit(records))


def _records_of(records: Mapping[Key, Record], section: Section) -> list[Record]:
    return [record for key, record in records.items() if key[0] is section]


def _episodes_apart(records: list[Record]) -> Iterable[Record]:
    by_onset: dict[str, tuple[Record, dict[str, Any]]] = {}
    for record in sorted(records, key=lambda record: (record.rank, record.id)):
        content = json.loads(record.content)
        # In order of rank: of two with one onset the later overwrites the earlier.
        by_onset[content["at"]] = record, content
    ordered = [by_onset[onset] for onset in sorted(by_onset)]
    for (record, content), (_later, following) in pairwise(ordered):
        yield record._replace(content=dumped(_ended_by(content, following)))
    yield from (record for record, _content in ordered[-1:])


def _ended_by(content: dict[str, Any], following: Mapping[str, Any]) -> dict[str, Any]:
    # Instants are texts of one width, in UTC: to compare the texts is to compare the instants.
    if content["ended_at"] is not None and content["ended_at"] <= following["at"]:
        return content
    return {**content, **{f"ended_{name}": following[name] for name in MOMENT}}


def _lies_within(event: Mapping[str, Any], episodes: Mapping[str, Mapping[str, Any]]) -> bool:
    episode = episodes.get(event["episode_id"])
    if episode is None or event["at"] < episode["at"]:
        return False
    # A tick may come after the end: it counts in keeping well.
    return event["kind"] == EventKind.TICKS or episode["ended_at"] is None or event["at"] < episode["ended_at"]


def _first_plan_first(records: list[Record]) -> Iterable[Record]:
    chosen = [json.loads(record.content)["since"] for record in records if record.id != FIRST_PLAN_ID]
    for record in records:
        content = json.loads(record.content)
        if record.id != FIRST_PLAN_ID or not chosen or content["since"] < min(chosen):
            yield record
            continue
        since = datetime.fromisoformat(min(chosen)) - A_MOMENT_BEFORE
        yield record._replace(content=dumped({**content, "since": since.isoformat(timespec="microseconds")}))

"""Episodes, phase events and plan versions, and their rows."""

import json
from collections import defaultdict
from datetime import datetime

from tracker.domain.episodes import Episode, EventKind, PhaseEvent
from tracker.domain.ids import new_id
from tracker.domain.plan.protocol import PLANNED_PHASES, PlanVersion
from tracker.domain.sync.sections import Section
from tracker.library.plans import plan_from_json
from tracker.storage.connection import writing
from tracker.storage.database import Database, remembered
from tracker.storage.row_writes import delete, insert, upsert
from tracker.storage.sound_reading import note_missing, sound, sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.tombstones import bury, saving
from tracker.storage.values import Row, instant, instant_text, moment, moment_columns, stamps

# Written out: an episode that is reopened has an end in its row, which these take away.
NO_END: Row = {"ended_at": None, "ended_offset_seconds": None, "ended_zone": None, "ended_day": None}


class EpisodeStore:
    """The episodes of the diary and the plan they follow."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @remembered
    def all(self) -> list[Episode]:
        """Every episode with its events, in order of onset."""
        with errors_in_words():
            site_rows = self._database.rows("SELECT * FROM episode_sites ORDER BY position")
            event_rows = self._database.rows("SELECT * FROM phase_events ORDER BY at, created_at, rowid")
            rows = self._database.rows("SELECT * FROM episodes ORDER BY at")
            note_missing(self._database, "phase_events", event_rows)
            note_missing(self._database, "episodes", rows)
        events, sites = defaultdict(list), defaultdict(list)
        for owner, event in sound_rows(self._database, "phase_events", event_rows, lambda row: (row["episode_id"], event_of(row))):
            events[owner].append(event)
        for site in site_rows:
            sites[site["episode_id"]].append(site)
        found = (self._episode(row, sites[row["id"]], events[row["id"]]) for row in rows)
        return [episode for episode in found if episode is not None]

    def is_whole(self) -> bool:
        """Whether all that tells the phase was there and could be read, in the readings up to now."""
        return not self._database.unread.has(("episodes", "phase_events", "plan_versions"))

    def remove(self, id_: str, now: datetime) -> None:
        """Forget an episode and its events; tombstones without content stay."""
        with writing(self._database):
            for (event_id,) in self._database.execute("SELECT id FROM phase_events WHERE episode_id = ?", [id_]).fetchall():
                bury(self._database, event_id, now)
            bury(self._database, id_, now)
            delete(self._database, "episodes", "id = ?", [id_])

    def put(self, episode: Episode, now: datetime) -> None:
        """Save an episode with its sites and events, a new one or a changed one."""
        with writing(self._database):
            ended = NO_END if episode.ended is None else moment_columns(episode.ended, "ended_")
            row = {"id": episode.id, **moment_columns(episode.onset), **ended, "cause": episode.cause}
            with saving(self._database, Section.EPISODES, episode.id, now):
                sites = [{"episode_id": episode.id, "position": place, "name": name} for place, name in enumerate(episode.sites)]
                upsert(self._database, "episodes", {**row, **stamps(now)}, details={"episode_sites": sites})
                self._database.execute("DELETE FROM episode_sites WHERE episode_id = ?", [episode.id])
                for site in sites:
                    insert(self._database, "episode_sites", site)
            self._put_events(episode, now)

    @remembered
    def plan_versions(self) -> list[PlanVersion]:
        """The plan in its versions, the oldest first; empty before the first episode."""
        with errors_in_words():
            rows = self._database.rows("SELECT * FROM plan_versions ORDER BY since, created_at, rowid")
            note_missing(self._database, "plan_versions", rows)
        return sound_rows(self._database, "plan_versions", rows, _version)

    def add_plan_version(self, version: PlanVersion, now: datetime, id_: str | None = None) -> None:
        """Put a plan in force from an instant on; the plan an app begins with has an id that is the same on every computer."""
        content = json.dumps(version.protocol.as_data(), ensure_ascii=False)
        with writing(self._database):
            row = {"id": id_ or new_id(), "since": instant_text(version.since), "content": content, **stamps(now)}
            insert(self._database, "plan_versions", row)

    def _put_events(self, episode: Episode, now: datetime) -> None:
        kept = {event.id for event in episode.events}
        known = {id_ for (id_,) in self._database.execute("SELECT id FROM phase_events WHERE episode_id = ?", [episode.id]).fetchall()}
        # What could not be read is no event that was taken away.
        for id_ in known - kept - self._database.unread.ids("phase_events"):
            bury(self._database, id_, now)
            delete(self._database, "phase_events", "id = ?", [id_])
        for event in episode.events:
            # An event is added or removed, never changed: what is known stays as it is.
            if event.id not in known:
                with saving(self._database, Section.EVENTS, event.id, now):
                    insert(self._database, "phase_events", {**_event_row(event), "episode_id": episode.id, **stamps(now)})

    def _episode(self, row: Row, sites: list[Row], events: list[PhaseEvent]) -> Episode | None:
        return sound(self._database, "episodes", row, lambda sound_row: _episode(sound_row, sites, events), {"episode_sites": sites})


def _event_row(event: PhaseEvent) -> Row:
    ticks = {name: None if value is None else int(value) for name, value in (("eased", event.eased), ("checked", event.checked))}
    return {"id": event.id, **moment_columns(event.moment), "kind": event.kind.value, **ticks, "reason": event.reason}


def event_of(row: Row) -> PhaseEvent:
    """The event of a row; raises ValueError or KeyError for one that is none."""
    ticks = {name: None if row[name] is None else bool(row[name]) for name in ("eased", "checked")}
    return PhaseEvent(id=row["id"], moment=moment(row), kind=EventKind(row["kind"]), reason=row["reason"], **ticks)


def _version(row: Row) -> PlanVersion:
    plan = plan_from_json(row["content"])
    if not plan.phases.keys() >= set(PLANNED_PHASES):
        raise ValueError(row["id"])
    return PlanVersion(instant(row["since"]), plan)


def _episode(row: Row, sites: list[Row], events: list[PhaseEvent]) -> Episode:
    return Episode(
        id=row["id"],
        onset=moment(row),
        ended=moment(row, "ended_") if row["ended_at"] else None,
        sites=tuple(site["name"] for site in sites),
        cause=row["cause"],
        events=tuple(events),
    )

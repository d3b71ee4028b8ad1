"""Entries and status as the plain data of --json: instants in UTC, absent things null."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tracker.domain.entries import Activity, DayNote, Dose, Entry, Function, PainEntry, Session, kind_of
from tracker.domain.status import Status

if TYPE_CHECKING:
    from tracker.domain.backups import Backup
    from tracker.services.exchange.importing import ImportResult, PastImport
    from tracker.services.exchange.inbox import Delivery

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
JsonObject = dict[str, Any]


def entry_json(entry: Entry) -> JsonObject:
    """An entry as data."""
    shared: JsonObject = {
        "id": entry.id,
        "kind": kind_of(entry).value,
        "at": instant(entry.moment.at),
        "day": entry.moment.day.isoformat(),
        "zone": entry.moment.zone,
    }
    return {**shared, **_details(entry), "note": entry.note}


def backup_json(backup: "Backup") -> JsonObject:
    """A backup as data; its size in bytes, and what it is kept before and until when, where it is."""
    return {
        "file": str(backup.path),
        "at": instant(backup.made_at),
        "entries": backup.entries,
        "size": backup.size,
        "sound": backup.is_sound,
        "kept_until": instant(backup.kept_until),
        "why": backup.why.value if backup.why else None,
    }


def status_json(status: Status) -> JsonObject:
    """A status as data."""
    state, now = status.state, status.at.at
    session, reminder = status.session, status.reminder
    onset = status.episode.onset.at if status.episode else None
    return {
        "episode": status.episode.id if status.episode else None,
        "onset": instant(onset),
        "hours_since_onset": _hours(onset, now),
        "hours_since_anchor": _hours(state.anchor, now),
        "phase": state.phase.value,
        "phase_since": instant(state.since),
        "next_phase": state.next_phase.value if state.next_phase else None,
        "next_phase_at": instant(state.next_at),
        "waiting_for": list(state.waiting_for),
        "next_reminder": {"kind": reminder.kind, "at": instant(reminder.at)} if reminder else None,
        "session": {"kind": session.kind, "started": instant(session.moment.at), "ends": instant(status.session_ends_at)} if session else None,
        "last_pain": {"value": number(status.last_pain.pain), "at": instant(status.last_pain.moment.at)} if status.last_pain else None,
    }


def import_json(result: "ImportResult") -> JsonObject:
    """What an import did, as data."""
    refused = [{"line": line, "reason": reason} for line, reason in result.refused]
    not_kept = [{"column": name, "rows": count} for name, count in result.unread]
    counts = {"read": result.read, "added": result.added, "already_there": result.already_there}
    return {**counts, "updated": result.changed if result.is_merge else result.raised, "refused": refused, "not_kept": not_kept}


def delivery_json(delivery: "Delivery") -> JsonObject:
    """What became of a file of the inbox, as data."""
    return {"file": delivery.file, "outcome": delivery.outcome.value, "reason": delivery.reason, **import_json(delivery.result)}


def past_import_json(past: "PastImport") -> JsonObject:
    """An import of the past, as data."""
    return {"id": past.id, "format": past.format, "at": instant(past.at), "entries": past.entries}


def instant(at: datetime | None) -> str | None:
    """An instant to the second."""
    return None if at is None else at.isoformat(timespec="seconds")


def number(value: float | None) -> float | int | None:
    """A number, whole where it is."""
    if value is None:
        return None
    # Points, minutes and mg are whole as a rule, and are written 5 then, not 5.0.
    return int(value) if float(value).is_integer() else value


def _hours(since: datetime | None, now: datetime) -> float | None:
    return None if since is None else round((now - since) / HOUR, 2)


def _details(entry: Entry) -> JsonObject:
    match entry:
        case PainEntry():
            return _pain(entry)
        case Session():
            return _session(entry)
        case Activity():
            return {"activity": entry.kind, **_numbers(entry, "minutes", "count", "effort")}
        case DayNote():
            return {**_numbers(entry, "mood", "sleep_minutes", "sleep_quality", "fluids"), "flare": entry.flare, **_numbers(entry, "stiff_minutes")}
        case Dose():
            ingredients = [{"name": amount.ingredient, "mg": number(amount.mg)} for amount in entry.ingredients]
            return {"name": entry.name, "units": number(entry.units), "ingredients": ingredients}
        case Function():
            return {"scores": [{"activity": score.activity, "points": number(score.points)} for score in entry.scores]}
    raise TypeError(type(entry).__name__)


def _numbers(entry: Entry, *names: str) -> JsonObject:
    return {name: number(getattr(entry, name)) for name in names}


def _pain(entry: PainEntry) -> JsonObject:
    return {
        **_numbers(entry, "pain", "worst", "least", "average"),
        "sites": [{"name": site.name, "pain": number(site.pain)} for site in entry.sites],
        **{name: list(getattr(entry, name)) for name in ("words", "worse_with", "eased_by")},
        "woke": entry.woke,
        "original": _original(entry),
    }


def _session(entry: Session) -> JsonObject:
    return {
        "session": entry.kind,
        "minutes": number(round(entry.length / MINUTE, 2)),
        **_numbers(entry, "before", "after"),
        "end": entry.ended_by.value if entry.ended_by else None,
        "ended_at": instant(entry.ended_at),
    }


def _original(entry: PainEntry) -> JsonObject | None:
    if entry.original is None:
        return None
    return {"value": number(entry.original.value), "scale": [number(entry.original.least), number(entry.original.most)]}

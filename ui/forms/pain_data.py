"""A half-filled pain entry as plain data, to be kept until it is saved."""

from datetime import datetime
from typing import Any

from tracker.domain.drafts import PainDraft
from tracker.domain.times import Moment


def pain_data(draft: PainDraft, when: datetime | None) -> dict[str, Any]:
    """What a draft holds, and the wall-clock time chosen for it, if one was."""
    content = {name: value for name, value in draft._asdict().items() if name != "moment"}
    return content | {"when": when.isoformat() if when else ""}


def pain_from(data: dict[str, Any], now: Moment) -> tuple[PainDraft, datetime | None]:
    """The draft and the time chosen; raises KeyError, TypeError or ValueError where the data is of another kind."""
    draft = PainDraft(
        moment=now,
        pain=_number(data["pain"]),
        worst=_number(data["worst"]),
        least=_number(data["least"]),
        average=_number(data["average"]),
        sites=tuple((str(name), _number(points)) for name, points in data["sites"]),
        words=_words(data["words"]),
        worse_with=_words(data["worse_with"]),
        eased_by=_words(data["eased_by"]),
        woke=None if data["woke"] is None else bool(data["woke"]),
        note=str(data["note"]),
    )
    return draft, datetime.fromisoformat(data["when"]) if data["when"] else None


def _number(value: object) -> float | None:
    # By its text: a bool is a number to float, and would pass as one point.
    return None if value is None else float(str(value))


def _words(value: list[object]) -> tuple[str, ...]:
    return tuple(str(word) for word in value)

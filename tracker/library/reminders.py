"""The reminders that come with the app, and what each says."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.quiet_hours import Hours
from tracker.domain.reminders.rules import EVERY_DAY, ReminderKind, Rule
from tracker.library.resources import toml_resource


class ReminderWords(NamedTuple):
    """What a reminder is called, and what its notice says; in English. Without a title it is "NAME, if you like"."""

    name: str
    title: str = ""
    text: str = ""


@cache
def default_rules() -> tuple[Rule, ...]:
    """What resources/reminders/defaults.toml holds, each rule under an id that is the same on every computer."""
    return tuple(_rule(data) for data in _defaults()["rules"])


@cache
def reminder_words() -> Mapping[ReminderKind, ReminderWords]:
    """The words of every kind; an own reminder says what the person wrote."""
    words = {ReminderKind(data["kind"]): ReminderWords(data["name"], data.get("title", ""), data["text"]) for data in _defaults()["rules"]}
    return {**words, ReminderKind.OWN: ReminderWords(_defaults()["own"]["name"])}


@cache
def _defaults() -> dict[str, Any]:
    return toml_resource("reminders", "defaults.toml")


def _rule(data: Mapping[str, Any]) -> Rule:
    kind = ReminderKind(data["kind"])
    phases = tuple(Phase(name) for name in data.get("phase", tuple(Phase)))
    return Rule(
        id=data["id"],
        kind=kind,
        is_on=data.get("on", True),
        times=tuple(data.get("times", ())),
        every=data.get("every"),
        hours=Hours(**data.get("hours", {})),
        weekdays=tuple(data.get("weekdays", EVERY_DAY)),
        phases=phases,
    )

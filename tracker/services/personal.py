"""What a person told once, kept in the diary and so by its password; before, it stood in plain among the settings of the computer."""

from contextlib import suppress
from dataclasses import asdict, fields, replace
from typing import Any

from tracker.domain.personal import PersonalFacts
from tracker.domain.times import Clock
from tracker.errors import TrackerError
from tracker.services.settings import ChosenSettings
from tracker.storage.drafts import DraftStore

# Kept as a form that stays filled in.
FORM = "personal"
NAMES = tuple(field.name for field in fields(PersonalFacts))


class Personal:
    """Takes where the diary keeps forms, and the settings that may still hold what was told before."""

    def __init__(self, drafts: DraftStore, settings: ChosenSettings, clock: Clock) -> None:
        self._drafts, self._settings, self._clock = drafts, settings, clock

    @property
    def now(self) -> PersonalFacts:
        """What was told up to now; raises DiaryUnavailable."""
        with suppress(TrackerError):  # it is read from the settings until it can be written into the diary
            self.take_over()
        return _read((self._drafts.kept(FORM) or {}) | self._former())

    def choose(self, **told: str) -> None:
        """Keep some of it in place of what was told before; raises Refused or DiaryUnavailable, the old in force."""
        self.take_over()
        self._keep(asdict(replace(self.now, **told)))

    def take_over(self) -> None:
        """Bring what the settings still hold into the diary, and out of the settings; raises Refused or DiaryUnavailable, nothing lost."""
        if former := self._former():
            self._keep((self._drafts.kept(FORM) or {}) | former)
            self._settings.choose(**dict.fromkeys(former, ""))

    def _former(self) -> dict[str, str]:
        return {name: text for name in NAMES if (text := getattr(self._settings.now, name))}

    def _keep(self, content: dict[str, Any]) -> None:
        self._drafts.keep(FORM, content, self._clock.now())


def _read(content: dict[str, Any]) -> PersonalFacts:
    facts = PersonalFacts()
    for name in NAMES:
        with suppress(TypeError, ValueError):
            facts = replace(facts, **{name: content.get(name, "")})
    return facts

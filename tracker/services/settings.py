"""The settings of this computer as they are chosen, and the way to choose others."""

from dataclasses import replace
from typing import Any

from tracker.domain.settings import Settings
from tracker.paths import Paths
from tracker.storage.settings import SettingsFile


class ChosenSettings:
    """Holds the settings in force; what is chosen is kept in the file at once."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file
        self._is_neutral = False
        self._now = self._chosen = file.read()

    @property
    def now(self) -> Settings:
        """The settings in force."""
        return self._now

    def choose(self, **chosen: Any) -> None:  # noqa: ANN401 - the fields of Settings
        """Change settings and keep them; raises Refused, the old ones in force."""
        changed = replace(self._chosen, **chosen)
        self._file.write(changed)
        self._chosen = changed
        self.be_neutral(is_wanted=self._is_neutral)

    def be_neutral(self, *, is_wanted: bool) -> None:
        """Until it is unwanted, notifications say nothing of the person's health, whatever was chosen and stays kept."""
        self._is_neutral = is_wanted
        self._now = replace(self._chosen, neutral_notifications=True) if is_wanted else self._chosen


def settings_without_diary(paths: Paths) -> Settings:
    """The settings in force where the diary cannot be opened: what is shown then is to look as the person chose it, too."""
    return SettingsFile(paths.settings).read()

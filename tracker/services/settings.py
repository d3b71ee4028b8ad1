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
        self._now = file.read()

    @property
    def now(self) -> Settings:
        """The settings in force."""
        return self._now

    def choose(self, **chosen: Any) -> None:  # noqa: ANN401 - the fields of Settings
        """Change settings and keep them; raises Refused, the old ones in force."""
        changed = replace(self._now, **chosen)
        self._file.write(changed)
        self._now = changed


def settings_without_diary(paths: Paths) -> Settings:
    """The settings in force where the diary cannot be opened: what is shown then is to look as the person chose it, too."""
    return SettingsFile(paths.settings).read()

"""The settings of this computer, in a small file beside the diary."""

import dataclasses
import json
from datetime import time
from pathlib import Path
from typing import Any

from tracker.domain.settings import Settings
from tracker.files import atomic_write


class SettingsFile:
    """Reads and writes the settings; a value that makes no sense is the default again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Settings:
        """The settings; the defaults where the file is missing or damaged."""
        try:
            data = json.loads(self._path.read_text(encoding="utf-8")) if self._path.is_file() else {}
        # Without settings the app still works; without starting it does not.
        except (OSError, ValueError, RecursionError):
            return Settings()
        chosen = Settings()
        for field in dataclasses.fields(Settings):
            if isinstance(data, dict) and field.name in data:
                chosen = _with(chosen, field.name, data[field.name])
        return chosen

    def write(self, settings: Settings) -> None:
        """Replace the settings file; raises Refused."""
        data = {name: value.isoformat() if isinstance(value, time) else value for name, value in dataclasses.asdict(settings).items()}
        atomic_write(self._path, json.dumps(data, indent=2).encode())


def _with(settings: Settings, name: str, value: Any) -> Settings:  # noqa: ANN401 - whatever the file holds
    default = getattr(Settings(), name)
    try:
        # A file changed by hand may give a zone; the times of the settings are those of the wall.
        read = time.fromisoformat(value).replace(tzinfo=None) if isinstance(default, time) else value
        return dataclasses.replace(settings, **{name: read}) if isinstance(read, type(default)) else settings
    except (TypeError, ValueError):
        return settings

"""What stands in forms and is not saved yet."""

from typing import Any

from tracker.domain.times import Clock
from tracker.storage.drafts import DraftStore


class FormDrafts:
    """Keeps half-filled forms, so that a crash, a power cut or a second start does not lose them."""

    def __init__(self, drafts: DraftStore, clock: Clock) -> None:
        self._drafts = drafts
        self._clock = clock

    def keep(self, form: str, content: dict[str, Any]) -> None:
        """Keep what stands in a form, as plain data."""
        self._drafts.keep(form, content, self._clock.now())

    def kept(self, form: str) -> dict[str, Any] | None:
        """What stood in a form when the app went away, if anything was kept of it."""
        return self._drafts.kept(form)

    def kept_last(self, beginning: str) -> str | None:
        """The name of the form kept last among those whose names begin so."""
        return self._drafts.kept_last(beginning)

    def forget(self, form: str) -> None:
        """The form was saved or emptied."""
        self._drafts.forget(form)

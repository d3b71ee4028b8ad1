"""Choosing a setting of this computer: kept, and told to every page, unless it is as it was."""

from tracker.changes import Touched
from tracker.services.settings import ChosenSettings
from ui.desk import Desk


def choose(desk: Desk, settings: ChosenSettings, **chosen: object) -> None:
    """Keep what was chosen; a field that is left tells of it too, though nothing was changed."""
    now = settings.now
    if all(getattr(now, name) == value for name, value in chosen.items()):
        return
    if desk.tell_failures(lambda: settings.choose(**chosen)):
        desk.feed.publish(Touched.SETTINGS)

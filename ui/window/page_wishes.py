"""What the pages ask of the window, in one place: a page tells it, whoever made the page passes it on."""

from PySide6.QtCore import QObject, Signal


class PageWishes(QObject):
    """Made before the pages and the window; the window listens."""

    page_wanted = Signal(str)
    edit_wanted = Signal(str)  # the id of an entry
    edit_left = Signal(str)  # an entry that was to be edited, by its id: it was, or was not
    start_wanted = Signal()  # an episode is to begin
    onset_wanted = Signal()  # another onset of the episode
    exercise_wanted = Signal(str)  # its key
    exercises_wanted = Signal(str)  # stretches or the strength set
    log_wanted = Signal(str)  # a kind of session, to be logged by hand
    guide_wanted = Signal(str)  # the key of a subject; empty for the guide as it opens
    sound_wanted = Signal()
    silence_wanted = Signal()
    exercising_changed = Signal(bool)

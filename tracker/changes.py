"""What a change touched, as a value that screens listen to."""

from enum import Flag, auto


class Touched(Flag):
    """What a change touched: the diary, with the plan, the reminders and the backups that are shown beside it, or the settings.

    No finer: whoever listens asks its services again, which is cheap; to dress the window in new settings is not.
    """

    NONE = 0
    DIARY = auto()
    SETTINGS = auto()

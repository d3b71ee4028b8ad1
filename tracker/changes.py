"""What a deed changed, as a value that screens listen to."""

from enum import Flag, auto


class Changes(Flag):
    """Which parts of the diary a deed touched; parts are joined with `|`."""

    NONE = 0
    PAIN = auto()
    SESSION = auto()
    ACTIVITY = auto()
    DAY_NOTE = auto()
    EPISODE = auto()
    PLAN = auto()
    SETTINGS = auto()
    BACKUP = auto()
    DOSE = auto()
    FUNCTION = auto()
    VISITS = auto()
    MEDICINES = auto()
    REMINDER = auto()
    ENTRIES = PAIN | SESSION | ACTIVITY | DAY_NOTE | DOSE | FUNCTION
    ALL = ENTRIES | EPISODE | PLAN | SETTINGS | BACKUP | VISITS | MEDICINES | REMINDER

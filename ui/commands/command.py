"""What a line of the table of commands says."""

from enum import Enum
from typing import NamedTuple

from tracker.language import N_


class Group(Enum):
    """Under which heading a command stands on the sheet of keys, in this order."""

    PAIN = N_("Pain now")
    SESSION = N_("Session")
    DETAILS = N_("More about the pain")
    EXERCISE = N_("While an exercise is shown")
    GO = N_("Go to")
    EVERYWHERE = N_("Everywhere")
    LISTS = N_("Lists, tables and charts")
    DIARY = N_("Diary")
    EPISODE = N_("Episode")
    FILES = N_("Files")
    REMINDERS = N_("Reminders")
    LOOK = N_("Appearance")


# Between the caps on the sheet of keys, and no caps themselves.
# Translators: from one key to another: "0 to 9".
TO = N_("to")
# Translators: one key after another: "1 then 0".
THEN = N_("then")
# Translators: one key or another: "Left or Right".
OR = N_("or")
BETWEEN = {TO, THEN, OR}


class Command(NamedTuple):
    """Something a person can do: its name and the other words it is found by, in English, and its keys, as Qt names them.

    `short` is its name in a menu whose title says the rest. `caps` are what the sheet shows instead of `keys`: also of what a control hears
    by itself, which is then no shortcut. `row` is the key of the command in whose row it stands there. `is_offered`: the palette has it.
    """

    key: str
    name: str
    group: Group
    keys: tuple[str, ...] = ()
    words: str = ""
    icon: str = ""
    short: str = ""
    caps: tuple[str, ...] = ()
    row: str = ""
    is_offered: bool = True

"""What the palette of a window offers: every command, and what is found in the guide and in the diary."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.words import time_seen_from
from tracker.formats.joining import with_colon
from tracker.language import _
from ui.commands.command import Command, Group
from ui.commands.shortcuts import key_caps
from ui.commands.table import COMMANDS, name_of
from ui.palette.search import Offer
from ui.window.commands import WindowCommands

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

MOST_READ, MOST_ENTRIES = 4, 4
SECTION = "section "


class WindowOffers:
    """Takes the window and its commands."""

    def __init__(self, window: "MainWindow", commands: WindowCommands) -> None:
        self._window, self._commands = window, commands

    def commands(self) -> list[Offer]:
        """Every command: what is done before where one goes. Guide and diary are looked into by what is typed."""
        offered = [command for command in COMMANDS if command.is_offered]
        do = [self._offer(command) for command in offered if command.group is not Group.GO]
        go = [self._offer(command) for command in offered if command.group is Group.GO]
        return [*do, *go]

    def read_of(self, query: str) -> Sequence[Offer]:
        """The subjects of the guide that a query finds."""
        # Read when something is first looked for, which keeps the guide's texts out of the start of the app.
        from tracker.library.guide import guide

        heading = _("In the guide")
        found = guide().search(query)[:MOST_READ]
        return [Offer(_(subject.title), heading, partial(self._window.guide.open, subject.key), icon="diary") for subject in found]

    def further(self, query: str) -> Sequence[Offer]:
        """What takes longer to be found."""
        return [*self.read_of(query), *self._entries(query)]

    def _offer(self, command: Command) -> Offer:
        key, name = command.key, name_of(command.key)
        words = _(command.words) if command.words else ""
        if key == "session" and (now := self._window.today.session_card.toggle_words()):
            name, words = now, f"{name}, {words}"
        elif key.startswith(SECTION):
            name = with_colon(_("Settings"), name)
        commands = self._commands
        return Offer(
            name,
            _("Go to") if command.group is Group.GO else _("Do"),
            partial(commands.do, key),
            words,
            command.icon,
            key_caps(key),
            commands.note(key),
            commands.why_not(key),
        )

    def _entries(self, query: str) -> Sequence[Offer]:
        commands, window = self._commands, self._window
        from tracker.wording.entries import entry_words  # nothing else here needs it

        found = commands.desk.ask(lambda: commands.services.journal().holding(query, MOST_ENTRIES)[:MOST_ENTRIES]) or []
        today, heading = commands.desk.now().day, _("In the diary")
        offers = []
        for entry in found:
            words = entry_words(entry)
            name = ", ".join(part for part in (time_seen_from(entry.moment.local, today), words.what, words.text) if part)
            offers.append(Offer(name, heading, partial(window.edit_entry, entry.id), icon="today"))
        return offers

"""Opens what lies over the window: the palette and the sheet of keys, each made when it is first asked for."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tracker.domain.words import time_seen_from
from tracker.formats.joining import with_colon
from tracker.language import _
from ui.commands.command import Command, Group
from ui.commands.shortcuts import key_caps
from ui.commands.table import COMMANDS, name_of
from ui.palette.search import Offer
from ui.window.commands import WindowCommands

if TYPE_CHECKING:
    from ui.palette.keys_sheet import KeysSheet
    from ui.palette.overlay import Overlay
    from ui.palette.palette import Palette
    from ui.window.main_window import MainWindow

MOST_READ, MOST_ENTRIES = 4, 4
SECTION = "section "


class OverWindow(QObject):
    """Takes the window and its commands."""

    def __init__(self, window: "MainWindow", commands: WindowCommands) -> None:
        super().__init__(window)
        self._window, self._commands = window, commands
        self.palette: Palette | None = None
        self.keys: KeysSheet | None = None
        commands.palette_wanted.connect(self.open_palette)
        commands.keys_wanted.connect(self.open_keys)

    def open_palette(self) -> None:
        """Open the palette; asked for once more, close it."""
        if self.palette is None:
            from ui.palette.palette import Palette

            self.palette = Palette(self._window, self.offers, self._look_further)
        self._turn(self.palette, self.keys)

    def open_keys(self) -> None:
        """Open the sheet of keys; asked for once more, close it."""
        if self.keys is None:
            from ui.palette.keys_sheet import KeysSheet

            self.keys = KeysSheet(self._window, self._read_of)
        self._turn(self.keys, self.palette)

    def forget(self) -> None:
        """Close both, and keep nothing of what was looked for in them."""
        for panel in (self.palette, self.keys):
            if panel is not None:
                panel.close_panel(gives_focus_back=False)
                panel.setParent(None)
                panel.deleteLater()
        self.palette = self.keys = None

    def offers(self) -> list[Offer]:
        """Every command: what is done before where one goes. Guide and diary are looked into by what is typed."""
        offered = [command for command in COMMANDS if command.is_offered]
        do = [self._offer(command) for command in offered if command.group is not Group.GO]
        go = [self._offer(command) for command in offered if command.group is Group.GO]
        return [*do, *go]

    def _turn(self, wanted: "Overlay", other: "Overlay | None") -> None:
        if wanted.is_open:
            wanted.close_panel()
            return
        if other is not None:
            other.close_panel()
        wanted.open()

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

    def _read_of(self, query: str) -> Sequence[Offer]:
        # Read when something is first looked for, which keeps the guide's texts out of the start of the app.
        from tracker.library.guide import guide

        heading = _("In the guide")
        found = guide().search(query)[:MOST_READ]
        return [Offer(_(subject.title), heading, partial(self._window.guide.open, subject.key), icon="diary") for subject in found]

    def _look_further(self, query: str) -> Sequence[Offer]:
        return [*self._read_of(query), *self._entries(query)]

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

"""Opens what lies over the window: the palette and the sheet of keys, each made when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.window.commands import WindowCommands

if TYPE_CHECKING:
    from ui.palette.keys_sheet import KeysSheet
    from ui.palette.overlay import Overlay
    from ui.palette.palette import Palette
    from ui.window.main_window import MainWindow
    from ui.window.offers import WindowOffers


class OverWindow(QObject):
    """Takes the window and its commands."""

    def __init__(self, window: "MainWindow", commands: WindowCommands) -> None:
        super().__init__(window)
        self._window, self._commands = window, commands
        self.palette: Palette | None = None
        self.keys: KeysSheet | None = None
        commands.palette_wanted.connect(self.open_palette)
        commands.keys_wanted.connect(self.open_keys)

    @cached_property
    def offers(self) -> "WindowOffers":
        """What is found in them."""
        from ui.window.offers import WindowOffers

        return WindowOffers(self._window, self._commands)

    def open_palette(self) -> None:
        """Open the palette; asked for once more, close it."""
        if self.palette is None:
            from ui.palette.palette import Palette

            self.palette = Palette(self._window, self.offers.commands, self.offers.further)
        self._turn(self.palette, self.keys)

    def open_keys(self) -> None:
        """Open the sheet of keys; asked for once more, close it."""
        if self.keys is None:
            from ui.palette.keys_sheet import KeysSheet

            self.keys = KeysSheet(self._window, self.offers.read_of)
        self._turn(self.keys, self.palette)

    def forget(self) -> None:
        """Close both, and keep nothing of what was looked for in them."""
        for panel in (self.palette, self.keys):
            if panel is not None:
                panel.close_panel(gives_focus_back=False)
                panel.setParent(None)
                panel.deleteLater()
        self.palette = self.keys = None

    def _turn(self, wanted: "Overlay", other: "Overlay | None") -> None:
        if wanted.is_open:
            wanted.close_panel()
            return
        if other is not None:
            other.close_panel()
        wanted.open()

"""The theme of the running application: light or dark, each in the usual contrast or a high one, or as the desktop has it."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from tracker.library.look import Palette, palette
from ui.assets.colours import qt_palette
from ui.assets.focus_ring import FocusFollower
from ui.assets.fonts import tabular
from ui.assets.style_sheet import style_sheet

ThemeChoice = Literal["system", "light", "dark"]
ContrastChoice = Literal["system", "high", "usual"]
# Qt's words for the choices; Unknown gives the scheme back to the desktop.
SCHEMES = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
# The palettes of high contrast.
HIGH = {"light": "white", "dark": "black"}


class _Worn:
    """The colours in use, which are asked for a hundred times for one key; they are held by nobody's life, as the theme is by that of the app."""

    def __init__(self) -> None:
        self.palette: Palette | None = None


_worn = _Worn()


class Theme(QObject):
    """Dresses the application in one palette and tells those who draw for themselves when it changes."""

    palette_changed = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        # `theme()` finds it by this name: it lives and dies with the application, and no module holds one that has gone.
        self.setObjectName("theme")
        self.choice: ThemeChoice = "system"
        self.contrast: ContrastChoice = "system"
        self.palette: Palette = palette("light")
        _worn.palette = self.palette
        self._app = app
        self._dressed_as: tuple[ThemeChoice, ContrastChoice, Palette, str] | None = None
        self._follower = FocusFollower(app, lambda: self.palette)
        app.setFont(tabular(app.font()))
        # Both are kept: PySide takes what belongs to style hints that Python let go of for deleted.
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._on_desktop_changed)
        self._accessibility.contrastPreferenceChanged.connect(self._on_desktop_changed)

    @property
    def is_focus_shown(self) -> bool:
        """Whether the keyboard brought the focus to where it is."""
        return self._follower.is_by_keyboard

    def show_focus(self) -> None:
        """Show where the focus is, where keys are used."""
        self._follower.show_ring()

    def choose(self, choice: ThemeChoice, contrast: ContrastChoice = "system") -> None:
        """Take "light" or "dark", and "high" or "usual" contrast, or follow the desktop with "system"."""
        self.choice, self.contrast = choice, contrast
        self._hints.setColorScheme(SCHEMES[choice])
        self._dress()

    def _on_desktop_changed(self) -> None:
        # `choose` brings the signal about as well; a chosen theme is dressed by `choose` alone, and only once.
        if "system" in {self.choice, self.contrast}:
            self._dress()

    def _dress(self) -> None:
        chosen = palette(self._name())
        sheet = style_sheet(chosen, self._app.font())
        wanted = (self.choice, self.contrast, chosen, sheet)
        if wanted == self._dressed_as:  # Qt would measure every widget anew, for a second and more
            return
        self._dressed_as = wanted
        self.palette = _worn.palette = chosen
        self._app.setPalette(qt_palette(chosen))
        self._app.setStyleSheet(sheet)
        self.palette_changed.emit(chosen)

    def _name(self) -> str:
        scheme = self.choice if self.choice != "system" else "dark" if self._hints.colorScheme() is Qt.ColorScheme.Dark else "light"
        return HIGH[scheme] if self._is_high() else scheme

    def _is_high(self) -> bool:
        if self.contrast != "system":
            return self.contrast == "high"
        return self._accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast


def apply_theme(app: QApplication, choice: ThemeChoice, contrast: ContrastChoice = "system") -> Palette:
    """Dress the application; call it again when the choice changes."""
    current = theme() or Theme(app)
    current.choose(choice, contrast)
    return current.palette


def theme() -> Theme | None:
    """The theme of the running application, once one was applied."""
    app = QApplication.instance()
    return app.findChild(Theme, "theme") if app is not None else None


def is_focus_shown() -> bool:
    """Whether a control that draws its own ring is to draw it: only where the keyboard brought the focus."""
    current = theme()
    return current is not None and current.is_focus_shown


def show_focus() -> None:
    """Show the ring around what has the focus already, where keys are used: as around a field that was not right."""
    current = theme()
    if current is not None:
        current.show_focus()


def current_palette() -> Palette:
    """The colours to draw with now; light where no theme was applied."""
    return _worn.palette or palette("light")

"""The bar above the diary: search, what it is narrowed to, the bin, a new entry."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QWidget

from tracker.domain.entries import NAME_LIMIT, Kind
from tracker.domain.entry_filter import EVERYTHING, Only
from tracker.language import N_, _
from tracker.library.body import place_begins
from ui.commands.shortcuts import keys_text
from ui.widgets.buttons import main_button, ordinary_button
from ui.widgets.keys import ENTER
from ui.widgets.layouts import FlowLayout
from ui.widgets.menu_chip import MenuChip

SPACE = 12
# A search goes through the whole diary: it waits until a word is typed rather than following each letter.
TYPING_MS = 150
LEAST_SEARCH = 240
KINDS = {
    Kind.PAIN: N_("Pain"),
    Kind.SESSION: N_("Sessions"),
    Kind.ACTIVITY: N_("Activities"),
    Kind.DAY_NOTE: N_("Day notes"),
    Kind.DOSE: N_("Medicines"),
    Kind.FUNCTION: N_("What you can do"),
}


class SearchField(QLineEdit):
    """Tells what is searched for once the typing pauses, or at once on Enter; Escape leaves it."""

    query_changed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Search notes, places, medicines"))
        self.setPlaceholderText(_("Search notes, places, medicines"))
        self.setMaxLength(NAME_LIMIT)
        self.setMinimumWidth(LEAST_SEARCH)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MS)
        self._pause.timeout.connect(self.tell_query)
        self.textChanged.connect(self._on_typed)

    def tell_query(self) -> None:
        """Tell what is searched for now."""
        self._pause.stop()
        self.query_changed.emit(self.text())

    def forget(self) -> None:
        """Empty the field without a word."""
        self.clear()
        self._pause.stop()

    def take_focus(self) -> None:
        """Be typed into, what is there chosen to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _on_typed(self) -> None:
        self._pause.start()

    def event(self, event: QEvent) -> bool:
        """Where the typing has nothing to take back, or to do again, the keys for it are the diary's."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes, redoes = (event.matches(keys) for keys in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
            # A line edit takes these keys even where it has nothing to undo; refused here, they reach the window's shortcuts.
            if (undoes and not self.isUndoAvailable()) or (redoes and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter seeks at once and goes on to what was found, as Down does; Escape leaves."""
        if event.key() in {*ENTER, Qt.Key.Key_Down}:
            if self._pause.isActive():
                self.tell_query()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class DiaryBar(QWidget):
    """Search at the left, the rest at its right, or beneath it where both do not fit."""

    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField()
        self.kind, self.site = MenuChip(_("Kind")), MenuChip(_("Place"))
        self.bin_button = ordinary_button(_("Deleted entries"))
        self.new_button = main_button(_("New entry"), keys=keys_text("new entry"))
        self._sites: list[str | None] = []
        self.kind.set_options([_("All kinds"), *(_(name) for name in KINDS.values())])
        self.site.set_options([_("All places")])
        for choice in (self.kind, self.site):
            choice.chosen.connect(self.narrowed)
        self._group = QWidget()
        group = FlowLayout(self._group, SPACE)
        for control in (self.kind, self.site, self.bin_button, self.new_button):
            group.addWidget(control)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self._layout.addWidget(self.search, 1)
        self._layout.addWidget(self._group)
        self._group.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)

    @property
    def any_site(self) -> bool:
        """Whether no site is chosen."""
        return self.site.place == 0

    @property
    def chosen_site(self) -> str | None:
        """The chosen site; None where none is chosen, or the entries that name none are."""
        return None if self.any_site else self._sites[self.site.place - 1]

    def only(self) -> Only:
        """What the diary is narrowed to."""
        kinds = (list(KINDS)[self.kind.place - 1],) if self.kind.place else tuple(Kind)
        return Only(kinds, self.chosen_site, unplaced=not self.any_site and self.chosen_site is None)

    def show_all(self) -> None:
        """Choose all kinds and all sites."""
        self.kind.choose(0)
        self.site.choose(0)
        self.narrowed.emit()

    def offer_sites(self, sites: list[str | None]) -> None:
        """Offer these sites; the chosen one stays, though it be not among them."""
        is_any, chosen = self.any_site, self.chosen_site
        # Else the choice would fall back to all sites while another month is looked at.
        if not is_any and chosen not in sites:
            sites = [*sites, chosen]
        if sites == self._sites:
            return
        self._sites = sites
        names = [place_begins(name) if name is not None else _("No place named") for name in sites]
        self.site.set_options([_("All places"), *names], 0 if is_any else 1 + sites.index(chosen))

    def is_narrowed(self) -> bool:
        """Whether a kind or a site is chosen."""
        return self.only() != EVERYTHING

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest control alone."""
        return QSize(max(self.search.minimumWidth(), self._group.minimumSizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two rows where one does not hold all."""
        super().resizeEvent(event)
        wanted = LEAST_SEARCH + SPACE + self._group.sizeHint().width()
        is_narrow = event.size().width() < wanted
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

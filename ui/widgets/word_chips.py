"""Words to choose from as chips, and behind a plus a field for own ones."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT
from ui.widgets.chips import Chip
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs

FIELD_WIDTH = 220
SPACE = 8


class WordField(QLineEdit):
    """A field for a short name; Enter there adds it and goes no further: it would save the entry."""

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setMaxLength(NAME_LIMIT)
        self.setMinimumWidth(FIELD_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep every key here."""
        # Asked before: the field is emptied by the key itself. Enter in an empty field is meant for the form.
        is_bare_enter = event.text() == "\r" and not self.text().strip()
        super().keyPressEvent(event)
        event.setAccepted(not is_bare_enter)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went elsewhere, and not only to a menu or another window."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.left.emit()


class WordChips(QWidget):
    """Takes the name of its field and the words always offered, each as kept and as shown; the plus gives way to the field."""

    changed = Signal()

    def __init__(self, name: str, offered: Mapping[str, str]) -> None:
        super().__init__()
        self._always = dict(offered)
        self._chips: dict[str, Chip] = {}
        self._given: tuple[str, ...] = ()
        self.field = WordField(name)
        self.field.hide()
        self.field.editingFinished.connect(self._on_word_typed)
        self.field.left.connect(self._put_field_away)
        self.plus = Chip("", icon_name="plus")
        self.plus.setAccessibleName(name)
        self.plus.setToolTip(name)
        self.plus.clicked.connect(self.begin_word)
        self._flow = FlowLayout(spacing=SPACE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._flow)
        for widget in (self.plus, self.field):
            self._flow.addWidget(widget)
        for word in self._always:
            self._add_chip(word)
        order_tabs(self)

    def words(self) -> tuple[str, ...]:
        """The words chosen, those that were given first and in their order, and the one that is being typed."""
        chosen = [word for word, chip in self._chips.items() if chip.isChecked()]
        kept = [word for word in self._given if word in chosen]
        typed = self._kept_word(self.field.text().strip())
        return (*kept, *(word for word in chosen if word not in kept), *((typed,) if typed and typed not in chosen else ()))

    def set_words(self, words: Sequence[str]) -> None:
        """Choose these words, without a signal; those not offered yet are."""
        self.field.clear()
        self._given = tuple(words)
        self.offer(words)
        for word, chip in self._chips.items():
            blocked = chip.blockSignals(True)
            chip.setChecked(word in words)
            chip.blockSignals(blocked)
            chip.updateGeometry()

    def offer(self, words: Sequence[str]) -> None:
        """Offer more words, the person's own."""
        others = [word for word in dict.fromkeys(words) if word not in self._chips]
        for word in others:
            self._add_chip(word)
        if others:
            order_tabs(self)

    def first_control(self) -> QWidget:
        """Where the focus begins."""
        return next(iter(self._chips.values()), self.plus)

    def begin_word(self) -> None:
        """Show the field for a word of one's own."""
        self.field.show()
        self.plus.hide()
        self.field.setFocus()

    def _put_field_away(self) -> None:
        self.plus.show()
        self.field.hide()

    def _on_word_typed(self) -> None:
        typed = self.field.text().strip()
        if not typed:
            return
        word = self._kept_word(typed)
        self.field.clear()
        self.offer([word])
        self._chips[word].setChecked(True)

    def _on_toggled(self, chip: Chip) -> None:
        chip.updateGeometry()
        self.changed.emit()

    def _kept_word(self, typed: str) -> str:
        return next((word for word, shown in self._always.items() if typed.casefold() in {word, shown.casefold()}), typed)

    def _add_chip(self, word: str) -> None:
        chip = as_typed(Chip(self._always.get(word, word), kind="toggle"))
        chip.toggled.connect(lambda _on: self._on_toggled(chip))
        self._chips[word] = chip
        # Taken out and put back, so that they stay behind the last chip.
        for widget in (self.plus, self.field):
            self._flow.removeWidget(widget)
        for widget in (chip, self.plus, self.field):
            self._flow.addWidget(widget)


def as_typed(chip: Chip) -> Chip:
    """The chip with the very text a person typed as its name: an ampersand in it is no key to press."""
    # QAbstractButton.setText makes a shortcut of the letter after an ampersand.
    chip.setShortcut(QKeySequence())
    chip.setAccessibleName(chip.text())
    return chip

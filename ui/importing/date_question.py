"""Asks which day is meant where the dates of a table can be read in more than one way: each way on a row of the file."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.words import day_words, time_words
from tracker.importers.table.date_orders import DateChoice
from tracker.importers.table.written_dates import order_of
from tracker.language import N_, _
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.labels import breakable, plain_label

SPACE = 8
ORDERS = {"d": N_("{day} (day first)"), "m": N_("{day} (month first)"), "y": N_("{day} (year first)")}


class DateQuestion(QWidget):
    """Hidden until there is something to ask; what was answered stays in view and can be changed."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices: tuple[DateChoice, ...] = ()
        self.text = plain_label("", "strong")
        self.chips = ChoiceChips("")
        self.chips.changed.connect(self.answered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.text)
        layout.addWidget(self.chips)
        self.hide()

    def ask(self, choices: Sequence[DateChoice]) -> None:
        """Ask anew; nothing is answered yet. Without a choice there is nothing to ask."""
        self._choices = tuple(choices)
        self.setVisible(bool(choices))
        if choices:
            text = _question(choices)
            self.text.setText(breakable(text))
            self.chips.setAccessibleName(text)
            self.chips.set_options([(choice.format, _answer(choice, choices)) for choice in choices])

    def answer(self) -> str:
        """The format that was chosen; empty where none is."""
        return self.chips.chosen_key()

    def show_answer(self, format_: str | None) -> None:
        """Show what is chosen elsewhere, if it is one of the answers."""
        if self._choices:
            self.chips.choose(format_ if format_ is not None and any(choice.format == format_ for choice in self._choices) else "")

    def first(self) -> QWidget:
        """The first answer; raises IndexError where nothing is asked."""
        return self.chips.chip(self._choices[0].format)

    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return bool(self._choices) and not self.answer()


def _question(choices: Sequence[DateChoice]) -> str:
    first = choices[0]
    if len({(choice.line, choice.cell) for choice in choices}) > 1:
        return _("The dates of this file contradict each other. Which of these is right?")
    return _("“{cell}” in line {line} can be read in more than one way. Which day is it?").format(cell=first.cell, line=first.line)


def _answer(choice: DateChoice, choices: Sequence[DateChoice]) -> str:
    day = time_words(choice.wall) if choice.has_time else day_words(choice.wall.date())
    words = _(ORDERS[(order_of(choice.format) or "dmy")[0]]).format(day=day)
    if len({(other.line, other.cell) for other in choices}) > 1:
        # Translators: {words} is a day: "1 Feb 2026 (day first)".
        return _("“{cell}” in line {line} is {words}").format(cell=choice.cell, line=choice.line, words=words)
    return words

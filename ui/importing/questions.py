"""What only the person can tell about a table, asked above its preview on what stands in the file: which day is meant, which letters are right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.words import day_words, time_words
from tracker.importers.text.encoding import EncodingChoice
from tracker.importers.written.date_orders import DateChoice
from tracker.importers.written.dates import order_of
from tracker.language import N_, _
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.labels import breakable, plain_label

SPACE = 8
ORDERS = {"d": N_("{day} (day first)"), "m": N_("{day} (month first)"), "y": N_("{day} (year first)")}
# Letters: enough of a file's words to see whether they are words.
WORDS_SHOWN = 40


class Question(QWidget):
    """Hidden until there is something to ask; what was answered stays in view and can be changed."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[str, ...] = ()
        self.text = plain_label("", "strong")
        self.chips = ChoiceChips("")
        self.chips.changed.connect(self.answered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.text)
        layout.addWidget(self.chips)
        self.hide()

    def ask(self, text: str, answers: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Ask anew, with an answer chosen beforehand or none."""
        self._keys = tuple(key for key, _words in answers)
        self.text.setText(breakable(text))
        self.chips.setAccessibleName(text)
        self.chips.set_options([(key, breakable(words)) for key, words in answers])
        self.chips.choose(chosen)
        self.setVisible(bool(answers))

    def ask_nothing(self) -> None:
        """There is nothing to ask."""
        self._keys = ()
        self.hide()

    def answer(self) -> str:
        """The key of the answer; empty where there is none yet."""
        return self.chips.chosen_key() if self._keys else ""

    def show_answer(self, key: str | None) -> None:
        """Show what is chosen elsewhere, if it is one of the answers."""
        if self._keys:
            self.chips.choose(key if key is not None and key in self._keys else "")

    def first(self) -> QWidget:
        """The first answer; raises IndexError where nothing is asked."""
        return self.chips.chip(self._keys[0])

    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return bool(self._keys) and not self.answer()


def ask_day(question: Question, choices: Sequence[DateChoice]) -> None:
    """Ask which day is meant, by the formats that are left, on a row of the file."""
    first = choices[0]
    # Dates that contradict each other: no row can be read in each of the ways.
    is_one_row = len({(choice.line, choice.cell) for choice in choices}) == 1
    if is_one_row:
        text = _("“{cell}” in line {line} can be read in more than one way. Which day is it?").format(cell=first.cell, line=first.line)
    else:
        text = _("The dates of this file contradict each other. Which of these is right?")
    question.ask(text, [(choice.format, _day_words(choice, is_one_row=is_one_row)) for choice in choices])


def ask_letters(question: Question, choices: Sequence[EncodingChoice]) -> None:
    """Ask which words of the file are right, by the encodings that are likely; the first is the one it is read in."""
    text = _("The letters of this file can be read in more than one way. Which words are right?")
    question.ask(text, [(choice.encoding, _letter_words(choice)) for choice in choices], choices[0].encoding)


def _day_words(choice: DateChoice, *, is_one_row: bool) -> str:
    day = time_words(choice.wall) if choice.has_time else day_words(choice.wall.date())
    words = _(ORDERS[(order_of(choice.format) or "dmy")[0]]).format(day=day)
    if is_one_row:
        return words
    # Translators: {words} is a day: "1 Feb 2026 (day first)".
    return _("“{cell}” in line {line} is {words}").format(cell=choice.cell, line=choice.line, words=words)


def _letter_words(choice: EncodingChoice) -> str:
    # The words alone: who reads them knows which are right, and need not know what their letters are called.
    return choice.words if len(choice.words) <= WORDS_SHOWN else f"{choice.words[:WORDS_SHOWN]}…"

"""The strength set of keeping well: a tile for each exercise, the tick it waits for, its figures, its form in place."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.plan.protocol import Phase, PlannedExercise
from tracker.domain.sessions import counts_as_done
from tracker.domain.status import Status
from tracker.language import _
from tracker.library.exercises import advice, exercise_of
from tracker.library.plans import default_plan
from tracker.services.form_drafts import FormDrafts
from tracker.services.plans import Plans
from tracker.wording.plan import exercise_name
from ui.desk import Desk
from ui.pages.plan.exercises.exercise_form import ExerciseForm
from ui.pages.plan.exercises.exercise_row import ExerciseDetails, ExerciseOffer
from ui.pages.plan.exercises.exercise_tile import ExerciseTile, TileGrid
from ui.pages.plan.exercises.exercises_card import places_of
from ui.pages.plan.phase_card import PhaseFigures
from ui.widgets.buttons import link_button, main_button
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.wrapping_check_box import WrappingCheckBox

SPACE = 8


class StrengthCard(Card):
    """Shows the exercises of keeping well; the tick gates them alone.

    `exercise_wanted` and `log_wanted` bring the key and the name of one, `set_wanted` asks for all in turn, `checked_wanted` brings the tick,
    `opened` brings what was opened.
    """

    exercise_wanted = Signal(str)
    log_wanted = Signal(str)
    set_wanted = Signal()
    checked_wanted = Signal(bool)
    opened = Signal(QWidget)

    def __init__(self, desk: Desk, drafts: FormDrafts, plans: Plans) -> None:
        super().__init__(_("Strength set"))
        self.set_phase(Phase.WELL)
        self._desk = desk
        self._plans = plans
        self._shown: list[ExerciseOffer] = []
        self._steps_of = ""
        self.start_button = main_button("", icon_name="play")
        self.start_button.clicked.connect(self.set_wanted)
        self.add_to_header(self.start_button)
        self.checked = WrappingCheckBox(_("I have checked these exercises with a GP or physiotherapist"))
        self.checked.clicked.connect(self.checked_wanted)
        self.grid = TileGrid(_("Strength set"))
        self.details = _Steps()
        self.details.closed.connect(lambda: self._show_steps(""))
        self.form = ExerciseForm(desk, drafts, plans, Phase.WELL)
        self.form.done.connect(self._on_done)
        self.taken_out = _TakenOut()
        self.taken_out.wanted.connect(self._on_put_back)
        self.figures = PhaseFigures(desk, drafts, plans, Phase.WELL)
        self.figures.opened.connect(self.opened)
        self.add_button = link_button(_("Add an exercise"))
        self.add_button.clicked.connect(lambda: self._open_form(None))
        self._lay_out()
        self.form.hide()
        if self.form.has_draft():
            self._open_form(next((offer for offer in self._offers() if offer.planned.key == self.form.draft_place()[1]), None))

    def refresh(self, status: Status) -> None:
        """Show the exercises of the plan in force and what was done of them today; what is being typed stays."""
        self.figures.refresh(status)
        offers = self._offers()
        if offers != self._shown:
            self._shown = offers
            self.grid.set_tiles([self._tile(offer) for offer in offers])
            self._show_steps(self._steps_of if self._steps_of in {offer.planned.key for offer in offers} else "")
            self.taken_out.show_exercises(_taken_out([offer.planned for offer in offers]))
        may_start = status.state.checked
        self.checked.setVisible(not may_start)
        self.checked.setChecked(may_start)
        self.start_button.setText(_start_words(len(offers)))
        self.start_button.setVisible(may_start and bool(offers))
        done = [session.kind.casefold() for session in status.sessions_today if counts_as_done(session)]
        for tile in self.grid.tiles():
            tile.show_done(done.count(tile.offer.planned.name.casefold()))
            tile.show_start(may_start=may_start)

    def _offers(self) -> list[ExerciseOffer]:
        plan, places = self._plans.in_force(), self._plans.figures()
        return [ExerciseOffer(Phase.WELL, exercise, places_of(places, Phase.WELL, exercise)) for exercise in plan.phases[Phase.WELL].exercises]

    def _tile(self, offer: ExerciseOffer) -> ExerciseTile:
        tile, key = ExerciseTile(offer), offer.planned.key
        tile.start_wanted.connect(partial(self.exercise_wanted.emit, key))
        tile.steps_wanted.connect(partial(self._show_steps, key))
        tile.change_wanted.connect(partial(self._open_form, offer))
        tile.log_wanted.connect(partial(self.log_wanted.emit, offer.planned.name))
        tile.remove_wanted.connect(partial(self._on_remove, key))
        return tile

    def _show_steps(self, key: str) -> None:
        self._steps_of = key
        offer = next((offer for offer in self._shown if offer.planned.key == key), None)
        self.details.show_offer(offer)
        if offer is not None and self.isVisible():
            self.opened.emit(self.details)

    def _on_remove(self, key: str) -> None:
        self._desk.run(lambda: self._plans.remove_exercise(Phase.WELL, key))

    def _on_put_back(self, key: str) -> None:
        exercise = next(known for known in default_plan().phases[Phase.WELL].exercises if known.key == key)
        self._desk.run(lambda: self._plans.put_exercise(Phase.WELL, exercise))

    def _open_form(self, offer: ExerciseOffer | None) -> None:
        self.form.open_for(offer)
        self.add_button.hide()
        self.form.show()
        if self.isVisible():
            self.form.focus_first()
            self.opened.emit(self.form)

    def _on_done(self) -> None:
        self.form.hide()
        self.add_button.show()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        feet = QHBoxLayout()
        feet.addWidget(self.figures.opener)
        feet.addStretch(1)
        feet.addWidget(self.add_button)
        self.body.addWidget(plain_label(f"{_(advice().always)} {_(advice().stop)}"))
        for widget in (self.checked, self.grid, self.taken_out, self.details, self.form):
            self.body.addWidget(widget)
        self.body.addLayout(feet)
        self.body.addWidget(self.figures)


class _Steps(QWidget):
    """How one exercise goes, large, until it is closed."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._details: QWidget | None = None
        self._heading = plain_label("", "strong")
        self.close_button = link_button(_("Hide how it goes"))
        self.close_button.clicked.connect(self.closed)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self._layout.addWidget(self._heading)
        self._layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_offer(self, offer: ExerciseOffer | None) -> None:
        """Show how an exercise goes; None hides it."""
        if self._details is not None:
            self._details.hide()
            self._details.deleteLater()
            self._details = None
        if offer is not None:
            self._heading.setText(exercise_name(offer.planned))
            self._details = ExerciseDetails(exercise_of(offer.planned), offer.places)
            self._layout.insertWidget(1, self._details)
        self.setVisible(offer is not None)


class _TakenOut(QWidget):
    """The app's own exercises that the plan has no more: each is put back by a press."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Taken out"))
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, spacing=SPACE)
        self._flow.addWidget(plain_label(_("Put back:"), "small", wrap=False))
        self.hide()

    def show_exercises(self, exercises: Sequence[PlannedExercise]) -> None:
        """Offer these."""
        for former in self._chips:
            self._flow.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._chips = [Chip(exercise_name(exercise)) for exercise in exercises]
        for chip, exercise in zip(self._chips, exercises, strict=True):
            chip.clicked.connect(partial(self._on_clicked, exercise.key))
            self._flow.addWidget(chip)
        self.setVisible(bool(exercises))

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self.wanted.emit(key)


def _taken_out(exercises: Sequence[PlannedExercise]) -> list[PlannedExercise]:
    kept = {exercise.key for exercise in exercises}
    return [exercise for exercise in default_plan().phases[Phase.WELL].exercises if exercise.key not in kept]


def _start_words(count: int) -> str:
    """In words as far as one counts at a glance."""
    words = (_("Start"), _("Start"), _("Start both"), _("Start all three"), _("Start all four"), _("Start all five"), _("Start all six"))
    return words[count] if count < len(words) else _("Start all {count}").format(count=count)

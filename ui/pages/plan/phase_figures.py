"""The figures of a phase with their sources, and the form that changes them."""

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.plan.figures import PlanFigure
from tracker.domain.plan.protocol import Phase, PhasePlan
from tracker.domain.plan.words import phase_name
from tracker.domain.status import Status
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.plans import Plans
from tracker.wording.plan import figure_line
from ui.desk import Desk
from ui.forms.draft_keeper import is_begun
from ui.pages.plan.figures_form import PlanFiguresForm, figures_form_name, phase_figures
from ui.pages.plan.preset_choice import PresetChoice
from ui.widgets.buttons import small_button
from ui.widgets.labels import breakable, plain_label
from ui.widgets.opener import Opener

SPACE = 8


class PhaseFigures(QWidget):
    """The figures of a phase, each with where it comes from, and the form that changes them, shown on demand.

    `opener` shows and hides them, and stands where the card that holds both puts it; `opened` brings what was opened into view. Escape closes them.
    """

    opened = Signal(QWidget)

    def __init__(self, desk: Desk, drafts: FormDrafts, plans: Plans, phase: Phase) -> None:
        super().__init__()
        self._desk = desk
        self._drafts = drafts
        self._phase = phase
        self._plans = plans
        self.opener = Opener(_("Why these numbers"), self)
        self.opener.setAccessibleDescription(phase_name(phase))
        self.opener.opened.connect(self.opened)
        self.lines = plain_label("", "small")
        self.about = plain_label("", "small")
        self.presets = PresetChoice(desk, plans, phase)
        self.change_button = small_button(_("Change the numbers"))
        self.change_button.setAccessibleDescription(phase_name(phase))
        self.change_button.clicked.connect(self.open_form)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        for widget in (self.lines, self.about, self.presets):
            self._layout.addWidget(widget)
        self._layout.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignLeft)
        if is_begun(desk, drafts, figures_form_name(phase)):
            self.open_form()

    @cached_property
    def form(self) -> PlanFiguresForm:
        """The form, made when it is first opened: hardly anyone ever changes a figure, and there are four of them."""
        form = PlanFiguresForm(self._desk, self._drafts, self._plans, self._phase)
        form.hide()
        form.done.connect(self._on_done)
        self._layout.addWidget(form)
        return form

    def refresh(self, status: Status) -> None:
        """Show the figures in force; what is being typed stays."""
        places = phase_figures(self._plans.figures(), self._phase)
        self.lines.setText(breakable("\n".join(figure_line(place) for place in places if place.figure is not None)))
        self.about.setText(breakable(_about(status.plan.phases[self._phase], places)))
        self.presets.refresh()
        self._show(is_open=self._is_changing)

    def show_above(self, widget: QWidget) -> None:
        """Show something else with the figures, above them."""
        self._layout.insertWidget(0, widget)

    def open_form(self) -> None:
        """Let the figures be changed."""
        self.opener.set_open(is_open=True)
        self.form.open()
        self._show(is_open=True)
        if self.isVisible():
            self.form.focus_first()
            self.opened.emit(self.form)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes them; the focus goes back to what opened them."""
        if event.key() == Qt.Key.Key_Escape:
            self.opener.setFocus(Qt.FocusReason.OtherFocusReason)
            self.opener.set_open(is_open=False)
        else:
            super().keyPressEvent(event)

    def _on_done(self) -> None:
        self._show(is_open=False)
        self.change_button.setFocus()

    @property
    def _is_changing(self) -> bool:
        return "form" in vars(self) and not self.form.isHidden()

    def _show(self, *, is_open: bool) -> None:
        if is_open or self._is_changing:
            self.form.setVisible(is_open)
        self.change_button.setVisible(not is_open)
        self.presets.setVisible(not is_open and self.presets.has_choice)
        for label in (self.lines, self.about):
            label.setVisible(bool(label.text()) and not is_open)


def _about(plan: PhasePlan, places: list[PlanFigure]) -> str:
    """What the plan says of its figures; once one was changed by the person, that holds for the defaults alone."""
    if not plan.about:
        return ""
    is_changed = any(place.figure is not None and place.figure.is_changed for place in places)
    return _("About the defaults: {about}").format(about=_(plan.about)) if is_changed else _(plan.about)

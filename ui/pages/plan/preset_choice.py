"""The choices of figures that come with the app for a phase: the usual ice, or the gentler one."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.words import phase_name
from tracker.formats.joining import with_colon
from tracker.language import _
from tracker.services.plans import Plans
from ui.desk import Desk
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.labels import plain_label

SPACE = 4


class PresetChoice(QWidget):
    """One chip a choice; none is chosen where the person has figures of their own; beneath, what the others would be."""

    def __init__(self, desk: Desk, plans: Plans, phase: Phase) -> None:
        super().__init__()
        self._desk = desk
        self._plans = plans
        self._presets = [preset for preset in self._plans.presets() if all(name.startswith(f"{phase.value}.") for name in preset.figures)]
        self.chips = ChoiceChips(_("Choices for: {phase}").format(phase=phase_name(phase)))
        self.chips.set_options([(preset.key, _(preset.name)) for preset in self._presets])
        self.chips.changed.connect(self._on_chosen)
        self.about = plain_label("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.chips)
        layout.addWidget(self.about)

    @property
    def has_choice(self) -> bool:
        """Whether the app has any for the phase."""
        return bool(self._presets)

    def refresh(self) -> None:
        """Show which one is in force, if any is."""
        if not self._presets:
            return
        chosen = next((preset for preset in self._presets if self._plans.is_chosen(preset)), None)
        self.chips.choose(chosen.key if chosen else "")
        others = [preset for preset in self._presets if preset is not chosen]
        self.about.setText("\n".join(with_colon(_(preset.name), _(preset.about)) for preset in others))

    def _on_chosen(self) -> None:
        key = self.chips.chosen_key()
        if any(preset.key == key and self._plans.is_chosen(preset) for preset in self._presets):
            return
        if self._desk.run(lambda: self._plans.choose_preset(key)) is None:
            self.refresh()

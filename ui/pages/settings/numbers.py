"""Whose numbers stand in "When to get help", and the person's own in place of them."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from tracker.domain.settings import ELSEWHERE, NUMBER_LIMIT
from tracker.formats.joining import with_brackets, with_semicolon
from tracker.language import _, desktop_country
from tracker.library.safety import country_of, safety
from tracker.services.settings import ChosenSettings
from tracker.wording.help import help_numbers
from ui.desk import Desk
from ui.pages.settings.choosing import choose
from ui.pages.settings.rows import SettingRow
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import plain_label

SPACE = 8


class NumbersRow(SettingRow):
    """Chooses the country; a number typed stands in place of its own."""

    def __init__(self, desk: Desk, settings: ChosenSettings) -> None:
        super().__init__(_("Numbers to call"))
        self._desk = desk
        self._settings = settings
        self.country: ChoiceBox[str] = ChoiceBox(_("Country"))
        listed = [(country.code, _(country.name)) for country in safety().countries]
        self.country.set_options([("", _as_the_desktop()), *listed, (ELSEWHERE, _("Another country"))])
        self.emergency, self.advice = (_number_field(name) for name in (_("Emergency number"), _("Advice line")))
        words = _("They are shown in “When to get help”. A number typed here replaces the country's.")
        self.add(plain_label(words, "muted"), self._fields())
        self.country.chosen.connect(lambda: self._choose(country=self.country.value()))
        self.emergency.editingFinished.connect(lambda: self._choose(emergency_number=self.emergency.text().strip()))
        self.advice.editingFinished.connect(lambda: self._choose(advice_number=self.advice.text().strip()))

    def refresh(self) -> None:
        """Show what is chosen; a number that is being typed stays."""
        settings = self._settings.now
        # A code that a later version or a hand wrote is kept, and shown as what it stands for here.
        is_known = not settings.country or country_of(settings.country) is not None
        self.country.choose(settings.country if is_known else ELSEWHERE)
        numbers = help_numbers(settings)
        # Translators: the number for emergencies, and whom to ask for advice: a number, or "your doctor".
        self.show_state(with_semicolon(numbers.emergency, numbers.advice))
        for field, own, shown in (
            (self.emergency, settings.emergency_number, numbers.emergency),
            (self.advice, settings.advice_number, numbers.advice),
        ):
            if not field.hasFocus():
                field.setText(own)
            field.setPlaceholderText(shown)

    def _choose(self, **chosen: str) -> None:
        choose(self._desk, self._settings, **chosen)
        self.refresh()

    def _fields(self) -> QVBoxLayout:
        # Under their names: beside them large type leaves a country too little room.
        fields = QVBoxLayout()
        fields.setSpacing(SPACE)
        for field in (self.country, self.emergency, self.advice):
            label = plain_label(field.accessibleName())
            label.setBuddy(field)
            fields.addWidget(label)
            fields.addWidget(field)
        return fields


def _as_the_desktop() -> str:
    country = country_of(desktop_country())
    return with_brackets(_("As the desktop"), _(country.name) if country else _("not known"))


def _number_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setMaxLength(NUMBER_LIMIT)
    return field

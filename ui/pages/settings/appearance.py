"""The look of the window."""

from tracker.language import _, pgettext
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.pages.settings.choosing import choose
from ui.pages.settings.rows import RowGroup, SettingRow
from ui.widgets.labels import plain_label
from ui.widgets.segmented_bar import SegmentedBar


class AppearanceGroup(RowGroup):
    """The theme."""

    def __init__(self, desk: Desk, settings: ChosenSettings) -> None:
        super().__init__()
        self._settings = settings
        self._themes = {"system": _("As the desktop"), "light": pgettext("theme", "Light"), "dark": pgettext("theme", "Dark")}
        self.bar = SegmentedBar(list(self._themes.items()), _("Theme"))
        self.theme = SettingRow(_("Theme"), plain_label(_("Prints and exports are always light."), "muted"), self.bar)
        self.add(self.theme)
        self.bar.chosen.connect(lambda key: choose(desk, settings, theme=key))

    def refresh(self) -> None:
        """Show what is chosen."""
        chosen = self._settings.now.theme
        self.bar.choose(chosen)
        self.theme.show_state(self._themes[chosen])

"""The look of the window."""

from tracker.language import _, pgettext
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.pages.settings.choosing import choose
from ui.pages.settings.rows import RowGroup, SettingRow
from ui.widgets.labels import plain_label
from ui.widgets.segmented_bar import SegmentedBar


class AppearanceGroup(RowGroup):
    """The theme and the contrast."""

    def __init__(self, desk: Desk, settings: ChosenSettings) -> None:
        super().__init__()
        self._settings = settings
        self._themes = {"system": _("As the desktop"), "light": pgettext("theme", "Light"), "dark": pgettext("theme", "Dark")}
        self.bar = SegmentedBar(list(self._themes.items()), _("Theme"))
        self.theme = SettingRow(_("Theme"), plain_label(_("Prints and exports are always light."), "muted"), self.bar)
        self._contrasts = {"system": _("As the desktop"), "high": _("High contrast"), "usual": _("Usual contrast")}
        self.contrast_bar = SegmentedBar(list(self._contrasts.items()), _("Contrast"))
        words = plain_label(_("High contrast is black and white, with wide edges and without tinted grounds."), "muted")
        self.contrast = SettingRow(_("Contrast"), words, self.contrast_bar)
        self.add(self.theme, self.contrast)
        self.bar.chosen.connect(lambda key: choose(desk, settings, theme=key))
        self.contrast_bar.chosen.connect(lambda key: choose(desk, settings, contrast=key))

    def refresh(self) -> None:
        """Show what is chosen."""
        theme, contrast = self._settings.now.theme, self._settings.now.contrast
        self.bar.choose(theme)
        self.theme.show_state(self._themes[theme])
        self.contrast_bar.choose(contrast)
        self.contrast.show_state(self._contrasts[contrast])

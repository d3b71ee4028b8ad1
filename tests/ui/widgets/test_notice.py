"""A message in place: its icon is drawn in the theme of the moment."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.hands import colours_of, settle
from tracker.library.look import palette
from ui.assets import apply_theme
from ui.widgets.notice import Notice


@pytest.mark.parametrize(("kind", "token"), [("calm", "text"), ("warning", "heat"), ("danger", "danger")])
def test_the_icon_of_a_message_follows_the_theme_while_it_stands(shown, kind, token):
    notice = Notice()
    shown(notice, 600, 60)
    notice.show_notice("Saved", kind)
    for theme in ("dark", "light"):
        apply_theme(QApplication.instance(), theme)
        settle()
        assert getattr(palette(theme), token) in colours_of(notice._icon)

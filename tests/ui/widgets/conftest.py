"""Every widget is tried in a dressed application."""

import pytest


@pytest.fixture(autouse=True)
def _dressed(dressed):
    """Colours and fonts as in the window."""

"""The plans that come with the app."""

from tracker.domain.protocol import Protocol
from tracker.library.resources import toml_resource


def default_plan() -> Protocol:
    """The plan "Back spasm"."""
    return Protocol.from_data(toml_resource("protocols", "back-spasm.toml"))

"""The diary for each test is that of the services."""

from tests.services.conftest import tracker

__all__ = ["tracker"]

"""The golden pictures of the report lie beside those of the charts."""

from tests.charts.conftest import picture

__all__ = ["picture"]

"""The command line: proves the core and never imports Qt."""

from tracker.cli.application import run

__all__ = ["run"]

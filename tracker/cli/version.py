"""The version, said without anything slow: whoever asks for it alone need not wait for the whole command line."""

import tracker
from tracker.cli.terminal import DONE, say
from tracker.language import _

PROGRAM = "recovery-tracker"


def say_version() -> int:
    """Print name and version of the app; the answer is the exit code. Raises NotPrinted."""
    say(_("{program}, version {version}").format(program=PROGRAM, version=tracker.__version__))
    return DONE

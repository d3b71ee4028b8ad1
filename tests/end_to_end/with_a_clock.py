"""The app by clocks that a test turns forward: the first argument is a file with the seconds by which they are ahead."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import main
from tracker.domain.times import BootTime


class TurnedClock(main.SystemClock):
    """The computer's clocks, all of them ahead by what stands in a file."""

    def now(self) -> datetime:
        """The instant of the test, in UTC."""
        return super().now() + _ahead()

    def boot_time(self) -> BootTime:
        """The time since the start of the computer, as the test has it."""
        told = super().boot_time()
        return BootTime(told.boot, told.since + _ahead())


def _ahead() -> timedelta:
    return timedelta(seconds=float(FILE.read_text(encoding="ascii")))


if __name__ == "__main__":
    FILE = Path(sys.argv[1])
    main.SystemClock = TurnedClock
    sys.exit(main.main(sys.argv[2:]))

"""Sleeping under faketime: libfaketime 0.9.10 refuses the sleep until an instant of the boot clock, which Python 3.11 and later ask for."""

import select
import time


def sleep(seconds: float) -> None:
    """Wait so many seconds."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select((), (), (), seconds)


time.sleep = sleep

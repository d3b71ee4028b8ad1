"""Places for many dots of few values: those of one value stand in columns around it, the same every time."""

from collections.abc import Sequence
from math import ceil, inf


def swarm(
    values: Sequence[float], band: float, apart: tuple[float, float], spread: float, ends: tuple[float, float] = (-inf, inf)
) -> list[tuple[float, float]]:
    """For each value its place across, and its height from the middle of a band.

    `apart` is how far dots lie from each other across, in the units of the values, and up, in those of the band. Where
    the most frequent value would be wider than `spread`, all stand closer, so that twice as many are twice as wide. None stands
    beyond the ends of the scale, where there is nothing: those of a value at an end stand on one side of it, closer.
    """
    across, up = apart
    stacks: dict[float, list[int]] = {}
    for number, value in enumerate(values):
        # To a decimal, as values are shown: those that read alike stand in one column.
        stacks.setdefault(round(value, 1), []).append(number)
    places = [(0.0, 0.0)] * len(values)
    most = max(map(len, stacks.values()), default=0)
    high = max(1, int(band / up))
    # All columns stand equally close, set by the largest stack: widths can then be compared by eye.
    step = min(across, spread / max(1, ceil(most / high) - 1))
    for value, stack in stacks.items():
        columns = ceil(len(stack) / high)
        rows = ceil(len(stack) / columns)
        reach = (columns - 1) / 2 * step
        # At an end of the scale the stack is pressed into its one side: a dot beyond 0 or 10 would show a value that cannot be.
        left, right = max(value - reach, ends[0]), min(value + reach, ends[1])
        for place, number in enumerate(stack):
            column, row = divmod(place, rows)
            in_column = min(rows, len(stack) - column * rows)
            places[number] = (left + column * (right - left) / (columns - 1) if columns > 1 else value, (row - (in_column - 1) / 2) * up)
    return places

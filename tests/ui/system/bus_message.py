"""A stand-in for what arrives from the bus."""


class BusMessage:
    """Brings what it is made of."""

    def __init__(self, *what: object) -> None:
        self._what = what

    def arguments(self) -> list[object]:
        """As Qt gives them."""
        return list(self._what)

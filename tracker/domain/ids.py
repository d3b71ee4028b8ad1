"""Ids: new ones, and those that are the same on every computer.

`uuid` is imported when the first is made: it takes as long as ten modules of ours, and to look at a diary needs none.
"""


def new_id() -> str:
    """A fresh UUID."""
    from uuid import uuid4

    return str(uuid4())


def shared_id(name: str) -> str:
    """The UUID of what bears a name in this app, the same on every computer."""
    from uuid import NAMESPACE_URL, uuid5

    return str(uuid5(NAMESPACE_URL, f"recovery-tracker:{name}"))

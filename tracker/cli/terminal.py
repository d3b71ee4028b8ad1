"""What is printed, on whatever terminal."""

import sys
from typing import Any

import click


def say(text: str) -> None:
    """Print a line, unless there is nothing to say."""
    if text:
        click.echo(printable(text))


def say_json(data: Any) -> None:  # noqa: ANN401 - any plain data
    """Print data as JSON; half characters and the like cannot be in it."""
    import json  # whoever asks for the version waits for no JSON

    # A terminal of another encoding is given escapes, which are JSON as well.
    plain = (sys.stdout.encoding or "utf-8").lower().replace("-", "") != "utf8"
    click.echo(json.dumps(data, ensure_ascii=plain, indent=2))


def printable(text: str) -> str:
    """The text with escapes for what the terminal cannot write."""
    encoding = sys.stdout.encoding or "utf-8"
    # A letter the terminal does not know must not end a command whose work is done.
    return text.encode(encoding, "backslashreplace").decode(encoding)

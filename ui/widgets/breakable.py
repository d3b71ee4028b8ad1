"""Text as typed that may break anywhere in a very long word."""

import re

LONGEST = 24
_LONG_WORD = re.compile(rf"\S{{{LONGEST}}}(?=\S)")


def breakable(text: str) -> str:
    """The text to show on a label; invisible places to break it stand in words no line could hold."""
    return _LONG_WORD.sub(lambda found: found.group() + "\N{ZERO WIDTH SPACE}", text)

"""Two texts set side by side, with the marks a language puts between them; for lists of any length there is `list_text`."""

from functools import reduce

from tracker.language import _


def with_comma(*texts: str) -> str:
    """The texts with commas between them: "3 days, 6 entries"."""
    # Translators: only the mark between two texts that stand for themselves, such as “3 days, 6 entries”
    return reduce(lambda first, second: _("{first}, {second}").format(first=first, second=second), texts)


def with_semicolon(first: str, second: str) -> str:
    """Two texts with a semicolon between them: "4 doses; 1 has no mg"."""
    # Translators: only the mark between two texts that stand for themselves
    return _("{first}; {second}").format(first=first, second=second)


def with_colon(name: str, words: str) -> str:
    """What is said of something, behind its name: "Mon 23 Nov: stiff all day"."""
    # Translators: what is said of something, behind its name
    return _("{name}: {words}").format(name=name, words=words)


def with_brackets(text: str, aside: str) -> str:
    """A text with an aside: "Undo (Ctrl+Z)"."""
    # Translators: a text with an aside, such as “Undo (Ctrl+Z)”
    return _("{text} ({aside})").format(text=text, aside=aside)


def with_space(first: str, second: str) -> str:
    """Two texts, or a name and its number, one behind the other: "ibuprofen 400 mg"."""
    # Translators: two sentences one behind the other, or a name and its number
    return _("{first} {second}").format(first=first, second=second)


def sentence(text: str) -> str:
    """A text with a full stop: "3 of 7 days logged."."""
    # Translators: only the full stop behind a text
    return _("{text}.").format(text=text)


def heading(name: str) -> str:
    """A name above what belongs to it: "Never:"."""
    # Translators: a name above the lines that belong to it
    return _("{name}:").format(name=name)

"""Which names people give a pain, in several languages, and which place of the body such a name means."""

import re

# Whole words first; then those that stand within longer ones, such as Kopfschmerzen and backache.
_PAIN = re.compile(
    r"\b(?:pain(?:s|ful)?|aches?|achy|aching|sore(?:ness)?|spasms?|cramps?|sciatica|migraines?|hurts?"
    r"|ischias|krampf|krämpfe|migräne|douleurs?|crampes?|dolor(?:es)?|dolor[ei]|dor(?:es)?|pijn|kramp|smerter?|ból)\b"
    r"|schmerz|smärt|\w(?:ache|pijn)s?\b"
)
# "Pain medication" and "pain free" name a pain and are none.
_RELIEF = re.compile(r"\b(?:medic\w*|meds?|relief|tablets?|pills?|killers?|free)\b")
# What is no place in "lower back pain level".
_LEFT_OUT = re.compile(r"\b(?:pains?|aches?|aching|soreness|spasms?|level|intensity|severity|score)\b")


def is_pain(name: str) -> bool:
    """Whether what is called so is a pain, and not what is taken for it."""
    folded = name.casefold()
    return _PAIN.search(folded) is not None and _RELIEF.search(folded) is None


def site_of(name: str) -> str | None:
    """The place a pain's name tells, as written but for the word for pain; None where it tells none."""
    left = " ".join(_LEFT_OUT.sub(" ", name.casefold()).split()).strip(" -:/()")
    return left.removeprefix("in ").removeprefix("my ").removeprefix("the ").strip() or None

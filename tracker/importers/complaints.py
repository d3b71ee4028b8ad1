"""Which names people give a pain, in several languages, and which place of the body such a name means."""

import re

# That a length of time is of sleep only a name can tell, in these languages.
SLEEP = re.compile(r"\b(?:sleep|slept|schlaf|sommeil|sueño|sonno|sono\b|slaap)", re.IGNORECASE)
# Whole words first; then those that stand within longer ones, such as Kopfschmerzen and backache.
_PAIN = re.compile(
    r"\b(?:pain(?:s|ful)?|aches?|achy|aching|sore(?:ness)?|spasms?|cramps?|sciatica|migraines?|hurts?"
    r"|ischias|krampf|krämpfe|migräne|douleurs?|crampes?|dolor(?:es)?|dolor[ei]|dor(?:es)?|pijn|kramp|smerter?|ból)\b"
    r"|schmerz|smärt|\w(?:ache|pijn)s?\b"
)
# "Pain medication" and "Schmerzmittel" name a pain and are none.
_RELIEF = re.compile(
    r"\b(?:medic\w*|meds?|relief|tablets?|pills?|killers?|anti)\b|(?:schmerz|pijn)(?:mittel|tablette|medi|linder|stiller)|antidouleur"
)
# "Pain free", "no headache" and "schmerzfrei" deny it.
_DENIED = re.compile(
    r"\b(?:no|not|non|none|never|without|free|ohne|keine?|sans|pas|aucune?|sin|ningún|senza|nessun|sem|zonder|geen|vrij|bez|uten|utan)\b|(?:schmerz|pijn)(?:frei|los|vrij)"
)
# "Days with pain" and "number of migraines" count it; "hours of pain" and "Schmerzdauer" time it. Neither says how strong it was.
_COUNTED = re.compile(
    r"\b(?:count(?:er)?|counts|number|times?|days?|nights|weeks|episodes|attacks|per|frequency|how often|how many|anzahl|häufigkeit|tage?|anfälle"
    r"|nombre|fréquence|jours?|fois|crises|número|numero|frecuencia|frequenza|días?|dias?|veces|giorni|volte|vezes|frequência|aantal|dagen|keer)\b"
    r"|schmerz(?:tag|anzahl|anfall|anfäll|häufig)|#"
)
_TIMED = re.compile(
    r"\b(?:duration|length|hours?|hrs?|minutes?|mins?|how long|since|start(?:ed)?|end(?:ed)?|dauer|stunden|minuten|durée|heures|duración"
    r"|horas|minutos|durata|ore|minuti|duração|uur|duur)\b|schmerz(?:dauer|zeit|stunden|minuten|beginn|ende)"
)
# What is no place in "lower back pain level".
_LEFT_OUT = re.compile(r"\b(?:pains?|aches?|aching|soreness|spasms?|level|intensity|severity|score)\b")


def is_pain(name: str) -> bool:
    """Whether what is called so says how strong a pain is, and not that there is none, how often, how long, or what is taken for it."""
    folded = name.casefold()
    return _PAIN.search(folded) is not None and not any(other.search(folded) for other in (_RELIEF, _DENIED, _COUNTED, _TIMED))


def site_of(name: str) -> str | None:
    """The place a pain's name tells, as written but for the word for pain; None where it tells none."""
    left = " ".join(_LEFT_OUT.sub(" ", name.casefold()).split()).strip(" -:/()")
    return left.removeprefix("in ").removeprefix("my ").removeprefix("the ").strip() or None

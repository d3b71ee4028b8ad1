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
# What is no place in "lower back pain level", "worst pain (0-100)" or "pain last night".
_LEFT_OUT = re.compile(
    r"\b(?:pains?|aches?|aching|soreness|spasms?|level|intensity|severity|score|rating|scale|worst|average|least|overall|now|today|last night"
    r"|at night|morning|evening|schmerz(?:en|stärke|niveau)?|stärke"
    r"|douleurs?|dolor(?:es)?|dolor[ei]|dor(?:es)?|pijn|ból|niveau|intensité|intensidad)\b"
)
_BEFORE_A_PLACE = re.compile(
    r"\A(?:(?:in|of|my|the|im|in der|am|meine?|au|aux|à la|à l['\u2019]|du|de|de la|des|del|en|en el|en la|della?|di|al|alla"
    r"|do|da|na|no|mijn|in de)\b\s*)+"
)
_SCALE_IN_BRACKETS = re.compile(r"[(\[]\s*(?:/\s*)?\d[^)\]]*[)\]]|\b\d{1,3}\s*(?:-|\u2013|to|bis)\s*\d{1,3}\b")
# "Pain (0-10)", "pain 1 to 5", "pain /10".
_SCALE = re.compile(r"(?<![\d.])(?:([01])\s*(?:-|\u2013|to|bis|\u00e0|a|\.\.+)|/|out of|von|sur)\s*(4|5|6|7|8|9|10|100)(?!\d)", re.IGNORECASE)


def is_pain(name: str) -> bool:
    """Whether what is called so says how strong a pain is, and not that there is none, how often, how long, or what is taken for it."""
    folded = name.casefold()
    return _PAIN.search(folded) is not None and not any(other.search(folded) for other in (_RELIEF, _DENIED, _COUNTED, _TIMED))


def scale_in(name: str) -> tuple[float, float] | None:
    """The scale a name tells, such as 0 to 10 of "Pain (0-10)"; None where it tells none."""
    told = _SCALE.search(name)
    return (float(told[1] or 0), float(told[2])) if told and float(told[1] or 0) < float(told[2]) else None


def site_of(name: str) -> str | None:
    """The place a pain's name tells, as written but for the word for pain; None where it tells none."""
    bare = _SCALE_IN_BRACKETS.sub(" ", name.casefold())
    left = " ".join(_LEFT_OUT.sub(" ", bare).split()).strip(" -:/")
    # Only a pair of brackets goes together: "back (left" is no place.
    if left.count("(") != left.count(")") or left[:1] == "(":
        left = " ".join(left.replace("(", " ").replace(")", " ").split())
    return _BEFORE_A_PLACE.sub("", left).strip() or None

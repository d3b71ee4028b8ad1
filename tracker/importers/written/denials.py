"""Cells that say of a medicine that it was not taken, in the languages of tables people have."""

import re

# "None today", "didn't take any": a sentence of letters alone that begins with one of these names nothing that was taken.
_DENYING = (
    r"no|not|none|nothing|never|without|skip(?:ped)?|missed|forgot(?:ten)?|didn['\u2019]?t|did not|don['\u2019]?t"
    r"|kein\w*|nichts|nicht|ohne|vergessen|ausgelassen|aucune?|rien|pas|sans|oublié\w*|ningun\w*|ningún|nada|sin|olvid\w+"
    r"|nessun\w*|niente|senza|non|dimenticat\w+|nenhum\w*|sem|não|esqueci|geen|niets|niet|zonder|vergeten|overgeslagen"
    r"|brak|nie|bez|zapomni\w+|pominię\w+|нет|не|без|забыл\w*|пропустил\w*|inga|ingen|utan|uten|uden|glömde|glemte|ei|unohdin|žádn\w+|nem"
)
_BUT = r"but|aber|sondern|mais|pero|sino|ma|mas|maar|ale|но|men|mutta"
_DENIED = re.compile(rf"(?:{_DENYING})\s(?!.*\s(?:{_BUT})\s)[^\W\d_][^\d;,/+|\n]*", re.IGNORECASE)
# Between a denial and what it denies: "didn't take any", "pas d'", "forgot to take my".
_DENIED_NAME = re.compile(
    rf"(?:{_DENYING})\s(?:(?:take|taken|took|have|had|to|any|my|the|more|genommen|de|du|prendre|pris|tomar|tomé|tomado|el|la|le|un|une|ho|preso|il|tomei"
    r"|tomar|o|a|genomen|mijn|принимал\w*|принял\w*|пил\w*|brał\w+|wzią\w+|wzię\w+)\s|d['\u2019])*(?P<name>[^\W\d_].*)",
    re.IGNORECASE | re.DOTALL,
)
_DENIED_BEHIND = re.compile(
    r".*[\s(:,;\u2013-](?:(?:not|never)\s(?:taken|needed|used)|(?:did not|didn['\u2019]?t)\stake(?:\sit)?|skipped|missed|forgot(?:ten)?|none"
    r"|(?:nicht|doch nicht)\s(?:ein)?genommen|vergessen|ausgelassen|weggelassen|(?:non|pas)\sprise?|oubliée?|no\stomad[oa]|no\s(?:lo\s)?tomé"
    r"|olvidad[oa]|olvidé|non\spres[oa]|dimenticat[oa]|não\stomad[oa]|não\stomei|esqueci(?:d[oa])?|niet\s(?:in)?genomen|vergeten|overgeslagen"
    r"|nie\swzi\w+|zapomni\w+|pominię\w+|не\sприн\w+|не\sпил\w*|забыл\w*|пропущен\w*|almadım|içmedim|unuttum"  # noqa: RUF001 - Cyrillic, Turkish
    r"|ej\stagen|glömd\w*|glemt|nevzat\w*)\s*[).!]*",
    re.IGNORECASE | re.DOTALL,
)
_DENIED_IN_JAPANESE = re.compile(r".*(?:飲み忘れ|飲まなかった|飲まず|服用せず|なし)", re.DOTALL)


def is_denied(cell: str) -> bool:
    """Whether a cell about medicines says in a sentence that none was taken: "no pills today", "ibuprofen 400 mg - forgotten"."""
    return any(pattern.fullmatch(cell) for pattern in (_DENIED, _DENIED_BEHIND, _DENIED_IN_JAPANESE))


def denied_name(cell: str) -> str:
    """What a cell denies that begins with a denial, such as "ibuprofen 400 mg" of "didn't take any ibuprofen 400 mg"; "" without one."""
    found = _DENIED_NAME.fullmatch(cell)
    return found["name"] if found else ""

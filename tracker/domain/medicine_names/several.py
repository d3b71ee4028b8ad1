"""Several medicines in one text, each with what stands with it: "Paracetamol 500mg + Ibuprofen 400mg" are two."""

import re
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass

from tracker.domain.medicine_names.amount_tokens import MG_OF, ML_OF, tokens
from tracker.domain.medicine_names.number_words import HARMLESS, NUMBERS, is_time_of_day, tells_several_times

# What a text holds, to be compared with what another holds; None where it names no medicine that is known.
Held = Callable[[str], Hashable | None]
# More words than these are a remark and no name of a medicine.
MOST_WORDS = 3
MOST_PARTS = 50
# These marks part medicines always; the others, and the words, only where what they part are names.
_STRONG = re.compile(r"\s*[;|\n\r\uff1b]+\s*|\s+\+\s+|(?<=[^\W\d_])\+(?=[^\W\d_])")
_WEAK = re.compile(
    r"\s*[\u3001\uff0c]\s*|\s*,\s+|\s*,(?!\d)\s*|\s*\+\s*(?=[^\W\d_])(?!(?:m?g|mcg|ml)\b)|(?<=[^\W_)])\s*/\s*(?=[^\W\d_]{4})|\s*&\s*(?=[^\W\d_])"
    r"|\s+(?:and|und|et|y|e|en|plus|with|mit|avec|con|com|met|but|aber|mais|pero|ma|mas|maar|ale|но|then|dann|danach|puis|ensuite|luego|después|poi|dopo|depois|daarna|potem|потом|затем)\s+(?!(?:an?|eine?|een)\s+hal|half|demi|medi[oa]|mezz|mei[ao])(?=[^\W\d_]|[1-9]\s*(?:x\s*)?[^\W\d_]{4})",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[^\S\r\n]{2,}")
_EACH = re.compile(r"\b(?:each|jeweils|chacun|cada|ciascuno|elk)\b", re.IGNORECASE)
# Marks that part amounts, the sure ones first.
_BETWEEN_AMOUNTS = (r"[;|\n\r\uff1b]+", r"\s\+\s|,\s|[\u3001\uff0c]|\s/\s|\s(?:and|und|et|y|e|en)\s", r"\+|/|,(?!\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Named:
    """One medicine of a text, as written, and the remark that stands behind it."""

    name: str
    remark: str = ""


def several(text: str, forms: Collection[str], held: Held, is_one: Callable[[str], bool]) -> list[Named]:
    """The medicines of a text, at least one; `is_one` tells whether a text is the name of a single product, such as "Back & Body"."""
    found: list[Named] = []
    # The marks below are looked for with the blanks around them, at each of these anew.
    text = _BLANKS.sub(" ", text)
    parts = [part for part in map(str.strip, _STRONG.split(text)) if part]
    # Nobody takes so many: no list of medicines, and each would be compared with all before it.
    if len(parts) <= MOST_PARTS:
        for part in parts:
            found = _joined([*found, *([Named(part)] if is_one(part) else _weakly_parted(part, forms, held))], forms)
    return found or [Named(text.strip())]


def amounts_of_several(cell: str, count: int) -> list[str] | None:
    """The amounts of so many medicines in the order they are named; None where they are not as many."""
    for marks in _BETWEEN_AMOUNTS:
        parts = [part.strip() for part in re.split(marks, cell)]
        if len(parts) == count and all(parts):
            return parts
    return None


def _weakly_parted(text: str, forms: Collection[str], held: Held) -> list[Named]:
    parts = [part.strip() for part in _WEAK.split(text) if part and part.strip()]
    known = {held(part) for part in parts} - {None}
    are_named = [held(part) is not None or _is_name(part, forms) for part in parts]
    amounts = [_is_amount(part, forms) for part in parts]
    if len(parts) > 1 and len(known) <= 1:
        is_twice = [held(part) for part in parts if held(part) is not None]
        has_amounts = sum(any(letter.isdigit() for letter in part) for part in parts if held(part) is not None)
        # "Panadol/paracetamol" is one, called by two names; and a text with a remark and nothing known is left as it is.
        if (len(is_twice) > 1 and has_amounts <= 1) or not (known or all(map(_either, are_named, amounts))):
            return [Named(text)]
    found: list[Named] = []
    for part, is_named, is_amount in zip(parts, are_named, amounts, strict=True):
        if is_named or is_amount or not found:
            found += [Named(name) for name in _behind_strengths(part, forms, held)]
        elif tells_several_times(_words(f"{found[-1].name} {found[-1].remark} {part}")):
            found[-1] = Named(", ".join(filter(None, [found[-1].name, found[-1].remark, part])))
        elif _has_number(part, forms):
            # Not taken off the name: its strength alone would be less than what is written.
            found[-1] = Named(f"{found[-1].name}, {part}", found[-1].remark)
        else:
            found[-1] = Named(found[-1].name, ", ".join(filter(None, (found[-1].remark, part))))
    return found


def _has_number(part: str, forms: Collection[str]) -> bool:
    return any(piece.kind in {"number", "unsure"} or piece.text.casefold() in NUMBERS for piece in tokens(part, forms))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


def _either(first: bool, second: bool) -> bool:
    return first or second


def _joined(found: Iterable[Named], forms: Collection[str]) -> list[Named]:
    """What was found, each amount that stands alone with the name before it, or behind it where it is the first."""
    whole: list[Named] = []
    for named in found:
        if whole and _is_amount(named.name, forms):
            # "2 each" is of all of them.
            first = 0 if _EACH.search(named.name) else -1
            whole[first:] = [Named(f"{before.name}, {named.name}", before.remark) for before in whole[first:]]
        elif whole and _is_amount(whole[-1].name, forms):
            whole[-1] = Named(f"{whole[-1].name} {named.name}", named.remark)
        elif whole and is_time_of_day(_words(named.name)):
            whole[-1] = Named(f"{whole[-1].name}, {named.name}", whole[-1].remark)
        else:
            whole.append(named)
    return whole


def _behind_strengths(text: str, forms: Collection[str], held: Held) -> list[str]:
    """A text parted where the name of another medicine begins: "paracetamol 500mg ibuprofen 200mg", "1 g paracetamol 400 mg ibuprofen"."""
    pieces = tokens(text, forms)
    has_strengths_first = [piece.kind == "number" for piece in pieces[:1]] == [True] and [piece.kind in MG_OF for piece in pieces[1:2]] == [True]
    found, start, number, before = [], 0, 0, ""
    for piece in pieces:
        if piece.kind == "number" and before == "word":
            number = piece.start
        is_behind = before in MG_OF or before in ML_OF or before in {"number", "form"}
        if is_behind and piece.kind == "word" and held(piece.text) is not None:
            cut = number if has_strengths_first else piece.start
            left, right = held(text[start:cut]), held(text[cut:])
            if left is not None and left != right:
                found.append(text[start:cut].strip(" -,/(+"))
                start = cut
        before = piece.kind
    return [*found, text[start:].strip()]


def _is_amount(part: str, forms: Collection[str]) -> bool:
    """Whether a part names nothing: numbers, units, forms, and words of amounts."""
    pieces = tokens(part, forms)
    # "+ extra 200" is more of the same.
    has_number = any(piece.kind == "number" for piece in pieces)
    words = [piece.text for piece in pieces if piece.kind in {"word", "rate"} or (piece.kind == "unsure" and not has_number)]
    return all(word.casefold() in NUMBERS or _EACH.fullmatch(word) for word in words)


def _is_name(part: str, forms: Collection[str]) -> bool:
    """Whether a part may be a name nobody knows: few words, and none of those that make it a remark."""
    pieces = tokens(part, forms)
    words = [piece for piece in pieces if piece.kind in {"word", "unsure", "rate"}]
    # "2 tablets in bed" begins with an amount.
    is_remark = [piece.kind for piece in pieces[:2]] == ["number", "form"] or any(
        piece.kind != "word" or piece.text.casefold() in HARMLESS for piece in words
    )
    return 0 < len(words) <= MOST_WORDS and not is_remark and any(len(piece.text) > 2 for piece in words)  # noqa: PLR2004 - "or" names nothing

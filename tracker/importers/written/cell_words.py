"""Words in cells: for nothing, for yes and no, and for how severe a pain is, in the languages of tables people have."""

import re
from functools import lru_cache

from tracker.importers.written.denials import is_denied

_ZERO = re.compile(r"0+(?:[.,]0+)?\s*[^\W\d_]*\.?")


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word.strip() for text in texts for word in text.split(","))


# In small letters, as the cells are folded first. Of these, what spreadsheets and programs write where nothing stands or they could not
# tell, and what people write for it, it is not even said that there was none.
NOT_TOLD = _words(
    "n/a, na, n.a., n.a, not applicable, not recorded, null, k.a., k. a., entfällt, sans objet",
    "#n/a, #na, #null!, #ref!, #value!, #div/0!, #name?, nan, <na>, blank, empty, leer, vide, vacío, vacía, vuoto, vuota, vazio, leeg",
    "puste, пусто, 空白",
)
NOTHING = NOT_TOLD | _words(
    "none, n/a, na, n.a., n.a, nil, null, nothing, no, nope, not applicable, not recorded, no meds, -, --, ---, ., /, \N{EN DASH}",
    "\N{EM DASH}, keine, kein, keiner, keins, nichts, nein, entfällt, k.a., k. a., aucun, aucune, rien, non, néant, sans objet, ras, r.a.s.",
    "nada, ninguno, ninguna, ningún, nessuno, nessuna, niente, nulla, nenhum, nenhuma, não, geen, niets, nee, ingen, inget, nej, brak, nie, ninguém",
    "нет, ничего, なし, 無し, 无, 無, 없음, لا شيء, لا يوجد, لا",
    "nic, žádné, žádný, žádná, nincs, semmi, yok, hiç, ingenting, inga, όχι, τίποτα",
    "ei, ei mitään, ei ole, ikke, ikkje, ne, nem, žiadne, žiadny, žiadna, nič, nu, nimic, niciuna, niciun, niciunul, καμία, κανένα, κανένας",
    "κανείς, δεν υπάρχει, немає, нічого, ні, hiçbiri, hiçbir şey, hayır",  # noqa: RUF001 - Turkish
    " tidak ada, tidak, không, không có, ไม่มี, ไม่, कोई नहीं, नहीं, אין, לא, 没有, 沒有, ない, 特になし",
    "\N{BALLOT X}, \N{HEAVY BALLOT X}, \N{CROSS MARK}, \N{HEAVY MULTIPLICATION X}, \N{EMPTY SET}, \N{NO ENTRY SIGN}",
)
# A line of such marks says nothing, however many of them there are.
_MARKS_ALONE = re.compile(r"[-\u2010-\u2015\u2212_./\\=~\xb7\u2022\u2026\u3002\u30fc]+")
_AT_ALL = re.compile(
    r"(?<=[^\W\d_])\s+(?:today|at all|so far|to report|heute|aujourd['\u2019]hui|à signaler|hoy|oggi|hoje|vandaag|dziś|dzisiaj|сегодня"
    r"|idag|i dag|tänään|bugün)\Z"
)
_LONGEST_NOTHING = 60
_AROUND_A_WORD = " .!()[]\"'\u201c\u201d\u201e"
# Of these, as an amount, it is said that none was taken; "n/a" and "-" say nothing of it.
_NONE_TAKEN = _words(
    "none, nil, nothing, no, nope, not taken, skipped, missed, forgot, keine, kein, keiner, keins, nichts, nein, vergessen, aucun, aucune, rien, non",
    "oublié, nada, ninguno, ninguna, ningún, nessuno, nessuna, niente, nulla, nenhum, nenhuma, não, geen, niets, nee, ingen, inget, nej, brak, nie",
    "нет, なし, 無し, 无, 無, 없음, لا شيء, لا يوجد, žádné, nincs, yok, inga, ei, ei mitään, nem, nu, nimic, niciuna, καμία, κανένα, όχι, немає, ні",
    "hayır, hiçbiri, tidak, tidak ada, không, ไม่มี, कोई नहीं, नहीं, אין, לא, 没有, 沒有, žiadne, ne, ikke, ingenting",  # noqa: RUF001 - Turkish
    "\N{BALLOT X}, \N{HEAVY BALLOT X}, \N{CROSS MARK}, \N{HEAVY MULTIPLICATION X}, \N{NO ENTRY SIGN}",
)
YES = _words(
    "yes, y, true, x, done, ja, j, oui, o, si, sí, sim, s, tak, wahr, vrai, verdadero, vero, waar, \N{CHECK MARK}, \N{HEAVY CHECK MARK}",
    "\N{WHITE HEAVY CHECK MARK}, \N{BALLOT BOX WITH CHECK}, kyllä, igen, da, да, так, evet, ano, áno, ναι, はい, 是, 有, 예, 네, あり, taken, took",  # noqa: RUF001 - Greek
)
NO = _words(
    "no, n, false, -, nein, non, não, nee, nej, nie, falsch, faux, falso, onwaar, ei, nem, nu, нет, ні, hayır, ne, όχι, いいえ, 否, 아니요, ikke",  # noqa: RUF001 - Turkish
    "\N{BALLOT X}, \N{HEAVY BALLOT X}, \N{CROSS MARK}, \N{HEAVY MULTIPLICATION X}, \N{NO ENTRY SIGN}",
)
# Points 0-10 of words for a severity: those that Apple Health's words have, and the end of the scale for the worst.
_MILD, _MODERATE, _SEVERE, _WORST = 2.0, 5.0, 8.0, 10.0
SEVERITY = {
    word: points
    for points, words in {
        _MILD: _words(
            "mild, slight, light, leicht, gering, schwach, léger, légère, faible, leve, ligero, ligera, lieve, leggero, ligeiro, licht",
            "lekki, lekka, słaby, słaba, лёгкая, легкая, слабая, слабый, hafif, 軽い, 軽度, 弱い, lätt, lindrig, mírná, mírný, lievä, enyhe",
            "ușoară, 약함",
        ),
        _MODERATE: _words(
            "moderate, medium, mittel, mäßig, mässig, mittelstark, modéré, modérée, moyen, moyenne, moderado, moderada, moderato, matig",
            "średni, średnia, umiarkowany, umiarkowana, средняя, средний, умеренная, умеренный, orta, 中等度, 中程度, 普通, måttlig, střední",
            "kohtalainen, közepes, moderată, 보통",
        ),
        _SEVERE: _words(
            "severe, strong, stark, heftig, fort, forte, sévère, intense, fuerte, severo, intenso, grave, forte, ernstig, hevig",
            "silny, silna, сильная, сильный, şiddetli, 強い, 重度, svår, stark, silná, silný, kova, voimakas, erős, severă, 심함",
        ),
        _WORST: _words(
            "worst, unbearable, extreme, excruciating, very severe, worst possible, sehr stark, unerträglich, insupportable, très fort, très forte",
            "insoportable, muy fuerte, insopportabile, molto forte, insuportável, muito forte, ondraaglijk, zeer hevig",
            "bardzo silny, bardzo silna, nie do zniesienia, очень сильная, невыносимая, çok şiddetli, dayan\u0131lmaz, 激痛, 耐えられない",
            "outhärdlig, nesnesitelná, sietämätön, elviselhetetlen",
        ),
    }.items()
    for word in words
}


# Said of a pain, these are no word for nothing: there was none.
NO_PAIN = _words(
    "no pain, no pains, no pain today, without pain, pain free, pain-free, painfree, painless, not in pain, zero pain, no pain at all",
    "keine schmerzen, kein schmerz, keine schmerzen heute, ohne schmerzen, schmerzfrei, schmerzlos, beschwerdefrei",
    "pas de douleur, pas de douleurs, aucune douleur, sans douleur, sans douleurs",
    "sin dolor, ningún dolor, no hay dolor, no dolor, nada de dolor, no me duele, sem dor, nenhuma dor, sem dores",
    "senza dolore, nessun dolore, niente dolore, geen pijn, pijnvrij, zonder pijn, brak bólu, bez bólu, nie boli",
    "нет боли, без боли, боли нет, не болит, ağrı yok, ağrısız, ingen smärta, ingen smerte, ingen smerter, smärtfri, smertefri, ei kipua, kivuton",  # noqa: RUF001 - Turkish
    "bez bolesti, bezbolestné, nincs fájdalom, fájdalommentes, fără durere, nicio durere, немає болю, без болю, χωρίς πόνο",
    "痛みなし, 痛み無し, 痛くない, 无痛, 不痛, 没有疼痛, 통증 없음, 안 아픔",
)
_PAIN_WORDS = re.compile(
    r"\b(?:pains?|schmerz(?:en)?|douleurs?|dolor(?:es)?|dolor[ei]|dor(?:es)?|pijn|ból(?:e)?|боль|боли|болі|ağrı|smärt(?:a|or)|smerter?|bolest|kipu|fájdalom|durere)\b"  # noqa: RUF001 - Turkish
)
_ENDING = re.compile(r"(?<=[^\W\d_]{4})(?:es|er|en|e)\Z")


def severity_word(cell: str) -> str:
    """A cell as a word for a severity is known: in small letters, without the word for pain and marks around it."""
    word = cell.casefold().strip(_AROUND_A_WORD)
    if word in SEVERITY or word in NO_PAIN or not word:
        return word
    bare = " ".join(_PAIN_WORDS.sub(" ", word).split())
    return next((known for known in (bare, _ENDING.sub("", bare)) if known in SEVERITY), word)


def is_severity(cell: str) -> bool:
    """Whether a cell says in words how severe a pain is, or that there was none."""
    word = severity_word(cell)
    return word in SEVERITY or word in NO_PAIN


def says_none(amount: str) -> bool:
    """Whether an amount says that none was taken: zero, or a word for it."""
    return _ZERO.fullmatch(amount) is not None or amount.casefold() in _NONE_TAKEN or is_denied(amount)


def is_nothing(cell: str) -> bool:
    """Whether a cell says that there is nothing: empty, or a word for it."""
    # Most cells are a number, or a note.
    return not cell or (not cell[0].isdigit() and len(cell) <= _LONGEST_NOTHING and _is_word_for_nothing(cell))


@lru_cache(maxsize=4096)
def _is_word_for_nothing(cell: str) -> bool:
    # "None.", "(keine)" and "n/a!" too; a sign of a phone has a mark behind it that it is to be coloured.
    word = cell.casefold().rstrip("\ufe0f")
    bare = word.strip(_AROUND_A_WORD)
    return word in NOTHING or bare in NOTHING or _AT_ALL.sub("", bare) in NOTHING or _MARKS_ALONE.fullmatch(word) is not None

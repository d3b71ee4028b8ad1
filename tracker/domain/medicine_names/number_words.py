"""Numbers written as words in a text about medicines, and words that make an amount unsure."""

import re
from collections.abc import Collection


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


_NUMBER_WORDS = {
    1.0: "one ein eine einen einer un une una uno um uma een één",
    2.0: "two zwei deux dos due dois duas twee dwa dwie",
    3.0: "trzy three drei trois tres tre três drie",
    4.0: "four vier quatre cuatro quattro quatro",
    5.0: "five fünf cinq cinco cinque vijf",
    6.0: "six sechs seis sei zes",
    7.0: "seven sieben sept siete sette sete zeven",
    8.0: "eight acht huit ocho otto oito",
    9.0: "nine neun neuf nueve nove negen",
    10.0: "ten zehn dix diez dieci dez tien",
    0.5: "pół połowa half halbe halber halben halbes demi demie medio media mezzo mezza meio meia halve",
    0.25: "quarter viertel",
    1.5: "półtora półtorej eineinhalb anderthalb einundeinhalb anderhalve",
    2.5: "zweieinhalb",
    3.5: "dreieinhalb",
}
NUMBERS = {word: number for number, words in _NUMBER_WORDS.items() for word in words.split()}
# Of a text with one of these it is not known how much was meant: more than the number beside it, a most, a least, or another dose as well.
UNSURE = _words(
    "twice thrice double doubled triple couple pair few several some many dozen another again more extra additional then later over under",
    "least most max maximum minimum min than between bid tid qid bd tds qds prn up upto not never skipped missed forgot forgotten",
    # Roman numbers count tablets on some prescriptions, "iv" is into a vein as well; a half, and what stands with it, may be one word.
    "ii iii iv vi полтаблетки",
    "nicht vergessen ausgelassen pas oublié oubliée olvidé dimenticato esqueci niet vergeten",
    "doppelt doppelte doppelter zweimal dreimal viermal paar einige mehrere weitere nochmal nochmals dann später über unter mindestens",
    "höchstens maximal plusieurs quelques encore puis moins plus doble dobles varios varias algunos algunas luego hasta menos más",
    "doppio doppia alcuni alcune ancora poi fino duplo dobro vários várias depois mais até dubbel dubbele enkele meerdere daarna nog tweemaal",
)
UNSURE |= _words(
    "limit limits limite límite limiet grenze höchstdosis höchstmenge tageshöchstdosis tagesdosis plafond maxi maks maksimum maximaal máximo máx",
    "massimo massima máxima allowed allowable erlaubt autorisé permitido permesso toegestaan planned geplant prévu previsto",
    # All of them together: of "2 tablets, total 400 mg" it is no strength of one.
    "total totals totale totaal altogether insgesamt gesamt zusammen всего razem łącznie toplam yhteensä sammanlagt celkem handful",
    "should could would wanted mehr weniger less fewer meer minder meno więcej mniej больше меньше более менее mindre enemmän vähemmän több kevesebb",
)
# What was prescribed for the time of need says how much it would be, and not that it was taken.
IF_NEEDED = _words(
    "prn sos needed required necessary bedarf bedarfsmedikation nötig besoin nécessaire precisa necesario necesidad necessário necessidade",
    "bisogno necessario necessità nodig behoefte potrzeby potrzebie необходимости gerektiğinde behov tarvittaessa",
)
UNSURE |= IF_NEEDED
# These make a number unsure in the name of a medicine too, wherever they stand; "extra", "plus" and "max" are words of names.
UNSURE_IN_NAMES = _words(
    "couple pair few some several many dozen handful twice thrice paar einige mehrere zweimal dreimal plusieurs quelques varios varias algunos",
    "algunas alcuni alcune vários várias enkele meerdere tweemaal kilka несколько",
    "up upto than least between not never nicht mindestens höchstens maximal moins menos meno menos minder ii iii iv vi полтаблетки",
    "limit limits limite límite limiet höchstdosis höchstmenge tageshöchstdosis plafond maximaal jusqu jusque hasta fino até bis более",
)
# "Max 3 x 400 mg" is as much as may be taken; "Panadol Max 500 mg" is a name, as what stands before it is no ingredient.
MOST = _words("max maxi maximum maks maksimum máx máximo massimo")
EVERY = _words("every alle toutes tous cada ogni elke każde каждые")
# How much of it is a mg, only who made it knows.
MEASURES = _words(
    "drop drops tropfen trpf gtt gtts goutte gouttes gota gotas goccia gocce druppel druppels kropla krople kropli kapka kapky kapek",
    "капля капли капель 滴 نقطة puff puffs hub hübe spoon spoons spoonful spoonfuls teaspoon teaspoons tablespoon tablespoons tsp tbsp",
    "löffel teelöffel esslöffel messlöffel cuillère cuillères cuillerée cuillerées cucharada cucharadas cucharadita cucharaditas",
    "cucchiaio cucchiai cucchiaini lepel lepels łyżka łyżki iu ie ui",
)
# These say of a strength that it is that of one, and not of all.
EACH = _words("each apiece jeweils chacun chacune cada ciascuno elk каждая каждый")
# Three times a day is no single dose.
RATES = _words(
    "every alle toutes tous cada ogni todas todos elke daily day days week weekly täglich tag tage tags woche jour jours semaine",
    "día dia días dias diario diaria diariamente semana giorno giorni settimana dag dagelijks pd",
    "tgl tägl quotidien quotidienne hourly nightly dziennie dd",
)
# Times of the day: with two of them, what is written was taken at each. "Am" is German, too, and tells only beside "pm".
_DAY_PARTS = (
    _words("morning mornings breakfast früh frühs morgens vormittags frühstück matin mañana desayuno mattina mattino colazione manhã ochtend rano"),
    _words("noon midday lunch lunchtime mittags midi déjeuner mediodía almuerzo mezzogiorno pranzo almoço middag"),
    _words("afternoon afternoons nachmittags après-midi tarde pomeriggio namiddag"),
    _words("evening evenings dinner supper abends abendessen soir dîner cena sera jantar avond wieczorem"),
    _words("night nights bedtime nachts nuit noche notte noite nacht"),
    _words("pm"),
)
TIMES = _words("x \N{MULTIPLICATION SIGN} * times time mal fois veces vez volte volta vezes keer razy raz раза раз kez gånger ganger krát \u0445")
APPROXIMATE = _words("about around approximately approx circa ca ungefähr etwa environ unos unas aproximadamente ongeveer")
# What may follow a number without a unit and leaves it as it is: the mg of "400 after lunch" are no less sure.
HARMLESS = _words(
    "after before with without at in on for and by of each taken took morning noon evening night bedtime lunch dinner breakfast",
    "nach vor mit ohne am im um zum zur bei gegen und je à früh morgens mittags abends nachts",
    "après avant avec sans au le la dans et de matin midi soir nuit después antes con sin al el por y en mañana mediodía tarde noche",
    "dopo prima senza di e mattina sera notte depois com sem na no manhã noite met zonder bij voor ochtend avond nacht",
    "dose doses dosis dosage amount genommen eingenommen pris prise tomé tomado preso presa ingenomen genomen wzięte wzięłam wziąłem po по um",
)
# A time of day, "8:00", "8am", "at 2 pm", "20:00 Uhr"; "2 am Abend" is none.
_CLOCK = re.compile(
    r"(?<![\w:.,/+-])(?:(?:at|um|om|à|@)\s?)?(?:(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?(?:[ap]\.?m\b\.?|uhr\b|h\b))?|(?<!\bde\s)(?:[01]?\d|2[0-3])(?:\s?(?:uhr|uur)\b|h[0-5]\d\b)|(?:1[0-2]|[1-9])(?:\s?pm|am|\sam(?!\s+[^\W\d_]{4}))\b)"
    r"(?![\w:])",
    re.IGNORECASE,
)
_HALF_MORE = re.compile(
    r"(?<![\w.,/'\u2019-])(\d{1,2}|[^\W\d_]+)\s+((?:[^\W\d_]{4,}\s+)?)(?:and\s+an?|und\s+eine?|et|y|e|en\s+een)\s+"
    r"(?:half|halbe|demie?|media|medio|mezz[ao]|mei[ao]|halve)(?![^\W_])",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\w'\u2019-])[^\W\d_]+(?![\w'\u2019-])")
_HALF_OF = re.compile(r"\b(demie?)-(?=[^\W\d_])", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,2}", re.ASCII)
# "One gram", "half a gram": a number of the unit and no count.
_OF_A_UNIT = re.compile(r"(?<=\d) x +(?:an? +)?(?=(?:m?g|m?gr(?:amm?[eio]?s?|amos?)?|milligr\w+|г|мг)(?![^\W\d_]))", re.IGNORECASE)  # noqa: RUF001 - Cyrillic


def tells_several_times(words: Collection[str]) -> bool:
    """Whether these words in small letters tell more than one time of the day."""
    told = [not part.isdisjoint(words) for part in _DAY_PARTS]
    return sum(told) > 1 or (told[-1] and "am" in words)


def is_time_of_day(words: Collection[str]) -> bool:
    """Whether these words in small letters tell a time of the day and nothing else."""
    return bool(words) and all(word == "am" or any(word in part for part in _DAY_PARTS) for word in words)


def without_time(text: str) -> str:
    """A text with blanks in the place of the one time of day in it; as it is where it has several."""
    found = _CLOCK.findall(text)
    return _CLOCK.sub(lambda time: " " * len(time[0]), text) if len(found) == 1 else text


def with_numbers(text: str) -> str:
    """A text with the numbers in it that are written as words as counts: "two and a half tablets" is "2.5 x tablets"."""

    def half_more(found: re.Match[str]) -> str:
        whole = float(found[1]) if _DIGITS.fullmatch(found[1]) else NUMBERS.get(found[1].casefold())
        return found[0] if whole is None else f"{whole + 0.5:g} x {found[2]}"

    def count(found: re.Match[str]) -> str:
        value = NUMBERS.get(found[0].casefold())
        return found[0] if value is None else f"{value:g} x "

    return _OF_A_UNIT.sub(" ", _WORD.sub(count, _HALF_MORE.sub(half_more, _HALF_OF.sub(r"\1 ", text))))

"""Cells as people write them: numbers, ranges, words for nothing and for severity, lists; and what a mapping says of them."""

from datetime import UTC, datetime

import pytest

from tracker.domain.entries import Activity, DayNote, Dose, PainEntry, Scale
from tracker.errors import Refused
from tracker.importers.table.csv_file import open_table
from tracker.importers.table.mapping import mapping_of
from tracker.importers.table.mapping_text import mapping_text
from tracker.importers.table.rows import read_rows, words_for_nothing
from tracker.importers.written.numbers import decimal_mark, is_unsure, read_number

NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
PAIN = '[columns]\ndate = "date"\npain = "pain"\n'


@pytest.fixture
def read(tmp_path):
    def read(text, mapping=PAIN):
        path = tmp_path / "diary.csv"
        path.write_text(text, encoding="utf-8")
        rows = list(read_rows(open_table(path), mapping_of(mapping, "mine.toml"), "Europe/London", NOW))
        assert [row.reason for row in rows] == [None] * len(rows)
        return [entry for row in rows for entry in row.entries]

    return read


NUMBERS = {
    "6.5": (6.5, None, None),
    "6,5": (6.5, None, None),
    "7/10": (7, None, 10),
    "7,5 / 10": (7.5, None, 10),
    "7 out of 10": (7, None, 10),
    "7 of 10": (7, None, 10),
    "7 von 10": (7, None, 10),
    "7 sur 10": (7, None, 10),
    "7 de 10": (7, None, 10),
    "6-7": (6, 7, None),
    "6 \N{EN DASH} 7": (6, 7, None),
    "6 to 7": (6, 7, None),
    "6 bis 7": (6, 7, None),
    "6 à 7": (6, 7, None),
    "6 or 7": (6, 7, None),
    "3-4/10": (3, 4, 10),
    "about 5": (5, None, None),
    "~5": (5, None, None),
    "ca. 5": (5, None, None),
    "etwa 5": (5, None, None),
    "environ 5": (5, None, None),
    "5ish": (5, None, None),
    "1 250": (1250, None, None),
    "1\u202f250,5": (1250.5, None, None),
    "12.345,6": (12345.6, None, None),
    "12,345.6": (12345.6, None, None),
    "1,234,567": (1234567, None, None),
    "-5": (-5, None, None),
    "\u22125": (-5, None, None),
    "\u0665": (5, None, None),
    "\uff15": (5, None, None),
    "5!": (5, None, None),
    "5 1/2": (5.5, None, None),
    "50 %": (50, None, 100),
    "five": (5, None, None),
    "sechs": (6, None, None),
    "c. 5": (5, None, None),
    "около 5": (5, None, None),
    "7 из 10": (7, None, 10),
    "7 van de 10": (7, None, 10),
}


@pytest.mark.parametrize("cell", NUMBERS)
def test_a_number_is_read_as_it_is_written(cell):
    found = read_number(cell)
    assert (found.value, found.last, found.top) == NUMBERS[cell]


@pytest.mark.parametrize("cell", ["", "bad", "1e1", "nan", "7:30", "2026-03-01", "1.2.3", "5 5", "12,34,5", "7-6", "5+"])
def test_what_is_no_number_is_none(cell):
    assert read_number(cell) is None


@pytest.mark.parametrize(("cell", "is_one"), [("5+", True), ("<3", True), ("> 7", True), ("5?", True), ("6-7", False), ("7", False), ("bad", False)])
def test_more_less_and_a_question_are_no_value(cell, is_one):
    assert is_unsure(cell) is is_one


@pytest.mark.parametrize(
    ("cell", "decimal", "measured", "counted"),
    [
        ("1,250", "", 1.25, 1250),
        ("1.250", "", 1.25, 1250),
        ("1.250", ",", 1250, 1250),
        ("1,250", ".", 1250, 1250),
        ("1,250", ",", 1.25, 1.25),
        ("0,250", "", 0.25, 0.25),
    ],
)
def test_three_digits_behind_a_mark_are_thousands_where_the_column_says_so_or_counts(cell, decimal, measured, counted):
    assert (read_number(cell, decimal).value, read_number(cell, decimal, is_count=True).value) == (measured, counted)


@pytest.mark.parametrize(
    ("cells", "mark"), [(["6,5", "7"], ","), (["6.5"], "."), (["6,5", "7.5"], ""), (["1,250"], ""), (["1.250,5"], ","), ([], "")]
)
def test_a_column_shows_the_mark_before_its_decimals(cells, mark):
    assert decimal_mark(cells) == mark


def test_a_decimal_comma_in_quotes_is_read_in_a_table_of_commas(read):
    assert [entry.pain for entry in read('date,pain\n2026-03-01,"6,5"\n2026-03-02,"4,0"\n2026-03-03,"3,25"\n')] == [6.5, 4, 3.25]


def test_a_pain_of_its_own_scale_is_converted_and_the_original_kept(read):
    first, second, third = read("date,pain\n2026-03-01,70/100\n2026-03-02,7/10\n2026-03-03,2/5\n")
    assert (first.pain, first.original) == (7, Scale(70, 0, 100))
    assert (second.pain, second.original) == (7, None)
    assert (third.pain, third.original) == (4, Scale(2, 0, 5))


def test_words_beside_a_value_are_kept_with_it(read):
    [entry] = read("date,pain\n2026-03-01,7 (worse on the stairs)\n")
    assert (entry.pain, entry.note) == (7, "pain: 7 (worse on the stairs)")


RANGE = 'date,pain,place,note\n2026-03-01,6-7,"lower back, left hip",after work\n'
RANGE_COLUMNS = '[columns]\ndate = "date"\nsite = "place"\nnote = "note"\n[columns.pain]\nname = "pain"\n'


def test_a_range_keeps_its_text_and_no_value_and_loses_nothing_of_the_row(read):
    [entry] = read(RANGE, RANGE_COLUMNS)
    assert isinstance(entry, DayNote)
    assert entry.note == "pain: 6-7\nplace: lower back, left hip\nafter work"


@pytest.mark.parametrize(("range_", "pain"), [("lower", 6), ("middle", 6.5), ("upper", 7)])
def test_a_mapping_says_which_value_of_a_range_is_meant(read, range_, pain):
    [entry] = read(RANGE, f'{RANGE_COLUMNS}range = "{range_}"\n')
    assert (entry.pain, entry.note) == (pain, "pain: 6-7\nafter work")
    assert [site.name for site in entry.sites] == ["lower back", "left hip"]


@pytest.mark.parametrize(
    ("words", "pains"),
    [
        (("none", "mild", "moderate", "severe", "unbearable"), [0, 2, 5, 8, 10]),
        (("keine", "leicht", "mittel", "stark", "sehr stark"), [0, 2, 5, 8, 10]),
        (("aucune", "légère", "modérée", "forte", "insupportable"), [0, 2, 5, 8, 10]),
        (("nada", "leve", "moderado", "fuerte", "insoportable"), [0, 2, 5, 8, 10]),
    ],
)
def test_a_scale_of_words_is_read_with_none_as_no_pain_and_each_word_kept(read, words, pains):
    found = read("date,pain\n" + "".join(f"2026-03-0{day},{word}\n" for day, word in enumerate(words, start=1)))
    assert [entry.pain for entry in found] == pains
    assert [entry.note for entry in found] == [f"pain: {word}" for word in words]


def test_what_a_mapping_says_of_words_goes_before_what_is_known_of_them(read):
    found = read("date,pain\n2026-03-01,ok\n2026-03-02,bad\n2026-03-03,none\n", PAIN + "[pain]\nscale = [0, 4]\nwords = { ok = 1, bad = 3 }\n")
    assert [(entry.pain, entry.original) for entry in found] == [(2.5, Scale(1, 0, 4)), (7.5, Scale(3, 0, 4)), (0, Scale(0, 0, 4))]


NOTHING = ["none", "None", "N/A", "n/a", "No", "-", "--", "keine", "Nein", "aucun", "non", "nada", "ninguno", "nessuno", "geen", "nenhum", ""]
NOTHING += [
    "ei mitään",
    "ikke",
    "nem",
    "nimic",
    "καμία",
    "немає",
    "hayır",  # noqa: RUF001 - Turkish
    "không",
    "ไม่มี",
    "אין",
    "没有",
    "特になし",
    "#N/A",
    "NaN",
    "<NA>",
    "(leer)",
    "empty",
]
NOTHING += ["none today", "Nothing at all", "rien à signaler", "...", "\u2014\u2014", "__", "\\", "\u30fc", "\u2717", "\u274c\ufe0f", "\u2205"]
NOTHING_MAPPING = (
    '[columns]\ndate = "date"\npain = "pain"\nsite = "place"\nwords = "words"\nworse_with = "worse"\nnote = "note"\nmedicine = "med"\n'
    'medicine_amount = "dose"\nworst = "worst"\n[[activities]]\ncolumn = "walk"\nkind = "walking"\nunit = "minutes"\n'
    '[[day_notes]]\ncolumn = "mood"\nfield = "mood"\n[[day_notes]]\ncolumn = "flare"\nfield = "flare"\n'
)


@pytest.mark.parametrize("word", NOTHING)
def test_a_word_for_nothing_is_empty_in_every_column(read, word):
    found = read(f"date,pain,place,words,worse,note,med,dose,worst,walk,mood,flare\n2026-03-01,4,{','.join([word] * 9)},\n", NOTHING_MAPPING)
    [entry] = found
    assert isinstance(entry, PainEntry)
    assert (entry.pain, entry.sites, entry.words, entry.worse_with, entry.note, entry.worst) == (4, (), (), (), "", None)


def test_in_a_column_of_pain_without_words_of_a_scale_none_is_empty(read):
    [entry, other] = read("date,pain,note\n2026-03-01,none,a good day\n2026-03-02,4,\n", PAIN + 'note = "note"\n')
    assert isinstance(entry, DayNote)
    assert (entry.note, other.pain) == ("a good day", 4)


@pytest.mark.parametrize(
    ("cell", "flare"), [("no", False), ("Nein", False), ("-", False), ("yes", True), ("ja", True), ("oui", True), ("sí", True), ("n/a", None)]
)
def test_in_a_column_of_yes_and_no_no_is_no(read, cell, flare):
    found = read(f"date,pain,flare\n2026-03-01,4,{cell}\n", PAIN + '[[day_notes]]\ncolumn = "flare"\nfield = "flare"\n')
    assert [entry.flare for entry in found if isinstance(entry, DayNote)] == ([] if flare is None else [flare])


def test_words_that_a_mapping_lists_as_missing_are_empty_beside_the_usual_ones(read):
    mapping = '[columns]\ndate = "date"\npain = "pain"\n[columns.site]\nname = "place"\nmissing = ["everywhere", "x"]\n'
    found = read("date,pain,place\n2026-03-01,4,everywhere\n2026-03-02,5,x\n2026-03-03,5,none\n2026-03-04,5,hip\n", mapping)
    assert [[site.name for site in entry.sites] for entry in found] == [[], [], [], ["hip"]]


def test_the_words_read_as_nothing_are_told_by_column():
    header, rows = ("date", "pain", "med", "note"), [("2026-03-01", "none", "No", "n/a"), ("2026-03-02", "mild", "-", "fine")]
    mapping = mapping_of(PAIN + 'medicine = "med"\nnote = "note"\n', "mine.toml")
    assert words_for_nothing(header, rows, mapping) == (("med", ("No", "-")), ("note", ("n/a",)))


def test_a_zero_in_a_list_is_told_as_nothing_and_not_in_a_note():
    mapping = mapping_of(PAIN + 'site = "place"\nnote = "note"\n', "mine.toml")
    assert words_for_nothing(("date", "pain", "place", "note"), [("2026-03-01", "4", "0", "0")], mapping) == (("place", ("0",)),)


@pytest.mark.parametrize("word", ["#N/A", "NaN", "blank", "n/a"])
def test_what_a_program_writes_for_nothing_is_no_zero_beside_words_for_a_severity(read, word):
    assert [entry.pain for entry in read("date,pain\n2026-03-01,mild\n2026-03-02,keine\n2026-03-03,no pain\n")] == [2, 0, 0]
    assert [type(entry) for entry in read(f"date,pain,note\n2026-03-01,mild,\n2026-03-02,{word},stairs\n", PAIN + 'note = "note"\n')] == [
        PainEntry,
        DayNote,
    ]


@pytest.mark.parametrize(
    ("cells", "parts"),
    [
        (["lower back, left hip"], [["lower back", "left hip"]]),
        (["lower back/left hip"], [["lower back", "left hip"]]),
        (["lower back; left hip", "hip, left"], [["lower back", "left hip"], ["hip, left"]]),
        (["neck | hand/wrist"], [["neck", "hand/wrist"]]),
        (["neck\nhip"], [["neck", "hip"]]),
        (["neck, hip / knee"], [["neck", "hip", "knee"]]),
        (["neck, none"], [["neck"]]),
        (["0", "0, neck"], [[], ["neck"]]),
        (["- lower back\n- left hip"], [["lower back", "left hip"]]),
        (["\u2022 neck \u2022 hip"], [["neck", "hip"]]),
        (["1. neck 2. hip"], [["neck", "hip"]]),
        (["['neck', 'hip']"], [["neck", "hip"]]),
        (["{neck,hip}"], [["neck", "hip"]]),
        (['[""neck"",""left hip""]'], [["neck", "left hip"]]),
        (["neck\thip"], [["neck", "hip"]]),
        (['Joe ""the"" hip'], [['Joe "the" hip']]),
        (["'s ochtends - links"], [["'s ochtends - links"]]),
    ],
)
def test_a_list_is_parted_as_its_column_shows(read, cells, parts):
    rows = "".join(f'2026-03-0{day},4,"{cell}","{cell}"\n' for day, cell in enumerate(cells, start=1))
    found = read(f"date,pain,place,words\n{rows}", PAIN + 'site = "place"\nwords = "words"\n')
    assert [[site.name for site in entry.sites] for entry in found] == parts
    assert [list(entry.words) for entry in found] == parts


def test_a_mapping_says_which_marks_part_a_list(read):
    mapping = PAIN + '[columns.site]\nname = "place"\nseparators = "/"\n[columns.words]\nname = "words"\nseparators = ";"\n'
    [entry] = read('date,pain,place,words\n2026-03-01,4,"hip, left/neck","dull, hot"\n', mapping)
    assert ([site.name for site in entry.sites], entry.words) == (["hip, left", "neck"], ("dull, hot",))


def test_medicines_of_a_list_are_doses_with_their_amounts(read):
    mapping = '[columns]\ndate = "date"\nmedicine_amount = "dose"\n[columns.medicine]\nname = "med"\nseparators = "/"\n'
    found = read("date,med,dose\n2026-03-01,Paracetamol/Ibuprofen,500 mg/400 mg\n", mapping)
    assert [(dose.name, dose.ingredients[0].mg) for dose in found if isinstance(dose, Dose)] == [("Paracetamol", 500), ("Ibuprofen", 400)]


MEASURES = [
    ("minutes", "45", 45),
    ("minutes", "45 min", 45),
    ("minutes", "1 h 30", 90),
    ("minutes", "1h30m", 90),
    ("minutes", "1.5 h", 90),
    ("minutes", '"1,5 Std."', 90),
    ("hours", "1:30", 90),
    ("hours", "2 hours", 120),
    ("hours", "90 min", 90),
    ("hours", '"1,5"', 90),
    ("count", '"8,500"', 8500),
    ("count", "8.500", 8500),
    ("count", "8 500", 8500),
    ("count", "8500 steps", 8500),
]


@pytest.mark.parametrize(("unit", "cell", "value"), MEASURES)
def test_a_measure_is_never_read_smaller_for_its_unit_or_its_thousands(read, unit, cell, value):
    [entry] = read(
        f"date,walk\n2026-03-01,{cell}\n", f'[columns]\ndate = "date"\n[[activities]]\ncolumn = "walk"\nkind = "walking"\nunit = "{unit}"\n'
    )
    assert isinstance(entry, Activity)
    assert (entry.count if unit == "count" else entry.minutes) == value


def test_a_measure_that_is_a_range_is_kept_as_text(read):
    [entry] = read("date,walk\n2026-03-01,20-30\n", '[columns]\ndate = "date"\n[[activities]]\ncolumn = "walk"\nkind = "walking"\nunit = "minutes"\n')
    assert entry.note == "walk: 20-30"


SYMPTOMS = "date,symptom,severity\n2026-03-01,Lower back pain,6\n2026-03-01,Nausea,3\n2026-03-02,Headache,4\n"
OF_SYMPTOMS = '[columns]\ndate = "date"\npain = "severity"\n[symptoms]\ncolumn = "symptom"\n'


def test_the_rows_of_one_symptom_are_read_and_the_others_are_told(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text(SYMPTOMS)
    rows = list(read_rows(open_table(path), mapping_of(OF_SYMPTOMS + 'only = ["lower back pain"]\n', "m.toml"), "Europe/London", NOW))
    assert [entry.pain for row in rows for entry in row.entries] == [6]
    assert [(row.line, row.reason) for row in rows if row.reason] == [
        (3, "The row is of “Nausea”, which the mapping leaves out."),
        (4, "The row is of “Headache”, which the mapping leaves out."),
    ]


def test_each_symptom_can_be_its_place(read):
    found = read(SYMPTOMS, OF_SYMPTOMS + "as_place = true\n")
    assert [(entry.pain, entry.sites[0].name) for entry in found] == [(6, "lower back"), (3, "nausea"), (4, "headache")]


WHOLE = """\
[file]
encoding = "cp1250"
delimiter = ";"
header_line = 3

[columns]
date = "date"
medicine = "med"

[columns.pain]
name = "pain"
decimal = ","
range = "upper"

[columns.site]
name = "where"
separators = ",;"
missing = ["none", "-"]

[pain]
scale = [0.0, 4.0]
words = { "bad" = 3.0 }

[dates]

[symptoms]
column = "symptom"
only = ["Back pain"]
as_place = true

[[medicines]]
column = "med 2"
amount = "dose 2"
missing = ["as always"]
"""


def test_further_columns_of_pain_are_written_as_they_are_read_and_a_mistake_in_them_is_named():
    written = 'date = "date"\nsite = "where"\n'
    mapping = mapping_of(f'[columns]\n{written}[[pains]]\ncolumn = "am"\ntime = "7:30"\n[[pains]]\ncolumn = "b"\nsite = "neck"\n', "mine.toml")
    assert mapping_of(mapping_text(mapping), "mine.toml") == mapping
    for wrong in ('[[pains]]\ntime = "07:30"\n', '[[pains]]\ncolumn = "am"\ntime = "late"\n', '[[pains]]\ncolumn = "am"\nscale = 3\n'):
        with pytest.raises(Refused, match=r"mine\.toml"):
            mapping_of(f"[columns]\n{written}{wrong}", "mine.toml")
    with pytest.raises(Refused, match="worst"):
        mapping_of(f'[columns]\n{written}worst = "worst"\n[[pains]]\ncolumn = "am"\n', "mine.toml")


def test_what_a_mapping_says_is_written_as_it_is_read():
    mapping = mapping_of(WHOLE, "mine.toml")
    assert mapping_of(mapping_text(mapping), "again.toml") == mapping
    assert (mapping.layout.encoding, mapping.layout.delimiter, mapping.layout.header_line) == ("cp1250", ";", 3)
    assert (mapping.columns.site, mapping.way("site").separators, mapping.way("site").missing) == ("where", ",;", ("none", "-"))
    assert (mapping.way("pain").decimal, mapping.way("pain").range, mapping.way("note").separators) == (",", "upper", "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[file]\nencoding = "cp9999"\n', "Line 2 of mine.toml: “encoding” has to be like"),
        ('[file]\nencoding = "hex"\n', "“encoding” has to be like"),
        ('[file]\ndelimiter = "x"\n', "“delimiter” has to be one of"),
        ("[file]\nheader_line = 0\n", "“header_line” has to be a whole number from 1 to"),
        ('[file]\ncharset = "utf-8"\n', "“charset” means nothing here"),
        (PAIN + '[columns.site]\nseparators = ";"\n', "“name” is missing"),
        (PAIN + '[columns.site]\nname = "s"\nseparators = "x"\n', "“separators” has to be like"),
        (PAIN + '[columns.site]\nname = "s"\nrange = "upper"\n', "“range” has to be left out"),
        ('[columns]\ndate = "d"\n[columns.pain]\nname = "p"\nrange = "highest"\n', "“range” has to be one of"),
        ('[columns]\ndate = "d"\n[columns.pain]\nname = "p"\ndecimal = ";"\n', "“decimal” has to be one of"),
        ('[symptoms]\nonly = ["a"]\n', "“column” is missing"),
    ],
)
def test_a_mistake_in_what_a_mapping_says_is_named_with_its_line(text, sentence):
    with pytest.raises(Refused) as refused:
        mapping_of(text if "[columns" in text else f"{text}{PAIN}", "mine.toml")
    assert sentence in refused.value.sentence


def test_a_mapping_says_where_the_names_stand_and_in_which_encoding(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_bytes("záznam;bolesti\nDatum;Bolest;Kde\n2026-03-01;6,5;záda\n".encode("cp1250"))
    from tracker.importers.recognition import ANY_TABLE, open_rows

    mapping = mapping_of('[file]\nencoding = "cp1250"\nheader_line = 2\n[columns]\ndate = "Datum"\npain = "Bolest"\nsite = "Kde"\n', "mine.toml")
    [row] = read_rows(open_rows(path, ANY_TABLE, mapping), mapping, "Europe/London", NOW)
    assert (row.entries[0].pain, row.entries[0].sites[0].name) == (6.5, "záda")

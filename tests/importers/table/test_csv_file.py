import codecs
import itertools
import os
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import Refused
from tracker.importers.table.csv_file import CELL_LIMIT, ROW_LIMIT, open_table, refuse_doubled
from tracker.importers.table.layout import Layout
from tracker.importers.text.encoding import encoding_choices


@pytest.fixture
def written(tmp_path):
    def write(content, encoding="utf-8"):
        path = tmp_path / "diary.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def good_rows(path):
    return [row.cells for row in open_table(path).rows() if row.problem is None]


def problems(path):
    return [(row.line, row.problem) for row in open_table(path).rows() if row.problem is not None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_delimiter_and_line_end_gives_the_same_table(written, encoding, delimiter, ending):
    text = ending.join(delimiter.join(cells) for cells in (("date", "où"), ("2026-11-25", "épaule «dos»"), ("2026-11-26", "€")))
    table = open_table(written(text, encoding))
    assert table.header == ("date", "où")
    assert table.delimiter == delimiter
    assert [(row.line, row.cells) for row in table.rows()] == [(2, ("2026-11-25", "épaule «dos»")), (3, ("2026-11-26", "€"))]


def test_utf16_with_its_large_end_first_is_read(written):
    path = written(codecs.BOM_UTF16_BE + "date,pain\n2026-11-25,3\n".encode("utf-16-be"))
    assert good_rows(path) == [("2026-11-25", "3")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_known_by_its_zeros(written, encoding):
    table = open_table(written("date;pain;où\n2026-11-25;3;épaule\n", encoding))
    assert (table.encoding, table.header) == (encoding, ("date", "pain", "où"))
    assert good_rows(table.path) == [("2026-11-25", "3", "épaule")]


def test_a_character_cut_in_two_between_chunks_is_still_utf8(written, monkeypatch):
    monkeypatch.setattr("tracker.importers.table.csv_file._CHUNK", 1)
    assert open_table(written("a,é\n€,😀\n")).encoding == "utf-8"


def test_a_file_cut_short_within_a_character_is_still_utf8_and_its_last_row_is_refused(written):
    path = written("a,b\n1,déjà\n2,€".encode()[:-1])
    assert (open_table(path).encoding, good_rows(path)) == ("utf-8", [("1", "déjà")])
    assert [line for line, _ in problems(path)] == [3]


def test_bytes_that_windows_has_no_character_for_refuse_their_row_only(written):
    path = written(b"date,site\n1,caf\xe9\n2,\x81\n3,back\n")
    assert good_rows(path) == [("1", "café"), ("3", "back")]
    assert [line for line, _ in problems(path)] == [3]


def test_a_wrong_byte_after_a_byte_order_mark_refuses_its_row_only(written):
    path = written(b"\xef\xbb\xbfdate,site\n1,caf\xe9\n2,back\n")
    assert good_rows(path) == [("2", "back")]
    assert [line for line, _ in problems(path)] == [2]


def test_lines_are_the_physical_ones_past_empty_lines_and_cells_of_several_lines(written):
    path = written('date,note\n\n1,"one\ntwo\nthree"\n\n2,four\n')
    assert [(row.line, row.cells) for row in open_table(path).rows()] == [(3, ("1", "one\ntwo\nthree")), (7, ("2", "four"))]


def test_empty_cells_too_many_or_too_few_cost_nothing_and_a_filled_one_without_a_column_refuses_its_row(written):
    path = written("date,pain,note\n1\n2,3\n4,5,6,7\n7,8,,,\n8,9,fine, \n")
    assert good_rows(path) == [("1", "", ""), ("2", "3", ""), ("7", "8", ""), ("8", "9", "fine")]
    assert problems(path) == [(4, "The row has 4 cells and the header has 3.")]


def test_a_header_with_a_delimiter_to_spare_and_rows_without_are_one_table(written):
    assert good_rows(written("date,pain,\n1,2\n3,4,\n")) == [("1", "2", ""), ("3", "4", "")]


def test_a_cell_of_200_kilobytes_is_refused_as_a_row(written):
    path = written(f"date,note\n1,{'x' * 200_000}\n2,fine\n")
    assert good_rows(path) == [("2", "fine")]
    assert problems(path) == [(2, f"A cell is longer than {CELL_LIMIT:,} characters.")]


def test_a_line_without_end_is_refused_as_a_row_and_never_held_whole(written):
    path = written(b"date,note\n1," + b"x" * (40 * ROW_LIMIT) + b"\n2,fine\n")
    tracemalloc.start()
    try:
        rows = list(open_table(path).rows())
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert [(row.line, row.problem is None) for row in rows] == [(2, False), (3, True)]


def test_a_quotation_mark_never_closed_says_which_lines_it_swallowed(written):
    path = written('date,note\n1,fine\n2,"open\n3,lost\n4,lost\n')
    assert good_rows(path) == [("1", "fine")]
    assert problems(path) == [(3, "A quotation mark is opened and never closed; lines 3 to 5 were not read.")]


def test_a_quotation_mark_that_swallows_a_long_file_gives_the_rest_back(written):
    path = written('date,note\n1,"open\n' + "2,a line\n" * 150_000 + "3,last\n")
    assert good_rows(path)[-1] == ("3", "last")
    assert problems(path)[0][1].startswith("The row is longer than 1,000,000 characters; lines 2 to ")


def test_quotation_marks_out_of_order_refuse_their_row_only(written):
    path = written('date,note\n1,"a"b\n2,5" nail\n3,"say ""hello"""\n')
    assert good_rows(path) == [("2", '5" nail'), ("3", 'say "hello"')]
    assert problems(path) == [(2, "The quotation marks of the row are out of order.")]


def test_a_zero_character_refuses_its_row_only(written):
    path = written(f"date,note\n1,a\0b\n2,fine\n{'3,more' * 50}\n")
    assert good_rows(path) == [("2", "fine")]
    assert problems(path)[0] == (2, "The row holds a character that cannot be read.")


def test_the_header_may_be_quoted_and_hold_the_other_delimiters(written):
    table = open_table(written('"date, local";"pain, 0-10";note\n1;2;3\n'))
    assert table.header == ("date, local", "pain, 0-10", "note")


def test_a_table_of_one_column_is_a_table(written):
    assert open_table(written("date\n1\n")).header == ("date",)


def test_a_header_alone_is_a_table_without_rows(written):
    assert good_rows(written("date,pain\n")) == []


def test_a_doubled_header_is_refused_by_its_name_where_it_is_used(written):
    table = open_table(written("date,pain, pain \n1,2,3\n"))
    for used in (None, ("date", "pain")):
        with pytest.raises(Refused, match="two columns named “pain”"):
            refuse_doubled(table.path, table.header, used)
    refuse_doubled(table.path, table.header, ("date",))


def test_columns_without_a_name_do_not_count_as_doubled(written):
    assert open_table(written("date,pain,,\n1,2,,\n")).header == ("date", "pain", "", "")


def test_a_hebrew_header_with_direction_marks_is_a_table(written):
    assert open_table(written("\u200fאבגד,דה\n")).header[1] == "דה"


@pytest.mark.parametrize("content", ["\n1,2\n", "\ufeff", ",,\n1,2,3\n", " \n", "2026-01-02;5\n2026-01-03;6\n", "sep=;\n"])
def test_a_first_line_without_names_is_refused(written, content):
    with pytest.raises(Refused, match="no column names"):
        open_table(written(content))


HEADS = {
    "a title and a blank line": ("My pain log 2026\n\ndate,pain\n2026-03-01,4\n", 3, ","),
    "a title as wide as the table": ("Pain log;;;\nprinted;2026-03-05;;\nDatum;Schmerz;Ort;Notiz\n2026-03-01;4;Rücken;\n", 3, ";"),
    "a title with a comma above semicolons": ("Log of Ann, from March\ndate;pain;note\n1;4;a, b, c\n2;5;\n", 2, ";"),
    "Excel's own line": ("sep=;\ndate;pain\n2026-03-01;4\n", 2, ";"),
    "Excel's own line, quoted, and a blank one": ('"sep=|"\n\ndate|pain\n2026-03-01|4\n', 3, "|"),
    "blank lines first": ("\n\n,,\ndate,pain,note\n2026-03-01,4,\n", 4, ","),
    "a decimal comma below semicolons": ("date;pain\n1;3,5\n2;4,5\n", 1, ";"),
    "notes of many commas": ("date;note\n1;a, b, c, d\n2;e, f, g\n", 1, ";"),
    "pipes": ("date|pain|note\n1|2|a, b; c\n", 1, "|"),
    "tabs": ("date\tpain, now\n1\t2\n", 1, "\t"),
    "a title of two cells above many columns": ("exported,by Ann\ndate,pain,place,note,words\n1,2,back,,dull\n", 2, ","),
    "a title in two lines of one cell": ('"My log\nof pain"\ndate,pain\n1,2\n', 3, ","),
}


@pytest.mark.parametrize(("text", "line", "delimiter"), HEADS.values(), ids=HEADS)
def test_the_names_of_the_columns_are_found_below_what_stands_above_them(written, text, line, delimiter):
    table = open_table(written(text))
    assert (table.header_line, table.delimiter) == (line, delimiter)
    rows = list(table.rows())
    assert rows[0].line == line + 1
    assert all(row.problem is None for row in rows)


def test_the_line_of_the_names_is_the_one_that_is_told_or_that_has_the_wanted_ones(written):
    path = written("one,two\ndate,pain\nlater,pain\n2026-03-01,4\n")
    assert open_table(path, Layout(header_line=3)).header == ("later", "pain")
    assert open_table(path, Layout(has_names=lambda names: "date" in names)).header == ("date", "pain")
    assert open_table(path, Layout(delimiter=";")).header == ("one,two",)


# Texts of languages in the encodings of their countries, as spreadsheets and older apps write them.
WRITTEN = {
    "cp1252": "Datum;Schmerz;Notiz\n2026-03-01;6;nach dem Treppensteigen müde, Rücken weiß nicht\n",
    "cp1250": "Datum;Bolest;Poznámka\n2026-03-01;6;záda bolí, večer hůř\n2026-03-02;4;žádné léky\n",
    "iso8859_2": "Data;Ból;Notatka\n2026-03-01;6;ból pleców po długiej jeździe, źle\n",
    "cp1251": "Дата;Боль;Заметка\n2026-03-01;6;после долгой ходьбы\n2026-03-02;4;легче\n",
    "koi8_r": "Дата;Боль;Заметка\n2026-03-01;6;после долгой ходьбы\n2026-03-02;4;легче\n",
    "cp1254": "Tarih;Gün;Not\n2026-03-01;6;uzun yürüyüşten sonra, ağ\N{LATIN SMALL LETTER DOTLESS I}r değil şişlik yok\n",
    "cp1253": "Ημερομηνία;Πόνος;Σημείωση\n2026-03-01;6;μετά από περπάτημα\n",
    "cp932": "日付,痛み,メモ\n2026-03-01,6,長く座った後\n2026-03-02,4,少し楽\n",
    "euc_jp": "日付,痛み,メモ\n2026-03-01,6,長く座った後\n2026-03-02,4,少し楽\n",
    "koi8_u": "дата;біль;нотатки\n2026-03-01;5;після сидіння гірше, їжа\n",
    "cp850": "Datum;Schmerz;Notiz\n2026-03-01;6;nach dem Treppensteigen müde, Rücken weiß nicht\n",
    "cp437": "Datum;Schmerz;Notiz\n2026-03-01;6;nach der Übung müde, Rücken\n",
    "cp852": "Datum;Bolest;Poznámka\n2026-03-01;6;záda bolí, večer hůř\n2026-03-02;4;žádné léky\n",
    "cp866": "Дата;Боль;Заметка\n2026-03-01;6;после долгой ходьбы\n2026-03-02;4;легче\n",
    "cp857": "Tarih;Gün;Not\n2026-03-01;6;uzun yürüyüşten sonra, ağ\N{LATIN SMALL LETTER DOTLESS I}r değil şişlik yok\n",
    "gb18030": "日期,疼痛,备注\n2026-03-01,6,久坐之后\n",
    "euc_kr": "날짜,통증,메모\n2026-03-01,6,오래 앉은 후\n",
    "mac_roman": "Datum;Schmerz;Notiz\n2026-03-01;6;nach dem Treppensteigen müde, Rücken weiß nicht\n",
}


# A few words of a note, which is all that many tables have beyond ASCII.
FEW_WORDS = [
    ("cp1252", "½ Tbl., 3 µg, schön – “gut”, 5°"),  # noqa: RUF001 - a dash
    ("cp1252", "não dormi, dores à noite, sessões"),
    ("cp1252", "mikið verkur, gönguferð, þreyta, nýtt"),
    ("cp1254", "bel ağrısı"),  # noqa: RUF001 - Turkish
    ("cp1254", "sırtım ağrıyor, şiddetli, iğne"),  # noqa: RUF001 - Turkish
    ("cp1250", "hátfájás, nehéz éjszaka, jó idő"),
    ("cp1250", "jó volt, hősök"),
    ("cp1250", "durere mare, şezut"),
    ("cp1250", "żółw"),
    ("iso8859_2", "ból pleców, ciężko"),
    ("cp1251", "боль"),
    ("cp1251", "БОЛЬ СИЛЬНАЯ"),
    ("cp1251", "спина"),
    ("koi8_r", "спина"),
    ("koi8_r", "Лежал весь день"),
    ("cp866", "Лежал весь день"),
    ("cp1257", "blogai miegojau, ėjau, šąla"),
    ("iso8859_7", "Άσχημο πρωί"),
    ("cp1255", "כאב חזק בגב התחתון אחרי ישיבה"),
    ("cp932", "ｺｼ痛"),
]


@pytest.mark.parametrize(("encoding", "note"), FEW_WORDS)
def test_a_few_words_of_a_note_are_read_as_they_were_written(written, encoding, note):
    assert next(open_table(written(f"date;pain;note\n2026-03-01;5;{note}\n", encoding)).rows()).cells[2] == note


def test_the_right_encoding_is_offered_where_another_is_as_likely(written):
    for encoding, note in (("cp1250", "křeče v noci"), ("cp1254", "şiddetli"), ("cp1253", "ΠΟΛΥΣ ΠΟΝΟΣ"), ("euc_kr", "허리 통증")):
        content = f"date;pain;note\n2026-03-01;5;{note}\n".encode(encoding)
        table = open_table(written(content))
        assert any(note in content.decode(other) for other in (table.encoding, *table.other_encodings))


@pytest.mark.parametrize("encoding", WRITTEN)
def test_text_in_the_encoding_of_its_country_is_read_as_it_was_written(written, encoding):
    text = WRITTEN[encoding]
    table = open_table(written(text, encoding))
    lines = [table.delimiter.join(cells) for cells in (table.header, *(row.cells for row in table.rows() if row.problem is None))]
    assert "\n".join(lines) + "\n" == text


def test_where_it_is_not_sure_the_others_are_told_with_the_words_they_make_and_one_can_be_chosen(written):
    path = written("date;note\n1;épaule gauche, très raide\n", "cp1252")
    table = open_table(path)
    assert table.encoding == "cp1252"
    with path.open("rb") as file:
        words = dict(encoding_choices(file, (table.encoding, *table.other_encodings)))
    assert (words["cp1252"], words["cp1250"]) == ("épaule très", "épaule trčs")
    assert next(open_table(path, Layout(encoding="cp1250")).rows()).cells[1] == "épaule gauche, trčs raide"


def test_an_empty_file_is_refused(written):
    with pytest.raises(Refused, match="is empty"):
        open_table(written(b""))


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04" + b"xlsx" * 100,
        b"SQLite format 3\0" + bytes(100),
        bytes(range(256)) * 20,
        b"%PDF-1.7\nplain words\n",
        b"plain,names\n" + bytes(range(32)) * 20,
        b"da\x01te,pain\n" + b"1,2\n" * 100,
        b'"date\n' + b"never closed\n" * 10,
        b"d" * (2 * ROW_LIMIT),
    ],
    ids=["picture", "spreadsheet", "database", "bytes", "pdf", "bytes under a plain line", "control", "open quotation", "endless header"],
)
def test_what_is_no_table_of_text_is_refused(written, content):
    with pytest.raises(Refused, match="not a table of text"):
        open_table(written(content))


def test_a_folder_a_pipe_and_a_device_are_refused_at_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, tmp_path / "absent"):
        with pytest.raises(Refused, match=r"Nothing was (imported|changed)"):
            open_table(path)


def test_a_file_gone_since_it_was_opened_is_refused(written):
    path = written("date,pain\n1,2\n")
    table = open_table(path)
    path.unlink()
    with pytest.raises(Refused, match="cannot be used"):
        next(table.rows())


def test_the_rows_can_be_read_again_from_the_start(written):
    table = open_table(written("date,pain\n1,2\n3,4\n"))
    assert len(list(itertools.islice(table.rows(), 1))) == 1
    assert len(list(table.rows())) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(), st.text('a,;\t"\r\n\0\ufeffé').map(str.encode), st.text('a,"\n\0é').map(lambda text: text.encode("utf-16"))))
def test_any_bytes_are_a_table_or_refused(written, content):
    try:
        table = open_table(written(content))
    except Refused:
        return
    lines = [row.line for row in table.rows()]
    assert lines == sorted(set(lines))


def test_rows_without_number_are_read_in_bounded_memory(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("date,pain\n")
        file.writelines(f"2026-11-25,{number}\n" for number in range(200_000))
    table = open_table(path)
    tracemalloc.start()
    try:
        last = next(itertools.islice(table.rows(), 49_999, None))
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
    assert last.cells == ("2026-11-25", "49999")
    assert sum(row.problem is None for row in table.rows()) == 200_000

"""What should not stand in an entry is found locally, before anything reaches a reader (reliability.md §3)."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.sensitive import find, generalise

DAY = dt.date(2026, 11, 21)
# Shared with the browser's module (test_log_browser.py): a text, and the kinds found in it.
TABLE = [
    ("Haar nummer is 111222333.", ["bsn"]),
    ("1112.22.333", ["bsn"]),
    ("111 222 333", ["bsn"]),
    ("123456789", []),
    ("000000000", []),
    ("1112223334", []),
    ("Het kostte 1.234.567,89 euro.", []),
    ("Bel 06-12345678 of kom langs.", ["phone"]),
    ("06 12 34 56 78", ["phone"]),
    ("+31 6 12345678", ["phone"]),
    ("0031612345678", ["phone"]),
    ("+31(0)299123456", ["phone"]),
    ("0299-123456", ["phone"]),
    ("Mail piet.jansen@example.nl, dan hoor ik het.", ["email"]),
    ("Bij @ mij thuis", []),
    ("Zij is van 12-03-1940.", ["birth_date"]),
    ("Zij is van 12 maart 1940.", ["birth_date"]),
    ("Zij is van 12 mrt. 1940.", ["birth_date"]),
    ("1940-03-12", ["birth_date"]),
    ("31-02-1940", []),
    ("30 februari 1940", []),
    ("Dit was op 2 november 2026.", []),
    ("Dit was op 02-11-2026.", []),
    ("Geboren op 3-4-52.", ["birth_date"]),
    ("geb. 29-2-00", ["birth_date"]),
    ("Zij kwam 3-4-52 voorbij", []),
    ("Om 14.30 op de afdeling, 2 keer 500 ml.", []),
    ("Om 14.30 in kamer 12, 2 keer 500 ml.", ["room"]),
    ("Zij ligt op Kamer zes.", ["room"]),
    ("bed 3 was leeg", ["room"]),
    ("Er zijn twee kamers en 12 bedden.", []),
    ("Ik was in de kamer. 12 mensen keken toe.", []),
    ("Mevrouw Jansen was verdrietig.", ["name"]),
    ("Dhr. de Vries op kamer 12", ["name", "room"]),
    ("Ik hielp patient J.K. uit bed.", ["name"]),
    ("patiënt JK at niets", ["name"]),
    ("Mw. J. van den Berg-de Wit belde.", ["name"]),
    ("de heer El Amrani", ["name"]),
    ("Fam. Öztürk kwam langs.", ["name"]),
    ("mevrouw was verdrietig, en de bewoner ook", []),
    ("Een cliënt met MRSA. Bewoner at niets.", []),
    ("Ik vroeg het mevrouw. Zij lachte.", []),
    ("mevrouw\u00a0Jansen", ["name"]),
    ("mevrouw\u200b Jansen", ["name"]),
    ("Bel 0612345678 of mail a@b.nl", ["email", "phone"]),
    ("(0299) 12 34 56", ["phone"]),
    ("+31 (0)6 1234 5678", ["phone"]),
    ("06\u00a012\u202f34\u00a056\u00a078", ["phone"]),
    ("06 \u2013 12345678", ["phone"]),
    ("06\u200b12345678", ["phone"]),
    ("06/12345678", ["phone"]),
    ("Mijn Belgische nummer: +32 470 12 34 56.", ["phone"]),
    ("111\u00a0222\u00a0333", ["bsn"]),
    ("111 \u2013 222 \u2013 333", ["bsn"]),
    ("111\u2011222\u2011333", ["bsn"]),
    ("(111) 222 333", ["bsn"]),
    ("1112\u200d22333", ["bsn"]),
    ("Zij is van 12\u201103\u20111940.", ["birth_date"]),
    ("piet\u200b@example.nl", ["email"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "kinds"), TABLE)
def test_what_is_found_and_what_is_not(text, kinds):
    assert [finding.kind for finding in find(text, on=DAY)] == kinds


def _number(digits: str) -> str | None:
    """Eight digits with the ninth that makes the sum right; there is none when it would have to be 10."""
    last = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    return f"{digits}{last}" if last < 10 else None


@given(st.text("123456789", min_size=8, max_size=8), st.text("abc \n,", max_size=9), st.text("abc \n,", max_size=9))
def test_it_is_found_between_any_words(digits, before, after):
    right = _number(digits)
    if right:
        found = find(f"{before} {right} {after}", on=DAY)
        assert [finding.text for finding in found if finding.kind == "bsn"] == [right]


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text):
    assert all(finding.text in text for finding in find(text, on=DAY))


def test_digits_of_another_script_are_digits_too():
    assert [finding.text for finding in find("\u0661\u0661\u0661\u0662\u0662\u0662\u0663\u0663\u0663", on=DAY)] == [
        "\u0661\u0661\u0661\u0662\u0662\u0662\u0663\u0663\u0663"
    ]


def test_an_eight_digit_number_has_lost_its_zero():
    assert [finding.kind for finding in find("12345672", on=DAY)] == ["bsn"]


@pytest.mark.parametrize(
    ("written", "general"),
    [
        ("Mevrouw Jansen was verdrietig.", "Een bewoner was verdrietig."),
        ("Ik hielp mw. J. de Vries.", "Ik hielp een bewoner."),
        ("Ik hielp. Dhr. de Vries lag op kamer 12.", "Ik hielp. Een bewoner lag op een kamer."),
        ("Ik gaf patiënt J.K. te eten in bed 3", "Ik gaf een patiënt te eten in een bed"),
        ("Leerling Daan riep cliënt Bos.", "Een leerling riep een cliënt."),
        ("Eén\nfamilie van den Berg", "Eén\nEen familie"),
        ("mevrouw\u200b Jansen en mevrouw Jansen", "Een bewoner en een bewoner"),
        ("Niets van iemand.", "Niets van iemand."),
        ("bewoner Kamer 12", "bewoner een kamer"),
        ("Zij:\n \nmw. Bos", "Zij:\n \nEen bewoner"),
        ("een \u00a0mw. Bos", "een \u00a0een bewoner"),
    ],
)
def test_a_name_becomes_general_words(written, general):
    assert generalise(written) == general
    assert find(general, on=DAY) == []


def test_a_long_text_takes_no_longer_for_each_letter():
    """Lines without end before a name."""
    began = time.process_time()

    assert generalise("\n" * 50_000 + "x mw. Bos").endswith("x een bewoner")
    assert time.process_time() - began < 1


@given(st.text(max_size=200))
def test_any_text_can_be_made_general(text):
    assert all(one.kind not in ("name", "room") for one in find(generalise(generalise(text)), on=DAY))


def test_only_names_and_rooms_have_general_words():
    found = find("Bel mevrouw Jansen op kamer 12: 06-12345678", on=DAY)

    assert [one.general for one in found] == ["", "een bewoner", "een kamer"]


def test_a_finding_says_what_and_where():
    finding = find("06-12345678", on=DAY, where="Situatie")[0]

    assert (str(finding.name), finding.where) == ("een telefoonnummer", "Situatie")

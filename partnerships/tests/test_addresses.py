"""Pasted addresses: every address is found, nothing that was typed gets lost."""

import pytest

from partnerships.forms.addresses import MOST, Entry, entries
from partnerships.forms.invitations import TeamInviteForm


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@x.nl\nb@x.nl", ["a@x.nl", "b@x.nl"]),
        ("a@x.nl, b@x.nl; c@x.nl", ["a@x.nl", "b@x.nl", "c@x.nl"]),
        ("a@x.nl b@x.nl\tc@x.nl", ["a@x.nl", "b@x.nl", "c@x.nl"]),
        ("Samira Haddad <S.Haddad@X.nl>", ["s.haddad@x.nl"]),
        ('Haddad, Samira <s@x.nl>; "Bakker, Wim" <w@x.nl>', ["s@x.nl", "w@x.nl"]),
        ("a@x.nl, Haddad, Samira <s@x.nl>, w@x.nl", ["a@x.nl", "s@x.nl", "w@x.nl"]),
        ("<a@x.nl>,<b@x.nl>", ["a@x.nl", "b@x.nl"]),
        ("Piet Kok p@x.nl", ["p@x.nl"]),
        ("mailto:a@x.nl.", ["a@x.nl"]),
        ("a@x.nl <b@x.nl>", ["b@x.nl"]),
    ],
)
def test_addresses_as_people_paste_them(text, found):
    assert [entry.email for entry in entries(text)] == found


@pytest.mark.parametrize("text", ["piet", "a@@x.nl", "x <foo>", "x <>", "a@x", "a" * 250 + "@x.nl", "@"])
def test_what_is_no_address_stays_as_typed(text):
    assert entries(text) == [Entry(text, "")]


def test_a_rest_beside_an_address_is_kept():
    assert entries("jan\nSamira <s@x.nl> klaar") == [
        Entry("jan", ""),
        Entry("Samira <s@x.nl>", "s@x.nl"),
        Entry("klaar", ""),
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Vul een mailadres in."),
        ("jan, piet", "Hier staat geen geldig mailadres in."),
        ("\n".join(f"a{n}@x.nl" for n in range(MOST + 1)), "Hoogstens 200 adressen per keer."),
    ],
)
def test_a_box_that_is_refused(text, error):
    assert TeamInviteForm({"addresses": text}).errors["addresses"] == [error]

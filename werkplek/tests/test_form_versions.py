"""Every form that changes something stored carries the version that its writer saw. The second of two editors is told,
and sees both texts (reliability.md §1.4). `pytest -s -k every_form` prints the table of forms."""

from typing import Any

import pytest

from werkplek.tests.access_rows import Row
from werkplek.tests.access_table import ROWS
from werkplek.tests.form_table import CARRYING, CHANGING, MAKING, OWN, A
from werkplek.tests.page_forms import HIDDEN, PageForm, forms_of
from werkplek.tests.pages import browser_of, text_of

NEWER = "Er is een nieuwe versie"
OF_ALLAUTH = ("account_", "mfa_", "confirm_by_mail")


def first(address: str) -> Row:
    return next(row for row in ROWS if row.address == address and row.first())


def test_every_form_is_known_and_carries_what_it_should(filled, quiet):
    wrong, table = [], {}
    for row in ROWS:
        if (code := row.first()) and not row.address.startswith(OF_ALLAUTH):
            for form in forms_of(browser_of(filled.who(code), just_confirmed=True).get(row.url(filled))):
                has = {name for name in ("version", "once") if name in form.values}
                table[row.address] = ", ".join(sorted(has)) or OWN.get(row.address, "")
                if not _is_right(row.address, has):
                    wrong.append((row.address, sorted(form.boxes), has))
    print("\n".join(f"{address:<50} {carries}" for address, carries in sorted(table.items())))  # noqa: T201

    assert wrong == []
    assert CHANGING.keys() | CARRYING | MAKING.keys() | OWN.keys() == table.keys()


def _is_right(address: str, has: set[str]) -> bool:
    if address in CHANGING or address in CARRYING:
        return "version" in has
    return address in OWN or (address in MAKING and "once" in has)


@pytest.mark.parametrize("address", CHANGING)
def test_the_second_editor_is_told_and_sees_both(filled, quiet, address):
    name, one, two, more = CHANGING[address]
    row = first(address)
    editors = [browser_of(filled.who(row.first()), just_confirmed=True) for _number in range(2)]
    pages = [_form(editor.get(row.url(filled)), name) for editor in editors]
    sent = [_typed(page, {name: text, **more}) for page, text in zip(pages, (one, two), strict=True)]
    done = editors[0].post(row.url(filled), sent[0])
    told = editors[1].post(row.url(filled), sent[1])

    assert (done.status_code, told.status_code) == (302, 409), text_of(done)
    assert NEWER in text_of(told)
    assert _form(told, name).values["version"] != sent[1]["version"]
    assert str(two) in "".join(_form(told, name).values[name])
    if one == A:
        assert A in text_of(told)


def _form(page: Any, name: str) -> PageForm:
    return next(form for form in forms_of(page) if name in form.boxes and "version" in form.values)


def _typed(form: PageForm, words: dict[str, Any]) -> dict[str, Any]:
    kept = {key: given for key, given in form.values.items() if key in form.boxes or key in HIDDEN}
    return {**kept, **{key: [str(word)] for key, word in words.items()}}

"""Every form that changes something stored carries the version that its writer saw. The second of two editors is told,
and both texts are there (reliability.md §1.4). `pytest -s -k every_form` prints the table of forms."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from werkplek.tests.access_rows import Row
from werkplek.tests.access_table import ROWS
from werkplek.tests.form_table import BESIDE, CHANGING, ENDING, FIRST, LAST, MAKING, OWN, VERSIONED, A, B, Two
from werkplek.tests.page_forms import PageForm, forms_in, forms_of
from werkplek.tests.pages import browser_of, text_of
from werkplek.tests.test_erasure import dump
from werkplek.tests.world import World

NEWER = "Er is een nieuwe versie"
OF_ALLAUTH = ("account_", "mfa_", "confirm_by_mail")
SAYS = {**dict.fromkeys(CHANGING, "told"), **dict.fromkeys(ENDING, "refused"), **dict.fromkeys(BESIDE, "both kept")}


def test_every_form_is_known_and_carries_what_it_should(first_looks):
    """A form that is new: say in werkplek/tests/form_table.py what it is, and what happens to the second of two."""
    wrong, table = [], {}
    for row, page in first_looks:
        if not row.address.startswith(OF_ALLAUTH):
            for form in forms_in(page):
                has = {name for name in ("version", "once") if name in form.values}
                second = SAYS.get(row.address) or MAKING.get(row.address) or OWN.get(row.address, "")
                table[row.address] = f"{', '.join(sorted(has)):<15} {second}"
                if not _is_right(row.address, has):
                    wrong.append((row.address, sorted(form.boxes), has))
    print("\n".join(f"{address:<50} {carries}" for address, carries in sorted(table.items())))  # noqa: T201

    assert wrong == []
    assert VERSIONED.keys() | MAKING.keys() | OWN.keys() == table.keys()


def _is_right(address: str, has: set[str]) -> bool:
    if address in VERSIONED:
        return "version" in has
    return address in OWN or (address in MAKING and "once" in has)


def _of_both(world: World, address: str, two: Two) -> tuple[HttpResponse, HttpResponse, dict[str, Any]]:
    """The answers to the first and to the second editor, who had the same page before them; what the second sent."""
    name, *typed, more = two
    for row, page in _pages(world, address):
        if form := _form(page, name):
            editors = [browser_of(world.who(row.first()), just_confirmed=True) for _number in range(2)]
            pages = [form, _form(editors[1].get(row.url(world)), name) or form]
            sent = [
                _filled_in(page, {name: _choice(page, name, words), **more})
                for page, words in zip(pages, typed, strict=True)
            ]
            there = form.action or row.url(world)
            done, told = (editor.post(there, fields) for editor, fields in zip(editors, sent, strict=True))
            return done, told, sent[1]
    raise AssertionError(f"no page at {address} has a form with a version and {name}")


def _pages(world: World, address: str) -> Iterator[tuple[Row, HttpResponse]]:
    for row in ROWS:
        if row.address == address and (code := row.first()):
            client: Client = browser_of(world.who(code), just_confirmed=True)
            yield row, client.get(row.url(world))


def _form(page: Any, name: str) -> PageForm | None:
    return next((form for form in forms_of(page) if name in form.boxes and "version" in form.values), None)


def _choice(form: PageForm, name: str, words: Any) -> Any:
    if words in (FIRST, LAST):
        return form.choices[name][0 if words == FIRST else -1]
    return words


def _filled_in(form: PageForm, words: dict[str, Any]) -> dict[str, Any]:
    return form.values | {key: word if isinstance(word, list) else [str(word)] for key, word in words.items()}


@pytest.mark.parametrize("address", CHANGING)
def test_the_second_editor_is_told_and_sees_both(filled, quiet, address):
    name, one, two, _more = CHANGING[address]
    done, told, sent = _of_both(filled, address, CHANGING[address])
    form = _form(told, name)

    assert (done.status_code, told.status_code) == (302, 409), text_of(done)
    assert NEWER in text_of(told)
    assert form is not None
    assert form.values["version"] != sent["version"]
    assert two in (LAST, []) or str(two) in "".join(form.values[name]) or form.action
    if one == A:
        assert (A in text_of(told), B in text_of(told)) == (True, True)


@pytest.mark.parametrize("address", ENDING)
def test_who_comes_after_an_end_is_told_and_gets_the_own_words_back(filled, quiet, address):
    done, told, _sent = _of_both(filled, address, ENDING[address])

    assert (done.status_code, told.status_code in (403, 404)) == (302, True), text_of(done)
    assert (B in text_of(told), A in dump(), B in dump()) == (True, True, False)


@pytest.mark.parametrize("address", BESIDE)
def test_what_two_make_at_the_same_time_is_there_twice(filled, quiet, address):
    done, told, _sent = _of_both(filled, address, BESIDE[address])

    assert (done.status_code, told.status_code) == (302, 302), text_of(told)
    assert (A in dump(), B in dump()) == (True, True)

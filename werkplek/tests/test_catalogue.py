"""Finding phrases, and keeping a catalogue of them, on a small product of its own."""

import polib
import pytest
from django.core.management import CommandError, call_command

PYTHON = """
greeting = _("Hallo")
things = ngettext("%(n)s ding", "%(n)s dingen", n) % {"n": n}
may = models.pgettext_lazy("maand", "Mei")
"""
TEMPLATE = """
{% load i18n %}{% translate "Hallo" %} {# not this #}
{% blocktranslate trimmed %}
  Dag {{ name }}
{% endblocktranslate %}
{% include "button.html" with label=_("Bewaar") only %}
"""


@pytest.fixture
def product(tmp_path, settings):
    """A folder with one layer and one template."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "accounts/tests").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "accounts/views.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "accounts/tests/test_x.py").write_text('_("Alleen in een test")', encoding="utf-8")
    (tmp_path / "templates/page.html").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def po(product):
    """Reads the catalogue; writes it when given translations."""
    path = product / "locale/en/LC_MESSAGES/django.po"

    def open_catalogue(**translations):
        catalogue = polib.pofile(str(path))
        for entry in catalogue:
            if entry.msgid_plural:
                entry.msgstr_plural = {0: "%(n)s thing", 1: "%(n)s things"}
            else:
                entry.msgstr = translations.get(entry.msgid.split()[0], entry.msgid)
        catalogue.save(str(path))
        return {(entry.msgctxt, entry.msgid): entry for entry in catalogue}

    return open_catalogue


def complaint():
    with pytest.raises(CommandError) as caught:
        call_command("catalogue", "check")
    return str(caught.value).splitlines()[1:]


def test_update_finds_every_phrase_sorted(product, po):
    call_command("catalogue", "update")

    assert list(po()) == [
        (None, "%(n)s ding"),
        (None, "Bewaar"),
        (None, "Dag %(name)s"),
        (None, "Hallo"),
        ("maand", "Mei"),
    ]


def test_update_keeps_translations_and_drops_what_nobody_says(product, po, capsys):
    call_command("catalogue", "update")
    po(Hallo="Hello")
    (product / "templates/page.html").write_text("", encoding="utf-8")
    capsys.readouterr()
    call_command("catalogue", "update")

    assert capsys.readouterr().out == "3 phrases: 0 added, 2 dropped, 0 not translated yet.\n"
    assert polib.pofile(str(product / "locale/en/LC_MESSAGES/django.po")).find("Hallo").msgstr == "Hello"


def test_check_is_content_with_a_complete_catalogue(product, po, capsys):
    call_command("catalogue", "update")
    po()
    capsys.readouterr()
    call_command("catalogue", "check")

    assert capsys.readouterr().out == "en: all 5 phrases are translated.\n"


def test_check_names_what_is_missing(product, po):
    call_command("catalogue", "update")
    po(Hallo="")

    assert complaint() == ["not translated: 'Hallo' (accounts/views.py)"]


def test_check_sees_a_lost_placeholder(product, po):
    call_command("catalogue", "update")
    po(Dag="Good day")

    assert complaint() == ["placeholders differ (%(name)s): 'Dag %(name)s' (templates/page.html)"]


def test_check_sees_a_lost_tag(product, po):
    (product / "templates/page.html").write_text("{% translate 'Let <b>op</b>' %}", encoding="utf-8")
    call_command("catalogue", "update")
    po(Let="Take care")

    assert complaint() == ["placeholders differ (</b, <b): 'Let <b>op</b>' (templates/page.html)"]


def test_check_sees_a_lost_space(product, po):
    (product / "accounts/views.py").write_text('_("Zo: ")', encoding="utf-8")
    call_command("catalogue", "update")
    po(**{"Zo:": "So:"})

    assert complaint() == ["spaces at an end differ: 'Zo: ' (accounts/views.py)"]


def test_a_phrase_that_would_be_cut_off_is_refused(product):
    (product / "templates/page.html").write_text('{% translate "Kies \\"Stop\\"." %}', encoding="utf-8")

    with pytest.raises(CommandError, match="put single quotes around"):
        call_command("catalogue", "check")


def test_check_sees_doubt_old_phrases_and_a_plural_that_came_later(product, po):
    call_command("catalogue", "update")
    po()
    path = product / "locale/en/LC_MESSAGES/django.po"
    catalogue = polib.pofile(str(path))
    catalogue.find("Hallo").flags.append("fuzzy")
    catalogue.append(polib.POEntry(msgid="Vroeger", msgstr="Once"))
    catalogue.save(str(path))
    (product / "accounts/views.py").write_text(PYTHON.replace("ngettext", "_").replace(', "%(n)s dingen", n', ""))

    assert complaint() == [
        "one has a plural, the other has not: '%(n)s ding' (accounts/views.py)",
        "marked as doubtful: 'Hallo' (accounts/views.py)",
        "nobody says this any more: 'Vroeger'",
    ]


@pytest.mark.parametrize("code", ["_(name)", "gettext(f'Dag {name}')", "ngettext('ding')"])
def test_a_phrase_that_is_put_together_later_is_refused(product, code):
    (product / "accounts/views.py").write_text(code, encoding="utf-8")

    with pytest.raises(CommandError, match="write the phrase itself"):
        call_command("catalogue", "check")


def test_compile_makes_what_django_reads(product, po):
    call_command("catalogue", "update")
    po(Hallo="Hello")
    call_command("catalogue", "compile")

    assert polib.mofile(str(product / "locale/en/LC_MESSAGES/django.mo")).find("Hallo").msgstr == "Hello"

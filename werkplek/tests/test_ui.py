"""Small words of templates: what is drawn once for the same words, and days as people say them."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from accounts.values import today
from werkplek.templatetags.ui import _drawn, human_day, human_moment, until


def badge(label: object) -> str:
    return Template('{% drawn "components/status.html" label=label kind="open" %}').render(Context({"label": label}))


def test_the_same_words_are_drawn_once() -> None:
    _drawn.cache_clear()

    assert badge("Gepland") == badge("Gepland")
    assert _drawn.cache_info().misses == 1


def test_each_language_has_its_own_drawing() -> None:
    word = _("Wie leert")
    with translation.override("en"):
        english = badge(word)

    assert "Learner" in english
    assert "Wie leert" in badge(word)


@pytest.mark.parametrize("safe_first", [True, False])
def test_what_is_typed_is_escaped_whatever_was_drawn_before(safe_first: bool) -> None:
    words = ["<b>aan</b>", mark_safe("<b>aan</b>")]  # noqa: S308 - the test is about this difference
    drawn = {type(word): badge(word) for word in (reversed(words) if safe_first else words)}

    assert "&lt;b&gt;" in drawn[str]
    assert "<b>aan</b>" in drawn[type(words[1])]


def test_tomorrow_is_today_a_day_later(time_machine) -> None:
    day = today() + dt.timedelta(days=1)
    assert human_day(day) == "morgen"

    time_machine.move_to(timezone.now() + dt.timedelta(days=1))

    assert human_day(day) == "vandaag"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (dt.date(2027, 3, 1), dt.date(2027, 5, 9), "1 maart tot en met 9 mei 2027"),
        (dt.date(2026, 11, 1), dt.date(2027, 1, 9), "1 november 2026 tot en met 9 januari 2027"),
    ],
)
def test_a_period_has_one_form(first, last, said):
    assert until(first, last) == said


def test_a_moment_near_now_is_said_with_its_hour():
    now = timezone.localtime().replace(hour=14, minute=3)

    assert (human_moment(now), human_moment(None)) == ("vandaag om 14:03", "")

"""A new list with a reading that there is already: one text file and no code, played in a real browser from asking to
the action point that comes of it."""

import pytest
from django.db import models

from instruments.actions.instruments import load
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument, Item
from learningtracks.editions import read_all
from learningtracks.models.action_points import ActionPoint
from partnerships.values import Role
from werkplek.tests.browser import DESKTOP, PHONE, assert_no_axe
from werkplek.tests.casting import join, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILE = """
slug = "team.less"
version = 1
answer = "scale4"
reading = "two"
about = ["team"]
title = { nl = "Wat laten we weg?", en = "What do we leave out?" }
intro = { nl = "Twee vragen over werk dat niemand helpt.", en = "Two questions about work that helps nobody." }
attribution = { nl = "Van onszelf", en = "Our own" }
item = [
  { slug = "l1", kind = "question", nl = "Doen we dingen die niemand mist?", en = "Do we do what nobody would miss?" },
  { slug = "l2", kind = "question", nl = "Mag je daarmee stoppen?", en = "May you stop doing that?" },
]
"""


@pytest.fixture
def the_list(db, tmp_path):
    (tmp_path / "team.less@1.toml").write_text(FILE, encoding="utf-8")
    [made] = load(read_all(tmp_path))
    yield made
    Ask.objects.all().delete()
    for model, its in ((Item, {"instrument": made}), (Instrument, {"pk": made.pk})):
        models.QuerySet(model).filter(**its)._raw_delete("default")  # what is published refuses the ordinary way


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def test_from_a_text_file_to_an_action_point(open_browser, the_list, team, tom, company):
    lena = make_person("Lena Bos")
    join(lena, Role.TEAM_MEMBER, company, team=team)
    asking, answering = open_browser(DESKTOP, tom), open_browser(PHONE, lena)

    # It is there to choose where something is asked so
    asking.goto(team.get_absolute_url())
    follow(asking, "Terug van een training")
    asking.get_by_label("Wie vraag je?").select_option(label="Lena Bos")
    asking.get_by_label("Van welke training?").fill("Opruimen")
    asking.get_by_label("Welke vragen?").select_option(label="Wat laten we weg?")
    press(asking, "Vragen")
    here = asking.url
    assert_no_axe(asking)

    # Lena answers by ticks; until she sends it Tom reads nothing
    answering.goto("/for-you/")
    follow(answering, "Vertel hoe je training was")
    follow(answering, "Beantwoorden")
    question = answering.get_by_role("group", name="Doen we dingen die niemand mist?")
    question.get_by_label("Grotendeels").check()
    answering.get_by_role("status").get_by_text("Bewaard").wait_for()
    assert_no_axe(answering)
    asking.goto(here)
    assert asking.get_by_text("Grotendeels").count() == 0
    press(answering, "Versturen")
    asking.goto(here)
    assert asking.get_by_text("Grotendeels").is_visible()
    assert asking.get_by_text("Van onszelf").is_visible()

    # What comes of it leads back
    with asking.expect_navigation():
        asking.get_by_role("link", name="Maak er een actiepunt van").first.click()
    assert_no_axe(asking)
    asking.get_by_label("Wat ga je doen?").fill("De dubbele lijst weg")
    asking.get_by_label("Wie doet het?").select_option(label="Lena Bos")
    press(asking, "Bewaren")
    assert asking.url == here
    assert asking.get_by_role("heading", name="Wat ervan is gekomen").is_visible()
    assert ActionPoint.objects.get().origin == f"{Ask.objects.get().trail}:team.less.l1"
    follow(asking, "De dubbele lijst weg")
    follow(asking, "Terug van een training: Opruimen")
    assert asking.url == here

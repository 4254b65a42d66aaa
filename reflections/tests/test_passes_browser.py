"""From the mail to the sent answer without an account, on a phone: taps and fields counted."""

import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from partnerships.actions import mails
from reflections.actions import passes
from reflections.models.passes import Pass
from werkplek.tests.browser import LOOKS, PHONE, assert_no_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asked(experience):
    return passes.ask(
        experience, name="Joke", email="joke@elders.example", question="Hoe deed jij dat?", by=experience.author
    )


def test_three_taps_and_one_field_from_the_mail_to_the_sent_answer(open_browser, asked, live_server, record_property):
    mails.send_due(timezone.now())
    [link] = re.findall(r"https?://\S+/answer/\S+", mail.outbox[-1].body)
    page, taps = open_browser(PHONE), 0

    page.goto(live_server.url + "/answer/" + link.rpartition("/answer/")[2])
    taps += 1  # the button in the mail
    fields = page.locator("main :is(textarea, input:not([type=hidden]), select)").count()
    page.locator("textarea").tap()
    taps += 1
    page.keyboard.type("Rustig blijven zitten.")
    page.get_by_role("button", name="Versturen").tap()
    taps += 1

    page.get_by_role("heading", name="Je antwoord is verstuurd").wait_for()
    assert Pass.objects.get().answer == "Rustig blijven zitten."
    record_property("figure", f"mail to sent answer without an account: {taps} taps (3), {fields} field (1)")
    assert (taps <= 3, fields) == (True, 1)


def test_without_a_script_too(js_off, asked, live_server):
    js_off.goto(live_server.url + asked.get_absolute_url())
    js_off.locator("textarea").fill("Rustig blijven zitten.")
    js_off.get_by_role("button", name="Versturen").tap()

    js_off.get_by_role("heading", name="Je antwoord is verstuurd").wait_for()


def test_who_has_no_account_gets_the_words_back_from_a_page_that_was_open_too_long(open_browser, asked, live_server):
    page = open_browser(PHONE)
    page.goto(live_server.url + asked.get_absolute_url())
    page.context.clear_cookies()
    page.locator("textarea").fill("Rustig blijven zitten.")
    page.get_by_role("button", name="Versturen").tap()

    page.get_by_role("heading", name="Stuur het formulier nog eens").wait_for()
    expect(page.locator("textarea")).to_have_value("Rustig blijven zitten.")
    page.get_by_role("button", name="Opnieuw versturen").tap()
    page.get_by_role("heading", name="Je antwoord is verstuurd").wait_for()


def test_without_a_network_it_waits_on_the_page_and_goes_when_it_can(open_browser, asked, live_server):
    page = open_browser(PHONE)
    page.goto(live_server.url + asked.get_absolute_url())
    page.context.set_offline(True)
    page.locator("textarea").fill("Rustig blijven zitten.")
    page.get_by_role("button", name="Versturen").tap()

    expect(page.locator(".saved--failed")).to_contain_text("Nog niet verstuurd.")
    page.context.set_offline(False)
    page.get_by_role("heading", name="Je antwoord is verstuurd").wait_for()


def test_who_closes_the_page_finds_the_words_again(open_browser, asked, live_server):
    page = open_browser(PHONE)
    page.goto(live_server.url + asked.get_absolute_url())
    page.locator("textarea").fill("Half een zin")
    expect(page.locator(".saved--done")).to_contain_text("Bewaard om")

    page.goto("about:blank")
    page.goto(live_server.url + asked.get_absolute_url())

    expect(page.locator("textarea")).to_have_value("Half een zin")


@pytest.mark.parametrize(("width", "colours"), LOOKS)
def test_axe_finds_nothing(open_browser, asked, live_server, width, colours):
    page = open_browser({"viewport": {"width": width, "height": 740}}, color_scheme=colours)
    page.goto(live_server.url + asked.get_absolute_url())

    assert_no_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

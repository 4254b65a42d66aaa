"""Messages in a real browser: switched on with its permission, and given to the screen by the service worker."""

import json

import pytest
from playwright.sync_api import expect

from werkplek.tests.browser import PHONE, assert_no_axe
from werkplek.tests.services import until

pytestmark = pytest.mark.browser
TOLD = json.dumps({"kind": "asked", "text": "Er is een vraag voor jou.", "url": "/notices/"})


@pytest.fixture
def page(open_browser, samira):
    page = open_browser(PHONE, samira)
    page.goto("/settings/sessions/")
    page.get_by_role("button", name="Dit is mijn eigen apparaat").click()
    page.goto("/notices/device/")
    return page


def test_a_browser_that_may_not_says_so(page):
    page.get_by_role("button", name="Aanzetten").click()

    expect(page.get_by_text("Deze browser kan geen meldingen krijgen")).to_be_visible()
    assert_no_axe(page)


def test_the_worker_shows_a_message_and_opens_where_it_leads(page, live_server):
    """The window that a system draws is not there in this browser: what the worker gives to it is looked at."""
    line = page.context.new_cdp_session(page)
    found = []
    line.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    line.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    [worker] = page.context.service_workers
    worker.evaluate("() => { self.shown = []; registration.showNotification = async (...all) => shown.push(all); }")
    assert until(lambda: page.evaluate("1") and found)

    message = {"origin": live_server.url, "registrationId": found[0]["registrationId"], "data": TOLD}
    line.send("ServiceWorker.deliverPushMessage", message)
    assert until(lambda: worker.evaluate("shown.length"))

    said = {"body": "Er is een vraag voor jou.", "tag": "asked", "data": "/notices/"}
    assert worker.evaluate("shown") == [["Werkplek", said]]

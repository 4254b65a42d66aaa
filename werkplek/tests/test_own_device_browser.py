"""When what an own device keeps goes, and who is told: a session ends, somebody else comes (reliability.md §1.4)."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Draft
from reflections.models.experiences import Experience
from werkplek.tests.browser import assert_no_axe
from werkplek.tests.own_device import (
    CANARY,
    KEPT,
    TOO_LONG,
    answer,
    bring_a_photo,
    close,
    in_a_form,
    left_behind,
    put_away,
    without_network,
    write_a_whole_log,
)
from werkplek.tests.services import until

pytestmark = pytest.mark.browser

GONE = "kan niet meer worden geopend. Je bent tussendoor uitgelogd."


@pytest.mark.parametrize("own", [True, False])
def test_it_goes_when_somebody_else_signs_in(mine, sam, samira, track, own):
    left_behind(mine, sam)
    mine.sign_in(samira, own=own)
    mine.has_network(True)
    page = mine.open()

    assert until(lambda: page.evaluate(KEPT) == 0)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text(GONE)).to_have_count(0)
    assert Experience.objects.count() == 0
    workers = page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")
    assert workers == int(own)


def test_it_goes_when_the_session_has_ended(mine, sam, track):
    left_behind(mine, sam)
    Session.objects.all().delete()
    mine.has_network(True)
    page = mine.open()

    assert until(lambda: page.evaluate("localStorage.length") == 0)
    assert page.evaluate(KEPT) == 0
    expect(page.get_by_text(GONE)).to_be_visible()


def test_when_a_session_is_over_by_now_nothing_is_written_with_its_lock(mine, sam, track):
    page = without_network(mine, sam)
    expect(page.get_by_label("Wat maakte je mee op je werk?")).to_be_visible()
    assert int(page.evaluate("localStorage.until")) > timezone.now().timestamp() * 1000
    page.evaluate("localStorage.until = Date.now() - 1")
    page.reload()

    expect(page.get_by_text("kan alleen op je eigen apparaat, als je bent ingelogd")).to_be_visible()
    expect(page.get_by_label("Wat maakte je mee op je werk?")).to_be_hidden()


@pytest.mark.parametrize(("own", "address"), [(True, "/"), (False, "/"), (True, "/offline/")])
def test_who_signs_in_anew_reads_what_went(mine, sam, track, own, address):
    """Also where the page itself does not say whose it is."""
    left_behind(mine, sam)
    mine.sign_in(sam, own=own)
    mine.has_network(True)
    page = mine.open(address)

    expect(page.get_by_text(GONE)).to_be_visible()
    assert page.evaluate(KEPT) == 0


def test_with_the_lock_of_a_session_that_has_ended_nothing_more_is_written(mine, sam, track):
    mine.sign_in(sam)
    mine.ready().close()
    Session.objects.all().delete()
    page = mine.open()

    assert until(lambda: page.evaluate("localStorage.length") == 0)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_what_the_server_does_not_take_is_shown_to_carry_along(mine, sam, track):
    left_behind(mine, sam)
    mine.has_network(True)
    page = without_network(mine, sam)  # the lock of another session opens nothing: write anew
    page.get_by_label("Wat maakte je mee op je werk?").fill(TOO_LONG)
    page.get_by_text("Meer vertellen").click()
    page.get_by_label("Wat gebeurde er?").fill("2026")
    put_away(page)
    mine.has_network(True)
    page = mine.open("/offline/")
    expect(page.get_by_label("Dit kan niet worden verstuurd")).to_have_value(f"{TOO_LONG}\n\n2026")
    assert_no_axe(page)

    page.get_by_role("button", name="Verwijderen").click()
    expect(page.get_by_label("Dit kan niet worden verstuurd")).to_have_count(0)
    assert page.evaluate(KEPT) == 0


@pytest.mark.parametrize("send", [True, False])
def test_what_belongs_to_a_page_that_opens_no_more_is_shown_to_carry_along(mine, samira, question, send):
    page = in_a_form(mine, samira, question.get_absolute_url())
    answer(page, "Rustig gebleven.", send=send)
    close(page)
    question.delete()
    mine.has_network(True)
    page = mine.open("/offline/")

    expect(page.get_by_label("Dit kan niet worden verstuurd")).to_have_value("Rustig gebleven.")
    assert (page.evaluate(KEPT), Draft.objects.count()) == (1, 0)


def test_a_file_that_the_server_does_not_take_is_there_to_carry_along(mine, sam, track):
    page = without_network(mine, sam)
    write_a_whole_log(page)
    bring_a_photo(page, b"no photo at all")
    put_away(page)
    mine.has_network(True)
    page = mine.open("/offline/")
    with page.expect_download() as begun:
        page.get_by_role("link", name=f"{CANARY}.jpg").click()

    assert begun.value.path().read_bytes() == b"no photo at all"
    assert Experience.objects.count() == 0


def test_signing_out_says_what_would_go(mine, sam, track):
    page = without_network(mine, sam)
    page.get_by_label("Wat maakte je mee op je werk?").fill(TOO_LONG)
    put_away(page)
    close(page)
    mine.has_network(True)
    page = mine.open()
    expect(page.get_by_text("kan niet worden verstuurd")).to_be_visible()
    page.locator("[data-menu] summary").click()
    page.locator("[data-menu]").get_by_role("button", name="Uitloggen").click()

    expect(page.locator("[data-left]")).to_contain_text("nog één tekst die niet is verstuurd")
    assert Session.objects.exists()


KEEP = """() => new Promise((resolve) => {
  const asked = indexedDB.open("werkplek", 1);
  asked.onsuccess = () => {
    const work = asked.result.transaction("kept", "readwrite");
    work.objectStore("kept").put({ id: "1", isStuck: true });
    work.oncomplete = () => { asked.result.close(); resolve(); };
  };
})"""
EMPTIES = {
    "Anderen gebruiken het ook": "Als je de browser sluit, ben je op dit apparaat uitgelogd.",
    "Overal uitloggen, ook hier": "Inloggen",
}


@pytest.mark.parametrize("name", EMPTIES)
def test_every_button_that_empties_the_device_says_what_would_go(mine, sam, track, name):
    """Also of what was kept in another tab since this page came."""
    mine.sign_in(sam)
    page = mine.ready(reverse("usersessions_list"))
    page.wait_for_load_state("networkidle")
    other = mine.open("/help/")
    other.wait_for_load_state("networkidle")  # what it looks for as it comes is not what is kept next
    other.evaluate(KEEP)
    button = page.get_by_role("button", name=name)
    button.click()

    expect(page.locator("form", has=button).locator("[data-left]")).to_contain_text("nog één tekst die niet is")
    assert (Session.objects.count(), page.evaluate(KEPT)) == (1, 1)
    button.click()
    expect(page.locator("main")).to_contain_text(EMPTIES[name])
    assert until(lambda: page.evaluate(KEPT) == 0)


def test_with_nothing_left_these_buttons_go_at_once(mine, sam, track):
    mine.sign_in(sam)
    page = mine.ready(reverse("usersessions_list"))
    page.get_by_role("button", name="Overal uitloggen, ook hier").click()

    page.wait_for_url("**/account/login/**")
    assert not Session.objects.exists()


NO_LOCK = 'Object.defineProperty(window, "crypto", { value: {} })'
NO_WORKER = 'ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error("Not here"))'


@pytest.mark.parametrize("lack", [NO_LOCK, NO_WORKER])
def test_a_browser_that_lacks_something_says_what_it_does_with_a_text(mine, samira, question, lack):
    """Nothing goes wrong unseen: `device` looks at that."""
    mine.sign_in(samira)
    page = mine.context.new_page()
    page.add_init_script(lack)
    page.goto(question.get_absolute_url())
    page.wait_for_load_state("networkidle")
    mine.has_network(False)
    page.locator("#id_text").fill("In de trein")

    said = "Bewaard op dit apparaat." if lack == NO_WORKER else "Je tekst staat alleen op deze pagina."
    expect(page.locator("form:has(#id_text) [data-saved-words]")).to_contain_text(said)

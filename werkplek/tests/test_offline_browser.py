"""Writing without a network on an own device, in a real browser with a folder of its own (reliability.md §1.4)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Draft
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback
from werkplek.tests.browser import assert_no_axe
from werkplek.tests.own_device import (
    CANARY,
    KEPT,
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
TWO_TRIES = 20_000  # ms: a tab that is closed may hold its text a moment longer; then 4 s, and 8 (static/js/pocket.js)


def test_a_whole_log_without_a_network_is_one_entry(mine, sam, track):
    page = without_network(mine, sam, reverse("reflections:experience_new"))
    write_a_whole_log(page)
    bring_a_photo(page)
    put_away(page)
    close(page)

    mine.restart()
    page = mine.open()
    expect(page.locator("[data-left]")).to_contain_text("Er staat één tekst klaar op dit apparaat.")
    assert Experience.objects.count() == 0
    mine.has_network(True)
    expect(page.get_by_text("Wat je zonder verbinding hebt geschreven, is aangekomen.")).to_be_visible()
    for _time in range(2):
        mine.open().wait_for_load_state("networkidle")

    entry = Experience.objects.get()
    assert (entry.is_draft, entry.situation, entry.analysis) == (
        False,
        f"Een {CANARY} in de trein.",
        f"De {CANARY} zong.",
    )
    assert [note["text"] for note in entry.value()] == [f"Ik let op een {CANARY}."]
    assert [one.description for one in entry.attachments.all()] == [f"Een {CANARY} op een tak."]
    assert page.evaluate(KEPT) == 0


def test_after_signing_out_the_folder_of_the_browser_holds_no_word(mine, sam, track):
    """Typed with a network, without one, sent and left lying."""
    mine.sign_in(sam)
    page = mine.ready(reverse("reflections:experience_new"))
    page.locator("#id_situation").fill(f"Met net: {CANARY}")
    page.locator("#id_situation").blur()
    expect(page.locator("[data-saved-words]")).to_contain_text("Bewaard om")
    mine.has_network(False)
    page.locator("#id_situation").fill(f"Zonder net: {CANARY}")
    expect(page.locator("[data-saved-words]")).to_contain_text("Bewaard op dit apparaat.")
    page = mine.open()
    write_a_whole_log(page)
    bring_a_photo(page)
    expect(page.locator("[data-said]")).to_contain_text("Bewaard op dit apparaat.")
    assert page.evaluate(KEPT) == 2
    mine.restart()
    mine.has_network(True)
    page = mine.open()
    assert until(lambda: Experience.objects.filter(situation__contains="in de trein").exists())
    page.goto(reverse("reflections:experiences"))
    page.goto(reverse("account_logout"))
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**/account/login/")
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()

    assert mine.traces(CANARY, CANARY.capitalize(), CANARY.upper()) == []
    assert mine.traces("127.0.0.1") != []  # so it is searched


def test_what_waits_is_locked_away(mine, sam, track):
    """While it waits: what is in the folder can be read by nobody without the session."""
    page = without_network(mine, sam)
    write_a_whole_log(page)
    bring_a_photo(page)
    expect(page.locator("[data-said]")).to_contain_text("Bewaard op dit apparaat.")

    assert mine.traces(CANARY) == []


def test_a_button_without_a_network_counts_once_when_the_tab_is_closed(mine, samira, question):
    page = in_a_form(mine, samira, question.get_absolute_url())
    answer(page, "Rustig gebleven.", send=True)
    close(page)
    assert Feedback.objects.count() == 0

    mine.has_network(True)
    page = mine.open()
    expect(page.get_by_text("Wat je zonder verbinding hebt geschreven, is aangekomen.")).to_be_visible()
    mine.open().wait_for_load_state("networkidle")
    assert [one.text for one in Feedback.objects.all()] == ["Rustig gebleven."]


def test_what_was_not_finished_is_back_in_its_form(mine, samira, question):
    page = in_a_form(mine, samira, question.get_absolute_url())
    answer(page, "Nog niet af")
    close(page)

    mine.has_network(True)
    page = mine.open()
    page.get_by_role("link", name="Bekijk het").click()
    expect(page.locator("#id_text")).to_have_value("Nog niet af")
    assert (Feedback.objects.count(), Draft.objects.count()) == (0, 1)


@pytest.mark.long("which text is kept is asked of the server in every run, in accounts/tests/test_drafts.py")
@pytest.mark.parametrize("send", [False, True])
def test_what_was_written_since_on_another_device_is_read_first(mine, samira, question, send):
    mine.sign_in(samira)
    page = mine.ready(question.get_absolute_url())
    page.locator("#id_text").fill("Begonnen")
    expect(page.locator("form:has(#id_text) [data-saved-words]")).to_contain_text("Bewaard om")
    mine.has_network(False)
    answer(page, "Verder in de trein", send=send)
    close(page)
    a_minute_later = timezone.now() + dt.timedelta(minutes=1)
    Draft.objects.update(fields=[["text", "Verder op de laptop"]], saved_at=a_minute_later)

    mine.has_network(True)
    page = mine.open()
    expect(page.locator(".told")).to_contain_text("is bewaard. Het is nog niet verstuurd.", timeout=TWO_TRIES)
    page.get_by_role("link", name="Bekijk het").click()
    expect(page.locator("#id_text")).to_have_value("Verder op de laptop")
    expect(page.locator("form:has(#id_text) [data-saved-words]")).to_contain_text("Je hebt hier nog iets anders")
    page.locator("form:has(#id_text)").get_by_role("button", name="Verwijderen").click()
    expect(page.locator("#id_text")).to_have_value("Verder in de trein")
    assert Feedback.objects.count() == 0


def test_the_page_that_is_open_brings_it_itself(mine, samira, question):
    page = in_a_form(mine, samira, question.get_absolute_url())
    answer(page, "Rustig gebleven.", send=True)
    mine.has_network(True)
    mine.open()
    page.wait_for_url("**/for-you/**")

    assert [one.text for one in Feedback.objects.all()] == ["Rustig gebleven."]
    assert until(lambda: page.evaluate(KEPT) == 0)


def test_a_page_that_looked_earlier_brings_nothing_that_was_sent_since(mine, samira, question):
    """Its question for the lock is on its way while the page with the words in its boxes sends them."""
    page = in_a_form(mine, samira, question.get_absolute_url())
    mine.has_network(True)
    other, saves, asked = mine.open(), [], []
    other.wait_for_load_state("networkidle")
    mine.has_network(False)
    answer(page, "Rustig gebleven.")
    page.route("**/drafts/", lambda route: saves.append(route))
    other.route("**/drafts/lock/", lambda route: asked.append(route))
    mine.has_network(True)
    assert until(lambda: page.evaluate("1") and saves and asked)
    for save in saves:
        save.continue_()
    page.unroute("**/drafts/")
    expect(page.locator("form:has(#id_text) [data-saved-words]")).to_contain_text("Bewaard om")
    page.locator("form:has(#id_text) button[type=submit]").first.click()
    page.wait_for_url("**/for-you/**")
    asked[0].continue_()
    other.wait_for_load_state("networkidle")

    assert until(lambda: other.evaluate("navigator.locks.query().then(({ held }) => held.length)") == 0)
    assert (Feedback.objects.count(), Draft.objects.count()) == (1, 0)


WAITS = """() => {
  const real = window.setTimeout;
  window.waits = [];
  window.setTimeout = (then, time, ...more) => {
    if (time >= 4000) window.waits.push(time);
    return real(then, Math.min(time, 50), ...more);
  };
}"""


def test_what_the_server_cannot_take_now_is_tried_again_later_and_later(mine, sam, track):
    left_behind(mine, sam)
    mine.has_network(True)
    page = mine.context.new_page()
    page.add_init_script(f"({WAITS})()")
    page.route("**/experiences/whole/", lambda route: route.fulfill(status=500))
    page.goto("/")

    assert until(lambda: page.evaluate("waits.length") > 7)
    assert page.evaluate("waits.slice(0, 8)") == [4000, 8000, 16000, 32000, 64000, 128000, 256000, 300000]


def test_an_answer_that_is_not_ours_keeps_nothing_from_being_brought_later(mine, samira, question):
    page = in_a_form(mine, samira, question.get_absolute_url())
    answer(page, "Nog niet af")
    close(page)
    mine.has_network(True)
    page = mine.context.new_page()
    page.add_init_script(f"({WAITS})()")
    page.route("**/drafts/", lambda route: route.fulfill(status=200, body="<p>Welkom op deze wifi</p>"), times=1)
    page.goto("/")

    expect(page.get_by_text("is bewaard. Het is nog niet verstuurd.")).to_be_visible()
    assert (page.evaluate(KEPT), [one.fields for one in Draft.objects.all()]) == (0, [[["text", "Nog niet af"]]])


SLOW = """(name) => {
  const real = IDBObjectStore.prototype[name];
  window.isSlow = true;
  IDBObjectStore.prototype[name] = function (what) {
    window.isAsked = true;
    const wait = () => {
      const asked = this.count();
      asked.onsuccess = () => (window.isSlow ? wait() : real.call(this, what));
      return asked;
    };
    return wait();
  };
}"""


def test_what_is_typed_while_a_text_is_dropped_is_another_text(mine, samira, question):
    page = in_a_form(mine, samira, question.get_absolute_url())
    said = page.locator("form:has(#id_text) [data-saved-words]")
    answer(page, "In de trein")
    page.evaluate(SLOW, "delete")
    mine.has_network(True)
    expect(said).to_contain_text("Bewaard om")
    mine.has_network(False)
    page.locator("#id_text").fill("In de trein, en verder")
    expect(said).to_contain_text("Niet bewaard")
    page.evaluate("window.isSlow = false")
    expect(said).to_contain_text("Bewaard op dit apparaat.")
    mine.has_network(True)

    expect(said).to_contain_text("Bewaard om")
    assert until(lambda: page.evaluate(KEPT) == 0)


def test_what_is_typed_while_a_whole_experience_is_put_away_goes_along(mine, sam, track):
    """Also when its button is pressed twice."""
    page = without_network(mine, sam)
    situation = page.get_by_label("Wat maakte je mee op je werk?")
    situation.fill("In de trein")
    expect(page.locator("[data-said]")).to_contain_text("Bewaard op dit apparaat.")
    page.evaluate(SLOW, "put")
    for _time in range(2):
        page.get_by_role("button", name="Bewaren").click()
    situation.fill("In de trein naar huis")
    page.evaluate("window.isSlow = false")
    expect(page.get_by_text("Bewaard op dit apparaat. Je kunt nog iets opschrijven.")).to_be_visible()
    assert page.evaluate(KEPT) == 1
    mine.has_network(True)

    assert until(lambda: Experience.objects.exists())
    assert [one.situation for one in Experience.objects.all()] == ["In de trein naar huis"]


TYPE_ON = """async () => {
  const box = document.querySelector("#id_text");
  box.value += ", en verder";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  window.isSlow = false;
  await new Promise((resolve) => setTimeout(resolve, 250));
  return !dispatchEvent(new Event("beforeunload", { cancelable: true }));
}"""


def test_what_is_typed_while_a_text_is_put_away_is_not_there_yet(mine, samira, question):
    """So who leaves at that moment is asked."""
    page = in_a_form(mine, samira, question.get_absolute_url())
    answer(page, "In de trein")
    page.evaluate(SLOW, "put")
    page.locator("#id_text").fill("In de trein naar huis")
    assert until(lambda: page.evaluate("window.isAsked"))

    assert page.evaluate(TYPE_ON)
    expect(page.locator("form:has(#id_text) [data-saved-words]")).to_contain_text("Bewaard op dit apparaat.")


def test_a_new_version_comes_by_itself(mine, sam, track, monkeypatch):
    mine.sign_in(sam)
    page = mine.ready()
    before = page.evaluate("caches.keys()")
    from_now_on = "feed" * 4
    monkeypatch.setattr("werkplek.views.offline._version", lambda language: from_now_on)
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => true)")

    assert len(before) == 1
    assert until(lambda: page.evaluate("caches.keys()") == [from_now_on])
    registered = page.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => scope))"
    )
    assert registered == [f"{mine.address}/"]  # the same one, with which messages go on


def test_on_a_device_of_others_nothing_is_kept(mine, sam, track):
    mine.sign_in(sam, own=False)
    page = mine.open(reverse("reflections:experience_new"))
    page.wait_for_load_state("networkidle")
    mine.has_network(False)
    page.locator("#id_situation").fill("Zonder net")
    expect(page.locator("[data-saved-words]")).to_contain_text("Je tekst staat alleen op deze pagina.")

    facts = "Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()])"
    assert page.evaluate(f"{facts}.then((all) => all.map((one) => one.length))") == [0, 0, 0]
    assert page.evaluate("localStorage.length") == 0


def test_the_page_without_a_network_is_accessible(mine, sam, track):
    page = without_network(mine, sam)
    page.get_by_text("Meer vertellen").click()
    assert_no_axe(page)
    page.set_viewport_size({"width": 320, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

"""Logging on a real phone: taps counted, nothing lost, two devices at once, without scripts, for everybody."""

import pytest
from playwright.sync_api import expect

from accounts.tests.test_sensitive import DAY, TABLE
from reflections.models.attachments import Attachment
from reflections.models.experiences import Experience
from reflections.models.feedback import FeedbackRequest
from reflections.tests.logbook import a_draft, an_entry, answered, shared
from reflections.tests.pictures import PDF, WEBM, a_picture
from reflections.tests.test_attachments import brought
from reflections.uploads import LARGEST
from werkplek.tests.browser import DESKTOP, LOOKS, PHONE, assert_no_axe
from werkplek.tests.services import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Thumb:
    """Somebody on a phone whose taps are counted; typing in a box that is ready is no tap."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, thing):
        assert thing.bounding_box()["height"] >= 24
        thing.tap()
        self.taps += 1

    def chip(self, name):
        self.tap(self.page.get_by_role("button", name=name, exact=True))

    def button(self, name):
        with self.page.expect_event("load"):  # a page may take its new address before it goes
            self.chip(name)

    def link(self, name):
        with self.page.expect_navigation():
            self.tap(self.page.get_by_role("link", name=name, exact=True).first)

    def type(self, text):
        self.page.locator("textarea:focus").wait_for()
        self.page.keyboard.type(text)


@pytest.fixture
def thumb(open_browser, sam, track):
    page = open_browser(PHONE, sam)
    page.goto("/")
    return Thumb(page)


def test_a_short_log_costs_three_taps_at_most(thumb, record_property):
    thumb.link("Ervaring vastleggen")
    thumb.type("Een bewoner wilde niet geholpen worden.")
    thumb.button("Bewaren")

    assert thumb.page.get_by_role("heading", name="Je ervaring is bewaard").is_visible()
    assert not Experience.objects.get().is_draft
    record_property("figure", f"short log on a phone: {thumb.taps} taps (at most 3)")
    assert thumb.taps <= 3


def test_the_full_log_of_six_steps_costs_fourteen_taps_at_most(thumb, record_property):
    thumb.link("Ervaring vastleggen")
    thumb.type("Een bewoner wilde niet geholpen worden.")
    thumb.button("Meer vertellen")
    thumb.type("Ik ging zitten en wachtte.")
    thumb.button("Verder")
    thumb.tap(thumb.page.get_by_label("Samira Haddad"))
    thumb.chip("Wat deed ik goed?")
    thumb.button("Verder")
    thumb.type("Wachten gaat sneller.")
    thumb.button("Verder")
    thumb.tap(thumb.page.locator("label[for=id_applied]"))
    thumb.page.locator("#id_applied_text").fill("Ik vraag eerst wat iemand wil.")
    thumb.tap(thumb.page.locator("label[for=id_experiential]"))
    thumb.button("Verder")
    thumb.button("Verder")
    thumb.button("Bewaren")

    assert thumb.page.get_by_role("heading", name="Samira krijgt je vraag").is_visible()
    entry = Experience.objects.get()
    assert (entry.reflection, len(entry.notes)) == ("Wachten gaat sneller.", 2)
    assert FeedbackRequest.objects.get().question == "Wat deed ik goed?"
    record_property("figure", f"full log of six steps on a phone: {thumb.taps} taps (at most 14)")
    assert thumb.taps <= 14


def test_the_button_is_in_sight_on_every_step(open_browser, sam, samira, track):
    page, draft = open_browser(PHONE, sam), a_draft(sam, analysis="Lang.\n" * 40)

    for number, button in enumerate(["Bewaren", *["Verder"] * 5], start=1):
        page.goto(f"/experiences/{draft.public_id}/steps/{number}/")
        box = page.get_by_role("button", name=button, exact=True).bounding_box()
        assert box["y"] + box["height"] <= PHONE["viewport"]["height"]


def test_the_way_back_keeps_what_is_typed(open_browser, sam, track):
    page, draft = open_browser(PHONE, sam), a_draft(sam)
    page.goto(f"/experiences/{draft.public_id}/steps/2/")
    expect(page.locator("#id_analysis")).to_be_focused()
    page.keyboard.type("Ik ging zitten.")
    page.get_by_role("button", name="Terug", exact=True).click()
    page.wait_for_url("**/steps/1/")
    page.get_by_role("button", name="Meer vertellen").click()
    page.wait_for_url("**/steps/2/")

    assert page.locator("#id_analysis").input_value() == "Ik ging zitten."


def test_the_day_is_changed_where_the_link_leads(open_browser, sam, track):
    page, draft = open_browser(PHONE, sam), a_draft(sam)
    page.goto(f"/experiences/{draft.public_id}/check/")
    page.locator("a[href$=id_happened_on]").click()
    page.wait_for_url("**/steps/1/**")

    assert page.evaluate("document.activeElement.id") == "id_happened_on"


def test_closing_the_tab_in_step_four_loses_five_seconds_at_most(open_browser, sam, track):
    page, draft = open_browser(PHONE, sam), a_draft(sam)
    page.goto(f"/experiences/{draft.public_id}/steps/4/")
    page.evaluate("addEventListener('input', () => (window.typedAt ??= Date.now()))")
    with page.expect_response(lambda answer: "x-autosave" in answer.request.headers, timeout=20_000) as saved:
        page.keyboard.type("Ik leer dat wachten ")
    assert saved.value.request.timing["startTime"] - page.evaluate("typedAt") <= 5_000
    page.keyboard.type("sneller gaat.")
    page.close(run_before_unload=False)

    draft.refresh_from_db()
    assert draft.reflection.startswith("Ik leer dat wachten")


def test_what_was_typed_before_the_script_came_is_saved_too(open_browser, sam, track):
    page, draft = open_browser(PHONE, sam), a_draft(sam)
    page.route(
        "**/autosave*.js", lambda route: (page.locator("#id_reflection").fill("Snel getypt."), route.continue_())
    )
    page.goto(f"/experiences/{draft.public_id}/steps/4/")

    page.locator(".saved--done").wait_for(timeout=20_000)

    draft.refresh_from_db()
    assert draft.reflection == "Snel getypt."


def test_what_is_typed_is_safe_and_found_after_a_reload(open_browser, sam, track):
    page = open_browser(PHONE, sam)
    page.goto("/experiences/new/")
    expect(page.locator("#id_situation")).to_be_focused()
    page.keyboard.type("Een bewoner viel.")
    page.locator(".saved--done").wait_for(timeout=20_000)

    page.reload()

    assert page.locator("#id_situation").input_value() == "Een bewoner viel."
    assert Experience.objects.count() == 1


def test_two_devices_on_one_entry_and_both_texts_survive(open_browser, sam, track):
    draft = a_draft(sam)
    address = f"/experiences/{draft.public_id}/steps/2/"
    phone, desktop = open_browser(PHONE, sam), open_browser(DESKTOP, sam)
    for page in (phone, desktop):
        page.goto(address)
    phone.locator("#id_analysis").fill("Van de telefoon.")
    phone.get_by_role("button", name="Bewaar en stop").click()
    desktop.locator("#id_analysis").fill("Van de laptop.")
    with desktop.expect_navigation():
        desktop.get_by_role("button", name="Verder").click()

    assert desktop.locator(".newer__text").inner_text().strip() == "Van de telefoon."
    assert desktop.locator("#id_analysis").input_value() == "Van de laptop."
    desktop.locator("#id_analysis").fill("Van de telefoon. Van de laptop.")
    desktop.get_by_role("button", name="Verder").click()
    desktop.wait_for_url("**/steps/3/")
    assert Experience.objects.get().analysis == "Van de telefoon. Van de laptop."


def test_autosave_that_comes_too_late_shows_the_newer_text(open_browser, sam, track):
    draft = a_draft(sam)
    page = open_browser(DESKTOP, sam)
    page.goto(f"/experiences/{draft.public_id}/steps/2/")
    Experience.objects.update(analysis="Van de telefoon.", version=7)
    page.locator("#id_analysis").fill("Van de laptop.")

    page.locator("[data-saved-more] .newer__text").wait_for(timeout=20_000)

    assert page.locator("#id_analysis").input_value() == "Van de laptop."


def test_all_of_it_works_without_scripts(open_browser, sam, track):
    page = open_browser(PHONE, sam, java_script_enabled=False)
    page.goto("/experiences/new/")
    page.locator("#id_situation").fill("Een bewoner viel.")
    page.get_by_role("button", name="Meer vertellen").click()
    page.locator("#id_analysis").fill("Ik riep hulp.")
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Samira Haddad").check()
    page.locator("#id_question").fill("Wat deed ik goed?")
    for _step in range(4):
        page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Bewaren").click()

    assert page.get_by_role("heading", name="Samira krijgt je vraag").is_visible()


def test_the_browser_warns_while_typing_and_sends_nothing(open_browser, sam, track):
    page = open_browser(PHONE, sam)
    page.goto("/experiences/new/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.keyboard.type("Bel 06-12345678")

    page.locator(".watch:not(:empty)").wait_for()

    assert page.locator(".watch").inner_text() == "Hoort dit hier? Misschien heb je een telefoonnummer getypt."
    assert sent == []


def test_browser_and_server_find_the_same(open_browser, sam, track):
    page = open_browser(DESKTOP, sam)
    page.goto("/experiences/new/")
    fetched = "performance.getEntriesByType('resource').find((entry) => /sensitive/.test(entry.name))?.name"
    assert until(lambda: page.evaluate(fetched))
    source = page.evaluate(fetched)
    look = "([source, texts, year]) => import(source).then((it) => texts.map((text) => it.kindsIn(text, year)))"

    found = page.evaluate(look, [source, [text for text, _kinds in TABLE], DAY.year])

    assert found == [kinds for _text, kinds in TABLE]


A_VOICE = """navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext();
  const [voice, stream] = [context.createOscillator(), context.createMediaStreamDestination()];
  voice.connect(stream);
  voice.start();
  return stream.stream;
}"""


def test_a_voice_is_recorded_in_the_page(open_browser, sam, track):
    page, draft = open_browser(PHONE, sam), a_draft(sam)
    page.add_init_script(A_VOICE)
    page.goto(f"/experiences/{draft.public_id}/files/")
    page.get_by_role("button", name="Geluid opnemen").click()
    page.get_by_role("button", name="Stop de opname").wait_for()
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Stop de opname").click()
    page.get_by_text("Opgenomen.").wait_for()
    page.get_by_label("Wat is er te zien of te horen?").fill("Wat ik ervan vond.")
    page.get_by_label("Nee", exact=True).check()
    page.get_by_role("button", name="Toevoegen").click()
    page.locator("audio").wait_for()

    assert Attachment.objects.get().content_type == "audio/webm"


def test_what_is_too_large_is_said_before_it_goes(open_browser, sam, track):
    page, draft = open_browser(PHONE, sam), a_draft(sam)
    page.goto(f"/experiences/{draft.public_id}/files/")
    page.get_by_role("button", name="Geluid opnemen").wait_for()
    page.locator("#id_file").set_input_files({"name": "a", "mimeType": "image/png", "buffer": b"a" * (LARGEST + 1)})

    assert "hoogstens 10 MB" in page.evaluate("document.getElementById('id_file').validationMessage")


PAGES = ["new/", "{draft}/steps/1/", "{draft}/steps/2/", "{draft}/steps/3/", "{draft}/steps/4/", "{draft}/steps/5/"]
PAGES += ["{draft}/steps/6/", "{draft}/check/", "", "?q=zeppelin", "?level=applied", "looking-back/", "print/"]
PAGES += ["{entry}/files/", "{entry}/", "{entry}/saved/", "{entry}/share/", "{entry}/delete/", "../wonder/"]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_accessible(open_browser, sam, samira, wim, track, width, scheme):
    page = open_browser({"viewport": {"width": width, "height": 900}}, sam, color_scheme=scheme)
    page.goto("/experiences/")
    assert_no_axe(page)
    draft = a_draft(sam, analysis="Bel 06-12345678", reflection="Ik leer.")
    entry = answered(an_entry(sam, reflection="Ik leer.", notes={"applied": ("Nu.", True)}), samira).request.experience
    shared(entry, wim, "story", "reflection", "value")
    for content in (a_picture(), WEBM, PDF):
        brought(entry, content)
    for name in PAGES:
        page.goto(f"/experiences/{name.format(draft=draft.public_id, entry=entry.public_id)}")
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_no_axe(page)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_readers_and_pages_with_errors_are_accessible(open_browser, sam, samira, track, width, scheme):
    window = {"viewport": {"width": width, "height": 900}}
    entry = shared(an_entry(sam, reflection="Ik leer.", notes={"applied": ("Nu.", True)}), samira, "story", "value")
    reader, author = open_browser(window, samira, color_scheme=scheme), open_browser(window, sam, color_scheme=scheme)
    for name in ("", "concern/"):
        reader.goto(f"{entry.get_absolute_url()}{name}")
        assert_no_axe(reader)
    author.goto("/experiences/new/")
    author.get_by_role("button", name="Bewaren").click()
    author.locator(".errors").wait_for()
    assert_no_axe(author)
    author.locator("#id_situation").fill("Bel 06-12345678")
    author.get_by_role("button", name="Bewaren").click()
    author.locator(".findings").wait_for()
    assert_no_axe(author)
    author.goto(f"{entry.get_absolute_url()}share/")
    author.get_by_role("button", name="Hele driehoek").click()
    author.get_by_role("button", name="Verder").click()
    author.get_by_role("heading", name="Wie ziet straks wat?").wait_for()
    assert_no_axe(author)

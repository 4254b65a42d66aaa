"""A whole session of the demo's team as one test: nine people in nine browsers, by people whose first role is another
one, every click that moves the group doubled; and the same without anybody who leads (domain.md §5.1, §5.3)."""

import pytest
from playwright.sync_api import expect

from learningtracks.models.action_points import ActionPoint
from reflections.models.stories import StoryNote, ValueStory
from reflections.tests.meeting import REPORT, THANKS, Meeting, person, planned
from reflections.tests.test_rooms_browser import SOON, press
from reflections.values import Phase
from werkplek.tests.browser import DESKTOP

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("sqlite", "what the screens show: moves by many hands are made on both"),
    pytest.mark.long("the longest journey of all: its parts are walked by the tests of the room"),
]


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


def all_pass(meeting: Meeting, *names: str) -> None:
    """Telling nothing is equal, and needs no reason."""
    for name in names:
        press(meeting[name], "Ik sla over")
        expect(meeting[name].get_by_role("button", name="Ik sla over")).to_have_count(0, timeout=SOON)


def agrees(meeting: Meeting, name: str, text: str) -> None:
    meeting[name].get_by_label("Wat ga je doen?").fill(text)
    press(meeting[name], "Afspreken")
    expect(meeting[name].get_by_text(text)).to_be_visible(timeout=SOON)


def is_over(meeting: Meeting) -> None:
    """Members read the report, guests are thanked; what was said stays."""
    for name, page in meeting.screens.items():
        says = THANKS if name in ("Ria", "Bram") else REPORT
        expect(page.locator("main")).to_contain_text(says, timeout=SOON)
    meeting.check.refresh_from_db()
    assert (meeting.check.standing, ActionPoint.objects.filter(text="Elke maandag bellen.").count()) == ("closed", 1)


def test_a_whole_session_of_nine(open_browser):
    """Wim leads, who is a guide first; Sam writes, and Sara comes late, who learn here. Ria was invited, Bram has the
    code."""
    meeting = Meeting(open_browser, planned("Wim"))
    meeting.opens("Wim")
    for login in ("Tom", "Tina", "Anouk", "Mo"):
        meeting.comes(login)
    meeting.comes("Sam", DESKTOP)
    meeting.guest_comes_by_link("Ria")
    meeting.guest_comes_by_code("Bram", let_in_by="Wim")
    press(meeting["Sam"], "Ik schrijf mee")

    meeting.goes_on("Wim", Phase.CHECK_IN)
    meeting.goes_on("Wim", Phase.LOOK_BACK)
    expect(meeting["Tom"].get_by_text("Wat is er tussendoor verteld?")).to_be_visible(timeout=SOON)
    expect(meeting["Ria"].get_by_text("Wat is er tussendoor verteld?")).to_have_count(0)
    meeting.goes_on("Wim", Phase.PREPARE)
    meeting.is_thinking("Tom", "De dochter die belde")
    meeting.goes_on("Wim", Phase.STORIES)
    meeting.comes("Sara")

    all_pass(meeting, "Tina", "Mo", "Sam", "Sara", "Wim")
    meeting.gives("Wim", str(person("Tom")))
    meeting["Anouk"].get_by_text("Stel een notitie voor").click(timeout=SOON)
    meeting.is_typing("Anouk", "Wat hoor je?", "Zij durft nu")
    meeting.tells("Tom", "Sam", "Ik bel nu eerst zelf.", about=str(person("Tom")))
    assert meeting["Tom"].get_by_label("Hoe heet je verhaal?").input_value() == "De dochter die belde"
    meeting.story_ends("Wim", told=1)
    for number, (name, shown) in enumerate(
        [("Anouk", str(person("Anouk"))), ("Ria", "Ria Post (gast)"), ("Bram", "Bram (gast)")], 2
    ):
        meeting.gives("Wim", shown)
        meeting.tells(name, "Sam", f"Dit leerde {name}", about=shown)
        meeting.story_ends("Wim", told=number)
    meeting.goes_on("Wim", Phase.HARVEST)
    meeting.goes_on("Wim", Phase.ACTIONS)
    agrees(meeting, "Sara", "Elke maandag bellen.")
    meeting.is_typing("Mo", "Wat ga je doen?", "Een lijst met lied")
    meeting.goes_on("Wim", Phase.CHECK_OUT)
    meeting.is_typing("Tina", "Jouw woord", "opgelu")
    meeting.ends("Wim")

    meeting.nothing_typed_is_lost()
    for name in list(meeting.half):
        meeting.puts_away(name)
    is_over(meeting)
    assert (
        ValueStory.objects.filter(value_check=meeting.check).count(),
        StoryNote.objects.confirmed().filter(story__value_check=meeting.check).count(),
    ) == (4, 4)


def test_the_same_session_without_anybody_who_leads(open_browser):
    """Mo would lead and does not come: everybody moves the group on after a question, also who is a guest. Ending, and
    the door, are the team's."""
    meeting = Meeting(open_browser, planned("Mo"))
    meeting.opens("Tom")
    for login in ("Tina", "Wim"):
        meeting.comes(login)
    meeting.comes("Sam", DESKTOP)
    meeting.guest_comes_by_link("Ria")
    meeting.guest_comes_by_code("Bram", let_in_by="Wim")
    press(meeting["Sam"], "Ik schrijf mee")

    meeting.goes_on("Tina", Phase.CHECK_IN, asks=True)
    meeting.goes_on("Ria", Phase.LOOK_BACK, asks=True)
    meeting.goes_on("Tom", Phase.PREPARE, asks=True)
    meeting.is_thinking("Bram", "De nachtd")
    meeting.goes_on("Wim", Phase.STORIES, asks=True)
    meeting.comes("Sara")
    all_pass(meeting, "Tina", "Wim", "Sam", "Sara", "Tom")
    meeting.gives("Sara", "Ria Post (gast)")
    meeting.tells("Ria", "Sam", "Van buiten zie je meer.", about="Ria Post (gast)")
    meeting.story_ends("Bram", told=1)
    meeting.gives("Ria", "Bram (gast)")
    meeting.tells("Bram", "Sam", "Ik vraag het nu eerst.", about="Bram (gast)")
    meeting.story_ends("Tina", told=2)
    meeting.goes_on("Bram", Phase.HARVEST, asks=True)
    meeting.goes_on("Sam", Phase.ACTIONS, asks=True)
    agrees(meeting, "Sara", "Elke maandag bellen.")
    meeting.goes_on("Ria", Phase.CHECK_OUT, asks=True)
    expect(meeting["Ria"].get_by_text("Iemand van het team rondt de waardecheck af.")).to_be_visible(timeout=SOON)
    meeting.ends("Tina")

    is_over(meeting)

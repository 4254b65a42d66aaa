"""A value check of a team that never sits together, over a week with a moved clock: planned, told, noted, harvested and
closed on phones of 320 wide and one desktop (domain.md §5.6)."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from conftest import join, make_person
from learningtracks.models.action_points import ActionPoint
from partnerships.values import Role
from reflections.models.stories import StoryNote, ValueStory
from reflections.values import Standing
from werkplek.tests.browser import DESKTOP, PHONE, assert_no_axe

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("sqlite", "what the screens show: rows by many hands are made on both"),
]
NARROW = PHONE | {"viewport": {"width": 320, "height": 640}}


class Week:
    """Who opens a page on which day; every page fits its screen and is fine to axe."""

    def __init__(self, diary: Any, open_browser: Any):
        self.diary, self.open = diary, open_browser

    def visits(self, person: User, moment: str, address: str = "", device: Any = NARROW) -> Page:
        """From the page of the value check, unless another is named."""
        self.diary.at(moment)
        page: Page = self.open(device, person)
        page.goto(address or reverse("reflections:apart", args=[self.diary.check.public_id]))
        self.looks(page)
        return page

    def looks(self, page: Page) -> None:
        width = page.viewport_size["width"]  # type: ignore[index]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        assert_no_axe(page)

    def goes(self, page: Page, name: str, role: Any = "link") -> None:
        with page.expect_navigation():
            page.get_by_role(role, name=name).first.click()
        self.looks(page)

    def notes(self, page: Page, text: str, level: str, link: str = "Schrijf op wat het opleverde") -> None:
        """On the page of a story."""
        self.goes(page, link)
        page.get_by_label("Notitie").fill(text)
        page.get_by_label(level).check()
        self.goes(page, "Bewaren", "button")

    def tells(self, page: Page, title: str, text: str) -> None:
        self.goes(page, "Vertel je verhaal")
        page.get_by_label("Titel").fill(title)
        page.get_by_label("Wat maakte je mee, en wat leverde het op?").fill(text)
        self.goes(page, "Vertellen", "button")


@pytest.fixture
def week(diary, company, team, open_browser):
    """Tina and Mo work in the team that Tom leads. It is Friday."""
    for name in ("Tina Vos", "Mo Amrani"):
        join(make_person(name), Role.TEAM_MEMBER, company, team=team)
    diary.team_due("2027-03-01")
    diary.at("2027-02-26 10:00")
    return Week(diary, open_browser)


def test_a_week_of_a_team_that_never_sits_together(week, team, tom):
    diary, tina, mo = week.diary, User.objects.get(name="Tina Vos"), User.objects.get(name="Mo Amrani")
    plan(week, team, tom)
    diary.runs("2027-03-01 08:00")
    diary.mails("2027-03-01 09:00")

    told_by_tina(week, tina)
    told_by_mo(week, mo)
    diary.runs("2027-03-04 08:00")
    diary.mails("2027-03-04 09:00")
    page = week.visits(tina, "2027-03-04 12:00", "/for-you/")
    week.goes(page, "Klopt wat je team bij je verhaal schreef?")
    week.goes(page, "Klopt, tel ze mee", "button")
    page = week.visits(tom, "2027-03-04 17:00", device=DESKTOP)
    week.tells(page, "Stil in de ochtend", "Ik zette de radio uit en hoorde wie er wakker was.")
    assert (ValueStory.objects.count(), StoryNote.objects.confirmed().count()) == (3, 2)

    diary.runs("2027-03-07 12:00", "2027-03-09 08:00")
    diary.mails("2027-03-09 09:00")
    harvest(week, tina, mo, tom)
    assert diary.told() == [
        "2027-03-01 08:00 Mo apart_opened",
        "2027-03-01 08:00 Tina apart_opened",
        "2027-03-01 08:00 Tom apart_opened",
        "2027-03-02 20:00 Tina value_story_note_proposed",
        "2027-03-04 08:00 Tom apart_ends",
        "2027-03-09 08:00 Mo apart_harvest",
        "2027-03-09 08:00 Tina apart_harvest",
        "2027-03-09 08:00 Tom apart_harvest",
    ]


def plan(week: Week, team: Any, tom: User) -> None:
    address = reverse("reflections:value_check_plan", args=[team.public_id])
    page = week.visits(tom, "2027-02-26 10:00", address)
    page.get_by_label("Ieder op een eigen moment, in een week").check()
    page.get_by_label("Een andere dag").check()
    page.locator("[name=other_day]").fill("2027-03-01")
    week.goes(page, "Plannen", "button")
    expect(page.locator("main")).to_contain_text("tot en met")
    assert week.diary.check.last_on.isoformat() == "2027-03-08"


def told_by_tina(week: Week, tina: User) -> None:
    page = week.visits(tina, "2027-03-01 21:30", "/")
    week.goes(page, "Vertel je verhaal in de waardecheck")
    week.tells(page, "De overdracht", "Ik liet de familie eerst vertellen. Daarna was de rest zo gezegd.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Voor jou")
    page = week.visits(tina, "2027-03-01 21:40")
    week.goes(page, "De overdracht")
    week.notes(page, "Ik vraag nu eerst.", "Anders doen", "Notitie toevoegen")
    expect(page.locator("main")).to_contain_text("Ik vraag nu eerst.")


def told_by_mo(week: Week, mo: User) -> None:
    """He reads before he tells."""
    page = week.visits(mo, "2027-03-02 20:00")
    expect(page.locator("main")).not_to_contain_text("De overdracht")
    week.goes(page, "Lees de verhalen", "button")
    week.goes(page, "De overdracht")
    expect(page.locator("main")).to_contain_text("Daarna was de rest zo gezegd.")
    week.notes(page, "De familie belt minder.", "Effect")
    expect(page.locator("main")).to_contain_text("De verteller is aan de beurt")
    page.goto(reverse("reflections:apart", args=[week.diary.check.public_id]))
    week.tells(page, "Zijn muziek", "Ik zette eerst zijn muziek aan.")


def harvest(week: Week, tina: User, mo: User, tom: User) -> None:
    page = week.visits(tina, "2027-03-09 12:00")
    expect(page.locator("main")).to_contain_text("De familie belt minder.")
    week.goes(page, "Sluit af met één woord")
    page.get_by_label("Welk woord past bij deze waardecheck?").fill("Rustig")
    page.get_by_label("5").check()
    week.goes(page, "Bewaren", "button")
    page = week.visits(mo, "2027-03-09 19:00")
    expect(page.locator("main")).to_contain_text("Rustig")
    week.goes(page, "Nieuw actiepunt")
    page.get_by_label("Wat ga je doen?").fill("Bij elke overdracht vertelt de familie eerst.")
    week.goes(page, "Afspreken", "button")
    page = week.visits(tom, "2027-03-10 09:00", "/for-you/", DESKTOP)
    week.goes(page, "Bekijk de oogst en rond de waardecheck af")
    week.goes(page, "Naar de waardecheck")
    week.goes(page, "Waardecheck afronden")
    week.goes(page, "Afronden", "button")
    assert (week.diary.check.standing, ActionPoint.objects.get().owner) == (Standing.CLOSED, mo)
    page = week.visits(mo, "2027-03-10 12:00")
    expect(page).to_have_url(re.compile("/report/$"))
    for words in ("Ik vraag nu eerst.", "Rustig", "Bij elke overdracht vertelt de familie eerst."):
        expect(page.locator("main")).to_contain_text(words)

"""The demo's Team Beuk around one table, each with an own screen in a browser; who moves the group clicks twice."""

from itertools import cycle
from typing import Any

from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from reflections.live.board import Board
from reflections.models.rooms import GuestPass, Pad, Room
from reflections.models.value_checks import Participant, ValueCheck
from reflections.tests.test_rooms_browser import SOON, press, writes
from reflections.tests.test_rooms_leading_browser import twice
from reflections.values import Phase
from werkplek.tests.browser import DESKTOP, PHONE

NARROW = PHONE | {"viewport": {"width": 320, "height": 640}}
REPORT, THANKS = "Verslag van de waardecheck", "Dank je wel"
IS_THERE = """words => [...document.querySelectorAll("input, textarea")].some((box) => box.value.includes(words))
  || document.querySelector("[data-told]")?.textContent.includes(words)"""


def planned(facilitator: str) -> ValueCheck:
    """The value check that the demo has ready for now, with Sara, who learns in the team, and this facilitator."""
    call_command("demo")
    check = ValueCheck.objects.get(team__name="Team Beuk", starts_at__isnull=False, opened_at=None, closed_at=None)
    check.facilitator = person(facilitator)
    check.save()
    Participant.objects.create(value_check=check, person=person("Sara"))
    return check


def person(first: str) -> User:
    """Of the demo, where first names are enough."""
    return User.objects.get(name__startswith=f"{first} ")


class Meeting:
    """`comes` brings somebody in; `goes_on`, `gives`, `ends` are clicks that move the group, each of them doubled."""

    def __init__(self, open_browser: Any, check: ValueCheck) -> None:
        self.open, self.check = open_browser, check
        self.screens: dict[str, Page] = {}
        self.half: dict[str, str] = {}  # what somebody is in the middle of typing
        self.thought: list[str] = []  # on a pad
        self.pauses = cycle((100, 350, 600))

    def __getitem__(self, name: str) -> Page:
        return self.screens[name]

    @property
    def board(self) -> Board:
        return Board.load(Room.objects.get(value_check=self.check).board)

    # --- Coming in

    def opens(self, name: str) -> None:
        """With one click, from the page of the value check."""
        page = self.screens[name] = self.open(DESKTOP, person(name))
        page.goto(self.check.get_absolute_url())
        press(page, "Start de waardecheck")
        self._is_in(page)

    def comes(self, name: str, device: dict[str, Any] = PHONE) -> None:
        """By the line that stands on every page, whatever somebody's first role is."""
        page = self.screens[name] = self.open(device, person(name))
        page.goto(reverse("help"))
        page.get_by_role("link", name="Ga erheen").click(timeout=SOON)
        press(page, "Ik doe mee")
        self._is_in(page)

    def guest_comes_by_link(self, name: str) -> None:
        page = self.screens[name] = self.open(NARROW)
        page.goto(GuestPass.objects.get(value_check=self.check, name__startswith=name).get_absolute_url())
        press(page, "Ik doe mee")
        self._is_in(page)

    def guest_comes_by_code(self, name: str, *, let_in_by: str) -> None:
        page = self.screens[name] = self.open(PHONE)
        page.goto(f"{reverse('reflections:join')}?code={Room.objects.get(value_check=self.check).code}")
        press(page, "Naar de waardecheck")
        page.get_by_label("Hoe heet je?").fill(name)
        press(page, "Vraag of ik erbij mag")
        press(self[let_in_by], "Laat binnen", name)
        self._is_in(page)

    @staticmethod
    def _is_in(page: Page) -> None:
        expect(page.locator("[data-room].is-live")).to_be_visible(timeout=SOON)

    # --- Moving the group

    def _twice(self, mover: str, label: str) -> None:
        twice(self[mover], label, next(self.pauses))

    def goes_on(self, mover: str, to: Phase, *, asks: bool = False) -> None:
        """To the next part, after a question when there is one. Every screen follows, no part is skipped."""
        self._twice(mover, f"Verder: {to.label}")
        if asks:
            self._twice(mover, f"Ja, verder: {to.label}")
        for page in self.screens.values():
            expect(page.get_by_role("heading", level=1)).to_have_text(str(to.label), timeout=SOON)
        self._is_still(to, mover)
        self.nothing_typed_is_lost()

    def gives(self, mover: str, name: str) -> None:
        """The floor to who is next."""
        self._twice(mover, f"Geef het woord aan {name}")
        for page in self.screens.values():
            expect(page.locator(".telling__name")).to_have_text(name, timeout=SOON)
        self._is_still(Phase.STORIES, mover)
        self.nothing_typed_is_lost()

    def story_ends(self, mover: str, told: int) -> None:
        self._twice(mover, "Dit verhaal is klaar")
        for page in self.screens.values():
            expect(page.locator(".telling__name")).to_have_count(0, timeout=SOON)
        self._is_still(Phase.STORIES, mover)
        assert (len(self.board.told), self.board.teller) == (told, 0)

    def ends(self, mover: str) -> None:
        """Asking ends nothing; the yes does. Pads go then, as they say."""
        self._twice(mover, "Waardecheck afronden")
        self._is_still(Phase.CHECK_OUT, mover)
        self._twice(mover, "Ja, rond af voor iedereen")
        expect(self[mover].locator("main")).to_contain_text(REPORT, timeout=SOON)
        self.thought.clear()

    def _is_still(self, phase: Phase, mover: str) -> None:
        """What a second click would have done, it has done by then."""
        self[mover].wait_for_timeout(700)
        self.check.refresh_from_db()
        assert (self.board.phase, self.check.closed_at) == (phase, None)

    # --- Words

    def tells(self, name: str, scribe: str, text: str, *, about: str) -> None:
        """Who has the floor tells; one line is written, and the teller says yes."""
        writes(self[scribe], text, "Anders kijken", about=about)
        press(self[name], "Klopt", text)

    def is_typing(self, name: str, label: str, words: str) -> None:
        """In the middle of a sentence, and not sent."""
        self._types(name, label, words)
        self.half[name] = words

    def is_thinking(self, name: str, words: str) -> None:
        """In the middle of a title on the own pad, which keeps it by itself."""
        self._types(name, "Titel van je verhaal", words)
        self.thought.append(words)

    def _types(self, name: str, label: str, words: str) -> None:
        box = self[name].get_by_label(label)
        box.click(timeout=SOON)
        box.press_sequentially(words)

    def nothing_typed_is_lost(self) -> None:
        """In its box, or in sight with a word about it."""
        for name, words in self.half.items():
            self[name].wait_for_function(IS_THERE, arg=words, timeout=SOON)
        for words in self.thought:
            assert Pad.objects.filter(seat__value_check=self.check, title=words).exists(), words

    def puts_away(self, name: str) -> None:
        """Read what was kept, and close it."""
        press(self[name], "Sluiten")
        del self.half[name]

"""From the invitation of five students to five running tracks with guides of both sides, at most three minutes of work
in all (issue 13). Hands and heads by the keystroke-level model of Card, Moran and Newell; the machine by the clock."""

import datetime as dt
import time

import pytest
from django.urls import reverse

from accounts.values import today
from learningtracks.models.tracks import Track
from partnerships.actions import invitations
from partnerships.models.invitations import Invitation
from partnerships.values import Role
from werkplek.tests.browser import DESKTOP, PHONE
from werkplek.tests.casting import join, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEY, POINT, TURN, THINK = 0.28, 1.1, 0.4, 1.35  # seconds: a key, going there and a click, to the other device, a choice
MOST = 180
STUDENTS = ["Amira Bouzid", "Bo de Jong", "Cem Yildiz", "Daan Visser", "Esra van Dam"]


class Person:
    """Somebody at a screen whose taps, keys and fields are counted, with what they cost."""

    def __init__(self, page):
        self.page, self.pages = page, 1
        self.taps = self.keys = self.fields = 0
        self.work = self.machine = 0.0
        self.at_keyboard = False

    def tap(self, thing, *, think=True):
        """Choose it, go there, scroll when it is out of sight, and click."""
        there, height = thing.bounding_box(), self.page.viewport_size["height"]
        scroll = POINT if there["y"] + there["height"] > height or there["y"] < 0 else 0
        self.work += think * THINK + self.at_keyboard * TURN + scroll + POINT
        self.taps, self.at_keyboard = self.taps + 1, False
        thing.click()

    def go(self, thing):
        before = time.monotonic()
        with self.page.expect_event("load"):
            self.tap(thing)
        self.machine += time.monotonic() - before
        self.pages += 1

    def link(self, name):
        self.go(self.page.get_by_role("link", name=name).first)

    def button(self, name):
        self.go(self.page.get_by_role("button", name=name, exact=True))

    def tick(self, label, *, think=True):
        self.tap(self.page.locator("main").get_by_label(label, exact=True), think=think)
        self.fields += 1

    def choose(self, label, option):
        """Open a list and take a line."""
        box = self.page.locator("main").get_by_label(label, exact=True)
        self.tap(box)
        self.work += POINT
        self.taps, self.fields = self.taps + 1, self.fields + 1
        box.select_option(label=option)

    def fill(self, label, text, *, keys=None):
        """Type it; with `keys` only so many, as for a list that is pasted or a day of eight digits."""
        box = self.page.locator("main").get_by_label(label, exact=True)
        self.tap(box)
        count = len(text) if keys is None else keys
        self.work += TURN + count * KEY
        self.keys, self.fields, self.at_keyboard = self.keys + count, self.fields + 1, True
        box.fill(text)

    @property
    def told(self):
        return f"{self.pages} pages, {self.fields} fields, {self.taps} taps, {self.keys} keys: {self.work:.0f} s"


@pytest.fixture
def olga(school, partnership):
    person = make_person("Olga Prins")
    join(person, Role.COORDINATOR, school, partnership=partnership)
    return person


def invite(person):
    """Paste the list that the coordinator of the school has, and send it."""
    addresses = "\n".join(f"{name.split()[0].lower()}@student.example" for name in STUDENTS)
    person.page.goto("/")
    person.link("Samen leren in de zorg")
    person.link("Mensen")
    person.link("Uitnodigen")
    person.fill("Mailadressen", addresses, keys=2)
    person.choose("Rol", "Lerende")
    person.button("Uitnodigen")
    assert Invitation.objects.count() == len(STUDENTS)


def take_part(person, name):
    """From the link in the mail."""
    sent = Invitation.objects.get(email__startswith=name.split()[0].lower())
    person.page.goto(reverse("partnerships:invitation", args=[invitations.token(sent)]))
    person.fill("Hoe heet je?", name)
    person.button("Meedoen")


def set_up(person):
    person.page.goto("/")
    person.link("Traject opzetten")
    first, *others = STUDENTS
    person.choose("Wie leert?", f"{first}, ROC Waterland")
    for other in others:
        person.tick(f"{other}, ROC Waterland", think=False)
    person.fill("Naam van het traject", "Verzorgende, eerste jaar")
    person.choose("Werkplek", "De Beuk, Zorggroep De Linde")
    person.fill("Eerste dag", today().isoformat(), keys=8)
    person.fill("Laatste dag", (today() + dt.timedelta(weeks=20)).isoformat(), keys=8)
    person.tick("Karima Yilmaz, Bpv-begeleider")
    person.button("Traject opzetten")


def name_guides(person):
    """The other side names its own people (access.md R23)."""
    person.page.goto("/")
    first, *others = STUDENTS
    person.link(first)
    person.link("Kies iemand")
    person.choose("Wie?", "Samira Haddad")
    for other in others:
        person.tick(f"{other}, Verzorgende, eerste jaar", think=False)
    person.button("Kiezen")


def test_five_students_have_a_track_within_three_minutes(
    open_browser, olga, nora, samira, karima, workplace, record_property
):
    school, work = Person(open_browser(DESKTOP, olga)), Person(open_browser(DESKTOP, nora))
    invite(school)
    students = [Person(open_browser(PHONE)) for _name in STUDENTS]
    for student, name in zip(students, STUDENTS, strict=True):
        take_part(student, name)
    set_up(school)
    name_guides(work)

    tracks = Track.objects.running()
    assert sorted(str(one.learner) for one in tracks) == STUDENTS
    assert {tuple(sorted(str(guide.person) for guide in one.people.all())) for one in tracks} == {
        ("Karima Yilmaz", "Samira Haddad")
    }
    everybody = [school, work, *students]
    whole = sum(one.work + one.machine for one in everybody)
    for who, one in (("school", school), ("workplace", work), ("a student", max(students, key=lambda one: one.work))):
        record_property("figure", f"five students, {who}: {one.told}")
    record_property("figure", f"five students from invitation to track with guides: {whole:.0f} s in all (at most 180)")
    assert whole <= MOST

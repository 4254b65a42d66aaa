"""Home, the number in the bar, "Voor jou", the bell and the mail agree for everybody (A3)."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from accounts.models import User
from learningtracks.models.action_points import ActionPoint
from learningtracks.values.actions import STILL_AFTER
from partnerships import events, todos
from partnerships.actions import mails
from partnerships.models.events import Event
from partnerships.models.memberships import Membership
from partnerships.models.notices import Notice
from partnerships.models.todos import ToDo
from partnerships.values import next_working_moment
from reflections.actions import passes
from reflections.todos.value_checks import CHECK_TO_JOIN
from werkplek.tests.pages import browser_of
from werkplek.tests.queue import queue_of
from werkplek.tests.test_access_ends import OF_A_COLLEAGUE, OF_A_LEARNER, WAYS
from werkplek.tests.test_belonging import HAPPENED

NUMBER = re.compile(r'class="places__count">(\d+)<')


def number_on(page: str) -> int:
    found = NUMBER.search(page)
    return int(found.group(1)) if found else 0


def agree(person, client) -> None:
    """Every place that says what waits says the same to this person."""
    waiting = todos.waiting_for(person)
    lines = queue_of(person)
    assert len(lines) == len(waiting)
    home, page = client.get("/"), client.get("/for-you/")
    if "Voor jou" in home.content.decode():
        assert number_on(home.content.decode()) == number_on(page.content.decode()) == len(waiting)
    blocks = {block.name: block.facts for block, _kind in home.context.get("blocks", [])}
    if "for_you" in blocks:
        below = [row for row in waiting if row.kind != CHECK_TO_JOIN.code]  # what runs now stands above it
        first = todos.entries(below[:3], person)
        assert (blocks["for_you"]["waiting"], blocks["for_you"]["queue"]) == (len(below), first)
        assert all(line.url in home.content.decode() for line in first)
    assert page.context["page"].paginator.count == len(waiting)
    assert page.context["rows"] == lines[:30]
    bell(person)


def bell(person) -> None:
    """What is new at the bell and asked this person something is something that waits."""
    unseen = [notice.event for notice in Notice.objects.unseen_by(person).select_related("event")]
    asking = [event for event in unseen if event.kind in events.KINDS and events.KINDS[event.kind].asks]
    ever, there = (
        set(rows.filter(person=person).values_list("kind", "about_id")) for rows in (ToDo.objects, ToDo.objects.open())
    )
    asked = {(events.KINDS[event.kind].asks.code, event.about_id) for event in asking}
    assert asked & ever <= there


@pytest.fixture
def full(filled):
    """Everybody of the cast, with everything that can wait."""
    long_done = ActionPoint.objects.filter(pk=filled.things["done_action"].pk)
    long_done.update(idea="confidence.a1", finished_at=timezone.now() - STILL_AFTER - dt.timedelta(hours=1))
    team, question = filled.things["track"].team, "Hoe doe jij dat?"
    passes.ask_teammate(
        filled.things["experience"], person=filled.people["TM"], team=team, question=question, by=filled.people["sam"]
    )
    todos.put_right()
    assert set(ToDo.objects.open().values_list("kind", flat=True)) == set(todos.KINDS)
    return filled


# What can have happened to a learner, a colleague and an educator, and to everybody at the same time.
ENDED = [(code, way) for code, ways in (("S", OF_A_LEARNER), ("TM", OF_A_COLLEAGUE), ("PO", WAYS)) for way in ways]
EACH = pytest.mark.long("every state that the walks reach; the first one in each run")
STATES = [
    pytest.param(lambda world: None, id="as it is"),
    *(pytest.param(lambda world, one=one: one(), id=f"happened {n}", marks=EACH) for n, one in enumerate(HAPPENED[1:])),
    *(
        pytest.param(
            lambda world, way=way, code=code: way(world, world.who(code)), id=f"{code} {way.__name__}", marks=EACH
        )
        for code, way in ENDED
    ),
]


@pytest.mark.parametrize("happened", STATES)
def test_everybody_reads_the_same_everywhere(full, mailoutbox, monkeypatch, happened):
    """Home, the number in the bar, "Voor jou", the bell, and the number in the mail of the next working day."""
    happened(full)
    people = list(User.objects.filter(pk__in=[person.pk for person in full.people.values()], is_active=True))
    for person in people:
        agree(person, browser_of(person))

    numbers = mailed(people, mailoutbox, monkeypatch)

    told = [person for person in people if person.memberships.exists()]
    assert numbers == {person.email: len(todos.waiting_for(person)) for person in told}


def mailed(people, mailoutbox, monkeypatch) -> dict[str, int]:
    """The number of things that wait in the mail to each, at noon of the next working day. Everybody with a membership
    is told something, so that they get one."""
    now = timezone.now().replace(hour=12) + dt.timedelta(days=1)
    while next_working_moment(now) != now:
        now += dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: now)
    User.objects.update(mail_rhythm="digest", language="nl")
    for membership in Membership.objects.filter(person__in=people):
        event = Event.objects.create(
            kind="membership_opened", about=membership, trail="-", words={"role": membership.role_code}
        )
        Notice.objects.create(event=event, person=membership.person, created_at=now - dt.timedelta(days=1))
    mails.gather(now)
    mails.send_due(now)
    return {mail.to[0]: said(mail.body) for mail in mailoutbox if mail.to[0] in {person.email for person in people}}


def said(body: str) -> int:
    found = re.search(r'Bij "Voor jou" sta(?:at|an) (\d+) vra(?:ag|gen) voor je klaar', body)
    return int(found[1]) if found else 0

"""Home, the number in the bar, "Voor jou", the bell and the mail agree for everybody (A3)."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from accounts.models import User
from learningtracks.models.trainings import Training
from partnerships import events, todos
from partnerships.actions import mails
from partnerships.actions.todos import put_right
from partnerships.models.notices import Notice
from partnerships.models.todos import ToDo
from werkplek.tests.filling import fill
from werkplek.tests.pages import browser_of
from werkplek.tests.queue import queue_of

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
    if "waiting" in home.context:
        assert (home.context["waiting"], home.context["queue"]) == (len(waiting), lines[:3])
        assert all(line.url in home.content.decode() for line in lines[:3])
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
def full(world):
    """Everybody of the cast, with everything that can wait."""
    fill(world, 1)
    Training.objects.update(asked_at=timezone.now(), answered_at=None, used=None)
    put_right()
    return world


def test_everybody_reads_the_same_everywhere(full):
    assert set(ToDo.objects.open().values_list("kind", flat=True)) == set(todos.KINDS)
    for person in full.people.values():
        agree(person, browser_of(person))


def test_the_mail_says_the_same_number(full, samira, mailoutbox, monkeypatch):
    User.objects.exclude(pk=samira.pk).update(mail_rhythm="none")
    now = timezone.now().replace(hour=12) + dt.timedelta(days=1)
    while now.weekday() > 4:
        now += dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: now)
    mails.gather(now)
    mails.send_due(now)

    [mail] = [mail for mail in mailoutbox if samira.email in mail.to]
    assert f'In "Voor jou" wachten {len(todos.waiting_for(samira))} dingen op je' in mail.body

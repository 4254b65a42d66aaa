"""The reflection of an entry with a question is nowhere for the person asked: the canary of issue and access.md R1."""

import pytest
from django.core import mail
from django.urls import get_resolver

from partnerships import events
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from reflections.tests.logbook import an_entry, answered
from werkplek.tests.pages import text_of

CANARY = "kanarie-7f3a"


@pytest.fixture
def entry(sam, samira, track):
    return answered(an_entry(sam, "Zichtbaar-5d1e.", reflection=f"Binnenste {CANARY}."), samira).request.experience


def _addresses() -> list[str]:
    """Every address without an argument."""
    found = []

    def walk(patterns, before=""):
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, route)
            elif "<" not in route and "^" not in route and "(" not in route:
                found.append(f"/{route}")

    walk(get_resolver().url_patterns)
    return found


def test_no_page_shows_it_to_the_person_asked(entry, samira, signed_in):
    browser = signed_in(samira)
    question = entry.questions().get()
    pages = [
        *_addresses(),
        entry.get_absolute_url(),
        question.get_absolute_url(),
        f"/tracks/{entry.track.public_id}/",
        f"/tracks/{entry.track.public_id}/history/",
    ]

    bodies = [text_of(browser.get(address, follow=True)) for address in pages]

    assert [address for address, body in zip(pages, bodies, strict=True) if CANARY in body] == []
    assert any("Zichtbaar-5d1e." in body for body in bodies)


def test_searching_for_it_finds_nothing(entry, samira, signed_in):
    assert list(signed_in(samira).get(f"/experiences/?q={CANARY}").context["page"]) == []


def test_no_history_and_no_notice_says_it(entry, samira):
    told = [events.story(event) for event in Event.objects.all()]
    told += [events.notice_text(notice.event) for notice in Notice.objects.all()]
    told += [str(event.words) for event in Event.objects.all()]

    assert [words for words in told if CANARY in words or "Zichtbaar" in words] == []


def test_no_mail_says_it(entry, samira, sam):
    for notice in Notice.objects.select_related("event"):
        mail.send_mail("proef", events.notice_text(notice.event), None, [notice.person.email])

    assert [letter for letter in mail.outbox if CANARY in letter.body or "Zichtbaar" in letter.body] == []
    assert len(mail.outbox) == 2


def test_the_author_finds_it(entry, sam, signed_in):
    assert CANARY in signed_in(sam).get(entry.get_absolute_url()).content.decode()

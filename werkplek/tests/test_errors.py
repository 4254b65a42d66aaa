"""A refused form gives back what was typed, and no page tells what exists (access.md R30, R34)."""

import re
import uuid

from django.urls import reverse
from django.utils import timezone


def without_what_differs(page):
    """The page without the id that was asked for and the form token, which is new at every showing."""
    text = page.content.decode().replace(page.wsgi_request.path, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def test_a_text_sent_after_access_ended_is_given_back(question, samira, track, signed_in):
    client = signed_in(samira)
    track.people.filter(person=samira).update(ended_at=timezone.now())

    page = client.post(question.get_absolute_url(), {"text": "Je begon met luisteren, dat was sterk."})

    assert page.status_code == 404
    assert "Je begon met luisteren, dat was sterk." in page.content.decode()


def test_foreign_and_made_up_give_the_same_page(question, otto, signed_in):
    client = signed_in(otto)

    foreign = client.get(question.get_absolute_url())
    made_up = client.get(reverse("reflections:feedback", args=[uuid.uuid4()]))

    assert (foreign.status_code, made_up.status_code) == (404, 404)
    assert without_what_differs(foreign) == without_what_differs(made_up)


def test_nothing_is_given_back_to_who_is_signed_out(client, db):
    page = client.post("/does-not-exist/", {"text": "Iemand anders las over mijn schouder mee."})

    assert page.status_code == 404
    assert "schouder" not in page.content.decode()


def test_a_refusal_shows_its_reason(question, samira, sam, signed_in):
    signed_in(samira).post(question.get_absolute_url(), {"text": "Je begon met luisteren."})

    page = signed_in(sam).post(reverse("reflections:question_withdraw", args=[question.public_id]))

    assert page.status_code == 403
    assert "Deze vraag is al beantwoord of ingetrokken." in page.content.decode()

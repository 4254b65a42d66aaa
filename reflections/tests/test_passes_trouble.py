"""What goes wrong around a pass: a click too many, a moment too late, no name or address, too many a day."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused
from partnerships.actions import mails
from reflections.actions import experiences, passes
from reflections.models.experiences import Experience
from reflections.models.passes import Pass
from reflections.policy.passes import MOST_A_DAY


def ask(experience, number=0):
    email = f"joke-{number}@elders.example"
    return passes.ask(experience, name="Joke", email=email, question="Hoe deed jij dat?", by=experience.author)


def ask_and_take_back(experience, times):
    for number in range(times):
        passes.withdraw(ask(experience, number), by=experience.author)


def another(sam):
    return Experience.objects.create(author=sam, situation="Nog een gesprek.", saved_at=timezone.now())


def test_a_second_click_gets_the_first_answer(experience):
    url = ask(experience).get_absolute_url()

    answers = [Client().post(url, {"text": "Rustig.\r\nBlijven zitten. "}) for _click in range(2)]

    assert [answer.headers.get("Location") for answer in answers] == [reverse("reflections:pass_done")] * 2
    assert Pass.objects.get().answer == "Rustig.\nBlijven zitten."


def test_two_clicks_at_the_same_moment_get_one_answer(experience, monkeypatch):
    found, give = ask(experience), passes.answer

    def answered_a_moment_ago(found, *, text):
        give(found, text=text)
        give(found, text=text)

    monkeypatch.setattr(passes, "answer", answered_a_moment_ago)

    answer = Client().post(found.get_absolute_url(), {"text": "Rustig."})

    assert answer.headers.get("Location") == reverse("reflections:pass_done")


def test_what_is_kept_while_typing_is_not_an_answer(experience):
    found = ask(experience)
    passes.answer(found, text="Rustig.")

    answer = Client().post(found.get_absolute_url(), {"text": "Rustig."}, headers={"X-Autosave": "1"})

    assert answer.status_code == 404


@pytest.mark.parametrize("error", [Refused("Te laat."), Http404()])
def test_an_answer_comes_back_when_the_entry_is_gone_or_closed_that_moment(experience, monkeypatch, error):
    found = ask(experience)

    def refuse(found, *, text):
        raise error

    monkeypatch.setattr(passes, "answer", refuse)

    answer = Client().post(found.get_absolute_url(), {"text": "Rustig blijven zitten."})

    assert (answer.status_code, "Rustig blijven zitten." in answer.content.decode()) == (404, True)
    assert "Deze link werkt niet" in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"email": "a" * 240 + "@elders.example"}, {"name": "\u200b\u200b"}])
def test_what_is_no_name_and_no_address_is_not_asked(experience, sam, signed_in, wrong):
    given = {"name": "Joke", "email": "joke@elders.example", "question": "Hoe deed jij dat?", **wrong}

    page = signed_in(sam).post(reverse("reflections:pass_ask", args=[experience.public_id]), given)

    assert (page.status_code, Pass.objects.exists()) == (200, False)


def test_an_address_is_taken_as_it_was_pasted(experience, sam, signed_in):
    given = {"name": "Joke", "email": '"<Joke@elders.example>"', "question": "Hoe deed jij dat?"}

    signed_in(sam).post(reverse("reflections:pass_ask", args=[experience.public_id]), given)

    assert Pass.objects.get().email == "joke@elders.example"


def test_the_mail_promises_what_holds(experience):
    """Who asked may ask somebody again, about this or about something else."""
    ask(experience)
    mails.send_due(timezone.now())

    assert "We herinneren je er niet aan." in mail.outbox[-1].body
    assert "geen mail over" not in mail.outbox[-1].body


def test_five_a_day_also_when_the_entry_is_deleted(experience, sam):
    ask_and_take_back(experience, MOST_A_DAY)
    experiences.delete(experience, by=sam)

    with pytest.raises(Refused, match="al vijf collega's"):
        ask(another(sam))


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_do_not_both_read_four(experience, sam, monkeypatch):
    ask_and_take_back(experience, MOST_A_DAY - 1)
    may = passes.may_ask_about

    def slowly(*given):
        answer = may(*given)
        time.sleep(0.5)
        return answer

    monkeypatch.setattr(passes, "may_ask_about", slowly)

    def tried(one):
        try:
            return bool(ask(one, number=9))
        except Refused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        asked = list(pool.map(tried, [experience, another(sam)]))

    assert sorted(asked) == [False, True]

"""Asking a colleague who need not sign in, and what their pass opens (access.md R20, R34, row 48; domain.md §9.6)."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused
from partnerships.actions import mails
from partnerships.models.notices import Mail, Notice
from partnerships.todos import waiting_for
from reflections.actions import concerns, experiences, passes, retention, shares
from reflections.models.passes import Pass
from reflections.policy.passes import MOST_A_DAY, may_use_pass
from reflections.values import Part
from werkplek.tests.pages import shape_of, text_of

MOST_TRIES = 60  # settings.py


@pytest.fixture
def asked(experience):
    """Sam asks Joke, who has no account."""
    whom = {"name": " Joke  Prins ", "email": "Joke@Elders.example"}
    return passes.ask(experience, **whom, question="Hoe deed jij dat?", by=experience.author)


def look(found):
    return Client().get(found.get_absolute_url())


def letter():
    mails.send_due(timezone.now())
    return mail.outbox[-1] if mail.outbox else None


# --- From the mail to the sent answer -------------------------------------------------------------------------------


def test_the_mail_has_one_link_and_tells_nothing_of_the_entry(asked, experience):
    sent = letter()

    assert (sent.to, sent.subject) == (["joke@elders.example"], "Een vraag van een collega")
    assert asked.get_absolute_url() in sent.body
    assert (experience.situation in sent.body, asked.question in sent.body) == (False, False)
    assert "Sam" not in sent.subject


def test_who_holds_the_link_reads_the_story_and_never_the_reflection(asked, experience):
    text = look(asked).content.decode()

    assert (experience.situation in text, experience.analysis in text, asked.question in text) == (True, True, True)
    assert experience.reflection not in text


def test_the_link_stays_out_of_caches_search_engines_and_other_sites(asked):
    for found in (asked.get_absolute_url(), reverse("reflections:pass_answer", args=["made-up"])):
        said = Client().get(found).headers

        assert said["Cache-Control"] == "no-store"
        assert "noindex" in said["X-Robots-Tag"]
        assert said["Referrer-Policy"] == "same-origin"


def test_the_page_names_whom_it_is_for_and_what_to_do_with_a_mail_that_was_passed_on(asked):
    text = text_of(look(asked))

    assert "Deze vraag is voor <bdi>Joke Prins</bdi>. Is de mail aan jou doorgestuurd? Lees dan niet verder" in text


def test_the_answer_is_one_box_and_one_button(asked, sam, signed_in):
    browser = Client()
    page = browser.get(asked.get_absolute_url()).content.decode()

    answer = browser.post(asked.get_absolute_url(), {"text": "Rustig blijven zitten."}, follow=True)

    assert page.count("<textarea") == 1
    assert "Je antwoord is verstuurd" in answer.content.decode()
    assert Notice.objects.get(person=sam).event.kind == "colleague_answered"
    page = signed_in(sam).get(asked.experience.get_absolute_url()).content.decode()
    assert ("Rustig blijven zitten." in page, "Joke Prins" in page) == (True, True)


def test_an_empty_answer_is_an_error_at_the_box(asked):
    assert "Schrijf eerst je antwoord." in Client().post(asked.get_absolute_url(), {"text": " "}).content.decode()


def test_the_author_sees_that_it_was_read(asked, sam, signed_in):
    client = signed_in(sam)
    Client().head(asked.get_absolute_url())
    before = client.get(asked.experience.get_absolute_url()).content.decode()

    signed_in(sam).get(asked.get_absolute_url())
    own = client.get(asked.experience.get_absolute_url()).content.decode()
    look(asked)
    look(asked)

    assert ("Geopend:" in before, "Geopend:" in own) == (False, False)
    assert "Geopend:" in client.get(asked.experience.get_absolute_url()).content.decode()


# --- What is typed and not sent ------------------------------------------------------------------------------------


SAVES = {"X-Autosave": "1"}


def test_what_is_typed_waits_in_that_browser_and_in_no_other(asked, sam, signed_in):
    url, browser = asked.get_absolute_url(), Client()

    answer = browser.post(url, {"text": "Half een zin"}, headers=SAVES)

    assert (answer.status_code, answer.json()["url"]) == (200, "")
    assert "Half een zin" in browser.get(url).content.decode()
    assert "Half een zin" not in Client().get(url).content.decode()
    assert "Half een zin" not in signed_in(sam).get(asked.experience.get_absolute_url()).content.decode()
    assert Pass.objects.get().answered_at is None


def test_what_was_kept_is_gone_once_it_is_sent_or_wiped(asked, experience):
    url, browser = asked.get_absolute_url(), Client()
    browser.post(url, {"text": "Half een zin"}, headers=SAVES)
    browser.post(url, {"text": ""}, headers=SAVES)
    wiped = dict(browser.session)
    browser.post(url, {"text": "Half een zin"}, headers=SAVES)

    browser.post(url, {"text": "Een hele zin."})

    assert "Half" not in str(wiped)
    assert "Half" not in str(dict(browser.session))


def test_what_cannot_be_kept_is_said(asked):
    found = asked.get_absolute_url()

    too_long = Client().post(found, {"text": "x" * 10_001}, headers=SAVES)
    passes.withdraw(asked, by=asked.experience.author)
    closed = Client().post(found, {"text": "Half een zin"}, headers=SAVES)

    assert (too_long.status_code, closed.status_code) == (422, 404)


# --- It opens one thing, once, for a while --------------------------------------------------------------------------


def closed(found):
    """To who holds its link as to who made one up."""
    made_up = Client().get(reverse("reflections:pass_answer", args=["made-up"]))
    return shape_of(look(found)) == shape_of(made_up) and made_up.status_code == 404


def test_it_works_once(asked):
    passes.answer(asked, text="Zo.")

    assert closed(asked)
    with pytest.raises(Refused, match="werkt niet meer"):
        passes.answer(asked, text="Nog eens.")


def test_a_second_answer_comes_back_to_who_typed_it(asked):
    Client().post(asked.get_absolute_url(), {"text": "Zo."})

    answer = Client().post(asked.get_absolute_url(), {"text": "En nog dit."})

    assert (answer.status_code, "En nog dit." in answer.content.decode()) == (404, True)
    assert Pass.objects.get().answer == "Zo."


def test_an_answer_that_is_too_late_by_a_moment_comes_back(asked, monkeypatch):
    def refuse(found, *, text):
        raise Refused("Te laat.")

    monkeypatch.setattr(passes, "answer", refuse)

    answer = Client().post(asked.get_absolute_url(), {"text": "Zo."})

    assert (answer.status_code, "Zo." in answer.content.decode()) == (404, True)


def test_it_runs_out(asked):
    Pass.objects.update(expires_at=timezone.now())

    assert closed(asked)


def test_it_can_be_taken_back(asked, sam, signed_in):
    signed_in(sam).post(reverse("reflections:pass_withdraw", args=[asked.public_id]))

    assert closed(asked)
    assert (letter(), Pass.objects.get().email) == (None, "")
    with pytest.raises(Refused, match="al beantwoord of ingetrokken"):
        passes.withdraw(asked, by=sam)


def test_nobody_else_takes_it_back(asked, samira):
    with pytest.raises(Refused, match="Alleen de vrager"):
        passes.withdraw(asked, by=samira)


@pytest.mark.parametrize("ends", ["hidden", "off", "left"])
def test_rights_are_asked_at_each_look(asked, experience, sam, wim, ends):
    assert look(asked).status_code == 200
    if ends == "hidden":
        shares.share(experience, people=[experience.track.people.get(person=wim)], parts=[Part.STORY], by=sam)
        concerns.express(experience, by=wim)
    elif ends == "off":
        type(sam).objects.filter(pk=sam.pk).update(is_active=False)
    else:
        sam.memberships.update(ended_at=timezone.now())

    assert closed(asked)
    assert letter() is None


def test_it_goes_with_the_entry(asked, experience, sam):
    experiences.delete(experience, by=sam)

    assert closed(asked)
    assert (letter(), Mail.objects.get().lapsed_at is not None) == (None, True)


def test_whoever_guesses_too_often_waits(asked, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"pass_guess": "3/10m/ip"}
    guesser = Client(REMOTE_ADDR="192.0.2.48")

    answers = [guesser.get(reverse("reflections:pass_answer", args=[f"made-up-{number}"])) for number in range(4)]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
    assert answers[-1].headers["Retry-After"] == "600"
    assert look(asked).status_code == 200


def test_whoever_tries_too_often_waits_and_has_the_words_back(asked):
    for _time in range(MOST_TRIES):
        Client().post(asked.get_absolute_url(), {"text": " "})

    refused = Client().post(asked.get_absolute_url(), {"text": "Rustig blijven zitten."})

    assert (refused.status_code, "Rustig blijven zitten." in refused.content.decode()) == (429, True)


def test_the_address_is_forgotten(asked):
    assert retention.passes(timezone.now()) == 0
    Pass.objects.update(expires_at=timezone.now() - dt.timedelta(days=1))

    assert (retention.passes(timezone.now()), Pass.objects.get().email) == (1, "")


# --- Who may be asked -----------------------------------------------------------------------------------------------


def test_after_its_days_another_can_be_asked(asked, experience, sam):
    Pass.objects.update(expires_at=timezone.now())

    passes.ask(experience, name="Piet", email="piet@elders.example", question="En jij?", by=sam)

    assert [one.email for one in Pass.objects.all()] == ["", "piet@elders.example"]


def test_five_a_day(experience, sam):
    for number in range(MOST_A_DAY):
        found = passes.ask(experience, name="Piet", email=f"p{number}@elders.example", question="En jij?", by=sam)
        passes.withdraw(found, by=sam)

    with pytest.raises(Refused, match="al vijf collega's"):
        passes.ask(experience, name="Piet", email="p@elders.example", question="En jij?", by=sam)


def test_only_the_author_asks_about_what_is_saved_and_not_hidden(experience, sam, samira):
    facts = {"name": "Piet", "email": "piet@elders.example", "question": "En jij?"}
    draft = experiences.start(situation="Nog niets.", by=sam)
    with pytest.raises(Refused, match="Alleen de schrijver"):
        passes.ask(experience, by=samira, **facts)
    with pytest.raises(Refused, match="Bewaar je ervaring eerst"):
        passes.ask(draft, by=sam, **facts)
    type(experience).objects.update(hidden_at=timezone.now())
    with pytest.raises(Refused, match="verborgen"):
        passes.ask(experience, by=sam, **facts)


def test_who_left_asks_nobody(experience, sam):
    sam.memberships.update(ended_at=timezone.now())

    with pytest.raises(Refused, match="als je ergens"):
        passes.ask(experience, name="Piet", email="piet@elders.example", question="En jij?", by=sam)


# --- A teammate -----------------------------------------------------------------------------------------------------


def test_a_teammate_finds_it_in_the_queue_and_answers(asked_tina, tina, sam, signed_in):
    client = signed_in(tina)
    line = client.get(reverse("queue")).context["rows"][0]

    client.post(line.url, {"text": "Ja, elke week."})

    assert ("Sam de Vries" in line.what, waiting_for(tina)) == (True, [])
    assert Pass.objects.get().answer == "Ja, elke week."


def test_a_teammate_who_left_the_team_reads_nothing(asked_tina, tina):
    tina.memberships.update(ended_at=timezone.now())

    assert (closed(asked_tina), waiting_for(tina)) == (True, [])


def test_who_is_not_in_the_team_is_not_asked(experience, sam, team, samira):
    for person in (samira, sam):
        with pytest.raises(Refused, match="niet met jou in dit team"):
            passes.ask_teammate(experience, person=person, team=team, question="Herken je dit?", by=sam)


# --- The page -------------------------------------------------------------------------------------------------------


@pytest.fixture
def url(experience):
    return reverse("reflections:pass_ask", args=[experience.public_id])


def test_asking_by_mail_on_one_page(experience, sam, tina, signed_in, url):
    client = signed_in(sam)
    page = client.get(url).content.decode()

    client.post(url, {"who": "", "name": "Joke", "email": "joke@elders.example", "question": "Hoe deed jij dat?"})

    assert ("Tina Vos" in page, tina.email in page, "team krijgt je vraag in Voor jou." in page) == (True, False, True)
    assert Pass.objects.get().called == "Joke"


def test_asking_a_teammate_on_the_same_page(sam, tina, signed_in, url):
    signed_in(sam).post(url, {"who": tina.public_id, "question": "Herken je dit?"})

    assert Pass.objects.get().person == tina


def test_a_name_and_an_address_are_needed(sam, signed_in, url):
    page = signed_in(sam).post(url, {"question": "Hoe deed jij dat?"}).content.decode()

    assert ("Vul een naam in." in page, "Vul een mailadres in." in page) == (True, True)
    assert not Pass.objects.exists()


def test_details_of_somebody_are_asked_about_first(sam, signed_in, url):
    form = {"name": "Joke", "email": "joke@elders.example", "question": "Bel mij op 06-12345678 over mevrouw Jansen?"}
    client = signed_in(sam)

    page = client.post(url, form).content.decode()
    assert ("Toch versturen" in page, Pass.objects.exists()) == (True, False)

    client.post(url, {**form, "anyway": "yes"})
    assert Pass.objects.exists()


def test_a_draft_is_saved_first(sam, track, signed_in):
    draft = experiences.start(situation="Nog niets.", by=sam)

    answer = signed_in(sam).get(reverse("reflections:pass_ask", args=[draft.public_id]))

    assert answer.url == reverse("reflections:experience_check", args=[draft.public_id])


def test_the_table_knows_what_a_pass_is(asked):
    now = timezone.now()
    for wrong in (
        {"question": ""},
        {"answer": "Zo."},
        {"answered_at": now, "withdrawn_at": now},
        {"name": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pass.objects.update(**wrong)


def test_a_pass_that_is_over_may_not_be_used(asked):
    Pass.objects.update(withdrawn_at=timezone.now())

    assert not may_use_pass(Pass.objects.get())

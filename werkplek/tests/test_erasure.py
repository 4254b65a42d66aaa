"""Leaving: a week to think, then nothing of a person is left (access.md R33, R39, R40; reliability.md §2)."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core import mail
from django.utils import timezone

from accounts.models import User
from accounts.values import Refused
from partnerships import events
from partnerships.actions import clocks
from partnerships.models.events import Event
from partnerships.models.memberships import Membership
from partnerships.values import Role
from reflections.actions import feedback
from reflections.models.experiences import Concern, Experience, Share
from reflections.models.feedback import Feedback
from reflections.models.wonder import WonderEntry
from werkplek import tasks
from werkplek.actions import erasure
from werkplek.tests.casting import join, make_person

pytestmark = pytest.mark.both("rows that point to each other go in an order")


def dump() -> str:
    """Every value of every row of the database."""
    rows = (row for model in apps.get_models() for row in model._base_manager.values_list())
    return "\n".join(repr(row) for row in rows)


def leave(person: User) -> None:
    """Ask, wait a week, and let the night pass."""
    erasure.ask(by=person)
    User.objects.filter(pk=person.pk).update(erase_after=timezone.now())
    erasure.erase_due()
    person.refresh_from_db()


@pytest.fixture
def answered(question, samira):
    feedback.reply(question, text="Je luisterde goed.", by=samira)
    return question


# --- A week to think -------------------------------------------------------------------------------------


def test_the_page_says_what_goes_and_what_stays(signed_in, sam):
    page = signed_in(sam).get("/settings/leave/").content.decode()

    assert ("Dit verwijderen we" in page, "Dit blijft, zonder je naam" in page) == (True, True)


def test_asking_starts_the_week_and_sends_word(signed_in, sam):
    page = signed_in(sam).post("/settings/leave/", follow=True).content.decode()
    sam.refresh_from_db()

    assert sam.erase_after - timezone.now() > dt.timedelta(days=6, hours=23)
    assert ("Toch blijven" in page, mail.outbox[0].subject) == (True, "Je account wordt verwijderd")


def test_without_an_address_there_is_nobody_to_write_to(signed_in, sam):
    User.objects.filter(pk=sam.pk).update(email=None)

    assert (signed_in(sam).post("/settings/leave/").status_code, mail.outbox) == (302, [])


def test_you_can_stay_after_all(signed_in, sam):
    client = signed_in(sam)
    client.post("/settings/leave/")

    client.post("/settings/leave/", {"stay": "1"})
    sam.refresh_from_db()

    assert sam.erase_after is None


def test_the_settings_remind_you(signed_in, sam):
    erasure.ask(by=sam)

    assert "Je account wordt verwijderd op" in signed_in(sam).get("/settings/").content.decode()


def test_the_last_coordinator_hands_over_first(signed_in, nora):
    page = signed_in(nora).get("/settings/leave/").content.decode()

    assert "Jij bent de laatste coördinator van Zorggroep De Linde." in page
    with pytest.raises(Refused):
        erasure.ask(by=nora)


def test_a_coordinator_with_a_colleague_may_go(nora, company):
    join(make_person("Nieuw"), Role.COORDINATOR, company)

    erasure.ask(by=nora)

    assert nora.erase_after is not None


def test_two_coordinators_cannot_both_go(nora, company):
    colleague = make_person("Nieuw")
    join(colleague, Role.COORDINATOR, company)
    erasure.ask(by=colleague)

    with pytest.raises(Refused):
        erasure.ask(by=nora)


def test_nothing_goes_while_the_clocks_differ(sam, experience, monkeypatch):
    monkeypatch.setattr(clocks, "agree", lambda now: False)
    User.objects.filter(pk=sam.pk).update(erase_after=timezone.now())

    tasks.tidy_up()

    assert Experience.objects.count() == 1


def test_nothing_goes_before_the_week_is_over(sam, experience):
    erasure.ask(by=sam)

    tasks.tidy_up()

    assert Experience.objects.count() == 1


# --- Gone ----------------------------------------------------------------------------------------------------


def test_nothing_of_a_learner_is_left(sam, answered, signed_in):
    client = signed_in(sam)
    EmailAddress.objects.create(user=sam, email=sam.email, verified=True, primary=True)
    WonderEntry.objects.create(person=sam, text="Verwonderd")
    email = sam.email
    leave(sam)

    left = dump()
    texts = [email, "Sam de Vries", "Ik durf meer", "moeilijk gesprek", "Wat deed ik goed?", "Verwonderd"]
    assert [text for text in texts if text in left] == []
    assert client.get("/settings/")["Location"].startswith("/account/login/")


def test_the_giver_keeps_her_words_without_his(sam, answered, samira, signed_in):
    leave(sam)

    given = Feedback.objects.get()
    assert (given.text, given.author, given.request, str(given.receiver)) == (
        "Je luisterde goed.",
        samira,
        None,
        "Voormalig deelnemer",
    )


def test_what_an_educator_gave_stays_without_her_name(sam, answered, samira):
    name, email = samira.name, samira.email
    leave(samira)

    left = dump()
    given = Feedback.objects.get(request__experience__author=sam)
    assert ([text for text in (name, email) if text in left], given.text, given.author) == (
        [],
        "Je luisterde goed.",
        None,
    )


def test_the_history_keeps_what_happened_and_loses_who(answered, samira):
    leave(samira)

    told = [events.story(event) for event in Event.objects.on_trail(answered.trail)]
    assert [line for line in told if "Samira" in line] == []
    assert [line for line in told if "Voormalig deelnemer" in line]


def test_an_open_question_to_her_ends(question, samira):
    leave(samira)
    question.refresh_from_db()

    assert (question.withdrawn_at is not None, Share.objects.running().count()) == (True, 0)


def test_her_roles_end_and_his_track_does_too(track, samira, sam):
    leave(samira)
    leave(sam)
    track.refresh_from_db()

    assert (Membership.objects.active().filter(person__in=[samira, sam]).count(), track.ended_on) == (
        0,
        timezone.localdate(),
    )
    assert track.people.named().filter(person=samira).count() == 0


def test_what_she_wrote_with_a_concern_goes(experience, samira):
    Concern.objects.create(experience=experience, by=samira, reason="Er staat een naam in")

    leave(samira)

    assert Concern.objects.get().reason == ""


def test_sessions_end_and_kept_mails_are_removed(sam, settings, tmp_path):
    settings.OUTBOX_DIR = tmp_path
    (tmp_path / "1.log").write_text(f"To: {sam.email}")
    (tmp_path / "2.log").write_text("To: otto@werkplek.example")
    UserSession.objects.create(user=sam, ip="127.0.0.1", session_key="a", user_agent="x")

    leave(sam)

    assert ([file.name for file in tmp_path.iterdir()], UserSession.objects.count()) == (["2.log"], 0)


def test_without_name_or_address_it_works_as_well(sam, settings, tmp_path):
    settings.OUTBOX_DIR = tmp_path
    (tmp_path / "1.log").write_text("To: otto@werkplek.example")
    User.objects.filter(pk=sam.pk).update(name="", email=None)
    sam.refresh_from_db()

    leave(sam)

    assert (str(sam), sam.is_active, len(list(tmp_path.iterdir()))) == ("Voormalig deelnemer", False, 1)


def test_twice_is_harmless(sam, experience):
    leave(sam)
    erasure.erase(sam)

    assert User.objects.filter(name="").count() == 1


def test_nobody_signs_in_to_what_is_left(sam, client):
    sam.set_password("drie rode fietsen")
    sam.save()
    email = sam.email
    leave(sam)

    answer = client.post("/account/login/", {"login": email, "password": "drie rode fietsen", "way": "password"})

    assert (answer.status_code, "_auth_user_id" in client.session) == (200, False)

"""Everybody takes along what is theirs, and nothing of anybody else (access.md R31, R39)."""

import datetime as dt
import json
import time

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from reflections.actions import feedback
from reflections.models.experiences import Read
from reflections.models.feedback import FeedbackRequest
from reflections.models.value_checks import Participant, ValueCheck
from reflections.models.wonder import WonderEntry

CANARY = "kanarie"


@pytest.fixture
def answered(question: FeedbackRequest, samira: User) -> FeedbackRequest:
    """Sam wrote canaries everywhere; Samira answered."""
    entry = question.experience
    entry.situation, entry.analysis, entry.reflection = f"{CANARY}-1", f"{CANARY}-2", f"{CANARY}-3"
    entry.save()
    entry.versions.update(reflection=f"{CANARY}-4")
    WonderEntry.objects.create(person=entry.author, text=f"{CANARY}-5")
    Read.objects.create(experience=entry, person=samira)
    feedback.reply(question, text="Je luisterde goed.", by=samira)
    return question


def taken_along(client: Client) -> str:
    """The download, after showing once more who you are."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    answer = client.get("/my-data/werkplek.json")
    assert (answer.status_code, "attachment" in answer["Content-Disposition"]) == (200, True)
    return answer.content.decode()


def test_the_author_takes_everything_along(signed_in, answered, sam):
    text = taken_along(signed_in(sam))

    assert [number for number in range(1, 6) if f"{CANARY}-{number}" not in text] == []
    assert ("Je luisterde goed." in text, "Samira Haddad" in text) == (True, True)


def test_the_person_asked_takes_her_own_words_along_and_none_of_his(signed_in, answered, samira):
    text = taken_along(signed_in(samira))

    assert ("Je luisterde goed." in text, CANARY in text, "Wat deed ik goed?" in text) == (True, False, False)


@pytest.mark.parametrize("who", ["nora", "karima", "tom", "wim", "otto"])
def test_others_find_nothing_of_it(signed_in, answered, who, request):
    text = taken_along(signed_in(request.getfixturevalue(who)))

    assert (CANARY in text, "Je luisterde goed." in text) == (False, False)


def test_it_is_json_table_by_table(signed_in, answered, sam):
    data = json.loads(taken_along(signed_in(sam)))

    names = [table["table"] for table in data["tables"]]
    assert (names[0], "reflections.Experience" in names) == ("accounts.User", True)
    assert data["tables"][0]["rows"][0]["name"] == "Sam de Vries"


def test_what_you_chose_for_a_value_check_goes_along(signed_in, experience, sam, team):
    check = ValueCheck.objects.create(team=team, cycle="2027-Q1", due_on=timezone.localdate())
    Participant.objects.create(value_check=check, person=sam).chosen.add(experience)

    assert f'"chosen": [\n            "{experience.public_id}"' in taken_along(signed_in(sam))


def test_no_secret_goes_along(signed_in, answered, nora):
    text = taken_along(signed_in(nora))

    assert [word for word in ("password", "session_key", "secret") if word in text] == []


def test_to_read_it_needs_no_network(signed_in, answered, sam):
    answer = signed_in(sam).get("/my-data/werkplek.html")
    html = answer.content.decode()

    assert (f"{CANARY}-3" in html, "src=" in html, "<link" in html) == (True, False, False)
    assert answer["Content-Disposition"] == 'attachment; filename="werkplek.html"'


def test_what_somebody_typed_is_not_run(signed_in, answered, sam):
    WonderEntry.objects.update(text="<script>alert(1)</script>")

    assert "<script>alert" not in signed_in(sam).get("/my-data/werkplek.html").content.decode()


def test_a_password_is_asked_again(signed_in, sam):
    sam.set_password("drie rode fietsen")
    sam.save()

    answer = signed_in(sam).get("/my-data/werkplek.json")

    assert answer["Location"] == "/settings/confirm/?next=%2Fmy-data%2Fwerkplek.json"


@pytest.mark.parametrize(("days", "has_words"), [(30, True), (31, False)])
def test_who_left_has_thirty_days(signed_in, answered, samira, days, has_words):
    samira.memberships.update(ended_at=timezone.now() - dt.timedelta(days=days))
    client = signed_in(samira)

    assert ("Je luisterde goed." in taken_along(client)) is has_words
    assert ("staat daarom alleen je account" in client.get("/my-data/").content.decode()) is not has_words


def test_an_end_date_counts_as_well(signed_in, answered, samira):
    samira.memberships.update(ends_on=timezone.localdate() - dt.timedelta(days=40))

    assert "Je luisterde goed." not in taken_along(signed_in(samira))


def test_a_learner_keeps_the_log_after_the_end(signed_in, answered, sam):
    sam.memberships.update(ended_at=timezone.now() - dt.timedelta(days=400))

    assert f"{CANARY}-3" in taken_along(signed_in(sam))


def test_who_belongs_nowhere_yet_takes_the_account_along(signed_in, db):
    fresh = User.objects.create_user("nieuw@werkplek.example", name="Nieuw")

    assert "nieuw@werkplek.example" in taken_along(signed_in(fresh))

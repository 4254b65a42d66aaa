"""A prepared question answers as the question itself, for other keys and on another day."""

import datetime as dt

import pytest

from accounts import prepared
from accounts.models import User
from accounts.prepared import Prepared

pytestmark = pytest.mark.django_db


def people_with(keys):
    return User.objects.filter(pk__in=keys).order_by("name")


@pytest.fixture
def people():
    return [User.objects.create_user(f"{name}@demo.werkplek.example", name=name) for name in ("Ada", "Bo", "Cas")]


def test_it_answers_for_the_keys_of_now(people):
    ask, (ada, bo, cas) = Prepared(people_with), people

    assert [list(ask([cas.pk, ada.pk])), list(ask([bo.pk])), list(ask([]))] == [[ada, cas], [bo], []]
    assert list(ask([bo.pk, cas.pk])) == [bo, cas]


def test_no_answer_is_kept(people):
    ask, bo = Prepared(people_with), people[1]
    list(ask([bo.pk]))

    User.objects.filter(pk=bo.pk).update(name="Bob")

    assert [one.name for one in ask([bo.pk])] == ["Bob"]


def test_it_is_put_together_once_a_day(people, monkeypatch):
    made = []
    ask = Prepared(lambda keys: made.append(1) or people_with(keys))

    for day in (1, 1, 2):
        monkeypatch.setattr(prepared, "today", lambda day=day: dt.date(2026, 11, day))
        list(ask([people[0].pk]))

    assert len(made) == 2

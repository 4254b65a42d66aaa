"""A form that was sent before gets its first answer, whatever the rules say by then."""

from uuid import uuid4

import pytest
from django.http import HttpResponse

from accounts.values import Refused
from accounts.views.forms import once
from accounts.views.replays import answers_again


@pytest.fixture
def post(rf, sam):
    def send(key):
        request = rf.post("/", {"once": key})
        request.user = sam
        return request

    return send


def refusing(before=lambda: None):
    @answers_again
    def view(request):
        before()
        raise Refused("Te laat.")

    return view


def test_the_first_answer_comes_before_the_rules(post):
    key = str(uuid4())
    once(post(key), lambda: "/eerst/")

    assert refusing()(post(key)).url == "/eerst/"


def test_and_after_a_refusal_when_the_first_was_answered_meanwhile(post):
    key = str(uuid4())
    view = refusing(lambda: once(post(key), lambda: "/eerst/"))

    assert view(post(key)).url == "/eerst/"


@pytest.mark.parametrize("key", ["", "geen sleutel", "5f0c7d0e-0b52-4d8a-9b6e-0d9d8f3f6a11"])
def test_without_an_earlier_answer_a_refusal_is_a_refusal(post, key):
    with pytest.raises(Refused, match="Te laat"):
        refusing()(post(key))


def test_a_first_time_is_just_the_view(post):
    assert answers_again(lambda request: HttpResponse("ja"))(post(str(uuid4()))).content == b"ja"

"""A form sent twice does its work once; a form that fails may be sent again (reliability.md §1.3)."""

import uuid

import pytest
from django.db import IntegrityError

from accounts.actions.submissions import answered, once
from accounts.models import Submission
from accounts.values import SentOtherwise

pytestmark = pytest.mark.both("locks, and who waits for whom")

KEY = str(uuid.UUID(int=7))


def test_a_replay_gets_the_first_answer(sam):
    answers = iter(["/first/", "/second/"])

    assert [once(sam, KEY, lambda: next(answers)) for _ in range(2)] == ["/first/"] * 2


@pytest.mark.both("the database keeps the rule")
def test_a_rule_of_the_database_that_says_no_leaves_no_receipt(sam):
    def break_a_rule() -> str:
        raise IntegrityError("a rule of another table")

    with pytest.raises(IntegrityError, match="another table"):
        once(sam, KEY, break_a_rule)

    assert not Submission.objects.exists()
    assert once(sam, KEY, lambda: "/now/") == "/now/"


def test_the_same_key_with_other_words_does_nothing_and_says_so(sam):
    once(sam, KEY, lambda: "/first/", "some words")

    with pytest.raises(SentOtherwise, match="met iets anders erin"):
        once(sam, KEY, lambda: pytest.fail("done twice"), "other words")

    assert Submission.objects.get().answer == "/first/"
    assert answered(sam, KEY, "some words") == "/first/"
    assert answered(sam, KEY, "other words") == ""

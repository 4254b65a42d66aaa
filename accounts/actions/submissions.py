"""The idempotency key of forms: a form sent twice does its work once (reliability.md §1.3)."""

import uuid
from collections.abc import Callable

from django.db import IntegrityError, transaction

from accounts.models import Submission, User


def new_key() -> str:
    """A fresh key for the hidden field `once` of a form."""
    return str(uuid.uuid4())


def answered(person: User, key: str | None) -> str:
    """The address of the first answer to this form, or nothing when it was not sent before."""
    try:
        earlier = Submission.objects.filter(person=person, key=uuid.UUID(str(key))).first()
    except ValueError:
        return ""
    return earlier.answer if earlier else ""


def once(person: User, key: str | None, do: Callable[[], str]) -> str:
    """Do the work of a form exactly once per person and key.

    `do` returns the address the answer points to; a replay gets that address without doing anything. The receipt and
    the work share one transaction, so two equal forms at the same moment wait for each other in the database. Errors
    of `do` leave no receipt: the form may be sent again. A missing or odd key does the work without a receipt.
    """
    try:
        receipt = uuid.UUID(str(key))
    except ValueError:
        with transaction.atomic():
            return do()
    if earlier := Submission.objects.filter(person=person, key=receipt).first():
        return earlier.answer
    try:
        with transaction.atomic():
            submission = Submission.objects.create(person=person, key=receipt, answer="")
            submission.answer = do()
            submission.save(update_fields=["answer"])
            return submission.answer
    except IntegrityError:
        earlier = Submission.objects.filter(person=person, key=receipt).first()
        if earlier is None:
            raise
        return earlier.answer

"""The idempotency key of forms: a form sent twice does its work once (reliability.md §1.3)."""

import uuid
from collections.abc import Callable

from django.db import IntegrityError, transaction

from accounts.models import Submission, User
from accounts.values import SentOtherwise


def answered(person: User, key: str | None, fingerprint: str = "") -> str:
    """The address of the first answer to this form, or nothing when it was not sent before with the same content."""
    try:
        earlier = Submission.objects.filter(person=person, key=uuid.UUID(str(key))).first()
    except ValueError:
        return ""
    return earlier.answer if earlier and earlier.fingerprint == fingerprint else ""


def once(person: User, key: str | None, do: Callable[[], str], fingerprint: str = "") -> str:
    """Do the work of a form exactly once per person and key.

    `do` returns the address the answer points to; a replay gets that address without doing anything. The receipt and
    the work share one transaction, so two equal forms at the same moment wait for each other in the database. Errors
    of `do` leave no receipt: the form may be sent again. A missing or odd key does the work without a receipt.

    `fingerprint` tells what was sent. The same key with another one raises SentOtherwise: the first answer is not the
    answer to this, and doing it as well is for the person to say.
    """
    try:
        receipt = uuid.UUID(str(key))
    except ValueError:
        with transaction.atomic():
            return do()
    if earlier := Submission.objects.filter(person=person, key=receipt).first():
        return _answer_of(earlier, fingerprint)
    try:
        with transaction.atomic():
            submission = Submission.objects.create(person=person, key=receipt, fingerprint=fingerprint, answer="")
            submission.answer = do()
            submission.save(update_fields=["answer"])
            return submission.answer
    except IntegrityError:
        earlier = Submission.objects.filter(person=person, key=receipt).first()
        if earlier is None:
            raise
        return _answer_of(earlier, fingerprint)


def _answer_of(earlier: Submission, fingerprint: str) -> str:
    if earlier.fingerprint != fingerprint:
        raise SentOtherwise
    return earlier.answer

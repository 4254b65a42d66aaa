"""Deeds with own lists of questions: publish a version. What is published stays as it is (domain.md §2.5, §3)."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from accounts.values import Refused, Stale, require
from learningtracks import policy
from learningtracks.events.own_lists import LIST_PUBLISHED
from learningtracks.models import Instrument, Item
from learningtracks.values.instruments import ItemKind
from learningtracks.values.own_lists import OWN, SAME_WORDS
from partnerships import events
from partnerships.models import Organisation


@dataclass(frozen=True)
class Words:
    """What a version says."""

    title: str
    intro: str
    answer: str
    questions: Sequence[str]
    attribution: str

    @property
    def fingerprint(self) -> str:
        said = (self.title, self.intro, self.answer, tuple(self.questions), self.attribution)
        return hashlib.sha256(repr(said).encode()).hexdigest()


@transaction.atomic
def publish(organisation: Organisation, *, words: Words, by: User) -> Instrument:
    """The first version of a new list."""
    require(policy.may_make_list(by, organisation))
    return _publish(organisation, f"{OWN}.{uuid.uuid4().hex[:12]}", 1, words, by)


@transaction.atomic
def renew(seen: Instrument, *, words: Words, by: User) -> Instrument:
    """The next version, made of one that somebody saw. Rounds that asked an earlier one keep it.

    Raises Stale when there is a newer version than that, and refuses the same words once more.
    """
    organisation = Organisation.objects.select_for_update().get(pk=seen.organisation_id)
    require(policy.may_make_list(by, organisation))
    newest = Instrument.objects.editions_of(seen.slug).with_items()[0]
    if newest.pk != seen.pk:
        raise Stale(newest)
    if newest.fingerprint == words.fingerprint:
        raise Refused(SAME_WORDS)
    return _publish(organisation, seen.slug, newest.version + 1, words, by)


def _publish(organisation: Organisation, slug: str, version: int, words: Words, by: User) -> Instrument:
    made = Instrument.objects.create(
        slug=slug,
        version=version,
        organisation=organisation,
        answer=words.answer,
        title_nl=words.title,
        intro_nl=words.intro,
        attribution_nl=words.attribution,
        fingerprint=words.fingerprint,
    )
    Item.objects.bulk_create(
        Item(instrument=made, slug=f"{slug}.q{place}", position=place, kind=ItemKind.QUESTION, text_nl=text)
        for place, text in enumerate(words.questions, start=1)
    )
    events.record(LIST_PUBLISHED, by=by, about=made, trail=organisation.trail, number=version)
    return made

"""Actions on own lists of questions: publish a version, and withdraw a list. What is published stays as it is
(domain.md §2.5, §3)."""

import hashlib
import uuid
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from accounts.values import Refused, Stale, require
from instruments.actions import instruments
from instruments.events.own_lists import LIST_PUBLISHED, LIST_WITHDRAWN
from instruments.models.instruments import Instrument, ListWithdrawal
from instruments.policy.own_lists import may_make_list, may_renew_list
from instruments.values.own_lists import OWN, SAME_WORDS, Question
from learningtracks import editions
from learningtracks.editions import Edition, Entry
from learningtracks.values.instruments import ItemKind
from partnerships import events
from partnerships.models.organisations import Organisation


@dataclass(frozen=True)
class Words:
    """What a version says."""

    title: str
    intro: str
    questions: tuple[Question, ...]
    attribution: str
    title_en: str = ""  # beside the Dutch, for who reads Werkplek in English
    intro_en: str = ""
    attribution_en: str = ""

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(repr(self).encode()).hexdigest()


@transaction.atomic
def publish(organisation: Organisation, *, words: Words, by: User) -> Instrument:
    """The first version of a new list."""
    require(may_make_list(by, organisation))
    return _published(organisation, f"{OWN}.{uuid.uuid4().hex[:12]}", 1, words, by)


@transaction.atomic
def renew(seen: Instrument, *, words: Words, by: User) -> Instrument:
    """The next version, made of one that somebody saw. What asked an earlier one keeps it.

    Raises Stale when there is a newer version than that, and refuses the same words once more.
    """
    organisation = _locked(seen)
    require(may_renew_list(by, organisation, seen.slug))
    newest = Instrument.objects.editions_of(seen.slug).with_items()[0]
    if newest.pk != seen.pk:
        raise Stale(newest)
    if newest.fingerprint == words.fingerprint:
        raise Refused(SAME_WORDS)
    return _published(organisation, seen.slug, newest.version + 1, words, by)


@transaction.atomic
def withdraw(seen: Instrument, *, by: User) -> None:
    """It can be chosen no more, in any version. What asked it keeps it. A second time changes nothing."""
    organisation = _locked(seen)
    require(may_make_list(by, organisation))
    _row, is_new = ListWithdrawal.objects.get_or_create(slug=seen.slug, defaults={"organisation": organisation})
    if is_new:
        events.record(LIST_WITHDRAWN, by=by, about=seen, trail=organisation.trail)


def _published(organisation: Organisation, slug: str, version: int, words: Words, by: User) -> Instrument:
    usual = words.questions[0].answer
    edition = Edition(
        slug=slug,
        version=version,
        answer=usual,
        title=editions.Words(words.title, words.title_en),
        intro=editions.Words(words.intro, words.intro_en),
        attribution=editions.Words(words.attribution, words.attribution_en),
        entries=tuple(
            Entry(
                slug=f"{slug}.q{place}",
                kind=ItemKind.QUESTION,
                text=editions.Words(one.text, one.english),
                answer="" if one.answer == usual else one.answer,
            )
            for place, one in enumerate(words.questions, start=1)
        ),
        fingerprint=words.fingerprint,
    )
    made = instruments.publish(edition, organisation)
    events.record(LIST_PUBLISHED, by=by, about=made, trail=organisation.trail, number=version)
    return made


def _locked(seen: Instrument) -> Organisation:
    """The organisation of an own list: its lists change one at a time."""
    return Organisation.objects.select_for_update().get(instruments=seen)

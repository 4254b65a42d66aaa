"""The register: who wants to be found hands in a profile, a moderator says yes or no, and its owner says each year
whether it still holds (domain.md §8.3)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require, today, version_of
from partnerships import events
from partnerships.events.professionals import (
    PROFESSIONAL_CONFIRMED,
    PROFESSIONAL_HANDED_IN,
    PROFESSIONAL_PUBLISHED,
    PROFESSIONAL_REFUSED,
    PROFESSIONAL_WITHDRAWN,
)
from partnerships.models.professionals import Professional, Service
from partnerships.policy import professionals as policy


@transaction.atomic
def hand_in(*, by: User, services: Iterable[Service], version: int, **facts: str) -> Professional:
    """Write the own profile, or change it; a moderator looks at it before anybody finds it. Raises Stale when it was
    changed in another window."""
    require(policy.may_be_found(by))
    locked(User.objects.all(), by.pk)
    found = Professional.objects.of(by).first() or Professional(person=by, version=0)
    if found.pk:
        check_version(found, version)
    for name, value in facts.items():
        setattr(found, name, value)
    found.sent_at, found.published_at, found.confirmed_on = timezone.now(), None, None
    found.refused_at, found.refusal = None, ""
    found.version += 1
    found.save()
    found.services.set(services)
    events.record(PROFESSIONAL_HANDED_IN, by=by, about=found)
    return found


@transaction.atomic
def publish(professional: Professional, *, version: int, by: User) -> None:
    """From now on everybody finds it. Raises Stale when its owner changed what this moderator read."""
    professional = _to_decide(professional, version, by)
    professional.published_at, professional.confirmed_on = timezone.now(), today()
    professional.save(update_fields=["published_at", "confirmed_on"])
    events.record(PROFESSIONAL_PUBLISHED, by=by, about=professional, tell=[professional.person])


@transaction.atomic
def refuse(professional: Professional, *, reason: str, version: int, by: User) -> None:
    """Nobody finds it. Its owner reads why, and may hand it in again."""
    professional = _to_decide(professional, version, by)
    professional.refused_at, professional.refusal = timezone.now(), reason
    professional.save(update_fields=["refused_at", "refusal"])
    events.record(PROFESSIONAL_REFUSED, by=by, about=professional, tell=[professional.person])


def _to_decide(professional: Professional, version: int, by: User) -> Professional:
    found = locked(Professional.objects.select_related("person"), professional.pk)
    require(policy.may_moderate(by, found))
    check_version(found, version)
    return found


@transaction.atomic
def confirm(professional: Professional, *, by: User) -> None:
    """Its owner says that it still holds, for another year. What was hidden is found again."""
    professional = locked(Professional.objects.all(), professional.pk)
    require(policy.may_confirm(by, professional))
    professional.confirmed_on = today()
    professional.save(update_fields=["confirmed_on"])
    events.record(PROFESSIONAL_CONFIRMED, by=by, about=professional)


@transaction.atomic
def withdraw(professional: Professional, *, by: User) -> None:
    """Out of the register, at once and for good."""
    require(policy.may_withdraw(by, professional))
    professional = locked(Professional.objects.all(), professional.pk)
    events.record(PROFESSIONAL_WITHDRAWN, by=by, about=professional)
    professional.delete()


@transaction.atomic
def list_services(names: Iterable[str], *, version: int, by: User) -> None:
    """Write the list of what can be offered anew. What keeps its name keeps its professionals."""
    require(policy.may_list_services(by))
    stored = {one.name: one for one in Service.objects.select_for_update()}
    check_version(list(stored.values()), version, version_of_services(stored))
    wanted = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    Service.objects.exclude(name__in=wanted).delete()
    for place, name in enumerate(wanted):
        Service.objects.update_or_create(name=name, defaults={"position": place})


def version_of_services(names: Iterable[str]) -> int:
    return version_of(*names)

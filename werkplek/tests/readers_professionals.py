"""Who may read what stands in the register, for the crawl for canaries (access.md row 36)."""

from accounts.models import User
from partnerships.models.professionals import Professional, Service
from werkplek.tests.world import SIGNED_OUT


def everybody() -> set[int]:
    return {*User.objects.values_list("pk", flat=True), SIGNED_OUT}


def is_found(professional: Professional) -> bool:
    return Professional.objects.public().filter(pk=professional.pk).exists()


def of_professional(professional: Professional) -> set[int]:
    """What is published everybody; what waits its owner and the moderators; the rest its owner."""
    if is_found(professional):
        return everybody()
    moderators = set(User.objects.filter(is_superuser=True).values_list("pk", flat=True))
    waits = not professional.published_at and not professional.refused_at
    return {professional.person_id} | (moderators if waits else set())


def of_service(service: Service) -> set[int]:
    return everybody()


def is_in_register(row: object) -> bool:
    """Whether everybody may know the name of this person, who published it."""
    return isinstance(row, User) and Professional.objects.public().of(row).exists()


CONTENT_OF_PROFESSIONALS = {
    "partnerships.Professional.headline": of_professional,
    "partnerships.Professional.work": of_professional,
    "partnerships.Professional.refusal": lambda one: {one.person_id},
    "partnerships.Service.name": of_service,
}
MADE_OF_PROFESSIONALS = ["partnerships.Professional.text_key"]

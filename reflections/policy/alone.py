"""A story that is told alone, from an own experience (domain.md §5.2, access.md rows 7 and 19)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from partnerships import belonging
from partnerships.models.teams import Team
from reflections.models.experiences import Experience
from reflections.models.stories import ValueStory
from reflections.policy.experiences import may_write


def story_of(experience: Experience) -> ValueStory | None:
    """What was made of it, and not taken back."""
    return ValueStory.objects.kept().filter(experience=experience).first()


def may_tell_alone(person: User, experience: Experience) -> Answer:
    """Its author, at any moment, one story from one experience; in a team, for there it can be shared and counted."""
    if not (answer := may_write(person, experience)):
        return answer
    if experience.is_draft:
        return no(_("Bewaar je ervaring eerst."))
    if not belonging.teams_of(person):
        return no(_("Een verhaal hoort bij een team. Jij hoort nu niet bij een team."))
    return YES


def may_tell_once(person: User, experience: Experience, team: Team) -> Answer:
    """The same, when it is told: in an own team, and not a second time."""
    if not (answer := may_tell_alone(person, experience)):
        return answer
    if team.pk not in belonging.teams_of(person):
        return no(_("Je hoort niet bij dit team."))
    if story_of(experience):
        return no(_("Je hebt van deze ervaring al een verhaal gemaakt. Je kunt het nog aanpassen."))
    return YES

"""People of team Beuk, an adviser with a list of the employer, and a list from elsewhere."""

import pytest

from instruments.actions import own_lists
from instruments.tests.asking import colleagues
from partnerships.models.organisations import Organisation
from partnerships.values import OrganisationKind, Role
from werkplek.tests.casting import join, make_person
from werkplek.tests.filling_own_lists import words


def _in_team(name, team):
    person = make_person(name)
    join(person, Role.TEAM_MEMBER, team.organisation, team=team)
    return person


@pytest.fixture
def lena(team):
    return _in_team("Lena Bos", team)


@pytest.fixture
def mark(team):
    return _in_team("Mark Smit", team)


@pytest.fixture
def people(team, tom):
    """Tom and five colleagues: a team of six."""
    return [tom, *colleagues(team, 5)]


@pytest.fixture
def crew(team, tom):
    """Twelve people of team Beuk, of whom Tom leads it."""
    return [tom, *colleagues(team, 11)]


@pytest.fixture
def lars(team):
    person = make_person("Lars Mol")
    join(person, Role.LND_ADVISER, team.organisation)
    return person


@pytest.fixture
def kijken(team, lars):
    return own_lists.publish(
        team.organisation, words=words(answer="text", questions=("Wat zag je?", "En toen?")), by=lars
    )


@pytest.fixture
def elsewhere(db):
    """A list of an organisation that has nothing to do with this team."""
    far = Organisation.objects.create(name="Ver weg", kind=OrganisationKind.WORKPLACE)
    adviser = make_person("Ada Ver")
    join(adviser, Role.LND_ADVISER, far)
    return own_lists.publish(far, words=words("Van ver"), by=adviser)

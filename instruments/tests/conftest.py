"""An adviser with a list of the employer, and a list from elsewhere."""

import pytest

from instruments.actions import own_lists
from partnerships.models.organisations import Organisation
from partnerships.values import OrganisationKind, Role
from werkplek.tests.casting import join, make_person
from werkplek.tests.filling_own_lists import words


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

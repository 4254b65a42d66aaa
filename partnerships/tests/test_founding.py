"""The first coordinator of an installation: `manage.py first_coordinator` (docs/operations.md)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from partnerships import policy
from partnerships.actions import invitations, mails
from partnerships.models.events import Event
from partnerships.models.invitations import Invitation
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.values import Role

pytestmark = pytest.mark.django_db
ROC = {"organisation": "ROC Waterland", "kind": "school", "city": "Purmerend", "email": "Olga@roc.example"}


@pytest.fixture
def paul(db):
    return User.objects.create_superuser("paul@x.example", name="Paul Beheer")


def run(**facts):
    said = StringIO()
    call_command("first_coordinator", **{**ROC, **facts}, stdout=said)
    return said.getvalue().splitlines()


def test_the_organisation_is_in_and_the_coordinator_invited(paul):
    run()

    made, invitation = Organisation.objects.get(), Invitation.objects.get()
    assert (made.name, made.kind, made.city) == ("ROC Waterland", "school", "Purmerend")
    assert (invitation.organisation, invitation.role) == (made, Role.COORDINATOR)
    assert (invitation.email, invitation.invited_by) == ("olga@roc.example", paul)
    assert list(Event.objects.values_list("kind", "by")) == [("organisation_added", paul.pk)]


def test_the_link_is_printed_and_opens_the_page(paul):
    link = run()[-1]

    found = invitations.find(link.rstrip("/").rsplit("/", 1)[-1])
    olga = invitations.accept(found, by=None, name="Olga")
    assert policy.coordinates(olga, found.organisation)


def test_the_mail_goes_the_normal_way(paul, mailoutbox):
    run()
    mails.send_due(timezone.now())

    assert [letter.to for letter in mailoutbox] == [["olga@roc.example"]]


def test_a_partnership_begins_with_it(paul):
    run(partnership="Samen leren")

    party = Partnership.objects.get(name="Samen leren").parties.get()
    assert (party.organisation.name, party.agreed_by) == ("ROC Waterland", paul)
    assert list(Partnership.objects.filter(parties__in=party.partnership.parties.present())) == [party.partnership]
    assert Event.objects.filter(kind="partnership_started", trail=party.partnership.trail).count() == 1


def test_twice_is_refused_and_changes_nothing(paul):
    run()
    with pytest.raises(CommandError, match="organisation roc waterland already"):
        run(organisation="roc waterland ")

    assert (Organisation.objects.count(), Invitation.objects.count()) == (1, 1)


def test_a_partnership_that_is_there_is_refused(paul, partnership):
    there = Organisation.objects.count()
    with pytest.raises(CommandError, match="partnership Samen leren in de zorg already"):
        run(organisation="ROC Zuid", partnership=partnership.name)

    assert Organisation.objects.count() == there


@pytest.mark.parametrize(("facts", "said"), [({"organisation": " "}, "a name"), ({"email": "olga"}, "not a mail")])
def test_half_facts_are_refused(paul, facts, said):
    with pytest.raises(CommandError, match=said):
        run(**facts)

    assert not Organisation.objects.exists()


def test_without_an_administrator_it_says_how_to_make_one():
    with pytest.raises(CommandError, match="createsuperuser"):
        run()


def test_of_two_administrators_one_must_be_named(paul):
    second = User.objects.create_superuser("ria@x.example", name="Ria")
    with pytest.raises(CommandError, match="--by"):
        run()

    run(by="Ria@x.example")
    assert Invitation.objects.get().invited_by == second


@pytest.mark.parametrize("name", ["nora", "gone"])
def test_nobody_else_invites(paul, nora, name):
    gone = User.objects.create_superuser("gone@x.example", name="Weg", is_active=False)
    with pytest.raises(CommandError, match="not the address of a platform administrator"):
        run(by={"nora": nora, "gone": gone}[name].email, organisation="ROC Zuid")

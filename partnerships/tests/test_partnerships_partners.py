"""Partnerships and the organisations in them: both sides must agree, and an organisation may leave."""

import uuid

import pytest
from django.db import IntegrityError
from django.urls import reverse

from accounts.models import User
from accounts.values import Refused
from learningtracks.belonging import tracks_of
from partnerships import events
from partnerships.actions import partnerships
from partnerships.models.events import Event
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.values import LabelSet, OrganisationKind, Role
from werkplek.tests.casting import join, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def otten(otto):
    """Bea coordinates Otto's organisation, in another partnership."""
    organisation = otto.memberships.get().organisation
    join(make_person("Bea Otten"), Role.COORDINATOR, organisation)
    return organisation


@pytest.fixture
def bea(otten):
    return User.objects.get(name="Bea Otten")


@pytest.fixture
def asked(partnership, otten, nora):
    """Nora asked Otto's organisation to take part."""
    return partnerships.propose(partnership, otten, by=nora)


def test_a_coordinator_starts_with_the_own_organisation(nora, company):
    made = partnerships.start(company, by=nora, name="Wijk", purpose="Leren", label_set=LabelSet.CARE)

    assert [party.organisation for party in made.parties.present()] == [company]
    assert Event.objects.get().words == {"organisation": ["organisation", company.pk]}


@pytest.mark.parametrize("who", ["tom", "samira", "olga"])
def test_others_start_nothing(request, who, company):
    with pytest.raises(Refused, match="Alleen een coördinator"):
        partnerships.start(company, by=request.getfixturevalue(who), name="x", purpose="", label_set=LabelSet.CARE)


def test_a_partner_edits(olga, partnership, school):
    partnerships.edit(partnership, version=1, by=olga, name="Zorg", purpose="", label_set=LabelSet.CARE)

    assert Partnership.objects.get(pk=partnership.pk).label_set == LabelSet.CARE
    assert Event.objects.get().words == {"organisation": ["organisation", school.pk]}


@pytest.mark.parametrize("who", ["sam", "karima", "tom", "otto"])
def test_others_edit_nothing(request, who, partnership):
    with pytest.raises(Refused, match="coördinator van een partner"):
        partnerships.edit(
            partnership, version=1, by=request.getfixturevalue(who), name="x", purpose="", label_set=LabelSet.CARE
        )


def test_asking_tells_the_other_side_and_counts_for_nothing_yet(asked, bea, partnership, otto, told):
    assert told(bea) == ["party_asked"]
    assert not Partnership.objects.visible_to(bea).filter(pk=partnership.pk).exists()
    event = Notice.objects.get(person=bea).event
    assert events.may_know(event, bea)
    assert events.link(event, bea) == reverse("partnerships:proposal", args=[partnership.public_id])


def test_agreeing_makes_it_count_and_tells_the_partners(asked, bea, partnership, nora, olga, told):
    partnerships.agree(asked, by=bea)

    assert Partnership.objects.managed_by(bea).filter(pk=partnership.pk).exists()
    assert (told(nora), told(olga)) == (["party_agreed"], ["party_agreed"])
    with pytest.raises(Refused, match="al beantwoord"):
        partnerships.agree(asked, by=bea)


@pytest.mark.parametrize("who", ["nora", "olga", "otto"])
def test_only_the_asked_side_answers(asked, request, who):
    for answer in (partnerships.agree, partnerships.decline):
        with pytest.raises(Refused):
            answer(asked, by=request.getfixturevalue(who))


def test_declining_leaves_nothing_and_may_be_asked_again(asked, bea, nora, partnership, otten, told):
    partnerships.decline(asked, by=bea)

    assert not partnership.parties.filter(organisation=otten).exists()
    assert told(nora) == ["party_declined"]
    assert partnerships.propose(partnership, otten, by=nora).agreed_at is None


def test_a_question_is_taken_back(asked, olga, bea, partnership):
    partnerships.take_back(asked, by=olga)

    assert not Partnership.objects.knowable_to(bea).filter(pk=partnership.pk).exists()


def test_who_agreed_is_not_taken_back(asked, bea, nora):
    partnerships.agree(asked, by=bea)
    with pytest.raises(Refused, match="al beantwoord"):
        partnerships.take_back(asked, by=nora)


def test_others_ask_and_take_back_nothing(asked, bea, samira, partnership, school):
    with pytest.raises(Refused):
        partnerships.take_back(asked, by=bea)
    with pytest.raises(Refused):
        partnerships.propose(partnership, school, by=samira)


def test_nobody_is_asked_twice(asked, nora, partnership, otten, school):
    for organisation in (otten, school):
        with pytest.raises(Refused, match="doet al mee, of is al gevraagd"):
            partnerships.propose(partnership, organisation, by=nora)


def party_of(partnership, organisation):
    return partnership.parties.get(organisation=organisation)


def test_leaving_ends_what_its_people_had_there(nora, partnership, company, samira, track, told):
    partnerships.leave(party_of(partnership, company), by=nora)

    assert not Partnership.objects.visible_to(samira).exists()
    assert not tracks_of(samira).guided()
    assert told(samira) == ["party_left"]
    event = Notice.objects.get(person=samira).event
    assert events.may_know(event, samira)
    assert events.link(event, samira) == reverse("partnerships:partnerships")


def test_a_coordinator_stays_one_of_the_organisation(nora, partnership, company):
    partnerships.leave(party_of(partnership, company), by=nora)

    assert list(Organisation.objects.coordinated_by(nora)) == [company]
    assert nora.memberships.get().partnership is None


def test_a_coordinator_of_the_whole_organisation_stays_that_once(nora, partnership, company):
    join(nora, Role.COORDINATOR, company)
    partnerships.leave(party_of(partnership, company), by=nora)

    assert Membership.objects.active().filter(person=nora).count() == 1


def test_the_other_side_hears_of_it_and_cannot_do_it(nora, olga, partnership, company, told):
    with pytest.raises(Refused):
        partnerships.leave(party_of(partnership, company), by=olga)
    partnerships.leave(party_of(partnership, company), by=nora)

    assert told(olga) == ["party_left"]


def test_nobody_leaves_twice_or_before_agreeing(asked, nora, bea, partnership, company):
    with pytest.raises(Refused, match="doet niet mee"):
        partnerships.leave(asked, by=bea)
    partnerships.leave(party_of(partnership, company), by=nora)
    with pytest.raises(Refused, match="doet niet mee"):
        partnerships.leave(party_of(partnership, company), by=nora)


def test_back_again_nobody_comes_back_by_itself(nora, olga, partnership, company, samira):
    partnerships.leave(party_of(partnership, company), by=nora)
    partnerships.agree(partnerships.propose(partnership, company, by=olga), by=nora)

    assert party_of(partnership, company).left_on is None
    assert not Membership.objects.active().filter(person=samira).exists()


def test_one_place_per_organisation(partnership, company):
    with pytest.raises(IntegrityError):
        PartnershipParty.objects.create(partnership=partnership, organisation=company)


@pytest.mark.both("the database keeps the rule")
def test_the_database_knows_the_sets_of_words(partnership):
    with pytest.raises(IntegrityError):
        Partnership.objects.update(label_set="klingon")


# --- Through the address of a coordinator ------------------------------------------------------------------


def by_address(partnership, nora, coordinator, name="De Wilg", kind=OrganisationKind.WORKPLACE):
    return partnerships.propose_by_address(
        partnership, by=nora, name=name, kind=kind, city="Edam", coordinator=coordinator
    )


def test_an_organisation_of_that_coordinator_is_asked_by_its_name(partnership, nora, bea, otten):
    assert by_address(partnership, nora, bea.email, name=otten.name) == otten
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("known", [True, False])
def test_who_asks_does_not_learn_whose_address_it_is(signed_in, partnership, nora, bea, otten, known):
    """The same answer, page, history and counts, whether somebody coordinates that organisation or nobody does."""
    client = signed_in(nora)
    before = client.get("/").content.decode().count("uitgenodigd")
    sent = {"name": otten.name, "kind": otten.kind, "city": "Elders", "once": str(uuid.uuid4())}
    sent["coordinator"] = bea.email if known else "niemand@x.nl"
    page = client.post(reverse("partnerships:partner_new", args=[partnership.public_id]), sent, follow=True)
    asked = partnership.parties.asked().get().organisation
    history = client.get(reverse("partnerships:partnership_history", args=[partnership.public_id])).content.decode()

    assert (asked == otten, page.status_code, f"We vragen het aan {otten.name}" in page.content.decode()) == (
        known,
        200,
        True,
    )
    assert (history.count(otten.name), "Elders" in page.content.decode()) == (1, False)
    assert client.get("/").content.decode().count("uitgenodigd") == before
    assert client.get(asked.get_absolute_url()).status_code == 404


def test_of_two_the_name_says_which(partnership, nora, bea):
    other = Organisation.objects.create(name="De Wilg", kind=OrganisationKind.WORKPLACE)
    join(bea, Role.COORDINATOR, other)

    assert by_address(partnership, nora, bea.email, name="De Wilg") == other


def test_by_another_name_it_is_a_new_one(partnership, nora, bea, otten):
    assert by_address(partnership, nora, bea.email, name="Iets anders") != otten


@pytest.mark.parametrize("kind", OrganisationKind.values)
def test_an_organisation_that_is_new_gets_a_first_coordinator(partnership, nora, kind):
    made = by_address(partnership, nora, "lena@x.nl", kind=kind)

    assert (made.name, made.kind, made.city) == ("De Wilg", kind, "Edam")
    assert list(partnership.parties.asked()) == [party_of(partnership, made)]
    assert Invitation.objects.get(organisation=made).role == Role.COORDINATOR


def test_somebody_who_coordinates_nothing_of_that_kind_gets_a_new_one(partnership, nora, otto):
    assert by_address(partnership, nora, otto.email).name == "De Wilg"


def test_others_bring_in_no_organisation(partnership, samira):
    with pytest.raises(Refused):
        by_address(partnership, samira, "lena@x.nl")
    assert Invitation.objects.count() == 0

"""The pages of partnerships: who takes part, what is left to do, and no people of the other side."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.actions import invitations, partnerships
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.setup import tasks_of
from partnerships.values import OrganisationKind, Role
from werkplek.tests.casting import join, make_person

pytestmark = pytest.mark.django_db
PEOPLE = ["Sam de Vries", "Karima Yilmaz", "Samira Haddad", "Olga Prins"]


def page(client, name, *args):
    return client.get(reverse(f"partnerships:{name}", args=args)).content.decode()


def post(client, name, /, *args, **facts):
    return client.post(reverse(f"partnerships:{name}", args=args), {"once": uuid.uuid4(), **facts})


def test_an_empty_list_says_what_it_is_for(signed_in, tom, nora, partnership):
    assert "Hier komen de partners van je organisatie." in page(signed_in(tom), "partnerships")
    PartnershipParty.objects.all().delete()
    nora.memberships.update(partnership=None)
    assert "Partnerschap beginnen" in page(signed_in(nora), "partnerships")


def test_the_page_names_organisations_and_words_and_nobody(signed_in, sam, samira, karima, olga, partnership):
    partnership.purpose = "Samen leren wij meer."
    partnership.save()
    shown = page(signed_in(samira), "partnership", partnership.public_id)

    for words in ("Samen leren wij meer.", "ROC Waterland", "Zorggroep De Linde", "Bpv-begeleider"):
        assert words in shown
    assert [name for name in PEOPLE if name in shown.replace(samira.name, "")] == []
    assert "Inrichten" not in shown


def test_a_coordinator_starts_one(signed_in, nora):
    response = post(signed_in(nora), "partnership_new", name="Wijk", label_set="care")

    made = Partnership.objects.get(name="Wijk")
    assert response["Location"] == reverse("partnerships:partnership_setup", args=[made.public_id])


def test_of_two_organisations_one_is_chosen(signed_in, nora):
    other = Organisation.objects.create(name="De Wilg", kind=OrganisationKind.WORKPLACE)
    join(nora, Role.COORDINATOR, other)
    refused = post(signed_in(nora), "partnership_new", name="Wijk", label_set="care")
    post(signed_in(nora), "partnership_new", name="Wijk", label_set="care", organisation=str(other.public_id))

    assert list(refused.context["form"].errors) == ["organisation"]
    assert Partnership.objects.get(name="Wijk").parties.get().organisation == other


def test_who_coordinates_nothing_starts_nothing(signed_in, tom):
    assert signed_in(tom).get(reverse("partnerships:partnership_new")).status_code == 403


def test_the_details_are_changed(signed_in, olga, partnership):
    post(
        signed_in(olga),
        "partnership_edit",
        partnership.public_id,
        name="Zorg",
        label_set="care",
        purpose="Samen",
        version=1,
    )

    partnership.refresh_from_db()
    assert (partnership.name, partnership.label_set, partnership.purpose) == ("Zorg", "care", "Samen")


# --- The task list -----------------------------------------------------------------------------------------


def standing(partnership, person):
    return [(str(task.label), str(task.status)) for task in tasks_of(partnership, person)]


def test_a_new_partnership_has_everything_to_do(nora, company, school):
    made = partnerships.start(company, by=nora, name="Wijk", purpose="", label_set="care")

    assert standing(made, nora) == [
        ("Gegevens", "Nog doen"),
        ("Organisaties", "Nog doen"),
        ("Werkplekken", "Nog doen"),
        ("Mensen", "Nog doen"),
        ("Trajecten", "Nog doen"),
    ]


def test_facts_make_it_done(nora, sam, samira, partnership, track):
    Partnership.objects.update(purpose="Samen leren wij meer.")
    partnership.refresh_from_db()

    assert {status for _label, status in standing(partnership, nora)} == {"Klaar"}


def test_a_question_that_waits_is_said(nora, otto, partnership):
    partnerships.propose(partnership, otto.memberships.get().organisation, by=nora)
    task = tasks_of(partnership, nora)[1]

    assert (task.status, "Gevraagd: Bouwbedrijf Otten." in task.hint) == ("Nog niet akkoord", True)


def test_open_invitations_are_said(nora, company, partnership):
    invitations.invite(company, ["a@x.nl"], by=nora, role=Role.DAILY_SUPERVISOR, partnership=partnership)

    assert tasks_of(partnership, nora)[3].hint == "0 mensen doen mee, 1 uitgenodigd"


def test_a_school_waits_for_workplaces(olga, partnership):
    task = tasks_of(partnership, olga)[2]
    assert (task.url, task.hint) == ("", "Een werkgever voegt werkplekken toe.")


def test_of_two_own_organisations_each_has_its_people(nora, partnership):
    other = Organisation.objects.create(name="De Wilg", kind=OrganisationKind.WORKPLACE)
    join(nora, Role.COORDINATOR, other)
    partnerships.agree(partnerships.propose(partnership, other, by=nora), by=nora)

    labels = [label for label, _status in standing(partnership, nora)]
    assert labels[3:5] == ["Mensen van Zorggroep De Linde", "Mensen van De Wilg"] or labels[3:5] == [
        "Mensen van De Wilg",
        "Mensen van Zorggroep De Linde",
    ]


def test_the_list_is_on_its_page(signed_in, nora, partnership, workplace):
    shown = page(signed_in(nora), "partnership_setup", partnership.public_id)
    for words in ("Gegevens", "Organisaties", "1 werkplek", "Mensen", "Trajecten"):
        assert words in shown


# --- Partners ----------------------------------------------------------------------------------------------


@pytest.fixture
def otten(otto):
    organisation = otto.memberships.get().organisation
    join(make_person("Bea Otten"), Role.COORDINATOR, organisation)
    return organisation


@pytest.fixture
def bea(otten):
    return otten.memberships.get(role=Role.COORDINATOR).person


def test_a_stranger_is_not_in_the_list_to_ask(signed_in, nora, otten, partnership):
    response = post(signed_in(nora), "partner_ask", partnership.public_id, organisation=str(otten.public_id))

    assert list(response.context["form"].errors) == ["organisation"]
    assert "Bouwbedrijf Otten" not in page(signed_in(nora), "partner_ask", partnership.public_id)


def test_a_partner_from_elsewhere_is_asked(signed_in, nora, otten, company, partnership):
    elsewhere = partnerships.start(company, by=nora, name="Wijk", purpose="", label_set="care")
    elsewhere.parties.create(organisation=otten, agreed_at=partnership.parties.first().agreed_at)
    response = post(signed_in(nora), "partner_ask", partnership.public_id, organisation=str(otten.public_id))

    assert response["Location"] == partnership.get_absolute_url()
    assert partnership.parties.asked().get().organisation == otten


def test_an_organisation_comes_in_by_address(signed_in, nora, partnership):
    facts = {"name": "De Wilg", "kind": "workplace", "coordinator": "LENA@x.nl"}
    post(signed_in(nora), "partner_new", partnership.public_id, **facts)

    assert "Nog niet akkoord" in page(signed_in(nora), "partnership", partnership.public_id)


def test_saying_yes(signed_in, bea, nora, otten, partnership):
    partnerships.propose(partnership, otten, by=nora)
    client = signed_in(bea)

    assert "Bekijk de vraag" in page(client, "partnerships")
    assert "Doet Bouwbedrijf Otten mee in Samen leren in de zorg?" in page(client, "proposal", partnership.public_id)
    response = post(client, "proposal", partnership.public_id, answer="yes")
    assert response["Location"] == reverse("partnerships:partnership_setup", args=[partnership.public_id])


def test_saying_no(signed_in, bea, nora, otten, partnership):
    partnerships.propose(partnership, otten, by=nora)
    response = post(signed_in(bea), "proposal", partnership.public_id, answer="no")

    assert response["Location"] == reverse("partnerships:partnerships")
    assert not partnership.parties.filter(organisation=otten).exists()


def test_an_answered_question_is_the_page_itself(signed_in, nora, partnership):
    address = reverse("partnerships:proposal", args=[partnership.public_id])

    assert signed_in(nora).get(address)["Location"] == partnership.get_absolute_url()
    assert signed_in(nora).post(address)["Location"] == partnership.get_absolute_url()


def test_taking_a_question_back(signed_in, nora, otten, partnership):
    partnerships.propose(partnership, otten, by=nora)
    ids = (partnership.public_id, otten.public_id)

    assert "De vraag aan Bouwbedrijf Otten intrekken?" in page(signed_in(nora), "partner_take_back", *ids)
    post(signed_in(nora), "partner_take_back", *ids)
    assert not partnership.parties.asked().exists()


def test_leaving_says_what_ends(freshly, signed_in, nora, company, partnership, track):
    ids = (partnership.public_id, company.public_id)
    shown = page(signed_in(nora), "partner_leave", *ids)

    assert "Bij 1 traject is er dan geen begeleider van jullie meer." in shown
    assert post(signed_in(nora), "partner_leave", *ids)["Location"].startswith("/settings/confirm/")
    assert post(freshly(nora), "partner_leave", *ids)["Location"] == reverse("partnerships:partnerships")
    assert not Partnership.objects.managed_by(nora).exists()


def test_leaving_without_tracks_names_none(signed_in, nora, company, partnership):
    assert "geen begeleider van jullie" not in page(
        signed_in(nora), "partner_leave", partnership.public_id, company.public_id
    )


def test_nobody_leaves_for_another(signed_in, nora, school, partnership):
    address = reverse("partnerships:partner_leave", args=[partnership.public_id, school.public_id])
    assert signed_in(nora).get(address).status_code == 404


@pytest.mark.parametrize("who", ["otto", "tom"])
def test_a_foreign_partnership_does_not_exist(signed_in, request, who, partnership):
    client = signed_in(request.getfixturevalue(who))
    for name in ("partnership", "partnership_setup", "partnership_edit", "partner_ask", "partner_new", "proposal"):
        assert client.get(reverse(f"partnerships:{name}", args=[partnership.public_id])).status_code == 404


def test_who_saves_second_sees_the_first_and_keeps_their_own(signed_in, nora, olga, partnership):
    page = reverse("partnerships:partnership_edit", args=[partnership.public_id])
    typed = {"name": "Van Nora", "label_set": "care", "purpose": "Samen", "version": 1}
    signed_in(olga).post(page, typed | {"name": "Van Olga"})

    refused = signed_in(nora).post(page, typed)
    partnership.refresh_from_db()

    assert (refused.status_code, partnership.name) == (409, "Van Olga")
    assert "Er is een nieuwe versie" in refused.content.decode()
    assert 'value="Van Nora"' in refused.content.decode()
    assert signed_in(nora).post(page, typed | {"version": 2}).status_code == 302


def test_set_up_leads_to_an_invitation_into_this_partnership(signed_in, olga, partnership, school):
    another = Partnership.objects.create(name="Nog een")
    PartnershipParty.objects.create(partnership=another, organisation=school, agreed_at=timezone.now())
    page = signed_in(olga).get(reverse("partnerships:partnership_setup", args=[partnership.public_id])).content.decode()
    invite = f"{reverse('partnerships:invite', args=[school.public_id])}?partnership={partnership.public_id}"

    assert f'href="{invite}"' in page
    assert f'value="{partnership.public_id}" selected' in signed_in(olga).get(invite).content.decode()

"""The cast: the people every test knows (docs/architecture.md, "How we test").

One partnership, "Samen leren in de zorg", between ROC Waterland (school) and Zorggroep De Linde (workplace):
Sam learns; Samira is praktijkopleider, Wim werkbegeleider, Tom teamleider, Karima instituutsopleider, Nora coördinator
of De Linde. Otto belongs to another partnership. Their neighbours fill the other columns of the access matrix.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import User
from accounts.values import today
from instruments.actions.instruments import load
from instruments.models.asks import edition
from learningtracks.editions import read_all
from learningtracks.models.tracks import Period, Track, TrackPerson
from partnerships import todos
from partnerships.actions import reminders
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import LabelSet, OrganisationKind, Role
from reflections.actions import feedback
from reflections.live import admission, shared
from reflections.models.experiences import Experience, ExperienceVersion
from reflections.models.feedback import FeedbackRequest
from werkplek.tests.casting import add_second_step, join, make_person, name_on
from werkplek.tests.world import World


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The instruments are there for every test, loaded once a process; emptying tables between tests leaves them."""
    with django_db_blocker.unblock():
        load(read_all())


@pytest.fixture(autouse=True)
def _nothing_kept_of_another_test() -> None:
    shared.forget()
    admission.forget()
    edition.cache_clear()  # a world that is laid out again has the same public ids


@pytest.fixture(params=[5, pytest.param(50, marks=pytest.mark.long("fifty at the same moment"))])
def many(request: pytest.FixtureRequest) -> int:
    """How many people, or clicks of one, come at the same moment."""
    times: int = request.param
    return times


@pytest.fixture
def remind(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """One round of the scheduler, at an hour on which everybody works. Returns how many were told."""

    def at_work(moment: dt.datetime, holidays: frozenset[dt.date]) -> dt.datetime:
        return min(moment, timezone.now())

    def round() -> int:
        reminders.plan(timezone.now())
        return reminders.tell_due(timezone.now())

    monkeypatch.setattr(reminders, "next_working_moment", at_work)
    return round


@pytest.fixture
def school(db: None) -> Organisation:
    return Organisation.objects.create(name="ROC Waterland", kind=OrganisationKind.SCHOOL, city="Purmerend")


@pytest.fixture
def company(db: None) -> Organisation:
    return Organisation.objects.create(name="Zorggroep De Linde", kind=OrganisationKind.WORKPLACE, city="Purmerend")


@pytest.fixture
def partnership(school: Organisation, company: Organisation) -> Partnership:
    made = Partnership.objects.create(name="Samen leren in de zorg", label_set=LabelSet.VOCATIONAL)
    for organisation in (school, company):
        PartnershipParty.objects.create(partnership=made, organisation=organisation, agreed_at=timezone.now())
    return made


@pytest.fixture
def workplace(company: Organisation) -> Workplace:
    return Workplace.objects.create(organisation=company, name="De Beuk", place="Lindelaan 1")


@pytest.fixture
def team(company: Organisation, workplace: Workplace) -> Team:
    return Team.objects.create(
        organisation=company, workplace=workplace, name="Team Beuk", started_on=today() - dt.timedelta(days=70)
    )


@pytest.fixture
def sam(school: Organisation, partnership: Partnership) -> User:
    """The student."""
    person = make_person("Sam de Vries")
    join(person, Role.LEARNER, school, partnership=partnership)
    return person


@pytest.fixture
def samira(company: Organisation, partnership: Partnership) -> User:
    """The praktijkopleider."""
    person = make_person("Samira Haddad")
    join(person, Role.PRACTICE_EDUCATOR, company, partnership=partnership)
    return person


@pytest.fixture
def wim(company: Organisation, partnership: Partnership) -> User:
    """The werkbegeleider."""
    person = make_person("Wim Bakker")
    join(person, Role.DAILY_SUPERVISOR, company, partnership=partnership)
    return person


@pytest.fixture
def karima(school: Organisation, partnership: Partnership) -> User:
    """The instituutsopleider."""
    person = make_person("Karima Yilmaz")
    join(person, Role.SCHOOL_SUPERVISOR, school, partnership=partnership)
    return person


@pytest.fixture
def tom(company: Organisation, team: Team) -> User:
    """The teamleider."""
    person = make_person("Tom Visser")
    join(person, Role.TEAM_LEAD, company, team=team)
    todos.update(team)
    return person


@pytest.fixture
def nora(company: Organisation, partnership: Partnership) -> User:
    """The coördinator of De Linde."""
    person = make_person("Nora Smit")
    join(person, Role.COORDINATOR, company, partnership=partnership)
    return person


@pytest.fixture
def otto(db: None) -> User:
    """A praktijkopleider in another partnership, far away."""
    far_school = Organisation.objects.create(name="Hogeschool Zuid", kind=OrganisationKind.SCHOOL)
    far_company = Organisation.objects.create(name="Bouwbedrijf Otten", kind=OrganisationKind.WORKPLACE)
    far = Partnership.objects.create(name="Bouwen aan vakmensen")
    for organisation in (far_school, far_company):
        PartnershipParty.objects.create(partnership=far, organisation=organisation, agreed_at=timezone.now())
    person = make_person("Otto Otten")
    join(person, Role.PRACTICE_EDUCATOR, far_company, partnership=far)
    return person


@pytest.fixture
def track(
    sam: User,
    samira: User,
    wim: User,
    karima: User,
    partnership: Partnership,
    school: Organisation,
    workplace: Workplace,
    team: Team,
) -> Track:
    """Sam's track: began four weeks ago, runs for twenty, with Samira, Wim and Karima named on it."""
    starts_on = today() - dt.timedelta(weeks=4)
    made = Track.objects.create(
        partnership=partnership,
        learner=sam,
        title="Verzorgende, eerste jaar",
        school=school,
        workplace=workplace,
        team=team,
        starts_on=starts_on,
        ends_on=starts_on + dt.timedelta(weeks=20, days=-1),
    )
    for number in (1, 2):
        begin = starts_on + dt.timedelta(weeks=10 * (number - 1))
        Period.objects.create(
            track=made, number=number, starts_on=begin, ends_on=begin + dt.timedelta(weeks=10, days=-1)
        )
    for person in (samira, wim, karima):
        name_on(made, person.memberships.get())
    todos.update(made)
    return made


@pytest.fixture
def neighbours(school: Organisation, company: Organisation, partnership: Partnership, team: Team) -> dict[str, User]:
    """The columns of the access matrix that the cast leaves open (access.md §2)."""
    other_team = Team.objects.create(organisation=company, name="Team Eik")
    people = {
        "S2": make_person("Sara Bos"),
        "PO2": make_person("Piet Kok"),
        "SO2": make_person("Sofie Mol"),
        "TM": make_person("Tina Vos"),
        "TM2": make_person("Tara Blok"),
        "OA2": make_person("Olga Prins"),
        "LA": make_person("Lars Hoek"),
        "PA": User.objects.create_superuser("paul@demo.werkplek.example", name="Paul Beheer"),
        "EX": make_person("Eva Weg"),
        "EXS": make_person("Stef Weg"),
        "EXT": make_person("Thea Weg"),
    }
    add_second_step(people["PA"])
    join(people["S2"], Role.LEARNER, school, partnership=partnership)
    join(people["PO2"], Role.PRACTICE_EDUCATOR, company, partnership=partnership)
    join(people["SO2"], Role.SCHOOL_SUPERVISOR, school, partnership=partnership)
    join(people["TM"], Role.TEAM_MEMBER, company, team=team)
    join(people["TM2"], Role.TEAM_MEMBER, company, team=other_team)
    join(people["OA2"], Role.COORDINATOR, school, partnership=partnership)
    join(people["LA"], Role.LND_ADVISER, company)
    join(people["EX"], Role.PRACTICE_EDUCATOR, company, partnership=partnership, ended_at=timezone.now())
    join(people["EXS"], Role.LEARNER, school, partnership=partnership, ended_at=timezone.now())
    join(people["EXT"], Role.TEAM_MEMBER, company, team=team, ended_at=timezone.now())
    return people


@pytest.fixture
def signed_in(db: None) -> Callable[[User], Client]:
    """A browser without JavaScript in which this person is signed in: `signed_in(sam).get("/")`."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def experience(track: Track) -> Experience:
    """An experience that Sam saved: situation, what happened, and a private reflection."""
    made = Experience.objects.create(
        author=track.learner,
        track=track,
        situation="Een moeilijk gesprek met een dochter.",
        analysis="Ik luisterde eerst.",
        reflection="Ik durf meer dan ik dacht.",
        saved_at=timezone.now(),
    )
    ExperienceVersion.objects.create(
        experience=made,
        number=1,
        happened_on=made.happened_on,
        situation=made.situation,
        analysis=made.analysis,
        reflection=made.reflection,
    )
    return made


@pytest.fixture
def question(experience: Experience, samira: User) -> FeedbackRequest:
    """Sam's question to Samira about that experience."""
    return ask_feedback(experience, samira, "Wat deed ik goed?")


def ask_feedback(experience: Experience, person: User, text: str) -> FeedbackRequest:
    """The author asks this person, who is named on the track."""
    named = TrackPerson.objects.get(track=experience.track, person=person)
    return feedback.ask(experience, named=named, question=text, by=experience.author)


@pytest.fixture
def world(
    sam: User,
    samira: User,
    wim: User,
    karima: User,
    tom: User,
    nora: User,
    otto: User,
    neighbours: dict[str, User],
    track: Track,
    team: Team,
    partnership: Partnership,
    company: Organisation,
    workplace: Workplace,
) -> World:
    """Everybody of the cast and their neighbours, with nothing filled in yet; `fill(world, rows)` fills it."""
    people = {"sam": sam, "samira": samira, "wim": wim, "karima": karima, "tom": tom, "nora": nora, "otto": otto}
    things = {
        "track": track,
        "team": team,
        "partnership": partnership,
        "organisation": company,
        "workplace": workplace,
        "period": track.periods.first(),
        "guide": track.people.get(person=wim),
        "membership": wim.memberships.get(),
    }
    return World(people | neighbours, things)

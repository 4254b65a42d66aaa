"""Who works with whom in a school that is filled."""

from accounts.models import User
from bench.bulk import insert
from bench.school import STAFF, SUPERVISORS, School, one_of
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import LabelSet, OrganisationKind, Role


def fill_places(s: School) -> None:
    size = s.size
    school = OrganisationKind.SCHOOL
    s.schools = insert(Organisation, size.schools, name="'Vakschool ' || n", kind=f"'{school}'")
    place = OrganisationKind.WORKPLACE
    s.places = insert(Organisation, size.places, name="'Zorghuis ' || n", kind=f"'{place}'")
    words = f"'{LabelSet.VOCATIONAL}'"
    s.partnerships = insert(
        Partnership,
        size.places,
        name="'Leren in huis ' || n",
        label_set=words,
        started_on="current_date - 900",
    )
    organisation = f"CASE WHEN n <= {size.places} THEN {s.places} + n ELSE {s.school_of(f'n - {size.places}')} END"
    insert(
        PartnershipParty,
        2 * size.places,
        partnership=f"{s.partnerships} + 1 + (n - 1) % {size.places}",
        organisation=organisation,
        agreed_at="now() - interval '900 days'",
    )
    of_team = f"{s.places} + 1 + (n - 1) / {size.teams}"
    count = size.places * size.teams
    s.workplaces = insert(Workplace, count, organisation=of_team, name="'Afdeling ' || n")
    s.teams = insert(
        Team,
        count,
        organisation=of_team,
        workplace=f"{s.workplaces} + n",
        name="'Team ' || n",
        started_on="current_date - 1200",
    )


def fill_people(s: School) -> None:
    size, staff = s.size, s.staff_count
    supervisors = size.schools * SUPERVISORS
    s.staff = _people(s, "w", staff)
    s.supervisors = _people(s, "s", supervisors)
    s.learners = _people(s, "l", size.learners)
    team = f"(n - 1) / {STAFF}"
    place = f"(n - 1) / {STAFF * size.teams} + 1"
    spot = f"(n - 1) % {STAFF}"
    of_staff = {
        "person": f"{s.staff} + n",
        "organisation": f"{s.places} + {place}",
        "starts_on": "current_date - 800",
    }
    role = f"CASE WHEN {spot} = 0 THEN '{Role.TEAM_LEAD}' ELSE '{Role.TEAM_MEMBER}' END"
    insert(Membership, staff, role=role, team=f"{s.teams} + 1 + {team}", **of_staff)
    guide = f"CASE WHEN {spot} = 1 THEN '{Role.PRACTICE_EDUCATOR}' ELSE '{Role.DAILY_SUPERVISOR}' END"
    partnership = f"{s.partnerships} + {place}"
    s.guides = insert(Membership, staff, f"{spot} BETWEEN 1 AND 4", role=guide, partnership=partnership, **of_staff)
    first = f"(n - 1) % {STAFF * size.teams} = 5"
    insert(Membership, staff, first, role=f"'{Role.COORDINATOR}'", partnership=partnership, **of_staff)
    school = s.school_number(f"((n - 1) / {SUPERVISORS} + 1)")
    s.named = insert(
        Membership,
        size.places * SUPERVISORS,
        person=f"{s.supervisors} + 1 + {school} * {SUPERVISORS} + (n - 1) % {SUPERVISORS}",
        organisation=s.school_of(f"((n - 1) / {SUPERVISORS} + 1)"),
        partnership=f"{s.partnerships} + 1 + (n - 1) / {SUPERVISORS}",
        role=f"'{Role.SCHOOL_SUPERVISOR}'",
        starts_on="current_date - 800",
    )
    insert(
        Membership,
        size.learners,
        person=f"{s.learners} + n",
        organisation=s.school_of(s.place_of("n")),
        partnership=f"{s.partnerships} + {s.place_of('n')}",
        role=f"'{Role.LEARNER}'",
        starts_on="current_date - 500",
    )


def _people(s: School, letter: str, count: int) -> int:
    first = ["Anna", "Bilal", "Chantal", "Dirk", "Esra", "Femke", "Gijs", "Hanan", "Ivo", "Jet"]
    last = ["Bakker", "de Wit", "El Amrani", "Jansen", "Kaya", "Smit", "van Dijk", "Visser", "Yilmaz", "Zwart"]
    name = f"{one_of(first, 'n')} || ' ' || {one_of(last, 'n / 10')} || ' ' || n"
    return insert(
        User,
        count,
        email=f"'{letter}' || n || '@school.example'",
        name=name,
        name_key=f"replace(lower({one_of(last, 'n / 10')}), ' ', '1') || '0' || {name}",
        password="'!'",
    )

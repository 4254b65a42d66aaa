"""Words and tables of the partnerships layer: roles, parties, label sets, and working hours."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import holidays as calendars
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PUBLIC_HOLIDAYS = calendars.country_holidays("NL")  # knows every year that is asked for
QUIET_FROM, QUIET_UNTIL = dt.time(18, 0), dt.time(8, 0)  # domain.md §5.4: no mail between these


class OrganisationKind(models.TextChoices):
    SCHOOL = "school", _("Opleiding")
    WORKPLACE = "workplace", _("Werkgever")


class Party(models.TextChoices):
    """The three voices of a puzzle (domain.md §1)."""

    LEARNER = "learner", _("Wie leert")
    WORKPLACE = "workplace", _("Werkplek")
    EDUCATION = "education", _("Opleiding")


class Role(models.TextChoices):
    """What somebody comes to do (domain.md §2.1). Labels in a partnership come from `role_label`."""

    LEARNER = "learner", _("Lerende")
    PRACTICE_EDUCATOR = "practice_educator", _("Praktijkopleider")
    DAILY_SUPERVISOR = "daily_supervisor", _("Werkbegeleider")
    MENTOR = "mentor", _("Mentor")
    BUDDY = "buddy", _("Buddy")
    SCHOOL_SUPERVISOR = "school_supervisor", _("Instituutsopleider")
    COORDINATOR = "coordinator", _("Coördinator")
    TEAM_LEAD = "team_lead", _("Teamleider")
    TEAM_MEMBER = "team_member", _("Teamlid")
    LND_ADVISER = "lnd_adviser", _("Adviseur L&O")


class MembershipStanding(models.TextChoices):
    """How a membership stands today; derived, never stored."""

    ACTIVE = "active", _("Doet mee")
    COMING = "coming", _("Begint nog")
    OVER = "over", _("Gestopt")


class InvitationStanding(models.TextChoices):
    """How an invitation stands now; derived, never stored."""

    OPEN = "open", _("Nog geen antwoord")
    EXPIRED = "expired", _("Verlopen")
    BLOCKED = "blocked", _("Te vaak een foute code")
    ACCEPTED = "accepted", _("Aangenomen")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class Sector(models.TextChoices):
    """Where a professional of the register mostly works (domain.md §8.3)."""

    CARE = "care", _("Zorg en welzijn")
    EDUCATION = "education", _("Onderwijs")
    GOVERNMENT = "government", _("Overheid")
    TECHNOLOGY = "technology", _("Techniek en bouw")
    SERVICES = "services", _("Handel en diensten")
    LOGISTICS = "logistics", _("Vervoer en logistiek")
    FOOD = "food", _("Horeca en voeding")
    GREEN = "green", _("Groen en landbouw")
    SAFETY = "safety", _("Veiligheid")
    CULTURE = "culture", _("Kunst en cultuur")
    SEVERAL = "several", _("Meer sectoren")


class Region(models.TextChoices):
    """Where a professional comes to people."""

    ANYWHERE = "anywhere", _("Heel Nederland")
    ONLINE = "online", _("Online")
    DRENTHE = "drenthe", _("Drenthe")
    FLEVOLAND = "flevoland", _("Flevoland")
    FRIESLAND = "friesland", _("Friesland")
    GELDERLAND = "gelderland", _("Gelderland")
    GRONINGEN = "groningen", _("Groningen")
    LIMBURG = "limburg", _("Limburg")
    BRABANT = "brabant", _("Noord-Brabant")
    NORTH_HOLLAND = "north_holland", _("Noord-Holland")
    OVERIJSSEL = "overijssel", _("Overijssel")
    UTRECHT = "utrecht", _("Utrecht")
    ZEELAND = "zeeland", _("Zeeland")
    SOUTH_HOLLAND = "south_holland", _("Zuid-Holland")


class ProfessionalStanding(models.TextChoices):
    """How a profile of the register stands now; derived, never stored."""

    WAITING = "waiting", _("Wordt bekeken")
    REFUSED = "refused", _("Niet geplaatst")
    PUBLISHED = "published", _("Staat in het register")
    ASKED = "asked", _("Klopt het nog?")
    HIDDEN = "hidden", _("Niet zichtbaar")


class LabelSet(models.TextChoices):
    """Words differ per field, code names never do (domain.md §2.1, "Label trap")."""

    VOCATIONAL = "vocational", _("Mbo")
    TEACHER_EDUCATION = "teacher_education", _("Lerarenopleiding")
    CARE = "care", _("Zorg")
    GOVERNMENT = "government", _("Overheid")


class Place(models.TextChoices):
    """What a membership in a role belongs to, beside its organisation."""

    ORGANISATION = "organisation", _("Organisatie")
    PARTNERSHIP = "partnership", _("Partnerschap")
    TEAM = "team", _("Team")


@dataclass(frozen=True)
class RoleFacts:
    """Everything that differs by role; a start-up check names what a row lacks (`role_problems`).

    `kinds`     kinds of organisation in which it exists.
    `place`     whether a membership names a team, a partnership, or neither.
    `desk`      its home page: `templates/desk/_<desk>.html`, filled in by `werkplek/views/desk.py`.
    `rank`      which of several roles somebody mostly comes for: the lowest is first (domain.md §2.1).
    `party`     whose side it is on in a track.
    `guides`    may be named on a track; `named_by` are the roles that do so, within their own organisation.
    `speaks`    speaks and votes for its party there, as a guide.
    `brings_in` roles in which it invites people and ends their membership (access.md rows 17 and 29).
    `words`     how it is called in a field, where that differs.
    `does`      what somebody does in it, and `sees` what they get to see: on the invitation and in help.
    """

    kinds: tuple[OrganisationKind, ...]
    place: Place
    desk: str
    rank: int
    party: Party | None = None
    guides: bool = False
    speaks: bool = False
    named_by: tuple[Role, ...] = ()
    brings_in: tuple[Role, ...] = ()
    words: Mapping[str, Promise] = field(default_factory=dict)
    does: str | Promise = ""
    sees: str | Promise = ""


_SCHOOL, _WORKPLACE = OrganisationKind.SCHOOL, OrganisationKind.WORKPLACE
_WHAT_IS_SHARED = _("Je leest de puzzel, ingeleverde rondes, en ervaringen die een student met jou deelt.")
ROLES: dict[Role, RoleFacts] = {
    Role.LEARNER: RoleFacts(
        (_SCHOOL, _WORKPLACE),
        Place.PARTNERSHIP,
        "learner",
        1,
        Party.LEARNER,
        does=_(
            "Je legt in een paar minuten vast wat je meemaakt. Je vraagt feedback, en maakt met je begeleiders een "
            "plan: de puzzel."
        ),
        sees=_("Jij kiest wie je ervaringen leest."),
    ),
    Role.PRACTICE_EDUCATOR: RoleFacts(
        (_WORKPLACE,),
        Place.PARTNERSHIP,
        "educator",
        2,
        Party.WORKPLACE,
        guides=True,
        speaks=True,
        named_by=(Role.COORDINATOR,),
        words={LabelSet.TEACHER_EDUCATION: _("Schoolopleider")},
        does=_(
            "Je ziet alle vragen van je studenten in één lijst. Je beslist namens de werkplek mee over hun plan: de "
            "puzzel. Na elke periode kijk je terug. Je geeft geen cijfer."
        ),
        sees=_WHAT_IS_SHARED,
    ),
    Role.DAILY_SUPERVISOR: RoleFacts(
        (_WORKPLACE,),
        Place.PARTNERSHIP,
        "educator",
        3,
        Party.WORKPLACE,
        guides=True,
        named_by=(Role.COORDINATOR,),
        words={LabelSet.TEACHER_EDUCATION: _("Werkplekbegeleider")},
        does=_(
            "Je krijgt af en toe een vraag van een student. Antwoorden kost een paar minuten. Je hoeft niets te "
            "beoordelen."
        ),
        sees=_WHAT_IS_SHARED,
    ),
    Role.MENTOR: RoleFacts(
        (_WORKPLACE,),
        Place.PARTNERSHIP,
        "educator",
        10,
        Party.WORKPLACE,
        guides=True,
        named_by=(Role.COORDINATOR,),
        does=_("Je denkt mee met iemand die leert. Je beoordeelt niets."),
        sees=_WHAT_IS_SHARED,
    ),
    Role.BUDDY: RoleFacts(
        (_WORKPLACE,),
        Place.PARTNERSHIP,
        "educator",
        11,
        Party.WORKPLACE,
        guides=True,
        named_by=(Role.COORDINATOR,),
        does=_("Je bent de vaste maat van iemand die leert."),
        sees=_WHAT_IS_SHARED,
    ),
    Role.SCHOOL_SUPERVISOR: RoleFacts(
        (_SCHOOL,),
        Place.PARTNERSHIP,
        "educator",
        4,
        Party.EDUCATION,
        guides=True,
        speaks=True,
        named_by=(Role.COORDINATOR, Role.SCHOOL_SUPERVISOR),
        words={
            LabelSet.VOCATIONAL: _("Bpv-begeleider"),
            LabelSet.TEACHER_EDUCATION: _("Instituutsopleider"),
            LabelSet.CARE: _("Docent"),
        },
        does=_(
            "Je beslist namens de opleiding mee over het plan van je studenten: de puzzel. Na elke periode "
            "kijk je terug."
        ),
        sees=_WHAT_IS_SHARED,
    ),
    Role.COORDINATOR: RoleFacts(
        (_SCHOOL, _WORKPLACE),
        Place.ORGANISATION,
        "coordinator",
        5,
        brings_in=tuple(Role),
        does=_(
            "Je zet organisaties, mensen en trajecten klaar. Begin je net? Vraag dan eerst of je ondernemingsraad moet "
            "instemmen."
        ),
        sees=_(
            "Je ziet welke trajecten stilstaan, niet wat mensen daar schrijven. Partnerschapsgesprekken lees je zodra "
            "ze open zijn."
        ),
    ),
    Role.TEAM_LEAD: RoleFacts(
        (_WORKPLACE,),
        Place.TEAM,
        "team_lead",
        6,
        brings_in=(Role.TEAM_MEMBER,),
        does=_("Je plant elk kwartaal een waardecheck: een gesprek met je team over wat het leren opleverde."),
        sees=_(
            "Je ziet wat het leren oplevert, nooit per persoon, tenzij iemand het zelf met het team deelt. Ervaringen "
            "van teamleden kun je niet openen."
        ),
    ),
    Role.TEAM_MEMBER: RoleFacts(
        (_WORKPLACE,),
        Place.TEAM,
        "team_member",
        8,
        does=_("Elk kwartaal kijken jullie samen terug op wat jullie hebben geleerd. Je vertelt alleen wat je wilt."),
        sees=_("Je leest verhalen uit waardechecks waar je bij was."),
    ),
    Role.LND_ADVISER: RoleFacts(
        (_SCHOOL, _WORKPLACE),
        Place.ORGANISATION,
        "adviser",
        7,
        does=_(
            "L&O betekent leren en ontwikkelen. Je kijkt of je organisatie leren makkelijk maakt. Je kunt ook eigen "
            "vragenlijsten maken."
        ),
        sees=_("Je ziet geen ervaringen. Van genodigden lees je de ingeleverde organisatiescan, met naam."),
    ),
}
ROLES_IN_TEAM = [role for role, facts in ROLES.items() if facts.place == Place.TEAM]
ROLES_IN_PARTNERSHIP = [role for role, facts in ROLES.items() if facts.place == Place.PARTNERSHIP]
GUIDES = [role for role, facts in ROLES.items() if facts.guides]
PARTY_OF_ROLE = {role: facts.party for role, facts in ROLES.items() if facts.party}
SPEAKS = {role: facts.party for role, facts in ROLES.items() if facts.speaks and facts.party}


def roles_of_kind(kind: str) -> list[Role]:
    """The roles that exist in a kind of organisation."""
    return [role for role, facts in ROLES.items() if kind in facts.kinds]


def role_problems(roles: Mapping[Role, RoleFacts] = ROLES) -> Iterator[str]:
    """What a role lacks, in words for who adds one."""
    yield from (f"{role.name} has no row in ROLES." for role in Role if role not in roles)
    for role, facts in roles.items():
        if not facts.kinds:
            yield f"{role.name} exists in no kind of organisation."
        if not (facts.does and facts.sees):
            yield f"{role.name} does not say what somebody does and sees in it."
        if facts.guides and not (facts.party and facts.named_by):
            yield f"{role.name} guides: say for which party, and who names it on a track."
        if facts.speaks and not facts.guides:
            yield f"{role.name} speaks on a track that it does not guide."
        if not set(facts.words) <= set(LabelSet.values):
            yield f"{role.name} has words in a field that does not exist."
        if not any(role in other.brings_in for other in roles.values()):
            yield f"{role.name} is brought in by nobody."
    ranks = [facts.rank for facts in roles.values()]
    yield from (f"{role.name} has a rank that another has." for role in roles if ranks.count(roles[role].rank) > 1)


def role_label(role: str, label_set: str = "") -> Promise | str:
    """The Dutch name of a role in a field, e.g. "Bpv-begeleider" for `school_supervisor` in mbo."""
    return ROLES[Role(role)].words.get(label_set) or Role(role).label


def role_code(role: str, label_set: str = "") -> str:
    """A role with its field, to keep in an event: "vocational:school_supervisor". `role_said` reads it."""
    return f"{label_set}:{role}"


def role_said(code: str) -> str:
    """The name of a role that was kept with `role_code`, in the language of the reader."""
    label_set, role = code.split(":")
    return in_sentence(role_label(role, label_set))


def in_sentence(name: Promise | str) -> str:
    """A name of a role as it stands inside a sentence: "praktijkopleider", "adviseur L&O"."""
    return str(name)[:1].lower() + str(name)[1:]


LEAST_ANSWERS = 5  # fewer give no figures: somebody could be recognised (access.md R17)


def day_end(day: dt.date) -> dt.datetime:
    """24:00 Europe/Amsterdam of that day: the moment an end date takes effect (access.md R29)."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(0), AMSTERDAM)


def morning_of(day: dt.date) -> dt.datetime:
    """The moment of that day from which mail may go, Amsterdam."""
    return dt.datetime.combine(day, QUIET_UNTIL, AMSTERDAM)


def is_working_day(day: dt.date, holidays: frozenset[dt.date] = frozenset()) -> bool:
    """Monday to Friday, no public holiday and no holiday of the organisation (reliability.md §1.1)."""
    return day.weekday() < 5 and day not in PUBLIC_HOLIDAYS and day not in holidays


def next_working_moment(moment: dt.datetime, holidays: frozenset[dt.date] = frozenset()) -> dt.datetime:
    """The first moment at or after `moment` on which mail may go: a working day between 08:00 and 18:00, Amsterdam.

    Wall-clock arithmetic, so a change of the clock never makes it 07:00 and never sends twice.
    """
    local = moment.astimezone(AMSTERDAM)
    day, time = local.date(), local.time()
    if is_working_day(day, holidays) and QUIET_UNTIL <= time < QUIET_FROM:
        return local
    if time >= QUIET_FROM or not is_working_day(day, holidays):
        day += dt.timedelta(days=1)
    while not is_working_day(day, holidays):
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, QUIET_UNTIL, AMSTERDAM)

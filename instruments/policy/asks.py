"""May X do Y to Z now? What is asked of others, whatever the noun."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from instruments.ask_kinds import KINDS, AskKind
from instruments.models import sheets
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.models.sheets import Sheet
from instruments.models.trainings import Training
from instruments.policy.own_lists import own_lists_around
from instruments.policy.sides import may_agree
from instruments.policy.subjects import inside, learned_on
from instruments.policy.yearly import may_answer_beside, may_lead
from instruments.values.asks import APART, CHOICES_OF, ONE_AT_A_TIME, may_show
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import Period, Track, TrackPerson
from learningtracks.policy.action_points import people_on
from learningtracks.values.instruments import AnswerKind, Reading
from partnerships import belonging
from partnerships.models.teams import Team
from partnerships.values import Role

NOT_IN_TEAM = _("Je hoort niet bij dit team.")
NO_DAY = _("Hier hoort geen dag bij.")
NOT_FOR_ONE = _("Deze vragen zijn aan iemand anders.")


def people_to_ask(person: User, place: Team | Track) -> QuerySet[User]:
    """The people in a team or on a track of whom this person may ask something."""
    there = belonging.people_in(place.pk) if isinstance(place, Team) else people_on(place).filter(is_active=True)
    return there.exclude(pk=person.pk)


def may_begin(person: User, subject: Model) -> Answer:
    """The people of a team; the voices of a track that is not over; who takes part in a training."""
    if isinstance(subject, Team):
        return YES if subject.pk in belonging.teams_of(person) else no(NOT_IN_TEAM)
    if isinstance(subject, Training):
        return YES if subject.person_id == person.pk else no(_("Dit is niet jouw training."))
    track = subject.track if isinstance(subject, Period) else None
    if not track or track.pk not in tracks_of(person).active:
        return no(_("Je hoort niet bij dit traject."))
    return no(_("Dit traject is afgelopen.")) if track.is_over else YES


def is_too_small(team: Team) -> bool:
    """With fewer than five people nobody can answer apart unseen (access.md R17)."""
    return not may_show(belonging.people_in(team.pk).count())


def may_begin_spread(person: User, team: Team, kind: AskKind) -> Answer:
    """Everybody in the team, one at a time."""
    if not (answer := may_begin(person, team)):
        return answer
    running = kind.code in ONE_AT_A_TIME and Ask.objects.of(team, kind.code).open().exists()
    return no(_("Er loopt er al een. Sluit die eerst.")) if running else YES


def may_begin_apart(person: User, team: Team, kind: AskKind) -> Answer:
    """The same, where five or more can answer."""
    if (answer := may_begin_spread(person, team, kind)) and is_too_small(team):
        return no(_("Jullie zijn met minder dan vijf. Vul de lijst samen in."))
    return answer


def may_ask(person: User, place: Team | Track, asked: User) -> Answer:
    """People of one team ask each other, and so do the people on a track that is not over."""
    if isinstance(place, Team):
        if not (answer := may_begin(person, place)):
            return answer
    elif place.is_over or place.pk not in tracks_of(person).active:
        return no(_("Je hoort niet bij dit traject, of het is afgelopen."))
    if not people_to_ask(person, place).filter(pk=asked.pk).exists():
        return no(_("Kies iemand die hierbij hoort."))
    return YES


def may_be_on(kind: AskKind, day: dt.date) -> Answer:
    """As near and as far as a day of this kind may be."""
    if kind.days is None or not kind.days.earliest <= (day - today()).days <= kind.days.furthest:
        return no(kind.days.otherwise if kind.days else NO_DAY)
    return YES


def offered_for(kind: AskKind, place: Model) -> Iterator[Instrument]:
    """The lists that may be chosen here instead of the usual ones: those that say that they are read so, about this (a
    list is one text file; no code names it), and where the kind says so those of the organisations around it."""
    about = place._meta.model_name or ""
    for one in Instrument.objects.ours().newest().filter(reading=kind.readings[about]).by_title():
        if about in one.about and one.answer in {AnswerKind.TEXT, *CHOICES_OF} and one.slug not in kind.lists:
            yield one
    if kind.own:
        yield from own_lists_around(place)


def may_answer(person: User, ask: Ask, own: Sheet | None = None) -> Answer:
    """Of two only who is asked, until the answers are sent; where people answer apart everybody around, for themselves,
    until it is closed. A sheet, `own`, that was handed in stands, unless nobody else reads it or the kind
    lets it change. What is for the learner alone stays theirs to change as long as they are on the track."""
    if ask.organisation_id:
        return may_answer_beside(person, ask)
    if ask.reading == Reading.LEARNER_ONLY:
        return YES if _of_the_learner(person, ask) else no(_("Dit is van iemand anders."))
    if not inside(person, ask) or (ask.reading not in APART and ask.asked_id != person.pk):
        return no(NOT_FOR_ONE)
    changes = ask.reading == Reading.ALONE or KINDS[ask.kind].apart
    if own and own.handed_in_at and not ask.closed_at and not changes:
        return no(_("Je hebt je antwoorden al ingeleverd."))
    return _stands(ask)


def may_answer_together(person: User, ask: Ask) -> Answer:
    """A team also answers as one, whoever writes it down."""
    if ask.reading != Reading.SPREAD or KINDS[ask.kind].apart:
        return no(_("Samen invullen kan alleen met een team."))
    return _stands(ask) if inside(person, ask) else no(NOT_IN_TEAM)


def may_reply(person: User, ask: Ask) -> Answer:
    """Of two, who is asked sends the answers or says that there will be none."""
    return may_answer(person, ask) if ask.reading == Reading.TWO else no(NOT_FOR_ONE)


def may_stand_by(person: User, ask: Ask) -> bool:
    """May this person let the team see the own answers? Who leads it (access.md R17)."""
    return ask.reading == Reading.SPREAD and ask.team_id in belonging.of(person).teams(Role.TEAM_LEAD)


def may_note(person: User, ask: Ask) -> Answer:
    """Everybody around writes in the sheet of the group, from the moment on that the kind names."""
    if ask.organisation_id:
        return may_lead(person, ask)
    together = KINDS[ask.kind].together
    if KINDS[ask.kind].sides:
        return may_agree(person, ask)
    if together is None or not inside(person, ask):
        return no(NOT_IN_TEAM)
    if ask.withdrawn_at:
        return _stands(ask)
    return YES if getattr(ask, together.since) else no(_("Dit kan pas als iedereen klaar is."))


def may_choose(person: User, ask: Ask) -> Answer:
    """Who writes in it also picks what the team works on, where that is done."""
    together = KINDS[ask.kind].together
    return may_note(person, ask) if together and together.chooses else no(_("Hier valt niets te kiezen."))


def may_move(person: User, ask: Ask) -> Answer:
    """Who writes in it also says on which day it is; of what people answer apart who may close it."""
    days = KINDS[ask.kind].days
    if not days or not days.moved:
        return no(NO_DAY)
    return may_close(person, ask) if ask.reading == Reading.SPREAD else may_note(person, ask)


def may_withdraw(person: User, ask: Ask) -> Answer:
    """Of two only who asked, until there is an answer. Of a group everybody, as long as nobody wrote anything down:
    what was agreed stays to be found."""
    if ask.reading == Reading.TWO:
        mine = ask.by_id == person.pk and inside(person, ask)
        return _stands(ask) if mine else no(_("Alleen de vrager kan deze vragen intrekken."))
    if not KINDS[ask.kind].withdrawing:
        return no(_("Dit kun je niet intrekken."))
    if not (answer := may_note(person, ask)):
        return answer
    if sheets.Answer.objects.filter(sheet__ask=ask).exists():
        return no(_("Jullie hebben al iets opgeschreven. Daarom blijft dit overleg staan."))
    return YES


def may_offer(person: User, ask: Ask) -> Answer:
    """Let the team read it, or stop that: only who answered, once it is sent."""
    if ask.asked_id != person.pk or not inside(person, ask):
        return no(_("Alleen degene die heeft geantwoord, kan dit delen."))
    if not ask.team_id or ask.kind not in KINDS or not KINDS[ask.kind].offered:
        return no(_("Deze antwoorden blijven tussen jullie twee."))
    return YES if ask.closed_at else no(_("Verstuur je antwoorden eerst."))


def may_share(person: User, ask: Ask) -> Answer:
    """Who learns, where the kind lets them."""
    if KINDS[ask.kind].sharing is None or not _of_the_learner(person, ask):
        return no(_("Alleen de student of medewerker zelf kan dit delen."))
    return YES


def people_to_show(ask: Ask) -> QuerySet[User]:
    """Who guides on the track today: whom the learner may let in by name (access.md R10)."""
    guides = TrackPerson.objects.readable().filter(track=ask.track_of)
    return User.objects.filter(pk__in=guides.values("person")).order_by("name_key", "pk")


def readers_of(ask: Ask) -> QuerySet[User]:
    """Who reads along today: let in by name, and still on the track."""
    return people_to_show(ask).filter(asks_named_on__in=ask.named.running())


def _of_the_learner(person: User, ask: Ask) -> bool:
    return learned_on(person, ask) and inside(person, ask)


def may_close(person: User, ask: Ask) -> Answer:
    """Who began it, who leads the team, and who learns; after its last day everybody around. What is for the learner
    alone, the learner. What is between two ends when it is sent, a meeting is called off, and sides open together."""
    if ask.reading == Reading.LEARNER_ONLY:
        return may_answer(person, ask)
    if ask.reading not in APART or ask.organisation_id or not inside(person, ask):
        return no(_("Alleen degene die begon, de teamleider of wie leert kan dit sluiten."))
    if not (stands := _stands(ask)):
        return stands
    leads = ask.team_id in belonging.of(person).teams(Role.TEAM_LEAD)
    learns = ask.on is not None and ask.on.learner_id == person.pk
    if leads or learns or ask.by_id == person.pk or ask.is_past_its_day:
        return YES
    if ask.until_on:
        return no(_("Tot en met de laatste dag kan alleen degene die begon of de teamleider dit sluiten."))
    return no(_("Alleen degene die begon, de teamleider of wie leert kan dit sluiten."))


def _stands(ask: Ask) -> Answer:
    if ask.withdrawn_at:
        withdrawing = KINDS[ask.kind].withdrawing
        return no(withdrawing.gone if withdrawing else "")
    if ask.declined_at:
        return no(_("Op deze vragen komt geen antwoord."))
    if ask.closed_at:
        two = ask.reading == Reading.TWO
        return no(_("Deze vragen zijn al beantwoord.") if two else _("Dit is gesloten. Invullen kan niet meer."))
    return YES

"""Who may read what is asked and answered, written out once more beside instruments/policy/readings.py."""

from django.db.models import Q

from instruments.models.asks import Ask
from instruments.models.sheets import Answer, Sheet
from instruments.models.trainings import Training
from learningtracks.models.tracks import Track
from learningtracks.values.instruments import Reading
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.values import Role
from werkplek.tests.readers_actions import of_team
from werkplek.tests.readers_organisation_scans import advisers_of


def there(partnership: Partnership, *organisations: Organisation, learners: bool = True) -> set[int]:
    """Who takes part in the partnership for these organisations, learners too."""
    here = Q(partnership=partnership) | Q(role=Role.COORDINATOR)
    members = Membership.objects.active().filter(here, organisation__in=organisations)
    some = members if learners else members.exclude(role=Role.LEARNER)
    return set(some.values_list("person", flat=True))


def of_side(sheet: Sheet) -> set[int]:
    """Row 23c: the own party, who learns only at a school; of who learns the writer. Once everything is open everybody,
    when it was ready."""
    partnership = sheet.ask.partnership
    if sheet.ask.opened_at and (sheet.handed_in_at or sheet.is_of_the_group):
        return there(partnership, *partnership.organisations.all())
    side = sheet.organisation
    return there(partnership, side, learners=side.is_school) if side else {sheet.person_id}


def of_track(track: Track) -> set[int]:
    """The learner and who is named on it."""
    named = track.people.filter(ended_at=None, membership__ended_at=None)
    return {track.learner_id, *named.values_list("person", flat=True)}


def of_ask(ask: Ask) -> set[int]:
    """Of two: who asked and who is asked; the team once it is offered to them. Only what is asked of teams has a title
    beside, and of partnerships, where everybody reads it: one of another is on no page, and in the own data of who took
    part."""
    if ask.organisation:
        return advisers_of(ask.organisation) | set(ask.named.values_list("person", flat=True))
    if ask.asked_id and not ask.offered_at:
        return {ask.by_id, ask.asked_id}
    if ask.reading == Reading.LEARNER_ONLY:
        return {ask.track.learner_id} | named_on(ask)
    if ask.team:
        return of_team(ask.team)
    if ask.partnership:
        return there(ask.partnership, *ask.partnership.organisations.all())
    return {ask.by_id, *ask.sheets.values_list("person", flat=True)}


def of_text(ask: Ask) -> set[int]:
    """Only between two there are words of its own, and of partners: another text is on no page."""
    if ask.asked_id or ask.partnership:
        return of_ask(ask)
    return {ask.by_id, *ask.sheets.values_list("person", flat=True)}


def named_on(ask: Ask) -> set[int]:
    """Who is let in by name, as long as they are on the track."""
    there = set(ask.track.people.filter(membership__ended_at=None, ended_at=None).values_list("person", flat=True))
    return there & set(ask.named.filter(writes=False, ended_at=None).values_list("person", flat=True))


def of_answer(answer: Answer) -> set[int]:
    """Of two: until it is sent who answers; then who asked too. On the scale there is no text: one that stood there all
    the same is on no page, and in the own data only. What is for who learns, the learner, and who is let in by name."""
    ask = answer.sheet.ask
    if ask.organisation:  # its advisers; of one who is invited also who handed in too, here nobody else
        return advisers_of(ask.organisation) | ({answer.sheet.person_id} - {None})
    if ask.partnership:
        return of_side(answer.sheet)
    if ask.asked_id:
        return of_ask(ask) if ask.closed_at else {ask.asked_id}
    if ask.reading == Reading.LEARNER_ONLY:
        return {ask.track.learner_id} | named_on(ask)
    return {answer.sheet.person_id} if answer.item.slug.startswith("hill.") else of_sheet(answer.sheet)


def of_sheet(sheet: Sheet) -> set[int]:
    """Alone in a team: the writer. As a team: the team. On a track: also who handed in too, or all once closed."""
    if sheet.person_id is None:
        return of_team(sheet.ask.team)
    readers = {sheet.person_id}
    if sheet.ask.period and sheet.handed_in_at:
        there = of_track(sheet.ask.period.track)
        done = set(sheet.ask.sheets.exclude(handed_in_at=None).values_list("person", flat=True))
        readers |= there if sheet.ask.closed_at else there & done
    return readers


def of_training(training: Training) -> set[int]:
    return {training.person_id}


CONTENT_OF_ASKS = {
    "instruments.Ask.title": of_ask,
    "instruments.Ask.text": of_text,
    "instruments.Answer.text": of_answer,
    "instruments.Training.title": of_training,
}
MADE_OF_ASKS = [
    *(f"instruments.Ask.{name}" for name in ("kind", "cycle", "totals", "made_of")),
    "instruments.Instrument.about",  # where a list is offered
    "instruments.Instrument.readers",  # and for whom
    "instruments.Item.audience",
    "instruments.Item.becomes",
    # the short code of what something was made of
    "learningtracks.Piece.origin",
    "learningtracks.Conversation.origin",
    "reflections.Experience.origin",
]

"""Terugblik: who writes, submits, corrects and reacts (access.md rows 14-15, R10, R12, R13)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from learningtracks.belonging import tracks_of
from learningtracks.models.reviews import TrackReview, both_submitted, opens_on, speaks_for
from learningtracks.models.tracks import Period


def may_review(person: User, period: Period) -> Answer:
    """Begin to look back on a period: who speaks for the workplace or the education, in its last two weeks or after it,
    when their party did not do so yet."""
    party = speaks_for(person, period.track)
    if party is None:
        return no(_("Alleen de praktijkopleider en de begeleider van de opleiding kunnen een terugblik schrijven."))
    if today() < opens_on(period):
        return no(_("Deze periode loopt nog. Terugkijken kan in de laatste twee weken."))
    return _is_open(period, party)


def _is_open(period: Period, party: str) -> Answer:
    """One review per party and period: a colleague may have been first."""
    if TrackReview.objects.firsts().filter(period=period, party=party).exists():
        return no(_("Jouw partij heeft al teruggekeken op deze periode."))
    return YES


def _is_writer(person: User, review: TrackReview) -> Answer:
    """Its author, as long as they speak for that party on the track (R10)."""
    if review.author_id != person.pk or speaks_for(person, review.track) != review.party:
        return no(_("Alleen de schrijver kan deze terugblik aanpassen."))
    return YES


def may_write_review(person: User, review: TrackReview) -> Answer:
    """Write in a draft; or change what was submitted, as long as the other party did not submit too (R13)."""
    if not (answer := _is_writer(person, review)):
        return answer
    if review.is_submitted:
        return no(_("Deze terugblik staat vast. Schrijf een aanpassing.")) if review.is_locked else YES
    return YES if review.corrects_id else _is_open(review.period, review.party)


def may_submit_review(went_well: str, next_up: str) -> Answer:
    """Both questions have an answer."""
    if went_well.strip() and next_up.strip():
        return YES
    return no(_("Schrijf op wat goed ging en wat het volgende is."))


def may_discard_review(person: User, review: TrackReview) -> Answer:
    """Throw a draft away; what was submitted stays."""
    if review.is_submitted:
        return no(_("Deze terugblik is al ingeleverd."))
    return _is_writer(person, review)


def may_correct_review(person: User, review: TrackReview) -> Answer:
    """Write a new review that refers to a locked one, for the party that wrote it (R13)."""
    if not review.is_submitted or speaks_for(person, review.track) != review.party:
        return no(_("Alleen een begeleider van dezelfde partij kan een aanpassing schrijven."))
    if review.corrects_id is None and not both_submitted(review):
        return no(_("Deze terugblik staat nog niet vast. Je kunt hem aanpassen."))
    if review.corrections.submitted().exists():
        return no(_("Er is al een aanpassing. Ga daarmee verder."))
    return YES


def may_react_to_review(person: User, review: TrackReview) -> Answer:
    """The learner adds one reaction to what was submitted (row 15)."""
    if review.track.pk not in tracks_of(person).learning or not review.is_submitted:
        return no(_("Alleen %(learner)s kan reageren op een terugblik.") % {"learner": review.track.the_learner()})
    return no(_("Je hebt al gereageerd.")) if review.reacted_at else YES

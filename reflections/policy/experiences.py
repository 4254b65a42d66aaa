"""Experiences and who reads them (access.md rows 7-10)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import TrackPerson
from partnerships import belonging
from reflections.models.experiences import Experience


def may_log(person: User) -> Answer:
    """Everybody learns: who works or learns somewhere today may log an experience (row 7, domain.md §2.1)."""
    if not belonging.of(person).organisations():
        return no(_("Ervaringen vastleggen doe je als je ergens werkt of leert."))
    return YES


def may_write(person: User, experience: Experience) -> Answer:
    """Nobody but the author edits, saves or deletes an entry (R4)."""
    if experience.author_id != person.pk:
        return no(_("Alleen de schrijver kan deze ervaring aanpassen."))
    return YES


def may_save(person: User, experience: Experience) -> Answer:
    """Only the situation is required; a short log is a full log (domain.md §2.2)."""
    if experience.author_id != person.pk:
        return may_write(person, experience)
    if not experience.situation.strip():
        return no(_("Schrijf eerst op wat je hebt meegemaakt."))
    return YES


def may_share(person: User, experience: Experience, named: TrackPerson) -> Answer:
    """The author shares with people who are named on the track of the entry today, never with a group (R2, R6)."""
    if experience.author_id != person.pk:
        return no(_("Alleen de schrijver kan deze ervaring delen."))
    if experience.is_draft:
        return no(_("Bewaar je ervaring eerst."))
    if named.track_id != experience.track_id or not guides_now(person, named):
        return no(_("Deze persoon begeleidt je nu niet in dit traject."))
    return YES


def guides_now(person: User, named: TrackPerson) -> bool:
    """Does this place on a track make somebody a guide of this learner today? Not when either of them left."""
    learns = named.track_id in tracks_of(person).learning
    return learns and TrackPerson.objects.readable().filter(pk=named.pk).exists()


def may_raise_concern(person: User, experience: Experience) -> Answer:
    """Whoever reads the entry of somebody else may say that something does not belong there (reliability.md §3)."""
    if not Experience.objects.shared_with(person).filter(pk=experience.pk).exists():
        return no(_("Je kunt deze ervaring niet lezen."))
    return YES


def may_show_again(person: User, experience: Experience) -> Answer:
    """The author, after saving a version that is newer than the concern."""
    if experience.author_id != person.pk:
        return may_write(person, experience)
    if experience.hidden_at is None:
        return no(_("Deze ervaring is niet verborgen."))
    newest = experience.latest()
    if newest is None or newest.saved_at < experience.hidden_at:
        return no(_("Pas je ervaring eerst aan en bewaar die."))
    return YES

"""May X do Y to Z now? The answers of the reflections floor, each with a reason the page can show (access.md §4)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from learningtracks.models import Track, TrackPerson
from partnerships.models import Team
from partnerships.values import Role
from reflections.models import (
    Experience,
    Feedback,
    FeedbackRequest,
    ValueCheck,
    WonderEntry,
    teams_of,
    tracks_alone,
    turn_of,
)
from reflections.values import MOST_POSTPONEMENTS

# --- Feedback (access.md row 12) ---------------------------------------------------------------------


def may_ask(person: User, experience: Experience, named: TrackPerson) -> Answer:
    """The author may ask one person who is named on a track of theirs today (R2, R6)."""
    if experience.author_id != person.pk:
        return no(_("Alleen wie de ervaring schreef, kan er een vraag over stellen."))
    if experience.is_draft:
        return no(_("Bewaar je ervaring eerst."))
    if named.track.learner_id != person.pk or not TrackPerson.objects.readable().filter(pk=named.pk).exists():
        return no(_("Deze persoon begeleidt je nu niet."))
    if experience.track_id not in (None, named.track_id):
        return no(_("Deze ervaring hoort bij een ander traject."))
    return YES


def may_withdraw_question(person: User, request: FeedbackRequest) -> Answer:
    """The asker may take a question back as long as nobody answered it."""
    if request.experience.author_id != person.pk:
        return no(_("Alleen wie de vraag stelde, kan hem intrekken."))
    if request.withdrawn_at or hasattr(request, "feedback"):
        return no(_("Deze vraag is al beantwoord of ingetrokken."))
    return YES


def may_reply(person: User, request: FeedbackRequest) -> Answer:
    """Only the person asked, only while they may still read the experience (R10), and once."""
    if not FeedbackRequest.objects.addressed_to(person).filter(pk=request.pk).exists():
        return no(_("Je kunt deze vraag niet meer beantwoorden."))
    if hasattr(request, "feedback"):
        return no(_("Je hebt deze vraag al beantwoord."))
    return YES


def may_change_feedback(person: User, feedback: Feedback) -> Answer:
    """Own words, until the learner reacted to them, and while the experience may still be read (row 12, note 7)."""
    if feedback.author_id != person.pk:
        return no(_("Alleen wie de feedback gaf, kan die veranderen."))
    if feedback.thanked_at or feedback.used_at:
        return no(_("Er is al op je feedback gereageerd. Veranderen kan niet meer."))
    if not Feedback.objects.changeable_by(person).filter(pk=feedback.pk).exists():
        return no(_("Je kunt deze ervaring niet meer lezen."))
    return YES


def may_react(person: User, feedback: Feedback) -> Answer:
    """The learner who got the feedback may thank for it and use it."""
    if feedback.receiver_id != person.pk:
        return no(_("Deze feedback is niet voor jou."))
    return YES


# --- Value checks (access.md rows 18, 20 and 27) -------------------------------------------------------


def leads(person: User, team: Team | None) -> bool:
    return team is not None and Team.objects.led_by(person).filter(pk=team.pk).exists()


def may_see_details(person: User, check: ValueCheck) -> Answer:
    """The lead and who is invited; another member of the team sees the head only."""
    if ValueCheck.objects.invited_to(person).filter(pk=check.pk).exists() or leads(person, check.team):
        return YES
    return no(_("Je bent voor deze waardecheck niet uitgenodigd."))


def may_plan(person: User, team: Team) -> Answer:
    """The lead, one session at a time."""
    if not leads(person, team):
        return no(_("Alleen de teamleider plant een waardecheck."))
    if turn_of(team).planned:
        return no(_("Er staat al een waardecheck gepland."))
    return YES


def may_skip_turn(person: User, team: Team) -> Answer:
    """The lead may leave a turn out that was not planned yet."""
    return may_plan(person, team)


def may_change(person: User, check: ValueCheck) -> Answer:
    """The lead, as long as the session stands and did not begin."""
    if not leads(person, check.team):
        return no(_("Alleen de teamleider verandert een waardecheck."))
    if not check.is_open or check.starts_at is None:
        return no(_("Deze waardecheck is al afgesloten."))
    if check.opened_at:
        return no(_("Deze waardecheck is al begonnen."))
    return YES


def may_postpone(person: User, check: ValueCheck) -> Answer:
    """At most twice, then hold it or skip it (domain.md §5.4)."""
    answer = may_change(person, check)
    if answer and check.postponements >= MOST_POSTPONEMENTS:
        return no(_("Deze waardecheck is al twee keer verzet. Houd hem, of sla hem over."))
    return answer


def may_skip(person: User, check: ValueCheck) -> Answer:
    return may_change(person, check)


def may_close(person: User, check: ValueCheck) -> Answer:
    """The lead says that it was held, also earlier than planned."""
    if not leads(person, check.team):
        return no(_("Alleen de teamleider sluit een waardecheck af."))
    if not check.is_open or check.starts_at is None:
        return no(_("Deze waardecheck is al afgesloten."))
    return YES


def may_set_rhythm(person: User, team: Team) -> Answer:
    """The lead and the coordinator of the organisation (row 27: team pause)."""
    if leads(person, team) or Team.objects.managed_by(person).filter(pk=team.pk).exists():
        return YES
    return no(_("Alleen de teamleider en de coördinator veranderen het ritme."))


def may_choose_stories(person: User, check: ValueCheck) -> Answer:
    """A participant, privately, until the session is over (domain.md §2.4)."""
    if not ValueCheck.objects.invited_to(person).filter(pk=check.pk).exists():
        return no(_("Je bent voor deze waardecheck niet uitgenodigd."))
    if not check.is_open or check.ends_at is None or check.ends_at <= timezone.now():
        return no(_("Deze waardecheck is voorbij."))
    return YES


def may_answer_alone(person: User, check: ValueCheck) -> Answer:
    """Only the learner reads and writes a personal value check (domain.md §5.4)."""
    if check.track is None or check.track.learner_id != person.pk:
        return no(_("Deze waardecheck is van iemand anders."))
    return YES


def may_start_alone(person: User, track: Track) -> Answer:
    """A learner on a running track without a team; with a team the value check is held there."""
    if not tracks_alone(person).filter(pk=track.pk).exists():
        return no(_("Dit traject heeft nu geen waardecheck voor jezelf."))
    return YES


# --- Experiences (access.md rows 7-10) -----------------------------------------------------------------


def may_log(person: User) -> Answer:
    """Who learns somewhere today may log an experience (row 7)."""
    if not person.memberships.active().filter(role=Role.LEARNER).exists():
        return no(_("Ervaringen vastleggen doe je als je ergens leert."))
    return YES


def may_write(person: User, experience: Experience) -> Answer:
    """Nobody but the author edits, saves or deletes an entry (R4)."""
    if experience.author_id != person.pk:
        return no(_("Alleen wie de ervaring schreef, kan die veranderen."))
    return YES


def may_save(person: User, experience: Experience) -> Answer:
    """Only the situation is required; a short log is a full log (domain.md §2.2)."""
    if experience.author_id != person.pk:
        return may_write(person, experience)
    if not experience.situation.strip():
        return no(_("Schrijf eerst op wat je meemaakte."))
    return YES


def may_share(person: User, experience: Experience, named: TrackPerson) -> Answer:
    """The author shares with people who are named on the track of the entry today, never with a group (R2, R6)."""
    if experience.author_id != person.pk:
        return no(_("Alleen wie de ervaring schreef, kan die delen."))
    if experience.is_draft:
        return no(_("Bewaar je ervaring eerst."))
    if named.track_id != experience.track_id or not TrackPerson.objects.readable().filter(pk=named.pk).exists():
        return no(_("Deze persoon begeleidt je nu niet in dit traject."))
    return YES


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


# --- Wonder (access.md row 37) -------------------------------------------------------------------------


def may_change_wonder(person: User, entry: WonderEntry) -> Answer:
    """Only who wrote it."""
    if entry.person_id != person.pk:
        return no(_("Deze verwondering is van iemand anders."))
    return YES


def may_share_wonder(person: User, team: Team) -> Answer:
    """Only with a team of one's own; a learner on a track of that team counts (access.md §2, TM)."""
    if not teams_of(person).filter(pk=team.pk).exists():
        return no(_("Je hoort niet bij dit team."))
    return YES

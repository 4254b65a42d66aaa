"""The kinds of events of the reflections floor. Sentences name people and dates, never what they wrote."""

from email.utils import parseaddr

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.models import Track
from partnerships.events import Attachment, Kind, register
from partnerships.models import Team
from reflections.calendar_files import calendar_file
from reflections.models import Experience, Feedback, FeedbackRequest, ValueCheck, turn_of

# --- Feedback -----------------------------------------------------------------------------------------


def _question_answered(request: FeedbackRequest, person: User) -> bool:
    return hasattr(request, "feedback")


def _is_receiver(feedback: Feedback, person: User) -> bool:
    return feedback.receiver_id == person.pk


def _is_giver(feedback: Feedback, person: User) -> bool:
    return feedback.author_id == person.pk


FEEDBACK_ASKED = register(
    Kind(
        "feedback_asked",
        story=_("%(by)s stelde een vraag aan %(name)s"),
        notice=_("%(by)s stelt je een vraag over een ervaring"),
        sees=FeedbackRequest.objects.addressed_to,
        load=("feedback",),
        is_done=_question_answered,
    )
)
QUESTION_WITHDRAWN = register(
    Kind("question_withdrawn", story=_("%(by)s trok de vraag aan %(name)s in")),
)
FEEDBACK_GIVEN = register(
    Kind(
        "feedback_given",
        story=_("%(by)s gaf feedback"),
        notice=_("%(by)s gaf je feedback"),
        may_know=_is_receiver,
        load=("request",),
    )
)
FEEDBACK_CHANGED = register(
    Kind(
        "feedback_changed",
        story=_("%(by)s paste de feedback aan"),
        notice=_("%(by)s paste de feedback aan jou aan"),
        may_know=_is_receiver,
        load=("request",),
    )
)
FEEDBACK_WITHDRAWN = register(
    Kind("feedback_withdrawn", story=_("%(by)s trok de feedback in")),
)
FEEDBACK_THANKED = register(
    Kind(
        "feedback_thanked",
        story=_("%(by)s bedankte voor de feedback"),
        notice=_("%(by)s bedankt je voor je feedback"),
        may_know=_is_giver,
        load=("request",),
    )
)

# --- Value checks (domain.md §5.4) ----------------------------------------------------------------------
#
# Reminders stand on the trail of the person who was reminded: who needed one is nobody else's business. No sentence
# says "vandaag" or "morgen": a notice may be read days later.


def _plan_page(team: Team, person: User) -> str:
    return reverse("reflections:value_check_plan", args=[team.public_id])


def _is_planned(team: Team, person: User) -> bool:
    return turn_of(team).planned is not None


def _is_settled(check: ValueCheck, person: User) -> bool:
    return not check.is_open


def _outcome_page(check: ValueCheck, person: User) -> str:
    return reverse("reflections:value_check_outcome", args=[check.public_id])


def _stories_page(check: ValueCheck, person: User) -> str:
    return reverse("reflections:value_check_stories", args=[check.public_id])


def _calendar_file(check: ValueCheck, person: User) -> Attachment | None:
    return _attached(check, person, cancelled=False)


def _cancelled_file(check: ValueCheck, person: User) -> Attachment | None:
    return _attached(check, person, cancelled=True)


def _file_when_early(check: ValueCheck, person: User) -> Attachment | None:
    """Held before its date: the appointment that is still to come goes out of the calendar."""
    appointment = check.appointment()
    return _calendar_file(check, person) if appointment and appointment.cancelled else None


def _attached(check: ValueCheck, person: User, *, cancelled: bool) -> Attachment | None:
    """The invitation, change or withdrawal for the calendar of this person."""
    appointment = check.appointment(cancelled=cancelled)
    if appointment is None:
        return None
    method = "CANCEL" if appointment.cancelled else "REQUEST"
    organiser = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    content = calendar_file([appointment], method=method, organiser=organiser, attendee=person.email or "")
    return Attachment("waardecheck.ics", content, "text/calendar")


def _myself(person: User) -> QuerySet[User]:
    return User.objects.filter(pk=person.pk, is_active=True)


def _log_page(person: User, reader: User) -> str:
    return reverse("reflections:log_reminder")


VALUE_CHECK_TO_PLAN = register(
    Kind(
        "value_check_to_plan",
        at_work=True,
        story=_("Werkplek herinnerde aan het plannen van de waardecheck van %(team)s"),
        notice=_(
            "Plan de waardecheck van %(team)s. Het kan bijvoorbeeld op %(first_on)s, %(second_on)s of %(third_on)s"
        ),
        sees=Team.objects.led_by,
        load=("value_checks",),
        link=_plan_page,
        is_done=_is_planned,
    )
)
VALUE_CHECK_LAST_NUDGE = register(
    Kind(
        "value_check_last_nudge",
        at_work=True,
        story=_("Werkplek herinnerde voor het laatst aan de waardecheck van %(team)s"),
        notice=_(
            "De waardecheck van %(team)s stond voor rond %(due_on)s. Plan hem of sla hem over. "
            "Dit is de laatste herinnering"
        ),
        sees=Team.objects.led_by,
        load=("value_checks",),
        link=_plan_page,
        is_done=_is_planned,
    )
)
VALUE_CHECK_PLANNED = register(
    Kind("value_check_planned", story=_("%(by)s plande een waardecheck op %(starts_on)s om %(time)s"))
)
VALUE_CHECK_INVITED = register(
    Kind(
        "value_check_invited",
        at_work=True,
        story=_("Werkplek nodigde je uit voor de waardecheck van %(team)s"),
        notice=_(
            "Je bent uitgenodigd voor de waardecheck van %(team)s op %(starts_on)s om %(time)s. "
            "Je leest hier hoe je je voorbereidt"
        ),
        sees=ValueCheck.objects.invited_to,
        attach=_calendar_file,
    )
)
VALUE_CHECK_STORY = register(
    Kind(
        "value_check_story",
        at_work=True,
        story=_("Werkplek herinnerde aan de waardecheck van %(team)s"),
        notice=_("De waardecheck van %(team)s is op %(starts_on)s om %(time)s. Kies alvast een verhaal"),
        sees=ValueCheck.objects.invited_to,
        link=_stories_page,
        attach=_calendar_file,
    )
)
VALUE_CHECK_OUTCOME = register(
    Kind(
        "value_check_outcome",
        at_work=True,
        story=_("Werkplek vroeg of de waardecheck van %(team)s doorging"),
        notice=_("Ging de waardecheck van %(team)s op %(starts_on)s door?"),
        sees=ValueCheck.objects.led_by,
        link=_outcome_page,
        is_done=_is_settled,
    )
)
VALUE_CHECK_REPORT = register(
    Kind(
        "value_check_report",
        at_work=True,
        story=_("Werkplek stuurde het verslag van de waardecheck van %(team)s"),
        notice=_("De waardecheck van %(team)s op %(held_on)s is afgerond. Hier staat het verslag"),
        sees=ValueCheck.objects.invited_to,
        attach=_file_when_early,
    )
)
VALUE_CHECK_POSTPONED = register(
    Kind(
        "value_check_postponed",
        at_work=True,
        story=_("%(by)s verzette de waardecheck van %(team)s naar %(starts_on)s om %(time)s"),
        notice=_("%(by)s verzette de waardecheck van %(team)s naar %(starts_on)s om %(time)s"),
        sees=ValueCheck.objects.invited_to,
        attach=_calendar_file,
    )
)
VALUE_CHECK_CHANGED = register(
    Kind(
        "value_check_changed",
        at_work=True,
        story=_("%(by)s paste de waardecheck van %(starts_on)s aan"),
        notice=_("%(by)s paste de waardecheck van %(team)s op %(starts_on)s om %(time)s aan"),
        sees=ValueCheck.objects.invited_to,
        attach=_calendar_file,
    )
)
VALUE_CHECK_LEFT_OUT = register(
    Kind(
        "value_check_left_out",
        at_work=True,
        story=_("%(by)s haalde mensen van de lijst voor de waardecheck van %(starts_on)s"),
        notice=_("Je hoeft niet naar de waardecheck van %(team)s op %(starts_on)s"),
        sees=ValueCheck.objects.visible_to,
        attach=_cancelled_file,
    )
)
VALUE_CHECK_SKIPPED = register(
    Kind(
        "value_check_skipped",
        at_work=True,
        story=_("%(by)s sloeg de waardecheck van %(team)s over"),
        notice=_("De waardecheck van %(team)s op %(starts_on)s gaat niet door"),
        sees=ValueCheck.objects.invited_to,
        attach=_calendar_file,
    )
)
TURN_SKIPPED = register(Kind("value_check_turn_skipped", story=_("%(by)s sloeg een waardecheck over")))
VALUE_CHECK_CLOSED = register(
    Kind("value_check_closed", story=_("%(by)s gaf aan dat de waardecheck op %(held_on)s doorging"))
)
STORIES_CHOSEN = register(Kind("value_check_stories_chosen", story=_("Je koos je verhalen voor een waardecheck")))
RHYTHM_SET = register(Kind("rhythm_set", story=_("%(by)s veranderde het ritme van de waardechecks")))

PERSONAL_INVITED = register(
    Kind(
        "personal_check_invited",
        at_work=True,
        story=_("Werkplek opende een waardecheck voor jezelf"),
        notice=_("Je waardecheck voor jezelf staat klaar. Je hebt de tijd tot en met %(until_on)s"),
        sees=ValueCheck.objects.personal_of,
        is_done=_is_settled,
    )
)
PERSONAL_REMINDED = register(
    Kind(
        "personal_check_reminded",
        at_work=True,
        story=_("Werkplek herinnerde aan je waardecheck voor jezelf"),
        notice=_("Je waardecheck voor jezelf staat nog open, tot en met %(until_on)s. Dit is de laatste herinnering"),
        sees=ValueCheck.objects.personal_of,
        is_done=_is_settled,
    )
)
CLOSING_ROUND = register(
    Kind(
        "personal_check_closing",
        at_work=True,
        story=_("Werkplek opende de afsluitende ronde van je traject"),
        notice=_("Je traject loopt tot en met %(until_on)s. Kijk in de afsluitende ronde terug op wat het opleverde"),
        sees=ValueCheck.objects.personal_of,
        is_done=_is_settled,
    )
)
PERSONAL_STARTED = register(Kind("personal_check_started", story=_("Je begon een waardecheck voor jezelf")))
PERSONAL_CLOSED = register(Kind("personal_check_closed", story=_("Je rondde je waardecheck voor jezelf af")))

# --- Asking for an experience (domain.md §2.2), and the own calendar (access.md row 31) --------------------

LOG_ASKED = register(
    Kind(
        "log_asked",
        at_work=True,
        story=_("Werkplek vroeg of je iets wilde vastleggen"),
        notice=_("Maakte je iets mee op je werk? Eén zin vastleggen is genoeg"),
        sees=_myself,
        link=_log_page,
    )
)
LOG_MUTED = register(Kind("log_muted", story=_("Je zette de herinnering om vast te leggen uit")))
LOG_STOPPED = register(Kind("log_stopped", story=_("De herinnering om vast te leggen stopte vanzelf")))
CALENDAR_LINK_MADE = register(Kind("calendar_link_made", story=_("Je maakte een link voor je agenda")))
CALENDAR_LINK_ENDED = register(Kind("calendar_link_ended", story=_("Je maakte de link voor je agenda ongeldig")))

# --- Experiences --------------------------------------------------------------------------------------
# A draft has no events: nobody may count or date it (access.md R7).

EXPERIENCE_SAVED = register(Kind("experience_saved", story=_("%(by)s bewaarde de ervaring")))
EXPERIENCE_CHANGED = register(Kind("experience_changed", story=_("%(by)s paste de ervaring aan")))
EXPERIENCE_DELETED = register(Kind("experience_deleted", story=_("%(by)s verwijderde de ervaring")))
EXPERIENCE_SHARED = register(
    Kind(
        "experience_shared",
        story=_("%(by)s deelde de ervaring met %(name)s"),
        notice=_("%(by)s deelt een ervaring met je"),
        sees=Experience.objects.shared_with,
    )
)
SHARE_ENDED = register(Kind("share_ended", story=_("%(by)s deelt de ervaring niet meer met %(name)s")))
CONCERN_RAISED = register(
    Kind(
        "concern_raised",
        story=_("%(by)s zag iets in de ervaring dat er niet hoort"),
        notice=_("%(by)s ziet iets in je ervaring dat er niet hoort. De ervaring is verborgen"),
        sees=Experience.objects.written_by,
    )
)
SHOWN_AGAIN = register(
    Kind(
        "shown_again",
        story=_("%(by)s paste de ervaring aan en toont die weer"),
        notice=_("%(by)s paste de ervaring aan en toont die weer"),
        sees=Experience.objects.shared_with,
    )
)

# --- What is past its time (privacy.py) -----------------------------------------------------------------
# Told to the writer only, on their own trail.


def _own_log(person: User, reader: User) -> str:
    return reverse("reflections:experiences")


def _own_data(track: Track, person: User) -> str:
    return reverse("my_data")


DRAFTS_GO_SOON = register(
    Kind(
        "drafts_go_soon",
        story=_("Werkplek waarschuwde dat oude concepten weggaan"),
        notice=_(
            "Je hebt een concept dat je lang niet aanraakte. Het gaat weg na %(goes_on)s. "
            "Schrijf verder om het te houden"
        ),
        sees=_myself,
        link=_own_log,
    )
)
LOG_GOES_SOON = register(
    Kind(
        "log_goes_soon",
        story=_("Werkplek waarschuwde dat %(track)s weggaat"),
        notice=_("Wat je schreef bij %(track)s gaat weg na %(goes_on)s. Haal het eerst op als je het wilt houden"),
        sees=Track.objects.of_learner,
        link=_own_data,
    )
)
LOG_GOES_VERY_SOON = register(
    Kind(
        "log_goes_very_soon",
        story=_("Werkplek waarschuwde voor het laatst dat %(track)s weggaat"),
        notice=_("Wat je schreef bij %(track)s gaat over een week weg, na %(goes_on)s. Haal het nu op"),
        sees=Track.objects.of_learner,
        link=_own_data,
    )
)

# --- Wonder -------------------------------------------------------------------------------------------

WONDER_WRITTEN = register(Kind("wonder_written", story=_("%(by)s schreef een verwondering op")))
WONDER_DELETED = register(Kind("wonder_deleted", story=_("%(by)s verwijderde een verwondering")))
WONDER_BECAME_EXPERIENCE = register(Kind("wonder_became_experience", story=_("%(by)s maakte er een ervaring van")))

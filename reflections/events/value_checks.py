"""Events about value checks (domain.md §5.4)."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.calendar_files import calendar_file, kind_of
from partnerships.events import Attachment, Kind, register
from partnerships.models.teams import Team
from reflections.models.value_checks import ValueCheck
from reflections.todos.value_checks import CHECK_TO_PLAN, CHECK_TO_SETTLE

#
# Reminders stand on the trail of the person who was reminded: who needed one is nobody else's business. No sentence
# says "vandaag" or "morgen": a notice may be read days later.


def _plan_page(team: Team, person: User) -> str:
    return reverse("reflections:value_check_plan", args=[team.public_id])


def _team_page(team: Team, person: User) -> str:
    return team.get_absolute_url()


def _outcome_page(check: ValueCheck, person: User) -> str:
    return reverse("reflections:value_check_outcome", args=[check.public_id])


def _stories_page(check: ValueCheck, person: User) -> str:
    return reverse("reflections:value_check_stories", args=[check.public_id])


def _report_page(check: ValueCheck, person: User) -> str:
    return reverse("reflections:report", args=[check.public_id])


def _actions_page(check: ValueCheck, person: User) -> str:
    return reverse("learningtracks:action_points")


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
    return Attachment("waardecheck.ics", content, kind_of(method))


VALUE_CHECK_TO_PLAN = register(
    Kind(
        "value_check_to_plan",
        at_work=True,
        story=_("Herinnering gestuurd: de waardecheck van %(team)s plannen"),
        notice=_(
            "Plan de waardecheck van %(team)s. Het kan bijvoorbeeld op %(first_on)s, %(second_on)s of %(third_on)s"
        ),
        sees=Team.objects.led_by,
        load=("value_checks",),
        link=_plan_page,
        asks=CHECK_TO_PLAN,
    )
)
VALUE_CHECK_LAST_NUDGE = register(
    Kind(
        "value_check_last_nudge",
        at_work=True,
        story=_("Laatste herinnering gestuurd: de waardecheck van %(team)s"),
        notice=_(
            "De waardecheck van %(team)s zou rond %(due_on)s zijn. Kies een datum, of sla deze keer "
            "over. Dit is de laatste herinnering"
        ),
        sees=Team.objects.led_by,
        load=("value_checks",),
        link=_plan_page,
        asks=CHECK_TO_PLAN,
    )
)
TEAM_WITHOUT_LEAD = register(
    Kind(
        "team_without_lead",
        at_work=True,
        story=_("Herinnering gestuurd: %(team)s heeft geen teamleider"),
        notice=_(
            "%(team)s heeft geen teamleider. De waardecheck is rond %(due_on)s aan de beurt. "
            "Nodig iemand uit die het team leidt"
        ),
        sees=Team.objects.managed_by,
        link=_team_page,
    )
)
VALUE_CHECK_PLANNED = register(
    Kind("value_check_planned", story=_("%(by)s heeft een waardecheck gepland op %(starts_on)s om %(time)s"))
)
VALUE_CHECK_INVITED = register(
    Kind(
        "value_check_invited",
        at_work=True,
        story=_("Uitnodiging gestuurd: de waardecheck van %(team)s"),
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
        story=_("Herinnering gestuurd: de waardecheck van %(team)s"),
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
        story=_("Gevraagd of de waardecheck van %(team)s is doorgegaan"),
        notice=_("Is de waardecheck van %(team)s op %(starts_on)s doorgegaan?"),
        sees=ValueCheck.objects.led_by,
        link=_outcome_page,
        asks=CHECK_TO_SETTLE,
    )
)
VALUE_CHECK_OUTCOME_AGAIN = register(
    Kind(
        "value_check_outcome_again",
        at_work=True,
        story=_("Nog eens gevraagd of de waardecheck van %(team)s is doorgegaan"),
        notice=_(
            "Is de waardecheck van %(team)s op %(starts_on)s doorgegaan? "
            "Geen antwoord is ook goed: na %(until_on)s staat er dan “niet gehouden”"
        ),
        sees=ValueCheck.objects.led_by,
        link=_outcome_page,
        asks=CHECK_TO_SETTLE,
    )
)
VALUE_CHECK_REPORT = register(
    Kind(
        "value_check_report",
        at_work=True,
        story=_("Verslag gestuurd: de waardecheck van %(team)s"),
        notice=_("De waardecheck van %(team)s op %(held_on)s is afgerond. Hier staat het verslag"),
        sees=ValueCheck.objects.invited_to,
        link=_report_page,
        attach=_file_when_early,
    )
)
VALUE_CHECK_AFTERCARE = register(
    Kind(
        "value_check_aftercare",
        at_work=True,
        story=_("Gevraagd hoe het gaat met de actiepunten van %(team)s"),
        notice=_("Een week na de waardecheck van %(team)s: lukt het met je actiepunten?"),
        sees=ValueCheck.objects.visible_to,
        load=("team",),
        link=_actions_page,
    )
)
VALUE_CHECK_POSTPONED = register(
    Kind(
        "value_check_postponed",
        at_work=True,
        story=_("%(by)s heeft de waardecheck van %(team)s verzet naar %(starts_on)s om %(time)s"),
        notice=_("%(by)s heeft de waardecheck van %(team)s verzet naar %(starts_on)s om %(time)s"),
        sees=ValueCheck.objects.invited_to,
        attach=_calendar_file,
    )
)
VALUE_CHECK_CHANGED = register(
    Kind(
        "value_check_changed",
        at_work=True,
        story=_("%(by)s heeft de waardecheck van %(starts_on)s aangepast"),
        notice=_("%(by)s heeft de waardecheck van %(team)s op %(starts_on)s om %(time)s aangepast"),
        sees=ValueCheck.objects.invited_to,
        attach=_calendar_file,
    )
)
VALUE_CHECK_LEFT_OUT = register(
    Kind(
        "value_check_left_out",
        at_work=True,
        story=_("%(by)s heeft mensen van de lijst gehaald voor de waardecheck van %(starts_on)s"),
        notice=_("Je hoeft op %(starts_on)s niet naar de waardecheck van %(team)s"),
        sees=ValueCheck.objects.visible_to,
        attach=_cancelled_file,
    )
)
VALUE_CHECK_SKIPPED = register(
    Kind(
        "value_check_skipped",
        at_work=True,
        story=_("%(by)s heeft de waardecheck van %(team)s overgeslagen"),
        notice=_("De waardecheck van %(team)s op %(starts_on)s gaat niet door"),
        sees=ValueCheck.objects.invited_to,
        attach=_calendar_file,
    )
)
TURN_SKIPPED = register(Kind("value_check_turn_skipped", story=_("%(by)s heeft een waardecheck overgeslagen")))
VALUE_CHECK_CLOSED = register(
    Kind("value_check_closed", story=_("%(by)s heeft aangegeven dat de waardecheck op %(held_on)s is doorgegaan"))
)
STORIES_CHOSEN = register(
    Kind("value_check_stories_chosen", story=_("Je hebt je verhalen voor een waardecheck gekozen"))
)
RHYTHM_SET = register(Kind("rhythm_set", story=_("%(by)s heeft het ritme van de waardechecks aangepast")))

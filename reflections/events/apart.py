"""Events about a value check that is held apart (domain.md §5.6). No sentence holds what somebody told."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.events import Kind, register
from reflections.models.stories import ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.todos.apart import APART_TO_CLOSE, NOTES_TO_CONFIRM, STORY_TO_TELL


def _page(check: ValueCheck, person: User) -> str:
    return reverse("reflections:apart", args=[check.public_id])


APART_PLANNED = register(
    Kind("apart_planned", story=_("%(by)s heeft een waardecheck gepland van %(starts_on)s tot en met %(last_on)s"))
)
APART_CHANGED = register(
    Kind(
        "apart_changed",
        at_work=True,
        story=_("%(by)s heeft de waardecheck aangepast: van %(starts_on)s tot en met %(last_on)s"),
        notice=_("%(by)s heeft de waardecheck van %(team)s aangepast: je kunt vertellen tot en met %(last_on)s"),
        sees=ValueCheck.objects.invited_to,
        link=_page,
    )
)
APART_OPENED = register(
    Kind(
        "apart_opened",
        at_work=True,
        story=_("Uitnodiging gestuurd: de waardecheck van %(team)s"),
        notice=_("De waardecheck van %(team)s is begonnen. Vertel je verhaal, tot en met %(last_on)s"),
        sees=ValueCheck.objects.invited_to,
        link=_page,
        asks=STORY_TO_TELL,
    )
)
APART_ENDS = register(
    Kind(
        "apart_ends",
        at_work=True,
        story=_("Herinnering gestuurd: de waardecheck van %(team)s"),
        notice=_("Je kunt nog tot en met %(last_on)s je verhaal vertellen in de waardecheck van %(team)s"),
        sees=ValueCheck.objects.invited_to,
        link=_page,
        asks=STORY_TO_TELL,
    )
)
APART_HARVEST = register(
    Kind(
        "apart_harvest",
        at_work=True,
        story=_("Bericht gestuurd: de oogst van de waardecheck van %(team)s"),
        notice=_("De oogst van de waardecheck van %(team)s staat klaar. Lees wat het heeft opgeleverd"),
        sees=ValueCheck.objects.invited_to,
        link=_page,
    )
)
APART_TO_CLOSE_TOLD = register(
    Kind(
        "apart_to_close",
        at_work=True,
        story=_("Herinnering gestuurd: de waardecheck van %(team)s afronden"),
        notice=_("Rond de waardecheck van %(team)s af. Op %(closes_on)s doet Werkplek dat"),
        sees=ValueCheck.objects.led_by,
        asks=APART_TO_CLOSE,
    )
)
APART_CLOSED = register(Kind("apart_closed", story=_("%(by)s heeft de waardecheck afgerond")))
APART_CLOSED_ITSELF = register(Kind("apart_closed_itself", story=_("De waardecheck is vanzelf afgerond")))
APART_NOT_HELD = register(
    Kind("apart_not_held", story=_("Niemand vertelde een verhaal: de waardecheck is overgeslagen"))
)
STORY_TOLD = register(Kind("value_story_told", story=_("%(by)s heeft een verhaal verteld")))
STORY_PASSED = register(Kind("value_story_passed", story=_("Je vertelt deze keer geen verhaal")))
NOTE_PROPOSED = register(
    Kind(
        "value_story_note_proposed",
        story=_("%(by)s heeft een notitie bij een verhaal geschreven"),
        notice=_("%(by)s heeft iets bij je verhaal geschreven. Klopt het?"),
        sees=ValueStory.objects.told_by,
        asks=NOTES_TO_CONFIRM,
    )
)

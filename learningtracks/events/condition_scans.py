"""Events about condition scans. Who answered, or how many, is in none of them (access.md R7, R16)."""

from django.utils.translation import gettext_lazy as _

from learningtracks.models.condition_scans import ConditionScan
from learningtracks.todos.condition_scans import SCAN_TO_FILL_IN
from partnerships.events import Kind, register

SCAN_OPENED = register(
    Kind(
        "condition_scan_opened",
        story=_("%(by)s is een leerklimaatscan begonnen"),
        notice=_("%(by)s vraagt je de leerklimaatscan van %(team)s in te vullen, tot en met %(until_on)s"),
        sees=ConditionScan.objects.visible_to,
        asks=SCAN_TO_FILL_IN,
    )
)
SCAN_OPENED_TOGETHER = register(
    Kind(
        "condition_scan_together",
        story=_("%(by)s is een leerklimaatscan begonnen die jullie samen invullen"),
        notice=_("%(by)s is een leerklimaatscan van %(team)s begonnen, om samen in te vullen"),
        sees=ConditionScan.objects.visible_to,
    )
)
SCAN_ANSWERED = register(Kind("condition_scan_answered", story=_("Je hebt je leerklimaatscan ingeleverd")))
SCAN_CLOSED = register(
    Kind(
        "condition_scan_closed",
        story=_("%(by)s heeft de leerklimaatscan gesloten"),
        notice=_("De leerklimaatscan van %(team)s is gesloten. Nu volgt het gesprek"),
        sees=ConditionScan.objects.visible_to,
    )
)
SCAN_TALKED = register(Kind("condition_scan_talked", story=_("%(by)s heeft opgeschreven wat jullie hebben besproken")))
SCAN_CHOSEN = register(Kind("condition_scan_chosen", story=_("%(by)s heeft vastgelegd waar jullie aan werken")))

"""How long things stay, in the words of the page "Wat we bewaren"."""

from django.utils.translation import gettext_lazy as _

LOG = _("Tot je het weghaalt, of twee jaar na het einde van je traject. Je krijgt eerst bericht.")
WRITTEN = _(
    "Tot je het weghaalt, of twee jaar na het einde van je traject. Een concept gaat weg als je het een jaar niet "
    "aanraakt. Je krijgt eerst bericht."
)
UNTIL_DELETED = _("Tot je het weghaalt.")
FEEDBACK = _("Zo lang als de ervaring. Is die weg, dan tot twee jaar na het versturen.")
CHECK = _("Die van een team zolang het team meedoet. Die van jou alleen tot twee jaar na het einde van je traject.")
TWO_YEARS = _("Twee jaar.")
WITH_TEAM = _("Zolang het team meedoet.")
SESSION = _("Twee jaar na de waardecheck. Daarna blijven alleen aantallen.")
WHILE_LIVE = _("Zolang de waardecheck bezig is.")

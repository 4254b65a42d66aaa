"""How long things stay, in the words of the page "Wat we bewaren"."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import Until, lasting

LOG = Until(
    _(
        "Tot je het verwijdert. Hoort het bij een traject, dan hoogstens tot twee jaar na het einde daarvan. Je "
        "krijgt eerst bericht."
    ),
    "logs",
)
WRITTEN = Until(
    _(
        "Tot je het verwijdert. Hoort het bij een traject, dan hoogstens tot twee jaar na het einde daarvan. Een "
        "concept verwijderen we als je er een jaar niet aan werkt. Je krijgt eerst bericht."
    ),
    "drafts logs",
)
BROUGHT = Until(_("Zo lang als de ervaring of de reactie waar het bij hoort."), "drafts logs feedback files")
UNTIL_DELETED = lasting(_("Tot je het verwijdert."))
FEEDBACK = Until(_("Zo lang als de ervaring. Is die weg, dan tot twee jaar na het versturen."), "feedback")
TWO_YEARS = _("Twee jaar.")
WHILE_OPEN = Until(_("Tot er is geantwoord, of tot de link niet meer werkt."), "passes")
WITH_TEAM = lasting(_("Zolang het team meedoet."))
SESSION = Until(_("Twee jaar na de waardecheck. Daarna blijven alleen aantallen."), "sessions")
WHILE_LIVE = Until(_("Zolang de waardecheck bezig is."), "sessions")
UNTIL_IN = Until(
    _("Tot de gast binnen is. Komt de gast niet, dan tot twee dagen na de waardecheck."), "guests sessions"
)

"""Whom a visitor of the demo can be, in one tap: one of each role, with what there is to do."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from werkplek.demo.world import PEOPLE

PASSWORD = "werkplek-demo"  # noqa: S105  (known to everybody, on purpose; only in demo mode)
DOMAIN = "demo.werkplek.example"
WHAT = {
    "sam": _("Student. Legt vast wat er gebeurt, en legt samen de puzzel."),
    "samira": _("Praktijkopleider. Heeft vragen van veel studenten, van twee opleidingen."),
    "wim": _("Werkbegeleider. Krijgt af en toe een vraag van een student."),
    "karima": _("Begeleider van de opleiding. Beslist mee over de puzzel."),
    "tom": _("Teamleider. Plant de waardecheck van Team Beuk, die nu kan beginnen."),
    "nora": _("Coördinator. Nodigt mensen uit en zet trajecten op."),
    "lars": _("Adviseur leren en ontwikkelen. Kijkt naar de organisatie als geheel."),
    "otto": _("Praktijkopleider bij een ander bedrijf. Ziet niets van de anderen."),
}
CAST = [(login, PEOPLE[login][0], what) for login, what in WHAT.items()]


def address_of(login: str) -> str:
    return f"{login}@{DOMAIN}"


def is_here() -> bool:
    """Whether these are the people of the demo. They only come into an empty database, and nobody else can have such an
    address: mail to it arrives nowhere."""
    return User.objects.filter(email__endswith=f"@{DOMAIN}").exists()

"""What we keep of school subjects: nothing about anybody."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import Kept, OnErasure, Table
from partnerships.privacy import WITH_ORGANISATION

TABLES = [
    Table(
        "learningtracks.SchoolSubject",
        _("Schoolvakken"),
        (
            Kept(
                "school track name position",
                _("Welke vakken een opleiding geeft, of welke bij een traject horen."),
                WITH_ORGANISATION,
                OnErasure.STAYS,
            ),
        ),
    ),
]

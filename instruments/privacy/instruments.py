"""What we keep of instruments: questions, nothing about people."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import NO_LIMIT, Kept, OnErasure, Table, technical

TABLES = [
    Table(
        "instruments.Instrument",
        _("Vragenlijsten"),
        (
            Kept(
                "slug version organisation answer reading about readers title_nl title_en intro_nl intro_en "
                "attribution_nl"
                " attribution_en published_at",
                _("De vragenlijsten van Werkplek en van organisaties, per versie."),
                NO_LIMIT,
                OnErasure.STAYS,
            ),
            technical("public_id fingerprint", NO_LIMIT, OnErasure.STAYS),
        ),
    ),
    Table(
        "instruments.Item",
        _("De vragen"),
        (
            Kept(
                "instrument slug kind answer group level short serves becomes audience name_nl name_en text_nl text_en"
                " guide_nl guide_en team_nl team_en",
                _("De vragen in een vragenlijst."),
                NO_LIMIT,
                OnErasure.STAYS,
            ),
            technical("parent position", NO_LIMIT, OnErasure.STAYS),
        ),
    ),
    Table(
        "instruments.ListWithdrawal",
        _("Ingetrokken vragenlijsten"),
        (
            Kept(
                "organisation slug at",
                _("Welke eigen lijst van een organisatie niet meer gekozen kan worden."),
                NO_LIMIT,
                OnErasure.STAYS,
            ),
        ),
    ),
]

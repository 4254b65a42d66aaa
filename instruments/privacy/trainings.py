"""What we keep of trainings: of one person, who alone reads them."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import ROWS_GO, Kept, Table, Until, technical
from instruments.models.trainings import Training

TRAINING = Until(_("Tot twee jaar na de training."), "trainings")

TABLES = [
    Table(
        "instruments.Training",
        _("Je trainingen"),
        (
            Kept(
                "person team title ends_on made_at",
                _("Welke training je hebt gevolgd, en voor welk team je antwoorden meetellen."),
                TRAINING,
            ),
            technical("public_id", TRAINING),
        ),
        lambda person: Training.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
]

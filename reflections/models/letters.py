"""What became of letters about a row (partnerships/letters.py)."""

from django.db.models import Exists, OuterRef

from partnerships.models.notices import Mail


def undelivered(model: str) -> Exists:
    """Will a letter about the row of this model that the outer question is about never arrive?"""
    about = Mail.objects.filter(letter_type__app_label="reflections", letter_type__model=model)
    return Exists(about.filter(letter_id=OuterRef("pk"), failed_at__isnull=False))

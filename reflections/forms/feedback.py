"""The reply box under a question."""

from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from accounts.forms.watched import Prose, Watched

REPLY_STEMS = [_("Dit zag ik: "), _("Dit werkt: "), _("Probeer dit: ")]


class ReplyForm(Watched, VersionedForm):
    """Free text. The version counts when a reply is changed."""

    anyway = _("Toch versturen")
    text = Prose(
        label=_("Jouw antwoord"),
        required=True,
        error_messages={"required": _("Schrijf eerst je antwoord.")},
    )

"""Events about organisation scans: that somebody wrote something down, never what."""

from django.utils.translation import gettext_lazy as _

from learningtracks.models.organisation_scans import OrganisationScan
from partnerships.events import Kind, register

ORGANISATION_SCAN_BEGUN = register(
    Kind(
        "organisation_scan_begun",
        story=_("%(by)s is de organisatiescan van %(year)s begonnen"),
        notice=_("%(by)s is de organisatiescan van %(organisation)s begonnen. Vul je mee in?"),
        sees=OrganisationScan.objects.visible_to,
    )
)
ORGANISATION_STEP_WRITTEN = register(
    Kind("organisation_step_written", story=_("%(by)s heeft opgeschreven waar de organisatie staat"))
)

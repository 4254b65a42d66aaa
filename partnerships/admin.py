"""What platform administrators see of organisations: names, roles and dates, no content (access.md R24, §4)."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin import Looking, Narrow, site
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.notices import Mail
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team


@admin.register(Organisation, site=site)
class OrganisationAdmin(Narrow):
    fields = ("name", "kind", "city")
    list_display = ("name", "kind", "city")
    list_filter = ("kind",)
    search_fields = ("name",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new organisation begins here."""
        return self.has_module_permission(request)


@admin.register(Partnership, site=site)
class PartnershipAdmin(Looking):
    fields = ("name", "label_set", "started_on")
    list_display = ("name", "label_set", "started_on")
    list_filter = ("label_set",)
    search_fields = ("name",)


@admin.register(Team, site=site)
class TeamAdmin(Looking):
    fields = ("name", "organisation", "started_on")
    list_display = ("name", "organisation", "started_on")
    list_select_related = ("organisation",)
    search_fields = ("name",)


@admin.register(Membership, site=site)
class MembershipAdmin(Looking):
    fields = ("person", "organisation", "partnership", "team", "role", "starts_on", "ends_on", "ended_at")
    list_display = ("person", "role", "organisation", "starts_on", "ends_on", "ended_at")
    list_filter = ("role",)
    list_select_related = ("person", "organisation")
    search_fields = ("person__name",)


@admin.register(Invitation, site=site)
class InvitationAdmin(Looking):
    fields = ("email", "organisation", "role", "invited_at", "expires_at", "accepted_at", "withdrawn_at")
    list_display = ("email", "role", "organisation", "invited_at", "accepted_at")
    list_filter = ("role",)
    list_select_related = ("organisation",)
    search_fields = ("email",)


@admin.register(Mail, site=site)
class MailAdmin(Looking):
    """That a mail went and when; its text is never stored, its address is masked (access.md row 28)."""

    fields = ("address", "created_at", "due_at", "tries", "sent_at", "failed_at", "lapsed_at")
    list_display = ("address", "due_at", "tries", "sent_at", "failed_at", "lapsed_at")
    list_select_related = ("person", "invitation")
    ordering = ("-due_at", "-pk")

    @admin.display(description=_("aan"))
    def address(self, mail: Mail) -> str:
        owner = mail.person or mail.invitation
        return masked(owner.email if owner else None)


def masked(email: str | None) -> str:
    """ "s…@example.org": enough to answer "did it go?", too little to write to."""
    name, _at, domain = (email or "").partition("@")
    return f"{name[:1]}…@{domain}" if domain else "-"

"""The pages of platform administrators: accounts only, and nothing that anybody wrote (access.md R24).

Our own site instead of Django's: signing in happens on the pages that everybody uses, with their codes and limits,
strangers meet a 404, and only the tables that are registered here and by the partnerships layer exist.
"""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.actions import people
from accounts.models import User


class Site(admin.AdminSite):
    site_header = site_title = _("Beheer van Werkplek")
    index_title = _("Beheer")

    def has_permission(self, request: HttpRequest) -> bool:
        """Who is in and may not be here does not learn that there is anything (access.md R34)."""
        if request.user.is_authenticated and not (request.user.is_staff and request.user.is_superuser):
            raise Http404
        return request.user.is_authenticated

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Everybody signs in on the usual pages, with their codes and limits (LoginRequiredMiddleware); so whoever gets
        here is in."""
        self.has_permission(request)
        return redirect("admin:index")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        return redirect("account_logout")


site = Site(name="admin")


class Narrow(admin.ModelAdmin[Any]):
    """Explicit fields, no deleting, and no filters but the ones on the page: a filter that walks through relations
    reads what it may not show (access.md T15)."""

    actions = None
    list_filter: ClassVar[tuple[str, ...]] = ()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup.split("__")[0] in self.list_filter and lookup.count("__") <= 1

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Looking(Narrow):
    """To look at only."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(User, site=site)
class UserAdmin(Narrow):
    """Whether the account is on. Name, address, password and second step are changed by who they are of, and by nobody
    else: through the address one can become somebody (access.md R24)."""

    fields = ("name", "email", "is_active", "is_staff", "date_joined")
    readonly_fields = ("name", "email", "is_staff", "date_joined")
    list_display = ("name", "email", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("name", "email")
    ordering = ("name_key", "pk")

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm[User], change: bool) -> None:
        people.switch(obj, on=form.cleaned_data["is_active"], by=cast(User, request.user))

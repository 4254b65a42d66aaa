"""The front door: every address of Werkplek, per floor."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("partnerships.urls")),
    path("", include("learningtracks.urls")),
    path("", include("reflections.urls")),
]

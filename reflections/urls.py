"""Addresses of the reflections floor."""

from django.urls import URLPattern

app_name = "reflections"
urlpatterns: list[URLPattern] = []

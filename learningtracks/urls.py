"""Addresses of the learningtracks floor."""

from django.urls import URLPattern

app_name = "learningtracks"
urlpatterns: list[URLPattern] = []

"""The addresses of a public site's host that are not files: search and messages."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

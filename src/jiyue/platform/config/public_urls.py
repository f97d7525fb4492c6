"""The addresses of a public site's host that are not files: search and messages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("jiyue.platform.search.public_urls")),
    path("messages/", include("jiyue.platform.interaction.public_urls")),
]
handler404 = "jiyue.platform.interaction.views.public.not_found"
handler500 = "jiyue.platform.interaction.views.public.failed"

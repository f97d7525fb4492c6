"""The addresses of messages on a site's host."""

from django.urls import path, re_path

from jiyue.platform.interaction.views import public

app_name = "public-messages"
urlpatterns = [
    path("", public.answers, name="answers"),
    path("new", public.new, name="new"),
    path("state", public.state, name="state"),
    path("not-answered", public.not_answered, name="not-answered"),
    re_path(r"^(?P<number>[0-9]{6}-[0-9]{8}-[0-9]{4,8})(?:\.html)?$", public.answer, name="answer"),
]

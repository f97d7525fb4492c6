"""The address of the search on a site's host."""

from django.urls import path

from jiyue.platform.search import views

app_name = "public-search"
urlpatterns = [path("search", views.search, name="search")]

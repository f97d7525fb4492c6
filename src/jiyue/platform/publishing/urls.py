from django.urls import path

from jiyue.platform.publishing import views

app_name = "publishing"
urlpatterns = [
    path("", views.index, name="site"),
    path("<slug:key>/", views.settings, name="site-settings"),
]

from django.urls import path

from jiyue.platform.findings import views

app_name = "findings"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.finding, name="finding"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/dispute/", views.dispute, name="dispute"),
    path("<int:pk>/mute/", views.mute, name="mute"),
]

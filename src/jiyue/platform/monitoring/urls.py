from django.urls import path

from jiyue.platform.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("rounds/<int:pk>/", views.round_page, name="round"),
    path("runs/<int:pk>/", views.run_page, name="run"),
    path("inspect/", views.inspect_all, name="inspect-all"),
    path("inspect/<slug:key>/", views.inspect, name="inspect"),
    path("evidence/<int:pk>/<int:number>/", views.evidence, name="evidence"),
]

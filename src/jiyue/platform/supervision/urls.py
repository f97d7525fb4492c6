from django.urls import path

from jiyue.platform.supervision import views

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="orders"),
    path("new/", views.new, name="new-order"),
    path("<int:pk>/", views.order, name="order"),
    path("<int:pk>/answer/", views.answer, name="answer"),
]

from django.urls import path

from jiyue.platform.console.workbench import views

urlpatterns = [path("", views.home, name="workbench-home")]

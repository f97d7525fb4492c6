from django.urls import path

from jiyue.platform.procedures.views import applying, cases, deciding, files, lists

app_name = "procedures"
urlpatterns = [
    path("", lists.cases, name="cases"),
    path("new/<slug:procedure_id>/", applying.new, name="new-case"),
    path("<int:pk>/", cases.page, name="case"),
    path("<int:pk>/edit/", applying.edit, name="edit-case"),
    path("<int:pk>/withdraw/", applying.withdraw, name="withdraw-case"),
    path("<int:pk>/decide/", deciding.decide, name="decide-case"),
    path("<int:pk>/restore/", deciding.restore, name="restore-case"),
    path("<int:pk>/annex.docx", files.annex, name="annex"),
    path("scans/<int:pk>/", files.scan, name="scan"),
]

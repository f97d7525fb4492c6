from django.urls import path

from jiyue.platform.register.views import exceptions, granting, sites

app_name = "register"
urlpatterns = [
    path("exceptions/", exceptions.index, name="exceptions"),
    path("exceptions/export.csv", exceptions.export_csv, name="exceptions-csv"),
    path("exceptions/export.xlsx", exceptions.export_workbook, name="exceptions-xlsx"),
    path("exceptions/print/", exceptions.printed, name="exceptions-print"),
    path("exceptions/new/", granting.new, name="new-exception"),
    path("exceptions/<int:pk>/", exceptions.exception, name="exception"),
    path("exceptions/<int:pk>/revoke/", granting.revoke, name="revoke-exception"),
    path("sites/new/", sites.new, name="new-site"),
]

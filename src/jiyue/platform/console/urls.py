from django.urls import path

from jiyue.platform.console.audit_log import audit_log
from jiyue.platform.console.dashboard.views import dashboard
from jiyue.platform.console.home import home
from jiyue.platform.console.rulebook import lists as rulebook_lists
from jiyue.platform.console.rulebook import views as rulebook
from jiyue.platform.console.sites import views as sites

urlpatterns = [
    path("", home, name="home"),
    path("console/", dashboard, name="dashboard"),
    path("console/sites/", sites.index, name="site-list"),
    path("console/sites/export.csv", sites.export, name="site-export"),
    path("console/sites/<slug:key>/", sites.site_file, name="site-file"),
    path("console/audit/", audit_log, name="audit-log"),
    path("rulebook/", rulebook.browser, name="rulebook"),
    path("rulebook/readings/", rulebook_lists.readings, name="rulebook-readings"),
    path("rulebook/numbers/", rulebook_lists.numbers, name="rulebook-numbers"),
    path("rulebook/procedures/<slug:procedure_id>/", rulebook_lists.procedure, name="rulebook-procedure"),
    path("rulebook/<str:clause_id>/", rulebook.clause, name="rulebook-clause"),
]

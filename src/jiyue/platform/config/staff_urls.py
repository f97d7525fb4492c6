"""The addresses of the staff host: workbench, console, editor, rulebook."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import JavaScriptCatalog
from wagtail.admin import urls as wagtail_urls

from jiyue.platform.console.sign_in import SignIn

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("jsi18n/", JavaScriptCatalog.as_view(), name="javascript-catalog"),
    # The two links at the foot of the editor's menu are Wagtail's own addresses: they lead to ours.
    path("workbench/cms/logout/", LogoutView.as_view(), name="editor-sign-out"),
    path("workbench/cms/account/", RedirectView.as_view(pattern_name="workbench-home"), name="editor-account"),
    path("workbench/cms/", include(wagtail_urls)),
    path("workbench/messages/", include("jiyue.platform.interaction.urls")),
    path("workbench/", include("jiyue.platform.console.workbench.urls")),
    path("workbench/", include("jiyue.platform.library.urls")),
    path("workbench/site/", include("jiyue.platform.publishing.urls")),
    path("findings/", include("jiyue.platform.findings.urls")),
    path("orders/", include("jiyue.platform.supervision.urls")),
    path("monitoring/", include("jiyue.platform.monitoring.urls")),
    path("register/", include("jiyue.platform.register.urls")),
    path("procedures/", include("jiyue.platform.procedures.urls")),
    path("", include("jiyue.platform.console.urls")),
]

handler400 = "jiyue.platform.console.faults.bad_request"
handler404 = "jiyue.platform.console.faults.not_found"
handler500 = "jiyue.platform.console.faults.failed"

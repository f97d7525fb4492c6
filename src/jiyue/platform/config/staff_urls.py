"""The addresses of the staff host: workbench, console, editor, rulebook."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog
from wagtail.admin import urls as wagtail_urls

from jiyue.platform.console.sign_in import SignIn

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("jsi18n/", JavaScriptCatalog.as_view(), name="javascript-catalog"),
    path("workbench/cms/", include(wagtail_urls)),
    path("workbench/", include("jiyue.platform.library.urls")),
    path("findings/", include("jiyue.platform.findings.urls")),
    path("orders/", include("jiyue.platform.supervision.urls")),
    path("monitoring/", include("jiyue.platform.monitoring.urls")),
    path("", include("jiyue.platform.console.urls")),
]

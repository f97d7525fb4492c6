"""The entrance of the application server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiyue.platform.config.settings")
application = get_wsgi_application()

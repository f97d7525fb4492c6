"""A gallery of the staff side: Django's own engine, the theme's templates, sample pages of real length. People and figures are invented."""

from pathlib import Path
from typing import Any

from django.template import Context
from django.template.engine import Engine

import jiyue.platform.theme
from tests.theme import console_samples, workbench_samples

THEME = Path(jiyue.platform.theme.__file__).parent
PAGES = Path(__file__).parent / "pages"
LIBRARIES = {
    "i18n": "django.templatetags.i18n",
    "static": "django.templatetags.static",
    "theme": "jiyue.platform.theme.templatetags.theme",
}
NAMES = tuple(sorted(page.name for page in PAGES.glob("*.html")))


def engine() -> Engine:
    return Engine(dirs=[str(THEME / "templates"), str(PAGES)], libraries=LIBRARIES)


def render(template: str, **values: Any) -> str:
    return engine().get_template(template).render(Context(values))


def page(name: str) -> str:
    """Render one sample page with the shell's variables and the samples of both sides."""
    samples = console_samples.SAMPLES | workbench_samples.SAMPLES
    return render(name, **(samples | samples.get(f"{name.removesuffix('.html')}_page", {})))

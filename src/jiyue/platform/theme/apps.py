from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "jiyue.platform.theme"
    label = "theme"

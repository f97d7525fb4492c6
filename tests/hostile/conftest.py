"""The loopback server and options of the inspection's tests, and the certificates of a small authority."""

from tests.inspection.conftest import options, server  # noqa: F401 - fixtures

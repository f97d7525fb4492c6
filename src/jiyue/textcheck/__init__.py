"""Finds what must not stand in a published text: personal data, secrecy marks, wrong and sensitive wording. No Django."""

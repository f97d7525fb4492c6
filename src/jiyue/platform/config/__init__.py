"""Composition of the platform: settings, addresses, the launcher. No rule of the domain lives here."""

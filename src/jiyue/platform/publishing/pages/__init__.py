"""What the public pages show: view models and the builders that fill them, noting on the way what they read."""

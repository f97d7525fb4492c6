"""Jiyue (集约): build, run and supervise all government websites of a city under one rulebook."""

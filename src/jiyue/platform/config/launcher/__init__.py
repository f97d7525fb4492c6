"""The launcher: sets a city up, starts its processes on this machine, watches them, and ends them all.

It is the way to run Jiyue at home (`make run`); on a server systemd or Kubernetes do the same for the same commands.
No module but `worker` and `scheduler`, which run as processes of their own, imports Django.
"""

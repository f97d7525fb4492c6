"""The front: answers baked pages from files, and hands the few dynamic addresses to the application server.

It runs as a process of its own (`python -m jiyue.platform.publishing.front`) and imports no Django, so that pages stay
reachable while the application starts, fails or is renewed. At home it is the only public port; in production nginx
takes its place over the same tree.
"""

"""Looks at a website from outside: fetch, crawl, page facts, checks, report. Asynchronous, no Django."""

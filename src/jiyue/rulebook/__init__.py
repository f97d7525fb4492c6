"""The measures as data that executes: clauses, parameters, clocks, evaluators. Pure: no Django, no IO but its own data."""

"""The rulebook as anybody may read it: chapters, articles, clauses, readings, parameters by set, what executes each (38.2)."""

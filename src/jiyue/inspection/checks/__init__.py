"""The checks: pure functions from facts to observations. Each knows its clause; none fetches, none judges what it did not see."""

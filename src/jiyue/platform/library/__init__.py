"""The unified information resource repository: first in the repository, then used (25.1).

Resources with their metadata, editions with their review by other people than those who wrote them (17.1, 17.2, 32.5), and the
placement of resources into columns. Serves chapter 5 and 13, 17, 25, 32.5.
"""

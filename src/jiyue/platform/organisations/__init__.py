"""Units, people, roles and appointments; the one permission policy and the tenant scope.

Serves chapter 2 (who is responsible for what), 17.1 (posts kept apart), 26.1 (tenants) and 31 (accounts).
"""

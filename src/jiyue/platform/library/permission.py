"""Wagtail's questions about resources, answered by the one policy: tenants see and edit their own rows alone (26.1)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from jiyue.platform.library.models import Resource
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Appointment, Person
from jiyue.platform.organisations.policy import RULES, Act

# Publishing and deleting are not Wagtail's to do: nobody has them here (17.1, 25.1).
ACTS = {"add": Act.WRITE_RESOURCE, "change": Act.WRITE_RESOURCE, "view": Act.SEE_RESOURCE, "lock": Act.WRITE_RESOURCE}


class ResourcePermissionPolicy(BasePermissionPolicy):
    """Asks `organisations.policy` for everything; actions that Wagtail knows and we do not give are refused."""

    def user_has_permission(self, user: Person, action: str) -> bool:
        act = ACTS.get(action)
        return act is not None and bool(policy.may(user, act))

    def user_has_permission_for_instance(self, user: Person, action: str, instance: Resource) -> bool:
        act = ACTS.get(action)
        return act is not None and bool(policy.may(user, act, instance.unit if instance.unit_id else None))

    def user_has_any_permission_for_instance(self, user: Person, actions: Iterable[str], instance: Resource) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Person, actions: Iterable[str]) -> QuerySet[Resource]:
        units = [policy.units(user, ACTS[action]).values("pk") for action in actions if action in ACTS]
        allowed = Resource.objects.none()
        for own in units:
            allowed = allowed | Resource.objects.filter(unit__in=own)
        return allowed

    def users_with_any_permission(self, actions: Iterable[str]) -> Any:
        roles = {role for action in actions if action in ACTS for role in RULES[ACTS[action]].own_unit}
        return Person.objects.filter(pk__in=Appointment.objects.filter(role__in=roles).values("person"))

"""At start: the city's own parameter set and holiday notices join the shipped ones (38.1)."""

from jiyue.platform.config.environment import Environment
from jiyue.rulebook import parameters, workcalendar


def bring_in(environment: Environment) -> str:
    """Make the city's own rules known to this process; return the id of the set by which it is judged.

    Raises DataError when a notice that was entered can no longer be used.
    """
    for folder in environment.calendars:
        workcalendar.add_folder(folder)
    return parameters.add_folder(environment.parameters).id if environment.parameters else environment.city

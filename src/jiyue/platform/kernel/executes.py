"""Which clauses a screen executes: a mark on its view, read by the clause overview and shown to nobody else."""

from collections.abc import Callable


def executes[View: Callable[..., object]](*clauses: str) -> Callable[[View], View]:
    """Mark a view with the ids of the clauses that it carries out, for example `@executes("9.3")`."""

    def mark(view: View) -> View:
        view.executes = clauses  # type: ignore[attr-defined]
        return view

    return mark

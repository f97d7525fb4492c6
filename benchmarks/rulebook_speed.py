"""How fast the rulebook is: importing and loading all of it, and judging a province.

Run with `python benchmarks/rulebook_speed.py [--json]`; all times are CPU seconds of one core. Bounds: 150 ms for importing and loading
everything, 2 s for all indicators of 1,000 sites with 300 columns each on one core, and linear. Because a busy
machine stretches all times, each is printed with what a bare pass took at the same moment: the standard library's
own modules and `tomllib.load` over the same files, nothing made of them; one comparison over the same columns.
"Everything" is every data file but the holidays of other years, which are read when a clock first reaches them.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

TODAY = date(2026, 11, 23)
COLUMNS = 300
BARE = """
import time
started = time.process_time()
import datetime, enum, fractions, functools, pathlib, re, tomllib, typing
imported = time.process_time()
data = pathlib.Path({data!r})
for path in data.rglob("*.toml"):
    if path.parent.name != "calendar" or path.stem == "2026":
        with path.open("rb") as file:
            tomllib.load(file)
print(imported - started, time.process_time() - imported)
"""
DATA = Path(__file__).parents[1] / "src" / "jiyue" / "rulebook" / "data"
LOAD_BOUND_S = 0.150
RATIO_BOUND = 2.5  # of what reading the same files with the bare library costs
LINEAR_BOUND = 15.0  # ten times the sites, with room for a machine that others use as well
JUDGE_BOUND_S = 2.0
LOAD = """
import time
started = time.process_time()
from datetime import date
from jiyue.rulebook import (assessment, bases, clauses, clocks, columns, comparison, domains, evaluation, identifiers,
    hosting, in_principle, indicators, ladders, limits, naming, newmedia, offline, parameters, periods, procedure_cases,
    procedure_engine, procedures, readings, records, timeliness, workcalendar)
imported = time.process_time()
clauses.all(), clauses.articles(), readings.all(), bases.all(), in_principle.all(), indicators.all(), records.all()
parameters.keys(), parameters.sets(), [procedures.whole(name) for name in procedures.ids()]
ladders.ids(), naming.place(), clocks.due(date(2026, 9, 28), 5, "workdays")
print(imported - started, time.process_time() - imported)
"""


def load_times(program, runs=15):
    """The best of several fresh processes: CPU seconds for importing, and for loading all data.

    Bytecode is kept between the runs, as it is where the package is installed.
    """
    found = []
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        for _ in range(runs):
            done = subprocess.run(
                [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
            )
            found.append(tuple(map(float, done.stdout.split())))
    return min(found, key=sum)


def province(sites):
    from jiyue.rulebook.availability import ProbeFacts
    from jiyue.rulebook.columns import Category, ColumnFacts
    from jiyue.rulebook.evaluation import SiteFacts
    from jiyue.rulebook.home import HomeFacts
    from jiyue.rulebook.incidents import IncidentFacts
    from jiyue.rulebook.indicators import of_effect
    from jiyue.rulebook.interaction import MessageFacts
    from jiyue.rulebook.services import GuideFacts

    categories = list(Category)
    defects = {each.id: {} for each in of_effect("deduction")} | {"availability": {"home": 2, "other": 9}}

    def column(site, number):
        category = categories[number % 4]
        limit = 10 if category is Category.NEWS else 150
        return ColumnFacts(category, TODAY - timedelta(days=(number * 7 + site) % limit), 5, 160)

    return [
        SiteFacts(
            columns=tuple(column(site, number) for number in range(COLUMNS)),
            probes=ProbeFacts((24,) * 7, site % 8),
            home=HomeFacts(TODAY),
            working_channels=1,
            messages=tuple(MessageFacts(TODAY - timedelta(days=n), TODAY) for n in range(20)),
            guides=(GuideFacts(()),) * 5,
            incidents=IncidentFacts(),
            defects=defects,
        )
        for site in range(sites)
    ]


def judged(sites, runs=3):
    """Seconds of each run over all indicators of sites, scores included, and of one plain pass over the same facts.

    The first run is what counts; the best of all tells how the time grows, as a busy machine stretches single ones.
    """
    from jiyue.rulebook.evaluation import evaluate

    facts = province(sites)
    evaluate(facts[0], on=TODAY)
    found = []
    for _ in range(runs):
        started = time.process_time()
        results = [evaluate(site, on=TODAY).score.points for site in facts]
        found.append(time.process_time() - started)
        assert all(points is not None for points in results)  # every site goes all the way to its score

    started = time.process_time()
    edge = TODAY - timedelta(days=14)
    sum(
        column.measured and column.entries != 0 and column.last_update is not None and column.last_update < edge
        for site in facts
        for column in site.columns
    )
    return found, time.process_time() - started


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sites", type=int, default=1000)
    arguments = parser.parse_args()
    bare_import_s, bare_load_s = load_times(BARE.format(data=str(DATA)))
    import_s, load_s = load_times(LOAD)
    small, _ = judged(arguments.sites // 10)
    large, plain_s = judged(arguments.sites)
    judged_s = large[0]
    figures = {
        "import_s": import_s,
        "load_s": load_s,
        "import_and_load_s": import_s + load_s,
        "import_and_load_bound_s": LOAD_BOUND_S,
        "bare_import_of_the_library_s": bare_import_s,
        "bare_tomllib_over_the_files_s": bare_load_s,
        "ratio_to_the_bare_pass": (import_s + load_s) / (bare_import_s + bare_load_s),
        "ratio_bound": RATIO_BOUND,
        "sites": arguments.sites,
        "columns_per_site": COLUMNS,
        "all_indicators_s": judged_s,
        "all_indicators_bound_s": JUDGE_BOUND_S,
        "plain_pass_s": plain_s,
        "ratio_to_plain_pass": judged_s / plain_s,
        "time_for_ten_times_the_sites": min(large) / min(small),
        "linear_bound": LINEAR_BOUND,
    }
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        for name, value in figures.items():
            print(f"{name:32} {value:.3f}" if isinstance(value, float) else f"{name:32} {value}")
    within = import_s + load_s <= LOAD_BOUND_S and judged_s <= JUDGE_BOUND_S
    within &= (
        figures["ratio_to_the_bare_pass"] <= RATIO_BOUND and figures["time_for_ten_times_the_sites"] <= LINEAR_BOUND
    )
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())

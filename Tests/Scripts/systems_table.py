"""Writes what systems are said to do and what they do, as Markdown, from results in JSON.

systems_table.py DATA MODELS RESULT...    in the order of the tables

DATA names the expectations to show first, and what was measured of the real systems; MODELS is the
list of models. A row is an expectation that says where it comes from ("source") or what it claims
("about"). One that several scenarios of a model share is a row for the first in which it has this
outcome.
"""

import json
import sys

FAILS = ", expected not to hold"


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def number(value):
    """Four significant digits, and no more than there are."""
    return f"{value:.4g}" if abs(value) < 10000 else f"{value:,.0f}"


def figure(value, unit):
    """A value in the words of its unit; what never came is never."""
    if value is None:
        return "never" if unit == "seconds" else "-"
    if unit == "seconds":
        if value != 0 and abs(value) < 1:
            return f"{number(value * 1000)} ms"
        return f"{number(value)} s"
    if unit == "perSecond":
        return f"{number(value)}/s"
    if unit == "ratio":
        return f"{number(value * 100)} %"
    return number(value)


def cell(text):
    """A text that does not end its cell."""
    return " ".join(text.replace("|", "\\|").split())


def table(head, rows):
    """The lines of a table; numbers are not set apart, for few columns have nothing else."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell(text) for text in row) + " |"
    yield ""


class Row:
    """An expectation with its outcome."""

    def __init__(self, expectation):
        self.text = expectation["text"].removesuffix(FAILS)
        self.is_claim_that_fails = expectation["text"].endswith(FAILS)
        self.source = expectation.get("source", "")
        self.about = expectation.get("about")
        self.holds = expectation["verdict"] == "pass"
        self.is_open = expectation["verdict"] == "inconclusive"
        self.simulated = figure(expectation["observed"], expectation["unit"])
        if "base" in expectation:
            self.simulated += f" against {figure(expectation['base'], expectation['unit'])}"

    @property
    def verdict(self):
        if self.is_open:
            return "**open**"
        if self.is_claim_that_fails:
            return "claim fails, as it must" if self.holds else "**claim holds, unexpectedly**"
        return "holds" if self.holds else "**differs**"

    @property
    def cells(self):
        return [self.about or self.text, self.source, self.simulated, self.verdict]


class Results:
    """All results, by model and scenario, in order."""

    def __init__(self, paths):
        self.all = [load(path) for path in paths]
        self.by_name = {
            (result["model"]["name"], result["model"]["scenario"] or "-"): result for result in self.all
        }

    def models(self):
        return list(dict.fromkeys(result["model"]["name"] for result in self.all))

    def rows(self, model):
        """Scenario and row of each expectation of a model."""
        seen = set()
        for (name, scenario), result in self.by_name.items():
            if name != model:
                continue
            for expectation in result["expectations"]:
                if "source" not in expectation and "about" not in expectation:
                    continue
                row = Row(expectation)
                key = (row.text, row.is_claim_that_fails, row.simulated, row.verdict)
                if key not in seen:
                    seen.add(key)
                    yield scenario, row

    def row(self, model, scenario, beginning):
        """The one expectation whose text begins so."""
        found = [
            Row(expectation)
            for expectation in self.by_name[model, scenario]["expectations"]
            if expectation["text"].startswith(beginning)
        ]
        if len(found) != 1:
            sys.exit(f"error: {len(found)} expectations of {model}, {scenario} begin with: {beginning}")
        return found[0]


def summary(results):
    rows = []
    for model in results.models():
        all_rows = [row for _, row in results.rows(model)]
        claims = sum(row.is_claim_that_fails for row in all_rows)
        held = sum(row.holds for row in all_rows)
        scenarios = sum(name == model and scenario != "-" for name, scenario in results.by_name)
        page = f"[{model}]({model}/README.md)"
        rows.append([page, str(scenarios), str(len(all_rows)), str(held), str(claims)])
    yield from table(
        ["system", "scenarios", "expectations", "as expected", "of them claims that fail"], rows
    )


def first_to_see(results, entries):
    rows = []
    for entry in entries:
        row = results.row(entry["model"], entry["scenario"], entry["expectation"])
        rows.append(
            [f"{entry['model']} · {entry['scenario']}", entry["says"]] + [
                f"{row.text} ({row.source})", row.simulated, row.verdict]
        )
    yield from table(["system · scenario", "behaviour", "expected (source)", "simulated", "verdict"], rows)


def value(result, path):
    """A figure of a result; a number in the path counts in a list from 0."""
    for key in path.split("/"):
        result = result[int(key)] if isinstance(result, list) else result[key]
    return result


def measured(results, entries):
    """Simulated against measured: ratio above 1 is slower, or more, than measured."""
    rows = []
    for entry in entries:
        result = results.by_name[entry["model"], entry["scenario"]]
        simulated = value(result, entry["figure"])
        if "over" in entry:
            simulated /= value(result, entry["over"])
        unit = entry["unit"]
        rows.append(
            [
                f"{entry['model']} · {entry['scenario']}",
                entry["load"],
                entry["what"],
                figure(entry["measured"], unit),
                figure(simulated, unit),
                f"{simulated / entry['measured']:.2f}",
                entry["level"],
            ]
        )
    yield from table(
        ["system · scenario", "load", "figure", "measured", "simulated", "ratio", "the model is"], rows
    )


def everything(results, abouts):
    for model in results.models():
        yield f"### {model}"
        yield ""
        rows = []
        last = None
        for scenario, row in results.rows(model):
            name = "" if scenario == last else f"**{scenario}**: {abouts.get((model, scenario), '')}"
            last = scenario
            rows.append([name] + row.cells)
        yield from table(["scenario", "expected", "source", "simulated", "verdict"], rows)


def document(data, models, results):
    abouts = {
        (entry["name"], scenario["name"]): scenario["about"]
        for entry in models
        for scenario in entry["scenarios"]
    } | {(entry["name"], "-"): "the model as it is" for entry in models}
    rows = [row for model in results.models() for _, row in results.rows(model)]
    yield "# What five systems are said to do, and what they do"
    yield ""
    yield from data["introduction"]
    yield ""
    yield f"{sum(row.holds for row in rows)} of {len(rows)} expectations are met."
    yield ""
    yield from summary(results)
    yield "## What to see first"
    yield ""
    yield from first_to_see(results, data["first"])
    yield "## Measured and simulated"
    yield ""
    yield from data["measuring"]
    yield ""
    yield from measured(results, data["measured"])
    yield from data["differences"]
    yield ""
    yield "## Every expectation"
    yield ""
    yield from everything(results, abouts)


def main(data, models, *paths):
    lines = list(document(load(data), load(models), Results(paths)))
    print("\n".join(lines).rstrip("\n"))


if __name__ == "__main__":
    main(*sys.argv[1:])

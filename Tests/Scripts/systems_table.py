"""Writes a table of what systems are said to do and what they do, from results in JSON.

systems_table.py RESULT...    in the order of the table

A row is an expectation that says where it comes from ("source") or what it claims ("about"). One that
several scenarios of a model share is a row for the first of them in which it has this outcome.
"""

import json
import sys

VERDICTS = {"pass": "holds", "fail": "**fails**", "inconclusive": "open"}


def number(value):
    """Four significant digits, and no more than there are."""
    return f"{value:.4g}" if abs(value) < 10000 else f"{value:,.0f}"


def figure(value, unit):
    """A value in the words of its unit; what never came is never."""
    if value is None:
        return "never" if unit == "seconds" else "-"
    if unit == "seconds":
        if abs(value) < 1:
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


def simulated(expectation):
    """What was observed, and what it was held against if that is no number of the text."""
    text = figure(expectation["observed"], expectation["unit"])
    if "base" in expectation:
        text += f" against {figure(expectation['base'], expectation['unit'])}"
    return text


def rows(results):
    """Yields the verdict and the cells of each row."""
    seen = set()
    for result in results:
        model = result["model"]
        for expectation in result["expectations"]:
            if "source" not in expectation and "about" not in expectation:
                continue
            shown = simulated(expectation)
            key = (model["name"], expectation["text"], expectation["verdict"], shown)
            if key in seen:
                continue
            seen.add(key)
            text = expectation["text"]
            about = expectation.get("about")
            expected = f"{text} ({expectation['source']})" if "source" in expectation else text
            yield expectation["verdict"], [
                model["name"],
                model["scenario"] or "-",
                about or text,
                expected,
                shown,
                VERDICTS[expectation["verdict"]],
            ]


def main(paths):
    """Prints the whole document."""
    results = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            results.append(json.load(file))
    table = list(rows(results))
    held = sum(verdict == "pass" for verdict, _ in table)
    print("# What five systems are said to do, and what they do\n")
    print(
        "Each row is an expectation of a model in `Models`, with where it comes from; what is"
        " simulated is\nwhat the run showed. An expectation that ends with *expected not to hold* is"
        " a claim that the system\nas it is shipped does not keep: it holds if the claim fails."
        " `Tests/Scripts/update-systems.sh` makes\nthis file.\n"
    )
    print(f"{held} of {len(table)} rows hold.\n")
    print("| system | scenario | behaviour | expected (source) | simulated | verdict |")
    print("|---|---|---|---|---|---|")
    for _, cells in table:
        print("| " + " | ".join(cell(text) for text in cells) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])

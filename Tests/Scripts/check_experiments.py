"""Holds the pages of sweep, find and collapse against their rows and results."""

import json
import os


def rows_of(browser, table):
    return browser.evaluate(f"[...document.querySelectorAll('table[aria-label=\"{table}\"] tbody tr')]"
                            ".map((row) => [...row.children].map((each) => each.textContent))")


def number_of(browser, selector):
    return browser.evaluate(f"document.querySelectorAll({selector!r}).length")


def check_sweep(browser, folder, check):
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    with open(os.path.join(folder, "results.jsonl"), encoding="utf-8") as file:
        points = [json.loads(line) for line in file]
    knobs = [knob["path"] for knob in manifest["vary"]]
    shown = rows_of(browser, "Points")
    wanted = [[str(point["point"])] + [str(point[knob]) for knob in knobs] for point in points]
    check([row[:1 + len(knobs)] for row in shown] == wanted, f"the table has {wanted}, not {shown}")
    curves, dots = number_of(browser, ".curves"), number_of(browser, ".curves .point")
    check(curves >= 3 and dots >= curves * len(points), f"{curves} curves have {dots} dots")
    if manifest["replications"] > 1:
        check(number_of(browser, ".curves .band") >= 3, "curves have intervals")
    check(number_of(browser, ".cell") == (len(points) if len(knobs) == 2 else 0),
          "two knobs have a cell for each point")
    titles = browser.evaluate("[...document.querySelectorAll('.curves .point title')]"
                              ".map((each) => each.textContent)")
    for knob in knobs[:1]:
        check(titles and all(title.startswith(knob + " ") for title in titles), "dots read their value")
    check_knees(browser, points, manifest, check)


def check_knees(browser, points, manifest, check):
    """One knob that raises the load has its knee where goodput over mean latency is largest."""
    clients = [title[:-8] for title in manifest["columns"] if title.endswith(".goodput")]
    if len(manifest["vary"]) != 1 or manifest["scenarios"] or len(clients) != 1:
        return
    power, load = {}, {}
    for point in points:
        if point[clients[0] + ".latency.mean"]:
            power[point["point"]] = point[clients[0] + ".goodput"] / point[clients[0] + ".latency.mean"]
            load[point["point"]] = point[clients[0] + ".offered"]
    best = max(power, key=power.get)
    inner = best not in (min(load, key=load.get), max(load, key=load.get))
    has_knee = inner and max(load.values()) >= 1.2 * min(load.values())
    drawn = number_of(browser, ".curves .knee")
    check((drawn > 0) == has_knee, f"the knee at point {best} is drawn if there is one: {drawn}")


def check_search(browser, result, check):
    trials = result["searches"][0]["trials"]
    shown = rows_of(browser, "Trials")
    wanted = [[trial["value"], trial["answer"], str(trial["runs"])] for trial in trials]
    check([row[:3] for row in shown] == wanted, f"the trials are {wanted}, not {shown}")
    check(number_of(browser, ".trial") == len(trials), "each trial is drawn")
    narrowed = all(result["searches"][0][key] is not None for key in ("holds", "fails"))
    check(number_of(browser, ".bracket") == (1 if narrowed else 0), "the bracket is drawn")
    if result["searches"][0]["value"] is None:
        return
    shown = [row[:3] for row in rows_of(browser, "Frontier")]
    wanted = [[each["value"], each["holds"] or "–", each["fails"] or "–"] for each in result["searches"]]
    check(shown == wanted, f"the frontier is {wanted}, not {shown}")
    dots = sum(each[key] is not None for each in result["searches"] for key in ("holds", "fails"))
    check(number_of(browser, ".curves .point") == dots, f"the frontier has {dots} dots")


def check_collapse(browser, result, check):
    check(number_of(browser, ".region") == len(result["studies"]), "each study has its picture")
    columns = sum(len(study["loads"]) for study in result["studies"])
    check(number_of(browser, ".region .column") == columns, f"there are {columns} loads")
    for study in result["studies"]:
        label = "Loads" if study["with"] is None else "Loads with " + study["with"]
        shown = [row[:3] for row in rows_of(browser, label)]
        wanted = [[load["load"], load["comesBackFrom"] or "–", load["staysDownFrom"] or "–"]
                  for load in study["loads"]]
        check(shown == wanted, f"{label} are {wanted}, not {shown}")
    down = sum(not load["overloaded"] and load["staysDownFrom"] is not None
               for study in result["studies"] for load in study["loads"])
    check(number_of(browser, ".region rect.region-down") == down, f"{down} loads stay down")


def check_comparison(browser, result, check):
    shown = rows_of(browser, "Metrics")
    check(len(shown) == len(result["metrics"]), f"{len(result['metrics'])} metrics are listed, not {len(shown)}")
    drawn = sum(each["of"] in result["clients"] and each["ratio"] is not None
                and each["ratioInterval"] is not None and 0.01 < each["ratio"] < 100
                for each in result["metrics"])
    check(number_of(browser, ".whisker") == drawn, f"{drawn} changes are drawn")
    findings = {"better": "better", "worse": "worse", "different": "differs",
                "noDifference": "no difference shown", "untested": "not tested"}
    wanted = [findings[each["finding"]] for each in result["metrics"]]
    check([row[6] for row in shown] == wanted, "findings are those of the result")


def check_replications(browser, result, check):
    check(number_of(browser, ".distribution .percentile") == 4 * len(result["clients"]),
          "every distribution has its percentiles")
    intervals = sum(figures["latency"][name]["interval"] is not None
                    for figures in result["clients"].values() for name in ("p50", "mean", "p95", "p99"))
    check(number_of(browser, ".distribution .interval") == intervals, f"{intervals} of them have intervals")
    verdicts = browser.evaluate("[...document.querySelectorAll('.expectations li')]"
                                ".map((each) => each.className)")
    check(verdicts == [each["verdict"] for each in result["expectations"]], "verdicts are shown")
    check(len(rows_of(browser, "Components")) > 0, "components are listed")

"""Holds budgets, waterfalls, bottleneck and theory on a page against explanation.json."""

# As the page shows as many spans at most.
MOST_SPANS = 120


def texts(browser, selector):
    return browser.evaluate(f"[...document.querySelectorAll({selector!r})]"
                            ".map((each) => each.textContent)")


def counted(table):
    return f"document.querySelectorAll('table[aria-label=\"{table}\"] tbody tr').length"


def check_explanation(browser, explanation, check):
    client = next(iter(explanation["clients"].values()))
    kinds = [kind for kind in ("successes", "slowest", "failures") if client[kind]["count"]]
    names = texts(browser, ".budget-name")
    check(len(names) == len(kinds), f"{len(kinds)} budgets are drawn, not {len(names)}")
    for kind, name in zip(kinds, names):
        count = f"{client[kind]['count']:,} requests"
        check(name.endswith(count), f"a budget is about {count}, not {name}")
    check_stacks(browser, client, kinds, check)
    check_waterfalls(browser, client, check)
    rows = browser.evaluate(counted("Bottleneck"))
    check(rows == len(explanation["bottleneck"]), f"the bottleneck has {rows} rows")
    rows = browser.evaluate(counted("Work in vain"))
    check(rows == len(explanation["waste"]), f"work in vain has {rows} rows")
    rows = browser.evaluate(counted("Theory"))
    wanted = sum(len(each["values"]) for each in explanation["theory"])
    check(rows == wanted, f"theory has {wanted} rows, not {rows}")


def check_stacks(browser, client, kinds, check):
    """The widest piece of each bar is the weightiest part, and all pieces make a whole."""
    bars = browser.evaluate("[...document.querySelectorAll('.budget-bar .stack')].map((bar) =>"
                            "[...bar.children].map((each) => [each.title, parseFloat(each.style.width)]))")
    for kind, bar in zip(kinds, bars):
        total = sum(width for _, width in bar)
        check(abs(total - 100) < 0.01, f"the pieces of {kind} are {total}% of it")
        part = max(client[kind]["parts"], key=lambda each: each["mean"])
        share = part["mean"] / client[kind]["mean"] * 100
        own = [width for title, width in bar if title.startswith(part["component"] + ": ")]
        check(any(abs(width - share) < 0.01 for width in own),
              f"{part['component']} {part['use']} is {share:.2f}% of {kind}: {bar}")


def check_waterfalls(browser, client, check):
    for index, exemplar in enumerate(client["exemplars"]):
        browser.evaluate(f"document.querySelectorAll('.waterfalls .choice button')[{index}]?.click()")
        browser.evaluate("new Promise((done) => setTimeout(done, 120))")
        spans = browser.evaluate("document.querySelectorAll('.waterfall .span').length")
        wanted = min(MOST_SPANS, len(exemplar["spans"]))
        check(spans == wanted, f"the waterfall of {exemplar['choice']} has {wanted} spans, not {spans}")

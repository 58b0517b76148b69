"""Opens report pages in a real browser and uses them as a person would.

    check_pages.py [--screenshots FOLDER] FOLDER...    each has report.html and what it is about
"""

import json
import os
import sys

import check_experiments
import check_explanation
from browser import Browser

failures = []


def check(truth, what):
    if not truth:
        failures.append(what)
        print("  ✗ " + what)


def loaded(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def check_page(browser, folder, screenshots):
    page = os.path.join(folder, "report.html")
    took = browser.open(page)
    name = os.path.basename(folder.rstrip("/"))
    print(f"{name}: drawn in {took:.2f} s, {os.path.getsize(page) / 1e6:.2f} MB")
    check(os.path.getsize(page) < 2_000_000, "the page is below 2 MB")
    check(not browser.complaints, f"the console is quiet: {browser.complaints[:3]}")
    result = loaded(folder, "result.json")
    if result is None:
        check_experiments.check_sweep(browser, folder, check)
    elif "searches" in result:
        check_experiments.check_search(browser, result, check)
    elif "studies" in result:
        check_experiments.check_collapse(browser, result, check)
    else:
        check_run(browser, folder, result)
    check_quiet(browser)
    check_looks(browser, page, name, screenshots)


def check_run(browser, folder, result):
    check_contents(browser, result)
    explanation = loaded(folder, "explanation.json")
    if explanation:
        check_explanation.check_explanation(browser, explanation, check)
    if len(next(iter(result["series"]["clients"].values()), {}).get("offered", [])) > 20:
        check_time(browser, result)
    check_sorting(browser)


def check_looks(browser, page, name, screenshots):
    if screenshots:
        browser.open(page)
        browser.screenshot(os.path.join(screenshots, name + "-light.png"))
        browser.open(page, scheme="dark")
        browser.screenshot(os.path.join(screenshots, name + "-dark.png"))
    browser.open(page, width=390, height=844)
    wide = browser.evaluate("document.documentElement.scrollWidth")
    check(wide <= 390, f"a phone shows the page without scrolling sideways, not {wide} wide")
    if screenshots:
        browser.screenshot(os.path.join(screenshots, name + "-phone.png"))
    check_quiet(browser)


def check_quiet(browser):
    check(not browser.complaints, f"the console is quiet: {browser.complaints[:3]}")
    foreign = [url for url in browser.requests if not url.startswith(("file:", "data:"))]
    check(not foreign, f"nothing is asked of the network: {foreign[:3]}")


def check_contents(browser, result):
    """Every name and figure of the result stands where it belongs."""
    nodes = browser.evaluate("[...document.querySelectorAll('.architecture g title')]"
                             ".map((each) => each.textContent)")
    parts = list(result["clients"]) + list(result["components"])
    check(len(nodes) == len(parts), f"{len(parts)} parts are drawn, not {len(nodes)}")
    for part, title in zip(parts, nodes):
        check(title.startswith(part + " ("), f"{part} is drawn, not {title}")
    offered = browser.evaluate("[...document.querySelectorAll('table[aria-label=Requests] tbody tr')]"
                               ".map((row) => row.children[1].textContent.replaceAll(',', ''))")
    wanted = [str(each["offered"]) for client in result["clients"].values()
              for each in [client, *client["requests"].values()]]
    check(offered == wanted, f"the table of requests has {wanted}, not {offered}")
    verdicts = browser.evaluate("[...document.querySelectorAll('.expectations li')]"
                                ".map((each) => each.className)")
    check(verdicts == [each["verdict"] for each in result["expectations"]], "verdicts are shown")
    bars = browser.evaluate("[...document.querySelectorAll('.bar')].length")
    succeeded = sum(client["succeeded"] for client in result["clients"].values())
    check(bars > 0 or succeeded == 0, "the distribution has bars")


def check_time(browser, result):
    """Hover, zoom, keys and replay."""
    chart = browser.evaluate("""(() => {
      const canvas = document.querySelector('.charts .canvas');
      canvas.scrollIntoView({ block: 'center' });
      const box = canvas.getBoundingClientRect();
      return { x: box.left, y: box.top + box.height / 2, width: box.width };
    })()""")
    client, series = next(iter(result["series"]["clients"].items()))
    step, count = result["series"]["step"], len(series["offered"])
    middle = chart["x"] + 62 + (chart["width"] - 72) / 2
    browser.mouse("mouseMoved", middle, chart["y"])
    read = browser.evaluate("document.querySelector('.charts .readout').textContent")
    check(read.startswith("at "), f"pointing at a chart reads its values, not '{read}'")
    cursors = browser.evaluate("[...document.querySelectorAll('.charts .canvas .cursor')]"
                               ".filter((each) => each.getAttribute('visibility') === 'visible').length")
    charts = browser.evaluate("document.querySelectorAll('.charts .canvas .cursor').length")
    check(cursors == charts > 1, f"all {charts} charts point at the same time, not {cursors}")
    ticks = "[...document.querySelector('.charts .canvas').querySelectorAll('.axis text')]" \
            ".map((each) => each.textContent).join(' ')"
    before = browser.evaluate(ticks)
    browser.drag(middle - 60, chart["y"], middle + 60)
    zoomed = browser.evaluate(ticks)
    check(zoomed != before, "dragging zooms")
    browser.evaluate("document.querySelector('.charts .canvas').focus()")
    browser.press("0")
    check(browser.evaluate(ticks) == before, "the key 0 shows all again")
    browser.press("Home")
    browser.press("ArrowRight")
    read = browser.evaluate("document.querySelector('.charts .readout').textContent")
    check(read.startswith("at " + clock(step)),
          f"arrow keys move to the second step, not '{read}'")
    browser.press("Escape")
    check_replay(browser, client, series, step, count)


def clock(seconds):
    whole = int(seconds)
    rest = round((seconds - whole) * 1000)
    tail = ("." + f"{rest:03}".rstrip("0")) if rest else ""
    return f"{whole // 60 % 60}:{whole % 60:02}{tail}"


def check_replay(browser, client, series, step, count):
    slider = "document.querySelector('.replay input')"
    browser.evaluate(f"{slider}.value = 5; {slider}.dispatchEvent(new Event('input'))")
    title = browser.evaluate("document.querySelector('.architecture g title').textContent")
    rate = series["offered"][5] / step
    shown = float(title.split(": ", 1)[1].split("/s")[0].replace(",", "").replace("<", ""))
    check(abs(shown - rate) <= 0.006 * rate + 0.001,
          f"the architecture shows {rate}/s of {client} in the sixth step: {title}")
    browser.evaluate("document.querySelector('.play').click()")
    browser.evaluate("new Promise((done) => setTimeout(done, 700))")
    check(int(browser.evaluate(f"{slider}.value")) > 5, "play moves on")
    browser.evaluate("document.querySelector('.play').click()")
    held = browser.evaluate(f"{slider}.value")
    browser.evaluate("new Promise((done) => setTimeout(done, 400))")
    check(browser.evaluate(f"{slider}.value") == held, "pause holds")


def check_sorting(browser):
    """Numbers sort downwards first, then upwards."""
    head = "document.querySelectorAll('table[aria-label=Components] th button')[2].click()"
    rates = "[...document.querySelectorAll('table[aria-label=Components] tbody tr')]" \
            ".map((row) => Number(row.children[2].textContent.replace(/,/g, '').replace('<', '')))"
    browser.evaluate(head)
    down = browser.evaluate(rates)
    browser.evaluate(head)
    up = browser.evaluate(rates)
    known = [each for each in down if each is not None]
    check(known == sorted(known, reverse=True), f"components sort downwards: {down}")
    known = [each for each in up if each is not None]
    check(known == sorted(known), f"components sort upwards: {up}")


def main(arguments):
    screenshots = None
    if arguments[:1] == ["--screenshots"]:
        screenshots = arguments[1]
        arguments = arguments[2:]
    browser = Browser()
    try:
        for folder in arguments:
            check_page(browser, folder, screenshots)
    finally:
        browser.close()
    if failures:
        sys.exit(f"{len(failures)} checks of pages failed")
    print(f"{len(arguments)} pages are as they should be")


main(sys.argv[1:])

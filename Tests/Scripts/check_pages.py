"""Opens report pages in a real browser and uses them as a person would.

    check_pages.py [--screenshots FOLDER] --like PNG FOLDER...
        each folder has report.html and what it is about; the picture of the README is of the same size as
        one that would be made here
    check_pages.py --picture PAGE PNG
        takes the picture of a page for the README
"""

import json
import os
import struct
import sys
import tempfile

import check_colours
import check_experiments
import check_explanation
import check_labels
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
    elif "variants" in result:
        check_experiments.check_comparison(browser, result, check)
    elif "digests" in result and "confidence" in result:
        check_experiments.check_replications(browser, result, check)
    else:
        check_run(browser, folder, result)
    check_labels.check_drawn_labels(browser, check)
    check_text(browser)
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
    for scheme in ("light", "dark"):
        browser.open(page, scheme=scheme)
        check_colours.check_contrast(browser, scheme, check)
        if screenshots:
            browser.screenshot(os.path.join(screenshots, f"{name}-{scheme}.png"))
    check_print(browser)
    browser.open(page, width=390, height=844)
    check_labels.check_drawn_labels(browser, check)
    wide = browser.evaluate("document.documentElement.scrollWidth")
    check(wide <= 390, f"a phone shows the page without scrolling sideways, not {wide} wide")
    if screenshots:
        browser.screenshot(os.path.join(screenshots, name + "-phone.png"))
    check_quiet(browser)


def check_print(browser):
    """What was drawn for a screen fits on paper, on which nothing can be scrolled, and no script runs."""
    browser.call("Emulation.setEmulatedMedia", media="print")
    cut = browser.evaluate("""(() => {
      const main = document.querySelector('main');
      main.style.width = '700px';
      const end = main.getBoundingClientRect().right + 1;
      const parts = [...main.querySelectorAll('svg, canvas, table, pre, figure, li, p')];
      const cut = parts.filter((each) => each.getBoundingClientRect().right > end);
      const names = cut.map((each) => `${each.tagName} ${each.getAttribute('aria-label') ?? each.className.baseVal ?? each.className}`);
      main.style.width = '';
      return names;
    })()""")
    check(not cut, f"all of it fits on paper, but not {cut[:3]}")


def check_text(browser):
    """Names are text: nothing on the page is there but what its own script has made."""
    foreign = browser.evaluate(
        "[...document.querySelectorAll('img, iframe, object, embed, link, form, style ~ style, main script')]"
        ".map((each) => each.outerHTML.slice(0, 80))")
    check(not foreign, f"names are nothing but text: {foreign[:3]}")
    scripts = browser.evaluate("document.scripts.length")
    check(scripts == 2, f"the page has its data and its script, not {scripts} scripts")
    handlers = browser.evaluate("[...document.querySelectorAll('*')].filter((each) => "
                                "[...each.attributes].some((one) => one.name.startsWith('on'))).length")
    check(handlers == 0, f"no element has a handler in its markup, not {handlers}")
    turned = browser.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.getElementById('report').innerText)")
    check(not turned, "nothing turns the direction of the writing")


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
    check_edges(browser, result)
    bars = browser.evaluate("[...document.querySelectorAll('.bar')].length")
    succeeded = sum(client["succeeded"] for client in result["clients"].values())
    check(bars > 0 or succeeded == 0, "the distribution has bars")


def check_edges(browser, result):
    """Every edge has its load, and what goes over those to a component is about what arrives there."""
    titles = browser.evaluate("[...document.querySelectorAll('.architecture .edge title')]"
                              ".map((each) => each.textContent)")
    labels = browser.evaluate("[...document.querySelectorAll('.architecture .edge-labels')]"
                              ".map((each) => each.firstChild.textContent)")
    check(len(labels) == len(titles) and all(label.endswith("/s") for label in labels),
          f"{len(titles)} edges have their load: {labels}")
    length = result["window"]["end"] - result["window"]["start"]
    loads = {}
    for title, label in zip(titles, labels):
        for name in result["components"]:
            if f" calls {name}: " in title:
                loads[name] = loads.get(name, 0) + float(label.removesuffix("/s").replace(",", "").replace("<", ""))
    refused = any(fault for fault in result["faults"]) or result["breakers"]
    for name, load in loads.items():
        rate = result["components"][name]["arrivals"] / length
        check(load >= rate * 0.98 - 0.01 and (refused or load <= rate * 1.02 + 0.01),
              f"{rate}/s of {name} come over its edges, not {load}/s")


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


# Of the picture in the README: one screen of a page.
PICTURE = (1200, 1120)
LARGEST_PICTURE = 200_000


def take_picture(browser, page, picture):
    browser.open(page, width=PICTURE[0], height=PICTURE[1])
    browser.screenshot(picture, whole=False)
    check_quiet(browser)


def check_picture(browser, page, picture):
    """Its letters are not compared, which every machine draws a little differently."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = os.path.join(folder, "fresh.png")
        take_picture(browser, page, fresh)
        sizes = []
        for path in (fresh, picture):
            with open(path, "rb") as file:
                sizes.append(struct.unpack(">II", file.read(24)[16:]))
    check(sizes == [PICTURE, PICTURE], f"the picture has {PICTURE} pixels, not {sizes}")
    size = os.path.getsize(picture)
    check(size < LARGEST_PICTURE, f"the picture has less than {LARGEST_PICTURE} bytes, not {size}")


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
    options = {}
    while arguments[0] in ("--screenshots", "--like", "--picture"):
        options[arguments[0]] = arguments[1]
        arguments = arguments[2:]
    browser = Browser()
    try:
        if "--picture" in options:
            take_picture(browser, options["--picture"], arguments[0])
        else:
            check_labels.check_labels(browser, check)
            for folder in arguments:
                check_page(browser, folder, options.get("--screenshots"))
            picture = options["--like"]
            check_picture(browser, os.path.join(os.path.dirname(picture), "report.html"), picture)
    finally:
        browser.close()
    if failures:
        sys.exit(f"{len(failures)} checks of pages failed")
    print("the picture is taken" if "--picture" in options else f"{len(arguments)} pages are as they should be")


main(sys.argv[1:])

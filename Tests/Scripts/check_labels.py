"""Holds the layout of labels, as pages have it, against what it promises, in the browser."""

import json
import os
import random

SOURCE = os.path.join(os.path.dirname(__file__), "../../Sources/RunReports/HTML/Assets/labels.js")
GAP = 8

# Middles and widths, the room, and the rows that are needed.
CASES = [
    ([], 0, 100, 0),
    ([(50, 20)], 0, 100, 1),
    ([(20, 20), (60, 20)], 0, 100, 1),
    ([(20, 20), (48, 20)], 0, 100, 1),
    ([(20, 20), (47, 20)], 0, 100, 2),
    ([(50, 40)] * 4, 0, 100, 4),
    ([(0, 40), (100, 40)], 0, 100, 1),
    ([(-30, 40), (300, 40)], 0, 100, 1),
    ([(30, 60), (50, 60), (95, 60), (130, 60)], 0, 160, 3),
]


def complaint(labels, low, high, layout):
    """What is wrong with a layout; nothing if labels are inside, near, and apart."""
    boxes = []
    for (x, width), place in zip(labels, layout["places"]):
        left, right = place["x"] - width / 2, place["x"] + width / 2
        wanted = max(low + width / 2, min(high - width / 2, x))
        if abs(place["x"] - wanted) > 1e-9:
            return f"{x} is moved to {place['x']}, not {wanted}"
        if not 0 <= place["row"] < layout["rows"]:
            return f"row {place['row']} of {layout['rows']}"
        boxes.append((place["row"], left, right))
    for index, (row, left, right) in enumerate(boxes):
        for other, begin, end in boxes[index + 1:]:
            if row == other and left < end + GAP - 1e-9 and begin < right + GAP - 1e-9:
                return f"two touch in row {row}: {left}...{right} and {begin}...{end}"
    return None


def check_labels(browser, check):
    draw = random.Random(1)
    cases = [(labels, low, high, rows) for labels, low, high, rows in CASES]
    for _ in range(300):
        count = draw.randrange(1, 7)
        labels = [(draw.uniform(-20, 420), draw.uniform(10, 120)) for _ in range(count)]
        cases.append((labels, 0, 400, None))
    with open(SOURCE, encoding="utf-8") as file:
        source = file.read()
    asked = json.dumps([[[{"x": x, "width": width} for x, width in labels], low, high]
                        for labels, low, high, _ in cases])
    layouts = browser.evaluate(
        f"(() => {{ {source}\n return {asked}.map((each) => placeLabels(...each)); }})()")
    for (labels, low, high, rows), layout in zip(cases, layouts):
        wrong = complaint(labels, low, high, layout)
        check(wrong is None, f"labels {labels} are apart: {wrong}")
        check(rows in (None, layout["rows"]), f"labels {labels} take {rows} rows, not {layout['rows']}")
    print(f"labels are apart in {len(cases)} layouts")


# Whether the labels of any two percentiles overlap on the page as it is drawn.
OVERLAPS = """[...document.querySelectorAll('.distribution svg')].flatMap((chart) => {
  const boxes = [...chart.querySelectorAll('.percentile text')].map((each) => [each.textContent, each.getBoundingClientRect()]);
  return boxes.flatMap(([name, box], index) => boxes.slice(index + 1).filter(([, other]) =>
    box.left < other.right && other.left < box.right && box.top + 3 < other.bottom && other.top + 3 < box.bottom)
    .map(([other]) => `${name} and ${other}`));
})"""


def check_drawn_labels(browser, check):
    found = browser.evaluate(OVERLAPS)
    check(not found, f"labels of percentiles do not overlap: {found[:3]}")

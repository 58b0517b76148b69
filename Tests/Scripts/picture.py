"""Takes a picture of the beginning of a page, for the README.

    picture.py PAGE PNG
"""

import sys

from browser import Browser

WIDTH, HEIGHT = 1200, 1120


def main(page, picture):
    browser = Browser()
    try:
        browser.open(page, width=WIDTH, height=HEIGHT)
        browser.screenshot(picture, whole=False)
    finally:
        browser.close()
    if browser.complaints:
        sys.exit(f"the page complains: {browser.complaints[:3]}")


main(*sys.argv[1:])

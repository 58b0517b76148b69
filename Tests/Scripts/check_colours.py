"""Holds the contrast of all text of a page, as it is drawn, against WCAG 2.2 at level AA."""

# Text of less than 24 pixels, or less than 18.66 in bold, needs 4.5 and any other 3. What is behind it is
# the nearest ancestor that has a colour; text of pictures that has paper around it stands on that.
POOREST = """(() => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((each) => each / 255)
    .map((each) => each <= 0.04045 ? each / 12.92 : Math.pow((each + 0.055) / 1.055, 2.4))
    .reduce((sum, each, index) => sum + each * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const [r, g, b, alpha = 1] = numbers(getComputedStyle(each).backgroundColor);
      if (r != null && alpha > 0.99) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].filter((each) => each.nodeType === 3).map((each) => each.data).join('').trim();
    if (!text || element.closest('script, style, noscript, title, option')) continue;
    const style = getComputedStyle(element);
    if (!element.getClientRects().length || style.visibility === 'hidden') continue;
    const isDrawn = element.namespaceURI.endsWith('svg');
    const colour = numbers(isDrawn ? style.fill : style.color).slice(0, 3);
    const halo = isDrawn && style.paintOrder.startsWith('stroke') ? numbers(style.stroke).slice(0, 3) : null;
    const [one, two] = [luminance(colour) + 0.05, luminance(halo || ground(element)) + 0.05];
    const contrast = Math.max(one, two) / Math.min(one, two);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
    if (contrast < (isLarge ? 3 : 4.5)) found.push(`${text.slice(0, 30)} (${element.tagName}.${element.getAttribute('class') || ''}): ${contrast.toFixed(2)}`);
  }
  return found;
})()"""


def check_contrast(browser, scheme, check):
    found = browser.evaluate(POOREST)
    check(not found, f"text is readable in {scheme}: {len(found)} are not, such as {found[:4]}")

// Elements are made, never parsed from text: no name in a model can become markup.
const data = JSON.parse(document.getElementById("data").textContent);
const svgSpace = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : spelt(value));
  }
  for (const child of children.flat(2)) {
    if (child == null || child === false) continue;
    element.append(typeof child === "string" ? spelt(child) : child);
  }
  return element;
}

// What would turn the direction of the writing around it, and what cannot be seen, is spelt out.
function spelt(text) {
  return typeof text !== "string" ? text
    : text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
      (sign) => `\\u{${sign.codePointAt(0).toString(16).toUpperCase()}}`);
}

function make(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function draw(tag, attributes, ...children) {
  return fill(document.createElementNS(svgSpace, tag), attributes, children);
}

// A name that fits where it stands; the whole of it is in the tooltip.
function shortened(text, length) {
  const signs = Array.from(text);
  if (signs.length <= length) return text;
  return signs.slice(0, length - 1).join("") + "…";
}

// The same where the end of a name tells as much as its beginning.
function pinched(text, length) {
  const signs = Array.from(text);
  if (signs.length <= length) return text;
  const tail = Math.floor((length - 1) * 0.6);
  return signs.slice(0, length - 1 - tail).join("") + "…" + signs.slice(signs.length - tail).join("");
}

function section(title, about, ...content) {
  const id = title.toLowerCase().replace(/[^a-z]+/g, "-");
  return make("section", { "aria-labelledby": id },
    make("h2", { id }, title), about && make("p", { class: "about" }, about), content);
}

// Buttons of which one is pressed.
function choice(label, options, select) {
  const buttons = options.map((option, index) => make("button", {
    type: "button", "aria-pressed": index === 0 ? "true" : "false", title: option,
    onclick: (event) => {
      for (const button of buttons) button.setAttribute("aria-pressed", "false");
      event.currentTarget.setAttribute("aria-pressed", "true");
      select(option, index);
    },
  }, shortened(option, 40)));
  return options.length < 2
    ? null : make("div", { class: "choice", role: "group", "aria-label": label }, buttons);
}

// What became of so many expectations.
function judgement(failed, open, count, undecided, subject) {
  if (failed > 0) {
    return ["fail", count === 1 ? "the expectation does not hold" : failed === count
      ? `none of ${count} expectations holds` : `${failed} of ${count} expectations ${failed === 1 ? "does" : "do"} not hold`];
  }
  if (open > 0) return ["open", count === 1 ? `the expectation ${undecided}` : `${open} of ${count} expectations ${undecided}`];
  return count === 0 ? ["open", `nothing was expected of ${subject}`]
    : ["pass", count === 1 ? "the expectation holds" : count === 2 ? "both expectations hold" : `all ${count} expectations hold`];
}

// Draws again whenever the width changes.
function responsive(element, render) {
  let width = 0;
  const observer = new ResizeObserver(() => {
    const now = Math.floor(element.clientWidth);
    if (now === 0 || now === width) return;
    width = now;
    // Drawing changes sizes, which an observer must not do while it is being told of one.
    requestAnimationFrame(() => render(width));
  });
  observer.observe(element);
  return () => { if (width > 0) render(width); };
}

// Light or dark, whatever the system prefers; `again` redraws what takes its colours from the style.
function themeButton(again) {
  return make("button", { type: "button", class: "theme", onclick: () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    if (again) again();
  } }, "Light / dark");
}

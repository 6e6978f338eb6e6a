/** Building elements. Text always goes in as text, never as markup. */

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  close: "M6 6l12 12M18 6L6 18",
  quote: "M10 8H5v5h5zM10 13c0 3-2 4-4 4M19 8h-5v5h5zM19 13c0 3-2 4-4 4",
  photo: "M4 6h16v12H4zM4 15l4-4 4 4 3-3 5 5M15.5 9.5h.01",
  idea: "M9 18h6M10 21h4M8 14a6 6 0 1 1 8 0c-1 1-1 2-1 2H9s0-1-1-2",
  down: "M12 5v14M6 13l6 6 6-6",
  eye: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
};

/**
 * Make an element. Properties that start with "on" are listeners, `class`, `data-…`, `aria-…` and
 * the like are attributes; null, undefined and false leave an attribute out.
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else setAttribute(element, name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  element.setAttribute(name, value === true ? "" : value);
}

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  drawing.append(path);
  return drawing;
}

/** A button with words, an icon, or both; `label` is what a screen reader says. */
export function button(words, properties = {}, iconName = null) {
  return make(
    "button",
    { type: "button", ...properties },
    iconName ? icon(iconName) : null,
    words ? make("span", {}, words) : null,
  );
}

/** The round mark of a person: the first character of the name on one of eight tones. */
export function avatar(person) {
  const [first] = person.name;
  return make(
    "span",
    { class: `avatar tone-${toneOf(person.id)}`, "aria-hidden": "true" },
    first ?? "？",
  );
}

export function botAvatar() {
  return make("span", { class: "avatar seal", "aria-hidden": "true" }, "呼");
}

const tones = new Map();

/** Everybody gets the next tone, so that the first eight are told apart. */
function toneOf(id) {
  if (!tones.has(id)) tones.set(id, tones.size % 8);
  return tones.get(id);
}

const notices = () => document.getElementById("notices");

/** Say something to whoever looks at the page; it goes away after `seconds`. */
export function notice(words, { isBad = false, seconds = 5 } = {}) {
  const line = make("p", { class: isBad ? "notice is-bad" : "notice" }, words);
  notices().append(line);
  setTimeout(() => line.remove(), seconds * 1000);
}

/** A dialog over the page: from below on a phone, in the middle on a desk. */

import { make, button } from "./dom.js";

/** Open an empty sheet; what belongs in it is appended to `body`. */
export function openSheet(title, explanation = null, { isWide = false } = {}) {
  const body = make("div", { class: "sheet-body" });
  const heading = make("h2", { id: "sheet-title" }, title);
  const dialog = make(
    "dialog",
    { class: isWide ? "sheet is-wide" : "sheet", "aria-labelledby": "sheet-title" },
    make(
      "div",
      { class: "sheet-head" },
      heading,
      button("", { class: "round", "aria-label": "关闭", onclick: () => dialog.close() }, "close"),
    ),
    explanation ? make("p", { class: "sheet-note" }, explanation) : null,
    body,
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return { body, close: () => dialog.close() };
}

/** Ask for one name. */
export function nameForm({ id, label, action, placeholder, onName }) {
  const field = make("input", { id, type: "text", maxlength: "32", required: true, placeholder, autocomplete: "off" });
  const submit = (event) => {
    event.preventDefault();
    const name = field.value.trim();
    if (name) onName(name);
    field.value = "";
  };
  return make(
    "form",
    { class: "field-row", onsubmit: submit },
    make("label", { for: id }, label),
    field,
    make("button", { class: "primary" }, action),
  );
}

/** Show a picture as large as the window allows. */
export function openPicture(source, words) {
  const sheet = openSheet(words, null, { isWide: true });
  sheet.body.append(make("img", { class: "large-picture", src: source, alt: words }));
}

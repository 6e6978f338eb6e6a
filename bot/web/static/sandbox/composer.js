/** Where a person writes: text, a quotation, the bot's mention, a photo or a file. */

import { make, button, icon } from "./dom.js";
import { readAttachment } from "./attachment.js";
import { excerpt } from "./message.js";

const MENTION = "@有呼";
const LONGEST = 4000;
const MOST_LINES = 5;

/**
 * `send(words)` gets `{text, mention, reply_to, photo, document}` and says whether it went out;
 * `toast(words)` shows a short note; `hints(onPick)` makes the panel of example sentences.
 */
export class Composer {
  #quoted = null;
  #attached = null;

  constructor({ name, send, toast, hints }) {
    Object.assign(this, { name, send, toast, hints });
    this.#makeParts();
    this.element = make(
      "form",
      { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.panel,
      this.above,
      make("div", { class: "tools" }, this.mention, this.attach, this.file, this.hintButton),
      make("div", { class: "write" }, this.field, make("button", { class: "primary send" }, "发送")),
    );
    this.kind = "group";
  }

  #makeParts() {
    this.panel = make("div", { class: "hint-place", hidden: true });
    this.above = make("div", { class: "above" });
    this.mention = button(MENTION, { class: "tool", "aria-pressed": "false", title: "点名叫有呼", onclick: () => this.#toggleMention() });
    this.file = make("input", { type: "file", hidden: true, onchange: () => this.#onFile() });
    this.attach = button("照片", { class: "tool", "aria-label": "发照片或文件", onclick: () => this.file.click() }, "photo");
    this.hintButton = button("例句", { class: "tool", "aria-expanded": "false", onclick: () => this.showHints(this.panel.hidden) }, "idea");
    this.field = make("textarea", {
      rows: "1",
      maxlength: LONGEST,
      enterkeyhint: "send",
      "aria-label": `${this.name}说`,
      placeholder: "说点什么",
      onkeydown: (event) => this.#onKey(event),
      oninput: () => this.#grow(),
    });
  }

  /** "group" or "private": in private everything is for the bot. */
  set kind(kind) {
    this.mention.hidden = kind !== "group";
    this.quote(null);
    if (!this.panel.hidden) this.showHints(true);
  }

  showHints(isOpen) {
    this.panel.hidden = !isOpen;
    this.hintButton.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.panel.replaceChildren(this.hints((sentence) => this.#pick(sentence)));
  }

  #pick(sentence) {
    this.showHints(false);
    this.write(sentence);
  }

  /** Put words into the field, with the caret after them. */
  write(words) {
    this.field.value = words;
    this.#grow();
    this.field.focus();
    this.field.setSelectionRange(words.length, words.length);
  }

  quote(message) {
    this.#quoted = message;
    this.#drawAbove();
    if (message) this.field.focus();
  }

  #toggleMention() {
    const isOn = this.mention.getAttribute("aria-pressed") !== "true";
    this.#setMention(isOn);
    this.field.focus();
  }

  #setMention(isOn) {
    this.mention.setAttribute("aria-pressed", String(isOn));
  }

  async #onFile() {
    const [file] = this.file.files;
    this.file.value = "";
    if (!file) return;
    try {
      this.#attached = await readAttachment(file);
    } catch (error) {
      this.toast(error.message);
    }
    this.#drawAbove();
    this.field.focus();
  }

  #drawAbove() {
    this.above.replaceChildren();
    if (this.#quoted) {
      const words = `引用 ${this.#quoted.name}：${excerpt(this.#quoted)}`;
      this.above.append(strip(make("span", {}, words), "不引用了", () => this.quote(null)));
    }
    if (this.#attached) {
      const { preview, name } = this.#attached;
      const shown = preview ? make("img", { src: preview, alt: name }) : icon("file");
      const words = make("span", { class: "attached" }, shown, make("span", {}, name));
      this.above.append(strip(words, "不发了", () => ((this.#attached = null), this.#drawAbove())));
    }
  }

  #onKey(event) {
    // While an input method is composing, Enter chooses a word.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) this.#submit(event);
    if (event.key === "Escape") this.quote(null);
  }

  #grow() {
    this.field.style.height = "auto";
    const line = Number.parseFloat(getComputedStyle(this.field).lineHeight);
    const limit = line * MOST_LINES + 20;
    this.field.style.height = `${Math.min(this.field.scrollHeight + 2, limit)}px`;
  }

  async #submit(event) {
    event.preventDefault();
    const draft = this.#draft();
    if (!draft.text && !draft.photo && !draft.document) return;
    const { value } = this.field;
    const [quoted, attached] = [this.#quoted, this.#attached];
    this.#clear();
    this.showHints(false);
    if (await this.send(draft)) return;
    if (!this.field.value) this.field.value = value;
    this.#setMention(draft.mention);
    this.#quoted = quoted;
    this.#attached = attached;
    this.#drawAbove();
  }

  #draft() {
    const written = this.field.value.trim();
    const isNamed = written.includes(MENTION);
    const draft = {
      text: isNamed ? written.replaceAll(MENTION, " ").trim() : written,
      mention: !this.mention.hidden && (isNamed || this.mention.getAttribute("aria-pressed") === "true"),
    };
    if (this.#quoted) draft.reply_to = this.#quoted.id;
    if (this.#attached?.photo) draft.photo = this.#attached.photo;
    if (this.#attached?.document) draft.document = this.#attached.document;
    return draft;
  }

  #clear() {
    this.field.value = "";
    this.#setMention(false);
    this.#quoted = null;
    this.#attached = null;
    this.#drawAbove();
    this.#grow();
  }
}

function strip(content, words, onCancel) {
  return make(
    "div",
    { class: "strip" },
    content,
    button("", { class: "round", "aria-label": words, onclick: onCancel }, "close"),
  );
}

/** One person's phone: the group and the private chat with the bot, one at a time. */

import * as api from "./api.js";
import { make, button, avatar } from "./dom.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { firstWords, hintPanel } from "./hints.js";
import * as moments from "./moments.js";

const TOAST = 4000;
const TABS = [
  ["group", "群聊"],
  ["private", "私聊"],
];

/** Says `use` when somebody turns to it, `turn` when another chat or news are to be shown, `spoke` after a word or press. */
export class Phone extends EventTarget {
  #toasted = null;

  /** `isFresh()`: nobody has spoken to the bot yet, anywhere. */
  constructor(person, { feeds, isFresh, onChoose, onAway }) {
    super();
    Object.assign(this, { person, feeds, isFresh });
    this.kind = "group";
    this.chats = { group: null, private: this.#converse(person.id, "private") };
    this.noGroup = noGroup(onChoose);
    this.#makeParts(onAway);
    this.turnTo("group");
  }

  #makeParts(onAway) {
    const { id, name } = this.person;
    this.composer = new Composer({
      name,
      send: (draft) => this.#say(draft),
      toast: (words) => this.toast(words),
      hints: (onPick) => hintPanel(this.kind, this.isFresh(), onPick),
    });
    this.time = make("span", { class: "phone-time" });
    this.place = make("span", { class: "phone-place" });
    this.tabs = Object.fromEntries(TABS.map(([kind, words]) => [kind, this.#tab(kind, words)]));
    this.screen = make("div", { class: "screen", role: "tabpanel", "aria-label": `${name}的聊天` }, this.noGroup, this.chats.private.element);
    this.toasts = make("div", { class: "toasts", role: "status", "aria-live": "polite" });
    this.element = make(
      "section",
      { class: "phone", "aria-label": `${name}的手机`, "data-person": id },
      this.#head(onAway),
      this.screen,
      this.toasts,
      this.composer.element,
    );
    for (const event of ["focusin", "pointerdown"]) {
      this.element.addEventListener(event, () => this.dispatchEvent(new Event("use")));
    }
  }

  #head(onAway) {
    const { name } = this.person;
    return make(
      "header",
      { class: "phone-head" },
      make("div", { class: "phone-status", "aria-hidden": "true" }, this.time),
      make(
        "div",
        { class: "phone-owner" },
        avatar(this.person),
        make("div", { class: "phone-names" }, make("h2", {}, name), this.place),
        button("", { class: "round", "aria-label": `把${name}的手机收起来`, title: "收起来", onclick: onAway }, "close"),
      ),
      make("div", { class: "tabs", role: "tablist", "aria-label": "哪个聊天", onkeydown: (event) => this.#onTabKey(event) }, Object.values(this.tabs)),
    );
  }

  #tab(kind, words) {
    return make("button", { type: "button", role: "tab", class: "tab", onclick: () => this.turnTo(kind) }, words);
  }

  #onTabKey(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    this.turnTo(this.kind === "group" ? "private" : "group");
    this.tabs[this.kind].focus();
  }

  #converse(chat, kind) {
    const conversation = new Conversation(this.feeds.of(chat), this.person, {
      quote: (message) => this.composer.quote(message),
      press: (message, pressed, element) => this.#press(message, pressed, element),
      empty: () => firstWords(kind, this.isFresh()),
    });
    conversation.addEventListener("unseen", () => this.#drawTabs());
    return conversation;
  }

  /** The group everybody is in; null while there is none. */
  set group(group) {
    const chat = group?.id ?? null;
    this.groupTitle = group?.title || chat;
    if ((this.chats.group?.feed.chat ?? null) !== chat) {
      this.chats.group?.close();
      this.chats.group = chat ? this.#converse(chat, "group") : null;
      if (this.chats.group) this.screen.append(this.chats.group.element);
    }
    this.turnTo(this.kind);
  }

  turnTo(kind) {
    const isOther = kind !== this.kind;
    this.kind = kind;
    for (const [each, conversation] of Object.entries(this.chats)) {
      if (conversation) conversation.isShown = each === kind;
    }
    this.noGroup.hidden = kind !== "group" || this.chats.group !== null;
    if (isOther) this.composer.kind = kind;
    this.#drawTabs();
  }

  #drawTabs() {
    for (const [kind, tab] of Object.entries(this.tabs)) {
      const isOn = kind === this.kind;
      tab.setAttribute("aria-selected", String(isOn));
      tab.tabIndex = isOn ? 0 : -1;
      tab.classList.toggle("has-news", (this.chats[kind]?.unseen ?? 0) > 0);
    }
    this.place.textContent = this.kind === "group" ? (this.groupTitle ?? "还没有群") : "和有呼的私聊";
    this.dispatchEvent(new Event("turn"));
  }

  get hasNews() {
    return this.chats.private.unseen > 0;
  }

  /** The chat on the screen and the one behind it. */
  get followed() {
    const behind = this.kind === "group" ? "private" : "group";
    return { visible: this.chats[this.kind]?.feed.chat, hidden: this.chats[behind]?.feed.chat };
  }

  set isInUse(isInUse) {
    this.element.classList.toggle("is-in-use", isInUse);
    for (const conversation of Object.values(this.chats)) {
      if (conversation) conversation.isSpoken = isInUse;
    }
    if (isInUse) this.chats[this.kind]?.see();
  }

  set moment(now) {
    if (now) this.time.textContent = moments.hour(now);
  }

  async #say(draft) {
    const { id, name } = this.person;
    const chat = this.chats[this.kind]?.feed.chat;
    if (!chat) {
      this.toast("先新建一个群");
      return false;
    }
    return this.#do(() => api.say({ chat, kind: this.kind, person: id, name, ...draft }), "没发出去");
  }

  async #press(message, { press }, element) {
    const { id, name } = this.person;
    if (element.getAttribute("aria-busy") === "true") return;
    element.setAttribute("aria-busy", "true");
    await this.#do(() => api.press({ person: id, name, message: message.id, press }), "没按成");
    element.removeAttribute("aria-busy");
  }

  /** Carry out a call, show its toast or what went wrong; say whether it went well. */
  async #do(act, otherwise) {
    try {
      const { toast, pending } = await act();
      if (toast) this.toast(toast);
      if (pending) this.toast(`还有 ${pending} 条回复没送到`);
      return true;
    } catch (error) {
      this.toast(`${otherwise}：${error.message}`);
      return false;
    } finally {
      this.dispatchEvent(new Event("spoke"));
    }
  }

  toast(words) {
    clearTimeout(this.#toasted);
    this.toasts.replaceChildren(make("p", { class: "toast" }, words));
    this.#toasted = setTimeout(() => this.toasts.replaceChildren(), TOAST);
  }

  close() {
    for (const conversation of Object.values(this.chats)) conversation?.close();
    this.element.remove();
  }
}

function noGroup(onChoose) {
  return make(
    "div",
    { class: "empty" },
    make("p", {}, "还没有群。"),
    button("建一个群", { class: "primary", onclick: onChoose }),
  );
}

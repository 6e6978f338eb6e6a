/** The phones on the table: side by side, or one in front where there is room for one. */

import { make, button } from "./dom.js";
import { Phone } from "./phone.js";

const NARROW = "(max-width: 719px)";

export class Stage {
  #phones = new Map();
  #narrow = matchMedia(NARROW);

  constructor(element, { neighbours, feeds, clock, onChoose }) {
    Object.assign(this, { element, neighbours, feeds, clock, onChoose });
    neighbours.addEventListener("change", () => this.#arrange());
    this.#narrow.addEventListener("change", () => this.#follow());
    clock.addEventListener("tick", () => this.#tellTime());
    clock.addEventListener("moved", () => feeds.refresh());
  }

  #arrange() {
    const { shown, group } = this.neighbours;
    const isShown = (id) => shown.some((person) => person.id === id);
    for (const [id, phone] of this.#phones) if (!isShown(id)) this.#putAway(phone);
    for (const person of shown) this.#phoneOf(person).group = group;
    place(this.element, this.#standing(shown));
    this.#tellTime();
    this.#follow();
  }

  #standing(shown) {
    return shown.length ? shown.map(({ id }) => this.#phones.get(id).element) : [this.#nobody()];
  }

  #phoneOf(person) {
    if (!this.#phones.has(person.id)) this.#phones.set(person.id, this.#takeOut(person));
    return this.#phones.get(person.id);
  }

  #takeOut(person) {
    const isFirst = this.neighbours.isFirstVisit && this.#phones.size === 0;
    const phone = new Phone(person, {
      feeds: this.feeds,
      isFresh: () => this.neighbours.isFresh,
      onChoose: this.onChoose,
      onAway: () => this.neighbours.show(person.id, false),
    });
    if (isFirst && !this.#narrow.matches) phone.composer.showHints(true);
    phone.addEventListener("use", () => this.neighbours.bringToFront(person.id));
    phone.addEventListener("turn", () => this.#follow());
    phone.addEventListener("spoke", () => this.#onSpoke(person));
    return phone;
  }

  #putAway(phone) {
    this.#phones.delete(phone.person.id);
    phone.close();
  }

  #onSpoke(person) {
    this.feeds.refresh();
    const known = this.neighbours.person(person.id);
    if (!this.neighbours.isIn(known, this.neighbours.group)) this.neighbours.load();
  }

  #tellTime() {
    for (const phone of this.#phones.values()) phone.moment = this.clock.now;
  }

  /** Tell the feeds which chats are on a screen, and mark the phone in use. */
  #follow() {
    const front = this.neighbours.front?.id;
    const visible = [];
    const hidden = [];
    for (const [id, phone] of this.#phones) {
      phone.isInUse = id === front;
      const isSeen = !this.#narrow.matches || id === front;
      (isSeen ? visible : hidden).push(phone.followed.visible);
      hidden.push(phone.followed.hidden);
      this.#markNews(id, phone.hasNews);
    }
    const isChat = (chat) => Boolean(chat);
    this.feeds.want(visible.filter(isChat), hidden.filter((chat) => isChat(chat) && !visible.includes(chat)));
  }

  #markNews(id, hasNews) {
    const chip = document.querySelector(`.switch[data-person="${CSS.escape(id)}"]`);
    chip?.classList.toggle("has-news", hasNews);
  }

  #nobody() {
    const isEmpty = this.neighbours.isEmpty;
    return make(
      "div",
      { class: "nobody" },
      make("span", { class: "seal", "aria-hidden": "true" }, "呼"),
      make("h2", {}, isEmpty ? "这里还没有人" : "手机都收起来了"),
      make("p", {}, isEmpty ? "请书记和一位邻居进来，四句话就能用起来：" : "选几位邻居，把手机放回桌上。"),
      isEmpty ? firstFour() : null,
      isEmpty
        ? button("请林书记和王阿姨进来", { class: "primary", onclick: () => this.#beginWithTwo() })
        : button("人和群", { class: "primary", onclick: this.onChoose }),
    );
  }

  #beginWithTwo() {
    if (!this.neighbours.group) this.neighbours.addGroup("院里");
    const secretary = this.neighbours.addPerson("林书记");
    this.neighbours.addPerson("王阿姨");
    this.neighbours.bringToFront(secretary.id);
    this.#phones.get(secretary.id).turnTo("private");
    this.#phones.get(secretary.id).composer.showHints(true);
  }
}

/** Moving an element loses its focus and scroll, so what stands right is left alone. */
function place(parent, wanted) {
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
}

function firstFour() {
  const steps = [
    ["林书记私聊有呼", "认领 <码>"],
    ["林书记在群里", "启用 盐运西社区"],
    ["林书记在群里", "发布活动 周六上午9点到11点 小广场 环境整治 20人"],
    ["王阿姨在群里", "我参加"],
  ];
  return make(
    "ol",
    { class: "first-four" },
    steps.map(([where, words]) => make("li", {}, make("span", {}, where), make("q", {}, words))),
  );
}

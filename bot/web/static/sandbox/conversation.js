/** A chat as one person sees it: the scrolling list of messages. */

import { make, button } from "./dom.js";
import { drawMessage, drawSeparator, isFor } from "./message.js";

const NEAR_END = 60;
const SHOWN = 400;
const AFTER_SCROLL = 400;
const FLASH = 1200;

/** Says `unseen` when a message arrived that this person has not looked at. */
export class Conversation extends EventTarget {
  #isAtEnd = true;
  #top = 0;
  #isShown = false;
  #last = null;
  #scrolled = null;

  constructor(feed, person, { quote, press, empty }) {
    super();
    this.feed = feed;
    this.person = person;
    this.unseen = 0;
    this.empty = empty;
    this.acts = { quote, press, jump: (id) => this.#jump(id) };
    this.list = make("ol", { class: "message-list" });
    this.log = make("div", { class: "log", role: "log", tabindex: "0", "aria-live": "off" }, this.list);
    this.more = button("新消息", { class: "more", hidden: true, onclick: () => this.#toEnd() }, "down");
    this.element = make("div", { class: "conversation" }, this.log, this.more);
    this.#listen();
    this.#add([...feed.messages.values()]);
    this.#showEmpty();
  }

  #listen() {
    this.onMessages = ({ detail }) => this.#take(detail);
    this.feed.addEventListener("messages", this.onMessages);
    this.log.addEventListener("scroll", () => this.#onScroll());
    this.log.addEventListener("keydown", (event) => this.#onKey(event));
    this.log.addEventListener("load", () => this.#keepEnd(), { capture: true });
    new ResizeObserver(() => this.#keepEnd()).observe(this.log);
  }

  close() {
    this.feed.removeEventListener("messages", this.onMessages);
    this.element.remove();
  }

  set isShown(isShown) {
    this.#isShown = isShown;
    this.element.hidden = !isShown;
    if (isShown) this.see();
  }

  /** The person looks at this chat now. */
  see() {
    this.unseen = 0;
    this.#keepEnd();
  }

  /** Only the phone in use reads new messages aloud, or four would say the same. */
  set isSpoken(isSpoken) {
    this.log.setAttribute("aria-live", isSpoken ? "polite" : "off");
  }

  #take({ added, changed }) {
    for (const message of changed) this.#redraw(message);
    const isFirstReading = !this.feed.isReady;
    const seenHere = added.filter((message) => isFor(message, this.person));
    this.#add(seenHere);
    this.#showEmpty();
    const news = seenHere.filter(({ from }) => from !== this.person.id).length;
    if (news < seenHere.length) this.#toEnd();
    if (news && !isFirstReading) this.#announce(news);
  }

  #announce(news) {
    if (this.#isShown && this.log.clientHeight > 0) {
      this.more.hidden = this.#isAtEnd;
      return;
    }
    this.unseen += news;
    this.dispatchEvent(new Event("unseen"));
  }

  #add(messages) {
    const rows = messages.filter((message) => isFor(message, this.person)).flatMap((message) => {
      const above = this.#last;
      this.#last = message;
      const separator = drawSeparator(message, above);
      return separator ? [separator, this.#draw(message, above)] : [this.#draw(message, above)];
    });
    this.list.append(...rows);
    while (this.list.children.length > SHOWN) this.list.firstElementChild.remove();
    this.#keepEnd();
  }

  #draw(message, before) {
    const quoted = this.feed.messages.get(message.reply_to);
    return drawMessage(message, { person: this.person, before, quoted, acts: this.acts });
  }

  #redraw(message) {
    const row = this.#row(message.id);
    if (!row) return;
    const hadFocus = row.contains(document.activeElement);
    const fresh = this.#draw(message, null);
    fresh.classList.toggle("is-following", row.classList.contains("is-following"));
    if (row.classList.contains("is-following")) fresh.querySelector(".said-by")?.remove();
    fresh.classList.add("is-fresh");
    refocus(row, fresh, hadFocus);
    this.#keepEnd();
  }

  #row(id) {
    return this.list.querySelector(`[data-id="${Number(id)}"]`);
  }

  #showEmpty() {
    const isEmpty = this.feed.isReady && !this.list.querySelector(".message");
    this.log.querySelector(".empty")?.remove();
    if (isEmpty) this.log.append(this.empty());
  }

  #keepEnd() {
    if (this.#isAtEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  #toEnd() {
    this.#isAtEnd = true;
    this.#keepEnd();
    this.more.hidden = true;
  }

  #onScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    if (clientHeight === 0) return;
    const isNearEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    // Pictures that load late push the end away; only going up leaves it.
    if (isNearEnd || scrollTop < this.#top) this.#isAtEnd = isNearEnd;
    this.#top = scrollTop;
    if (this.#isAtEnd) this.more.hidden = true;
    clearTimeout(this.#scrolled);
    this.#scrolled = setTimeout(() => this.#rereadSeen(), AFTER_SCROLL);
  }

  /** Edits further up than the feed re-reads by itself are caught up when they are looked at. */
  #rereadSeen() {
    const top = this.log.getBoundingClientRect().top;
    const seen = [...this.list.querySelectorAll(".message")].find(
      (row) => row.getBoundingClientRect().bottom > top,
    );
    if (seen && !this.#isAtEnd) this.feed.refresh(Number(seen.dataset.id));
  }

  #jump(id) {
    const row = this.#row(id);
    if (!row) return;
    row.scrollIntoView({ block: "center" });
    row.classList.add("is-pointed-at");
    setTimeout(() => row.classList.remove("is-pointed-at"), FLASH);
    row.focus({ preventScroll: true });
  }

  /** Arrows go from message to message. */
  #onKey(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    const rows = [...this.list.querySelectorAll(".message")];
    const at = rows.indexOf(event.target.closest(".message"));
    const next = at < 0 ? rows.at(-1) : rows[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

/** Put the fresh row in the old one's place, and the focus back where it was. */
function refocus(row, fresh, hadFocus) {
  const press = hadFocus ? document.activeElement.dataset.press : undefined;
  row.replaceWith(fresh);
  if (!hadFocus) return;
  const same = [...fresh.querySelectorAll("[data-press]")].find((each) => each.dataset.press === press);
  (same ?? fresh).focus({ preventScroll: true });
}

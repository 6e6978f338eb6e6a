/** What was said in the chats, kept fresh: one feed a chat, however many phones show it. */

import * as api from "./api.js";

// A browser keeps six connections to one host; the rest is left for speaking and pictures.
const LONG_POLLS = 3;
const WAIT_SECONDS = 25;
const QUICK = 1500;
const SLOW = 5000;
const AFTER_FAILURE = 3000;
const REFRESH = 3000;
// Edits wake no poll, so the newest messages are read again; more are kept to scroll back to.
const WINDOW = 40;
const KEPT = 400;

const PACES = { live: 0, quick: QUICK, slow: SLOW };

/**
 * The messages of one chat. Says `messages` with `{added, changed}` when there is something new,
 * and keeps `isReady` false until the transcript was read once. Says `broken` and `mended` as the
 * line goes, and `replaced` when the server has another transcript than before.
 */
export class Feed extends EventTarget {
  #pace = null;
  #stop = null;
  #last = 0;
  #isBroken = false;

  constructor(chat) {
    super();
    this.chat = chat;
    this.messages = new Map();
    this.isReady = false;
  }

  /** Follow at this pace ("live", "quick", "slow"), or rest with null. */
  follow(pace) {
    if (pace === this.#pace) return;
    this.#pace = pace;
    this.#stop?.abort();
    this.#stop = pace ? new AbortController() : null;
    if (pace) this.#keepReading(pace, this.#stop.signal);
  }

  async #keepReading(pace, signal) {
    while (!signal.aborted) {
      const pause = await this.#readOn(pace, signal);
      await rest(pause, signal);
    }
  }

  /** Read what is new; return how long to pause before the next time. */
  async #readOn(pace, signal) {
    const began = performance.now();
    const wait = pace === "live" && this.isReady ? WAIT_SECONDS : 0;
    try {
      const { messages } = await api.messages(this.chat, this.#last, wait, signal);
      this.#tellLine({ isBroken: false });
      this.#take(messages);
      if (messages.length) return 0;
      if (!this.isReady) return this.#becomeReady();
    } catch (error) {
      if (error.name === "AbortError") return 0;
      this.#tellLine({ isBroken: true });
      return AFTER_FAILURE;
    }
    // A chat that nobody has spoken in yet is answered at once, whatever the wait.
    const isInstant = performance.now() - began < 1000;
    return pace === "live" && isInstant ? QUICK : PACES[pace];
  }

  #tellLine({ isBroken }) {
    if (isBroken === this.#isBroken) return;
    this.#isBroken = isBroken;
    this.dispatchEvent(new Event(isBroken ? "broken" : "mended"));
  }

  #becomeReady() {
    this.isReady = true;
    this.#tell([], []);
    return 0;
  }

  /** Read the newest messages again, from `oldest` on when that is further back. */
  async refresh(oldest = Infinity) {
    const ids = [...this.messages.keys()];
    const first = Math.min(ids.at(-WINDOW) ?? ids[0] ?? 1, oldest);
    try {
      const { messages } = await api.messages(this.chat, first - 1, 0);
      const isOther = ids.length > 0 && !messages.some(({ id }) => this.messages.has(id));
      if (isOther) this.dispatchEvent(new Event("replaced"));
      this.#take(messages);
    } catch {
      // The following poll notices and reports a broken line.
    }
  }

  #take(read) {
    const added = [];
    const changed = [];
    for (const message of read) {
      const known = this.messages.get(message.id);
      if (!known && message.id > this.#last) added.push(message);
      else if (known && isChanged(known, message)) changed.push(message);
      else continue;
      this.messages.set(message.id, message);
      this.#last = Math.max(this.#last, message.id);
    }
    this.#forget();
    if (added.length || changed.length) this.#tell(added, changed);
  }

  #tell(added, changed) {
    this.dispatchEvent(new CustomEvent("messages", { detail: { added, changed } }));
  }

  #forget() {
    const surplus = this.messages.size - KEPT;
    for (const id of [...this.messages.keys()].slice(0, Math.max(0, surplus))) {
      this.messages.delete(id);
    }
  }
}

function isChanged(known, message) {
  return JSON.stringify(known) !== JSON.stringify(message);
}

function rest(milliseconds, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
  });
}

/**
 * All feeds, and who of them may wait on a connection of their own; says `broken`, `mended` and
 * `replaced` for any of them.
 */
export class Feeds extends EventTarget {
  #feeds = new Map();
  #wanted = { visible: [], hidden: [] };

  constructor() {
    super();
    document.addEventListener("visibilitychange", () => this.#assign());
    setInterval(() => this.#isAwake() && this.refresh(), REFRESH);
  }

  of(chat) {
    if (!this.#feeds.has(chat)) this.#feeds.set(chat, this.#begin(chat));
    return this.#feeds.get(chat);
  }

  #begin(chat) {
    const feed = new Feed(chat);
    for (const news of ["broken", "mended", "replaced"]) {
      feed.addEventListener(news, () => this.dispatchEvent(new Event(news)));
    }
    return feed;
  }

  /** Follow these chats: the visible ones closely, the hidden ones now and then. */
  want(visible, hidden) {
    this.#wanted = { visible: [...new Set(visible)], hidden: [...new Set(hidden)] };
    this.#assign();
  }

  refresh() {
    for (const chat of this.#wanted.visible) this.of(chat).refresh();
  }

  #isAwake() {
    return document.visibilityState === "visible";
  }

  #assign() {
    const { visible, hidden } = this.#wanted;
    const paces = new Map();
    if (this.#isAwake()) {
      for (const chat of hidden) paces.set(chat, "slow");
      visible.forEach((chat, at) => paces.set(chat, at < LONG_POLLS ? "live" : "quick"));
    }
    for (const chat of paces.keys()) this.of(chat);
    for (const [chat, feed] of this.#feeds) feed.follow(paces.get(chat) ?? null);
    if (this.#isAwake()) this.refresh();
  }
}

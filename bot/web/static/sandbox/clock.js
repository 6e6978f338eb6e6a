/** The bot's clock: shown, ticking on, and moved forward. */

import * as api from "./api.js";
import { make, button, notice } from "./dom.js";
import * as moments from "./moments.js";
import { openSheet } from "./sheet.js";

const RESYNC = 30_000;

/** Says `tick` each time the minute shown changes and `moved` after a move. */
export class Clock extends EventTarget {
  #ahead = null;
  #shown = "";
  isMoving = false;

  async start() {
    await this.read();
    setInterval(() => this.#tick(), 1000);
    setInterval(() => document.visibilityState === "visible" && this.read(), RESYNC);
  }

  /** The bot's moment, or null until it is known. */
  get now() {
    return this.#ahead === null ? null : new Date(Date.now() + this.#ahead);
  }

  async read() {
    if (this.isMoving) return;
    try {
      this.#set(await api.now());
    } catch {
      // The last known moment ticks on.
    }
  }

  async move(to) {
    if (this.isMoving) return;
    this.isMoving = true;
    this.dispatchEvent(new Event("tick"));
    try {
      this.#set(await api.moveClock(`${moments.toField(to)}:00+08:00`));
      notice(`现在是 ${moments.day(this.now)} ${moments.hour(this.now)}`);
    } catch (error) {
      const isBackwards = error.status === 409;
      notice(isBackwards ? "时钟只能往前拨。" : `时钟没拨动：${error.message}`, { isBad: true });
    } finally {
      this.isMoving = false;
      this.dispatchEvent(new Event("tick"));
      this.dispatchEvent(new Event("moved"));
    }
  }

  #set(iso) {
    this.#ahead = moments.parse(iso).getTime() - Date.now();
    this.#tick();
  }

  #tick() {
    if (!this.now) return;
    const shown = moments.toField(this.now);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.dispatchEvent(new Event("tick"));
  }
}

/** Bind the clock to the bar of the page. */
export function showClock(clock, face, steps) {
  clock.addEventListener("tick", () => {
    face.replaceChildren(...faceOf(clock));
    face.setAttribute("aria-busy", String(clock.isMoving));
    for (const step of steps) step.disabled = clock.isMoving;
  });
  face.addEventListener("click", () => openClock(clock));
  for (const step of steps) {
    step.addEventListener("click", () => {
      if (!step.dataset.minutes) openClock(clock);
      else if (clock.now) clock.move(moments.later(clock.now, Number(step.dataset.minutes)));
    });
  }
}

function faceOf(clock) {
  if (clock.isMoving) return [make("span", { class: "clock-hour" }, "拨动中…")];
  return [
    make("span", { class: "clock-day" }, moments.day(clock.now)),
    make("span", { class: "clock-hour" }, moments.hour(clock.now)),
  ];
}

function openClock(clock) {
  if (!clock.now) return;
  const now = clock.now;
  const sheet = openSheet("拨动时钟", "时钟只往前走。路上到期的提醒、预告会一件一件发出来。");
  const go = (to) => {
    sheet.close();
    clock.move(to);
  };
  const choices = [
    ["+10分钟", moments.later(now, 10)],
    ["+1小时", moments.later(now, 60)],
    ["+1天", moments.later(now, 24 * 60)],
    ["到 18:00", moments.next(now, "18:00")],
    ["到 8:00", moments.next(now, "08:00")],
  ];
  const field = make("input", {
    type: "datetime-local",
    id: "clock-moment",
    value: moments.toField(moments.later(now, 60)),
    min: moments.toField(now),
    required: true,
  });
  const form = make(
    "form",
    { class: "field-row", onsubmit: (event) => (event.preventDefault(), go(moments.fromField(field.value))) },
    make("label", { for: "clock-moment" }, "到"),
    field,
    make("button", { class: "primary" }, "拨到"),
  );
  sheet.body.append(
    make("p", { class: "sheet-moment" }, `${moments.day(now)} ${moments.hour(now)}`),
    make("div", { class: "choices" }, choices.map(([words, to]) => button(words, { onclick: () => go(to) }))),
    form,
  );
}

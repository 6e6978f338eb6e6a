/** One message as it stands in a phone. */

import { make, button, avatar, botAvatar, icon } from "./dom.js";
import * as moments from "./moments.js";
import { openPicture } from "./sheet.js";

const BOT = "bot";
const QUOTED_CHARACTERS = 40;
const TITLED_FROM = 3;
const LONG_PRESS = 450;

export const isFromBot = (message) => message.from === BOT;

/** Whether the message is to be seen in this person's phone. */
export const isFor = (message, person) => !message.only_for || message.only_for === person.id;

/** What a quotation of the message says. */
export function excerpt(message) {
  if (message.deleted) return "已撤回的消息";
  const line = message.text.trim().split("\n")[0];
  const words = line || (message.image ? "［图片］" : "［文件］");
  return words.length > QUOTED_CHARACTERS ? `${words.slice(0, QUOTED_CHARACTERS)}…` : words;
}

/**
 * Draw a message for `view.person`. `view.before` is the message above it, `view.quoted` the one it
 * quotes when known; `view.acts` has `quote(message)`, `press(message, button)` and `jump(id)`.
 */
export function drawMessage(message, view) {
  const isMine = message.from === view.person.id;
  const isFollowing = follows(message, view.before);
  const side = isMine ? "is-mine" : "is-theirs";
  const kind = isFromBot(message) ? "from-bot" : "from-person";
  const row = make(
    "li",
    {
      class: `message ${side} ${kind}${isFollowing ? " is-following" : ""}`,
      "data-id": message.id,
      tabindex: "-1",
      "aria-label": `${message.name}：${excerpt(message)}`,
    },
    isMine ? null : isFromBot(message) ? botAvatar() : avatar({ id: message.from, name: message.name }),
    make(
      "div",
      { class: "said" },
      isMine || isFollowing ? null : make("span", { class: "said-by" }, message.name),
      message.deleted ? recalled() : bubble(message, view),
      message.deleted ? null : marks(message),
    ),
  );
  if (!message.deleted) makeQuotable(row, message, view.acts);
  return row;
}

/** The line of time above a message, where time has passed. */
export function drawSeparator(message, before) {
  const words = moments.separator(moments.parse(message.at), before && moments.parse(before.at));
  return words ? make("li", { class: "separator" }, words) : null;
}

function follows(message, before) {
  if (!before || before.from !== message.from || before.deleted) return false;
  return moments.separator(moments.parse(message.at), moments.parse(before.at)) === null;
}

function recalled() {
  return make("p", { class: "bubble recalled" }, "这条消息已撤回");
}

function bubble(message, view) {
  return make(
    "div",
    { class: message.buttons.length ? "bubble is-card" : "bubble" },
    message.reply_to ? quotation(message.reply_to, view) : null,
    message.image ? picture(message) : null,
    message.text ? words(message) : null,
    message.file ? attachment(message.file) : null,
    message.buttons.length ? buttons(message, view.acts) : null,
  );
}

function quotation(id, { quoted, acts }) {
  const line = quoted ? `${quoted.name}：${excerpt(quoted)}` : "较早的一条消息";
  return make("button", { type: "button", class: "quotation", onclick: () => acts.jump(id) }, line);
}

/** A card's first line is its title. */
function words(message) {
  const [first, ...others] = message.text.split("\n");
  const isTitled = isFromBot(message) && message.buttons.length > 0 && others.length + 1 >= TITLED_FROM;
  if (!isTitled) return make("p", { class: "words" }, message.text);
  return make("p", { class: "words" }, make("strong", {}, first), `\n${others.join("\n")}`);
}

const isOwnPath = (path) => /^\/(?!\/)/.test(path);

function picture(message) {
  if (!isOwnPath(message.image)) return null;
  const says = `${message.name}发的图片`;
  return make(
    "button",
    { type: "button", class: "picture", onclick: () => openPicture(message.image, says) },
    make("img", { src: message.image, alt: says }),
  );
}

function attachment(path) {
  if (!isOwnPath(path)) return null;
  return make("a", { class: "attachment", href: path, download: true }, icon("file"), make("span", {}, "附件"));
}

function buttons(message, acts) {
  return make(
    "div",
    { class: "card-buttons" },
    message.buttons.map((each) =>
      button(each.label, {
        class: "card-button",
        "data-press": each.press,
        onclick: (event) => acts.press(message, each, event.currentTarget),
      }),
    ),
  );
}

function marks(message) {
  const said = [];
  if (message.only_for) said.push(make("span", { class: "mark" }, icon("eye"), "只有您能看到"));
  if (message.edited_at) {
    said.push(make("span", { class: "mark" }, `${moments.hour(moments.parse(message.edited_at))} 更新过`));
  }
  return said.length ? make("div", { class: "marks" }, said) : null;
}

/** Quoting: the button beside the bubble, a long press on it, or Enter on the focused message. */
function makeQuotable(row, message, acts) {
  const quote = () => acts.quote(message);
  const words = `引用${message.name}的消息`;
  row.append(button("", { class: "quote-button round", tabindex: "-1", "aria-label": words, title: "引用", onclick: quote }, "quote"));
  row.addEventListener("keydown", (event) => {
    if (event.target === row && event.key === "Enter") {
      event.preventDefault();
      quote();
    }
  });
  onLongPress(row.querySelector(".bubble"), quote);
}

function onLongPress(element, act) {
  let timer = null;
  const giveUp = () => clearTimeout(timer);
  element.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch") timer = setTimeout(act, LONG_PRESS);
  });
  for (const end of ["pointerup", "pointercancel", "pointermove", "pointerleave"]) {
    element.addEventListener(end, giveUp);
  }
  element.addEventListener("contextmenu", (event) => event.pointerType === "touch" && event.preventDefault());
}

/** Letting the next deliveries fail, to see how the bot copes. */

import * as api from "./api.js";
import { make, notice } from "./dom.js";
import { openSheet } from "./sheet.js";

const KINDS = [
  ["refuse", "拒绝", "平台不收这条消息"],
  ["rate_limit", "限流", "平台说太快了，过一会儿再发"],
  ["lose_answer", "丢回执", "消息到了，回执丢了"],
  ["down", "断线", "平台连不上"],
];

export function openFaults(neighbours) {
  const sheet = openSheet("让下几条消息出故障", "只影响有呼往外发的消息，看它怎么补救。");
  const form = make("form", { class: "fault-form" });
  form.append(kindField(), placeField(neighbours), countField(), retryField());
  form.append(make("button", { class: "primary" }, "就这样"));
  form.addEventListener("change", () => showRetry(form));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await apply(new FormData(form))) sheet.close();
  });
  showRetry(form);
  sheet.body.append(form);
}

function kindField() {
  const choices = KINDS.map(([kind, words, meaning], at) =>
    make(
      "label",
      { class: "fault-kind" },
      make("input", { type: "radio", name: "kind", value: kind, checked: at === 0 }),
      make("span", { class: "fault-word" }, words),
      make("span", { class: "fault-meaning" }, meaning),
    ),
  );
  return make("fieldset", {}, make("legend", {}, "哪一种"), choices);
}

function placeField({ groups, shown }) {
  const places = [
    ["", "所有地方"],
    ...groups.map(({ id, title }) => [id, `群：${title || id}`]),
    ...shown.map(({ id, name }) => [id, `私聊：${name}`]),
  ];
  const options = places.map(([id, words]) => make("option", { value: id }, words));
  return field("哪里", make("select", { name: "chat" }, options));
}

function countField() {
  return field("几条", make("input", { type: "number", name: "count", value: "1", min: "1", max: "1000", required: true }));
}

function retryField() {
  const seconds = make("input", { type: "number", name: "retry_after", value: "5", min: "1", max: "86400", required: true });
  return field("几秒后再发", seconds, "retry-field");
}

function field(words, control, name = "") {
  return make("label", { class: `field-row ${name}` }, make("span", {}, words), control);
}

function showRetry(form) {
  form.querySelector(".retry-field").hidden = form.elements.kind.value !== "rate_limit";
}

async function apply(chosen) {
  const kind = chosen.get("kind");
  const wanted = { kind, count: Number(chosen.get("count")) };
  if (chosen.get("chat")) wanted.chat = chosen.get("chat");
  if (kind === "rate_limit") wanted.retry_after = Number(chosen.get("retry_after"));
  try {
    await api.fault(wanted);
  } catch (error) {
    notice(`没设成：${error.message}`, { isBad: true });
    return false;
  }
  const [, words] = KINDS.find(([each]) => each === kind);
  notice(`接下来 ${wanted.count} 条消息：${words}`);
  return true;
}

/** Sentences a newcomer can try; a tap puts one into the composer, ready to be changed and sent. */

import { make, button } from "./dom.js";

const PUBLISH = "发布活动 周六上午9点到11点 小广场 环境整治 20人";

const GROUP = [
  ["邻居", ["我参加", "+2", "我和老伴一起参加", "替王奶奶报名", "我不去了", "名单", "活动"]],
  ["书记", [PUBLISH, "改成10点", "确认", "还差谁", "截止报名 1", "帮助"]],
];

const PRIVATE = [["和有呼说", ["帮助", "活动", "我的活动", "我的排队", "我是 ", "帮我妈报个名"]]];

const SETUP = {
  group: ["第一次用", ["启用 盐运西社区", "任命 社工 "]],
  private: ["第一次用", ["认领 "]],
};

/** The sentences for this kind of chat; `isFresh`: nobody has spoken to the bot yet. */
export function hintPanel(kind, isFresh, onPick) {
  const usual = kind === "group" ? GROUP : PRIVATE;
  const groups = isFresh ? [SETUP[kind], ...usual] : [...usual, SETUP[kind]];
  return make(
    "div",
    { class: "hints", role: "group", "aria-label": "可以这样说" },
    groups.map(([words, sentences]) =>
      make(
        "div",
        { class: "hint-group" },
        make("h3", {}, words),
        make("div", { class: "hint-list" }, sentences.map((each) => hint(each, onPick))),
      ),
    ),
    make("p", { class: "hint-quote" }, "引用一条消息：长按它，或点它右上角的引号。"),
  );
}

function hint(sentence, onPick) {
  const isOpen = sentence.endsWith(" ");
  const words = isOpen ? `${sentence}…` : sentence;
  return button(words, { class: "hint", onclick: () => onPick(sentence) });
}

/** What stands in a chat where nothing was said yet. */
export function firstWords(kind, isFresh) {
  return make("div", { class: "empty" }, linesFor(kind, isFresh).map((line) => make("p", {}, line)));
}

function linesFor(kind, isFresh) {
  if (kind === "private") {
    return isFresh
      ? ["第一位管理员在这里说：认领 <码>", "认领码印在启动有呼的终端里。"]
      : ["还没有和有呼说过话。", "说“帮助”看看能做什么。"];
  }
  return isFresh
    ? ["管理员先在私聊里认领，", "再到群里说：启用 社区名"]
    : ["这个群还没有人说话。", "新群要先启用，请书记说：启用 社区名"];
}

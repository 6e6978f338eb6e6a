/** Choosing who is side by side, and in which group. */

import { make, avatar } from "./dom.js";
import { openSheet, nameForm } from "./sheet.js";

const NO_GROUP = { id: "", title: "还没有群" };

export function openPeople(neighbours) {
  const sheet = openSheet("人和群", "勾上的人，手机并排放在桌上。");
  const list = make("ul", { class: "person-list" });
  const fill = () => list.replaceChildren(...neighbours.people.map((each) => row(neighbours, each)));
  fill();
  sheet.body.append(
    list,
    personForm((name) => {
      neighbours.addPerson(name);
      fill();
      list.lastElementChild.scrollIntoView({ block: "nearest" });
    }),
    groupForm((name) => {
      neighbours.addGroup(name);
      sheet.close();
    }),
  );
}

function personForm(onName) {
  return nameForm({ id: "person-name", label: "添一位", action: "添上", placeholder: "姓名，如 赵大爷", onName });
}

function groupForm(onName) {
  return nameForm({ id: "group-name", label: "添个群", action: "建群", placeholder: "群名，如 三号楼", onName });
}

function row(neighbours, person) {
  const box = make("input", {
    type: "checkbox",
    checked: neighbours.shown.some(({ id }) => id === person.id),
    onchange: () => neighbours.show(person.id, box.checked),
  });
  const isAway = !neighbours.isIn(person, neighbours.group);
  return make(
    "li",
    {},
    make(
      "label",
      {},
      box,
      avatar(person),
      make("span", { class: "person-name" }, person.name),
      isAway ? make("span", { class: "person-note" }, "还没在这个群说过话") : null,
    ),
  );
}

/** Keep the bar's list of groups and its row of people as they are chosen. */
export function showChoices(neighbours, groupChoice, switcher) {
  const fill = () => {
    renew(groupChoice, neighbours.groups.length ? neighbours.groups : [NO_GROUP], groupOption);
    groupChoice.value = neighbours.group?.id ?? "";
    groupChoice.disabled = neighbours.groups.length === 0;
    renew(switcher, neighbours.shown, (person) => switchTo(neighbours, person));
    for (const chip of switcher.children) {
      const isFront = chip.dataset.person === neighbours.front?.id;
      chip.setAttribute("aria-pressed", String(isFront));
      if (isFront) chip.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };
  groupChoice.addEventListener("change", () => neighbours.chooseGroup(groupChoice.value));
  neighbours.addEventListener("change", fill);
}

/** Fill `parent` with one child per item, unless they are the same as last time (and keep focus). */
function renew(parent, items, draw) {
  const shows = JSON.stringify(items.map(({ id, name, title }) => [id, name, title]));
  if (parent.dataset.shows === shows) return;
  parent.dataset.shows = shows;
  parent.replaceChildren(...items.map(draw));
}

function groupOption(group) {
  return make("option", { value: group.id }, group.title || group.id);
}

function switchTo(neighbours, person) {
  return make(
    "button",
    {
      type: "button",
      class: "switch",
      "data-person": person.id,
      onclick: () => neighbours.bringToFront(person.id),
    },
    avatar(person),
    make("span", {}, person.name),
  );
}

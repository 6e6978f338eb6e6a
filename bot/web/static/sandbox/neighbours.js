/** Who and which groups there are, who is side by side, and what of it this browser remembers. */

import * as api from "./api.js";

const KEY = "youhu.sandbox";
const AT_FIRST = 3;
const TAKEN_IDS = new Set(["bot"]);

/**
 * The people, the groups and the choice among them; says `change` when any of it changes. A person
 * or group that has not spoken yet is known to this browser only.
 */
export class Neighbours extends EventTarget {
  people = [];
  groups = [];
  #memory = recall();
  /** Nothing is remembered: somebody sees the page for the first time. */
  isFirstVisit = this.#memory.isNew;

  /** Read both lists again. */
  async load() {
    const [people, chats] = await Promise.all([api.people(), api.chats()]);
    const isKnown = (list) => (each) => list.some(({ id }) => id === each.id);
    const groups = chats.filter(({ kind }) => kind === "group");
    this.#memory.people = this.#memory.people.filter((each) => !isKnown(people)(each));
    this.#memory.groups = this.#memory.groups.filter((each) => !isKnown(groups)(each));
    this.people = [...people, ...this.#memory.people];
    this.groups = [...groups, ...this.#memory.groups];
    this.#changed();
  }

  get isEmpty() {
    return this.people.length === 0;
  }

  /** Whether nobody has spoken to the bot yet. */
  get isFresh() {
    return this.people.length === this.#memory.people.length;
  }

  get group() {
    return this.groups.find(({ id }) => id === this.#memory.group) ?? this.groups[0] ?? null;
  }

  /** The people side by side, in the order they were chosen. */
  get shown() {
    const chosen = (this.#memory.shown ?? this.#firstFew()).map((id) => this.person(id));
    return chosen.filter((person) => person !== undefined);
  }

  /** The one in front where only one phone fits. */
  get front() {
    return this.shown.find(({ id }) => id === this.#memory.front) ?? this.shown[0] ?? null;
  }

  person(id) {
    return this.people.find((person) => person.id === id);
  }

  isIn(person, group) {
    return group !== null && (person.chats ?? []).includes(group.id);
  }

  #firstFew() {
    const inGroup = this.people.filter((person) => this.isIn(person, this.group));
    const some = inGroup.length ? inGroup : this.people;
    return some.slice(0, AT_FIRST).map(({ id }) => id);
  }

  chooseGroup(id) {
    this.#memory.group = id;
    this.#changed();
  }

  bringToFront(id) {
    if (this.front?.id === id) return;
    this.#memory.front = id;
    this.#changed();
  }

  show(id, isShown) {
    const others = this.shown.map((person) => person.id).filter((each) => each !== id);
    this.#memory.shown = isShown ? [...others, id] : others;
    if (isShown) this.#memory.front = id;
    this.#changed();
  }

  addPerson(name) {
    const person = { id: this.#freeId(name), name, chats: [] };
    this.#memory.people.push(person);
    this.people.push(person);
    this.show(person.id, true);
    return person;
  }

  addGroup(name) {
    const group = { id: this.#freeId(name), kind: "group", title: name };
    this.#memory.groups.push(group);
    this.groups.push(group);
    this.chooseGroup(group.id);
    return group;
  }

  /** The name itself where it is free: ids of people and groups share one space. */
  #freeId(name) {
    const used = new Set([...TAKEN_IDS, ...[...this.people, ...this.groups].map(({ id }) => id)]);
    let id = name;
    for (let n = 2; used.has(id); n += 1) id = `${name}-${n}`;
    return id;
  }

  #changed() {
    keep(this.#memory);
    this.dispatchEvent(new Event("change"));
  }
}

function recall() {
  const nothing = { isNew: true, people: [], groups: [], shown: null, group: null, front: null };
  try {
    return { ...nothing, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return nothing;
  }
}

function keep(memory) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...memory, isNew: false }));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

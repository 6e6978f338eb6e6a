/** The sandbox's page: several people's phones around one bot. */

import { Clock, showClock } from "./clock.js";
import { Feeds } from "./chats.js";
import { Neighbours } from "./neighbours.js";
import { Stage } from "./stage.js";
import { notice } from "./dom.js";
import { openFaults } from "./faults.js";
import { openPeople, showChoices } from "./choosing.js";

const byId = (id) => document.getElementById(id);

function lay() {
  const neighbours = new Neighbours();
  const clock = new Clock();
  showChoices(neighbours, byId("group"), byId("switcher"));
  showClock(clock, byId("clock-face"), document.querySelectorAll(".clock-step"));
  const onChoose = () => openPeople(neighbours);
  const feeds = new Feeds();
  new Stage(byId("stage"), { neighbours, feeds, clock, onChoose });
  watchLine(feeds, { neighbours, clock });
  byId("choose-people").addEventListener("click", onChoose);
  byId("faults").addEventListener("click", () => openFaults(neighbours));
  return { neighbours, clock };
}

function watchLine(feeds, { neighbours, clock }) {
  feeds.addEventListener("broken", () => (byId("offline").hidden = false));
  feeds.addEventListener("mended", () => {
    byId("offline").hidden = true;
    neighbours.load().catch(() => {});
    clock.read();
  });
  feeds.addEventListener("replaced", () => location.reload());
}

async function start() {
  const { neighbours, clock } = lay();
  clock.start();
  try {
    await neighbours.load();
  } catch (error) {
    notice(`打不开：${error.message}`, { isBad: true, seconds: 60 });
  }
}

start();

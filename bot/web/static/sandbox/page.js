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
  new Stage(byId("stage"), { neighbours, feeds: new Feeds(), clock, onChoose });
  byId("choose-people").addEventListener("click", onChoose);
  byId("faults").addEventListener("click", () => openFaults(neighbours));
  return { neighbours, clock };
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

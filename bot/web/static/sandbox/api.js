/** The sandbox's HTTP contract, one function a call. */

/** An answer of the sandbox that says what is wrong; `status` is 0 when it could not be reached. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, "连不上有呼");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.error ?? `HTTP ${response.status}`);
  return answer;
}

const post = (path, body) =>
  call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** Post an event; when the line breaks, once more with the same event id, so it counts once. */
async function postOnce(path, body) {
  const event = { ...body, event: newEvent() };
  try {
    return await post(path, event);
  } catch (error) {
    if (error.status !== 0) throw error;
    return post(path, event);
  }
}

function newEvent() {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return `page-${Date.now().toString(36)}-${[...random].map((n) => n.toString(36)).join("")}`;
}

export const say = (message) => postOnce("/sandbox/messages", message);

export const press = (pressed) => postOnce("/sandbox/presses", pressed);

/** The messages of a chat above `after`, oldest first; waits up to `wait` seconds for one. */
export function messages(chat, after, wait, signal) {
  const query = new URLSearchParams({ chat, after: String(after), wait: String(wait) });
  return call(`/sandbox/messages?${query}`, { signal });
}

export const chats = async () => (await call("/sandbox/chats")).chats;

export const people = async () => (await call("/sandbox/people")).people;

/** The bot's moment, as ISO 8601. */
export const now = async () => (await call("/sandbox/clock")).now;

export const moveClock = async (iso) => (await post("/sandbox/clock", { now: iso })).now;

export const fault = (wanted) => post("/sandbox/faults", wanted);

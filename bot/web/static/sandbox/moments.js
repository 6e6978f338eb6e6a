/** Moments in words. The sandbox lives in China's one time zone, wherever the browser is. */

const ZONE = "Asia/Shanghai";
const OFFSET = "+08:00";
const MINUTE = 60_000;
const SEPARATED_BY = 5 * MINUTE;

const PARTS = new Intl.DateTimeFormat("zh-Hans-CN", {
  timeZone: ZONE,
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  weekday: "short",
  hourCycle: "h23",
});

function partsOf(moment) {
  return Object.fromEntries(PARTS.formatToParts(moment).map(({ type, value }) => [type, value]));
}

/** Read ISO 8601; without an offset it is China's time. */
export function parse(iso) {
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(iso);
  return new Date(hasZone ? iso : `${iso}${OFFSET}`);
}

/** 10:00 */
export function hour(moment) {
  const { hour, minute } = partsOf(moment);
  return `${hour}:${minute}`;
}

/** 11月28日 周六 */
export function day(moment) {
  const { month, day, weekday } = partsOf(moment);
  return `${month}月${day}日 ${weekday}`;
}

/** What stands above a message: null when the one before was shortly before, on the same day. */
export function separator(moment, before) {
  if (!before || day(moment) !== day(before)) return `${day(moment)} ${hour(moment)}`;
  return moment - before > SEPARATED_BY ? hour(moment) : null;
}

/** 2026-11-28T09:00, as a `datetime-local` field has it. */
export function toField(moment) {
  const { year, month, day, hour, minute } = partsOf(moment);
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${hour}:${minute}`;
}

export function fromField(value) {
  return parse(value);
}

export function later(moment, minutes) {
  return new Date(moment.getTime() + minutes * MINUTE);
}

/** The next time the clock in China shows this hour, at least a minute from now. */
export function next(moment, clock) {
  const today = parse(`${toField(moment).slice(0, 10)}T${clock}`);
  return today > later(moment, 1) ? today : later(today, 24 * 60);
}

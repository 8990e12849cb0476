/* Dates as written in EDTF, in words. */

import { fill } from "../core/words.js";

/** An EDTF date for the reader, no more precise than written.
 * @param {string} text
 * @param {string} language
 * @param {Say} say
 * @returns {string} */
export function dateInWords(text, language, say) {
  /**
   * @param {string} one
   * @returns {string} */
  const words = (one) => dateInWords(one, language, say);
  const [one, from, to] = /^\[([^.,\]]+)\.\.([^.,\]]+)\]$/.exec(text) || [];
  if (one !== undefined) return fill(say("date_one_of"), { first: words(from), last: words(to) });
  const [interval, start, end] = /^(.*)\/(.*)$/.exec(text) || [];
  if (interval === undefined) return oneDate(text, language, say);
  if (!start || start === "..") return fill(say("date_by"), { date: words(end) });
  if (!end || end === "..") return fill(say("date_since"), { date: words(start) });
  return fill(say("date_between"), { first: words(start), last: words(end) });
}

/** "to November": up to which month of the last year an edition reaches.
 * @param {string} until
 * @param {string} language
 * @param {Say} say */
export function untilWords(until, language, say) {
  const month = new Date(`${until.slice(0, 7)}-15T00:00:00Z`).toLocaleDateString(language, { month: "long", timeZone: "UTC" });
  return fill(say("until_month"), { month });
}

/**
 * @param {string} text
 * @param {string} language
 * @param {Say} say */
function oneDate(text, language, say) {
  const plain = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)$/.exec(text);
  if (!plain) return text;
  const [, year, month, day, mark] = plain;
  let shown = spelled(year, month, day, language === "en" ? "en-GB" : language);
  if (mark === "~" || mark === "%") shown = fill(say("date_about"), { date: shown });
  return mark === "?" || mark === "%" ? fill(say("date_unsure"), { date: shown }) : shown;
}

/** As the language writes it; with hyphens where the browser does not know the language.
 * @param {string} year
 * @param {string | undefined} month
 * @param {string | undefined} day
 * @param {string} locale */
function spelled(year, month, day, locale) {
  if (!Intl.DateTimeFormat.supportedLocalesOf(locale).length) return [year, month, day].filter(Boolean).join("-");
  const date = new Date(Date.UTC(Number(year), Number(month || 1) - 1, Number(day || 1)));
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = { year: "numeric", timeZone: "UTC", ...(month ? { month: "long" } : {}), ...(day ? { day: "numeric" } : {}) };
  return new Intl.DateTimeFormat(locale, parts).format(date);
}

/* "Something wrong here?": the text of a correction to copy, with what the atlas says today and on what it rests. */

import { el } from "../../core/dom.js";
import { fill } from "../../core/words.js";
import { copyFrom } from "../take.js";

/** What can be corrected: what it is called, what is said today, and the numbers of the works behind it.
 * @param {ArticleData} data
 * @returns {{ field: string, value: string, marks: number[] }[]} */
export function fieldsOf({ name, rows = [], facts = [], note }) {
  return [
    { field: name, value: note || "", marks: [] },
    ...rows.map(({ words, dates, marks }) => ({ field: `${words}, ${dates}`, value: `${words}, ${dates}`, marks: marks || [] })),
    ...facts.map(({ label, values, marks }) => ({
      field: label, value: values.map(([of, value]) => (of ? `${of}: ${value}` : value)).join("; "), marks,
    })),
  ];
}

/** The text of a correction.
 * @param {ArticleData} data
 * @param {ReturnType<typeof fieldsOf>[0]} about
 * @param {string} right what the reader writes
 * @param {Say} text */
export function correction(data, { field, value, marks }, right, text) {
  const works = marks.map((number) => data.works[number - 1]).filter(Boolean);
  return [
    fill(text("article_wrong_text"), { name: data.name, id: data.id }),
    field,
    value && fill(text("article_wrong_said"), { value }),
    ...works.map(({ title, by, url }, i) => `[${marks[i]}] ${[title, by, url].filter(Boolean).join(", ")}`),
    "",
    text("article_wrong_right"),
    right,
  ].filter((line) => line !== undefined && line !== null).join("\n").trim() + "\n";
}

/**
 * @param {HTMLElement} parent
 * @param {ArticleTools} tools */
export function addCorrection(parent, { data, atlas }) {
  const { text } = atlas;
  const box = el("details", "cam-wrong", parent);
  el("summary", "", box, { text: text("article_wrong") });
  box.ontoggle = () => {
    if (box.open && box.children.length === 1) fillIn(box, data, atlas);
  };
}

/**
 * @param {HTMLElement} box
 * @param {ArticleData} data
 * @param {Atlas} atlas */
function fillIn(box, data, atlas) {
  const { text } = atlas;
  const fields = fieldsOf(data);
  el("p", "cam-quiet", box, { text: text("article_wrong_help") });
  const choice = el("select", "", el("label", "", box, { text: text("article_field") }));
  fields.forEach(({ field }, i) => el("option", "", choice, { value: String(i), text: field }));
  const field = el("textarea", "cam-share-text", box, { rows: "8", spellcheck: "false", "aria-label": text("article_wrong") });
  const row = el("div", "cam-share-row", box);
  const button = el("button", "cam-action", row, { type: "button", text: text("article_copy") });
  const done = el("span", "cam-share-done", row, { role: "status" });
  const write = () => (field.value = correction(data, fields[Number(choice.value)], "", text));
  choice.onchange = write;
  button.onclick = async () => (done.textContent = text((await copyFrom(field)) ? "article_copied" : "article_select"));
  write();
}

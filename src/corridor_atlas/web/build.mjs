/* Joins the modules of src/ into dist/atlas.js and the sheets of styles/ into dist/atlas.css, two files that are
 * checked in: `npm run build`.
 *
 * With a folder as argument the results go there instead. The first line of each holds the sum of its sources,
 * so that a test without Node sees whether it is stale. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { build } from "esbuild";

const WEB = import.meta.dirname;
const VENDORED = ["vendor/fflate/fflate.js", "vendor/geographiclib/geographiclib-geodesic.js", "vendor/minisearch/SearchableMap.js"];

/** The files below a folder of web/ whose names end so, in the order of their names.
 * @param {string} folder
 * @param {string} ending */
function filesOf(folder, ending) {
  const all = readdirSync(join(WEB, folder), { recursive: true }).map((name) => `${folder}/${name.split(sep).join("/")}`);
  return all.filter((name) => name.endsWith(ending));
}

/** The sum of files, each with its name below web/.
 * @param {string[]} names */
function sumOf(names) {
  const sum = createHash("sha256");
  for (const name of names.sort()) sum.update(`${name}\0`).update(readFileSync(join(WEB, name))).update("\0");
  return sum.digest("hex");
}

/** The first line of what is made of these files.
 * @param {string} folder
 * @param {string[]} names */
const banner = (folder, names) => `/* Corridor Atlas, made from ${folder}/ by build.mjs; sources sha256-${sumOf(names)} */`;

const into = process.argv[2] || join(WEB, "dist");
const usual = /** @type {const} */ ({ absWorkingDir: WEB, bundle: true, target: "es2022", charset: "utf8", minify: true, lineLimit: 240 });

await build({
  ...usual,
  entryPoints: [join(WEB, "src/index.js")],
  outfile: join(into, "atlas.js"),
  format: "iife",
  globalName: "CorridorAtlas",
  banner: { js: banner("src", [...filesOf("src", ".js"), ...VENDORED]) },
});
await build({
  ...usual,
  entryPoints: [join(WEB, "styles/index.css")],
  external: ["fonts/*"], // read beside the sheet, or put into it: see webmap.styles
  outfile: join(into, "atlas.css"),
  banner: { css: banner("styles", filesOf("styles", ".css")) },
});

/* Joins the modules of src/ into dist/atlas.js, one file that is checked in: `npm run build`.
 *
 * With a file name as argument the result goes there instead. The first line of the result holds the sum of
 * its sources, so that a test without Node sees whether it is stale (`webmap.sources_sum`). */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { build } from "esbuild";

const WEB = import.meta.dirname;
const TREE = "vendor/minisearch/SearchableMap.js";

/** The files that the bundle is made of, below web/, in the order of their names. */
function sources() {
  const own = readdirSync(join(WEB, "src"), { recursive: true }).map((name) => `src/${name.split(sep).join("/")}`);
  return [...own.filter((name) => name.endsWith(".js")), TREE].sort();
}

const sum = createHash("sha256");
for (const name of sources()) sum.update(`${name}\0`).update(readFileSync(join(WEB, name))).update("\0");

await build({
  entryPoints: [join(WEB, "src/index.js")],
  outfile: process.argv[2] || join(WEB, "dist/atlas.js"),
  absWorkingDir: WEB,
  bundle: true,
  format: "iife",
  globalName: "CorridorAtlas",
  target: "es2022",
  charset: "utf8",
  minify: true,
  lineLimit: 240,
  banner: { js: `/* Corridor Atlas, made from src/ by build.mjs; sources sha256-${sum.digest("hex")} */` },
});

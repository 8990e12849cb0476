import js from "@eslint/js";
import globals from "globals";

const SHARED = ["addressWith", "attend", "bring", "endReturn", "isAway", "isRunning", "keepAddress", "lookAtOwn", "noteAddress", "putAddress", "replace", "settleAddress", "sharedLayers", "sharedThing", "shown", "takeAddress", "tell", "until", "yearSlider"];

export default [
  { ignores: ["build/", "docs/assets/iframe-worker.js", "**/dist/", "**/vendor/", "**/node_modules/", ".venv/"] },
  js.configs.recommended,
  {
    files: ["src/corridor_atlas/web/src/**/*.js"],
    languageOptions: { globals: { ...globals.browser, L: "readonly" } },
    rules: {
      complexity: ["error", 12],
      eqeqeq: "error",
      "max-lines": ["error", { max: 400, skipComments: true }],
      "max-lines-per-function": ["error", { max: 40, skipComments: true, IIFEs: true }],
      "no-shadow": "error",
      "no-unused-vars": ["error", { args: "all" }],
      "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }],
    },
  },
  { files: ["src/corridor_atlas/web/worker.js"], languageOptions: { globals: { ...globals.serviceworker, kept: "readonly" } } },
  { files: ["tests/web/*.js"], languageOptions: { globals: globals.node }, rules: { "no-shadow": "error" } },
  { files: ["**/*.mjs"], languageOptions: { globals: globals.node } },
  // what it asks a page, Firefox runs there
  { files: ["tests/interop/reader.mjs", "tests/interop/firefox.mjs"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    // the scripts of the page are joined before they run: each knows the functions of the others
    files: ["src/corridor_atlas/ui/*.js"],
    languageOptions: { globals: { ...globals.browser, ...Object.fromEntries(SHARED.map((name) => [name, "readonly"])) } },
    rules: { complexity: ["error", 12], "no-redeclare": "off", "no-unused-vars": ["error", { varsIgnorePattern: `^(${SHARED.join("|")})$` }] },
  },
  { files: ["benchmarks/*.js"], languageOptions: { globals: globals.browser } },
];

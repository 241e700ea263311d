// Builds static/ecn.css and static/ecn.js. Run by `make assets`; the result is committed.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import postcss from "postcss";
import * as sass from "sass";
import { logical, ownColours } from "./logical.mjs";

const here = new URL("./", import.meta.url);
const target = new URL("../static/", here);
const LIMIT = 20_000;

const { css } = sass.compile(new URL("ecn.scss", here).pathname, {
  loadPaths: [new URL("node_modules", here).pathname],
  style: "compressed",
  quietDeps: true,
  silenceDeprecations: ["import"],
});
const built = postcss([logical, ownColours]).process(css, { from: undefined }).css;
const size = gzipSync(built, { level: 9 }).length;
if (size > LIMIT) throw new Error(`ecn.css is ${size} bytes compressed; the limit is ${LIMIT}.`);
writeFileSync(new URL("ecn.css", target), built);
copyFileSync(new URL("ecn.js", here), new URL("ecn.js", target));
const font = new URL("node_modules/@fontsource/source-serif-4/", here);
copyFileSync(new URL("files/source-serif-4-latin-600-normal.woff2", font), new URL("source-serif-4.woff2", target));
copyFileSync(new URL("LICENSE", font), new URL("source-serif-4.LICENSE.txt", target));
console.log(`ecn.css ${built.length} bytes, ${size} compressed; ecn.js ${readFileSync(new URL("ecn.js", here)).length} bytes`);

// A PostCSS step that turns left and right into start and end, so that one stylesheet serves both directions.
const PROPERTIES = {
  left: "inset-inline-start",
  right: "inset-inline-end",
  "border-top-left-radius": "border-start-start-radius",
  "border-top-right-radius": "border-start-end-radius",
  "border-bottom-left-radius": "border-end-start-radius",
  "border-bottom-right-radius": "border-end-end-radius",
};
const VALUES = {
  "text-align": { left: "start", right: "end" },
  "justify-content": { left: "start", right: "end" },
  float: { left: "inline-start", right: "inline-end" },
  clear: { left: "inline-start", right: "inline-end" },
};
const SIDES = ["block-start", "inline-end", "block-end", "inline-start"];

const property = (name) =>
  PROPERTIES[name] ??
  name.replace(/^(margin|padding|border|scroll-margin|scroll-padding)-left/, "$1-inline-start")
    .replace(/^(margin|padding|border|scroll-margin|scroll-padding)-right/, "$1-inline-end");

// Splits at spaces outside brackets: "0 calc(1px + 2px) 0 1px" is four parts.
const parts = (value) => value.match(/(?:[^\s(]+(?:\((?:[^()]|\([^()]*\))*\))?|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];

// margin: 1px 2px 3px 4px names four physical sides: only its right and left may differ from one another.
function splitSides(declaration) {
  const found = /^(margin|padding|border-(?:width|color|style))$|^inset$/.exec(declaration.prop);
  const values = found ? parts(declaration.value) : [];
  if (values.length !== 4 || values[1] === values[3]) return;
  const [family, kind] = declaration.prop.split("-");
  values.forEach((value, side) =>
    declaration.cloneBefore({ prop: [family, SIDES[side], kind].filter(Boolean).join("-"), value }),
  );
  declaration.remove();
}

export const logical = {
  postcssPlugin: "logical",
  Declaration(declaration) {
    declaration.prop = property(declaration.prop);
    declaration.value = VALUES[declaration.prop]?.[declaration.value] ?? declaration.value;
    splitSides(declaration);
  },
};

// Greys that GOV.UK Frontend writes as fixed values, by ours.
const OURS = { "#f3f3f3": "#f1e9dc", "#cecece": "#e0d6c6", "#0b0c0c": "#24211d" };

export const ownColours = {
  postcssPlugin: "own-colours",
  Declaration(declaration) {
    declaration.value = declaration.value.replace(/#[0-9a-f]{6}/g, (colour) => OURS[colour] ?? colour);
  },
};

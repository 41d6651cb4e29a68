import { expect, test } from "vitest";
import { contrast } from "./contrast";
import { dark, light, type Palette } from "./palette";

type Colour = keyof Palette;

const grounds: Colour[] = ["ground", "surface", "raised", "selected"];
const texts: [text: Colour, on: Colour[]][] = [
  ["text", grounds],
  ["quietText", grounds],
  ["link", grounds],
  ["success", ["surface", "raised", "successGround"]],
  ["warning", ["surface", "raised", "warningGround"]],
  ["danger", ["surface", "raised", "ground", "dangerGround"]],
  ["text", ["successGround", "warningGround", "dangerGround"]],
  ["onPrimary", ["primary", "primaryHover"]],
  ["onDanger", ["danger"]],
];

test.each([
  ["light", light],
  ["dark", dark],
])("Text in the %s theme can be read by people with low vision", (_, palette) => {
  const faint = texts.flatMap(([text, on]) =>
    on
      .map((ground) => ({ pair: `${text} on ${ground}`, ratio: contrast(palette[text], palette[ground]) }))
      .filter(({ ratio }) => ratio < 4.5),
  );

  expect(faint).toEqual([]);
});

test.each([
  ["light", light],
  ["dark", dark],
])("Edges of controls in the %s theme can be seen", (_, palette) => {
  for (const ground of [palette.ground, palette.surface, palette.raised]) {
    expect(contrast(palette.control, ground)).toBeGreaterThanOrEqual(3);
    expect(contrast(palette.link, ground)).toBeGreaterThanOrEqual(3);
  }
});

test("Black on white has the greatest contrast there is", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
});

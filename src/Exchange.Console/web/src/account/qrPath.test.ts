import { expect, test } from "vitest";
import { qrPath } from "./qrPath";

test("Every dark run of a row is one rectangle, and nothing light is drawn", () => {
  const picture = ["##.", "...", "#.#"];

  expect(qrPath(3, (row, column) => picture[row]?.[column] === "#")).toBe("M0 0h2v1H0zM0 2h1v1H0zM2 2h1v1H2z");
});

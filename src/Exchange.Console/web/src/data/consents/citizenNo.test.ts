import { expect, test } from "vitest";
import { readCitizenNo } from "./citizenNo";

// The example of GB 11643 itself.
const example = "11010519491231002X";

test("A number is read with spaces and a small x", () => {
  expect(readCitizenNo(" 110105 19491231 002x ")).toBe(example);
});

test("Every single wrong digit is noticed", () => {
  for (let at = 0; at < 17; at++) {
    const other = String((Number(example[at]) + 1) % 10);

    expect(readCitizenNo(example.slice(0, at) + other + example.slice(at + 1))).toBeNull();
  }
});

test.each(["", "1101051949123100", "11010519491231002X1", "abc"])("What is no number (%o) is not sent", (typed) => {
  expect(readCitizenNo(typed)).toBeNull();
});

import { expect, test } from "vitest";
import { nextAddress } from "./nextAddress";

test("Who wanted to go to a page comes to it", () => {
  expect(nextAddress("?next=%2Foversight%2Frecords")).toBe("/oversight/records");
});

test.each([
  "",
  "?next=",
  "?next=//evil.example",
  "?next=/%5Cevil.example",
  "?next=https://evil.example",
  "?next=/sign-in",
])("An address outside of the console, or none (%s), leads to today", (search) => {
  expect(nextAddress(search)).toBe("/today");
});

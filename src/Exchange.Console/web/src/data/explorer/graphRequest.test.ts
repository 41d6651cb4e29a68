import { expect, test } from "vitest";
import { headersOf, isHeaderText } from "./graphRequest";

const nothing = { purpose: "", caseNumber: "", emergency: "" };

test("A session asks with the header that another site cannot send, and without a token", () => {
  const headers = headersOf({ kind: "session" }, nothing);

  expect(headers["X-CSRF"]).toBe("1");
  expect(headers).not.toHaveProperty("Authorization");
});

test("A client asks with its token alone", () => {
  const headers = headersOf({ kind: "client", token: "abc" }, nothing);

  expect(headers["Authorization"]).toBe("Bearer abc");
  expect(headers).not.toHaveProperty("X-CSRF");
});

test("What was not said is not sent", () => {
  const names = Object.keys(headersOf({ kind: "session" }, nothing));

  expect(names.filter((name) => name.startsWith("Exchange-"))).toEqual([]);
});

test("The justification is percent-encoded, the case number sent as it is", () => {
  const said = { purpose: "emergency.rescue", caseNumber: " EM-2026-000001 ", emergency: "云桥里3栋起火" };

  expect(headersOf({ kind: "session" }, said)).toMatchObject({
    "Exchange-Purpose": "emergency.rescue",
    "Exchange-Case": "EM-2026-000001",
    "Exchange-Emergency": encodeURIComponent("云桥里3栋起火"),
  });
});

test.each([
  ["SA-2026-000123", true],
  ["案件1", false],
  ["A\r\nB", false],
])("A header can carry %j: %s", (value, can) => {
  expect(isHeaderText(value)).toBe(can);
});

import { expect, test } from "vitest";
import { problemOf } from "./problem";

test("A problem document keeps its code, title, detail and mistakes", () => {
  const problem = problemOf(
    {
      code: "PASSWORD_TOO_WEAK",
      title: "Too weak",
      detail: "Choose another.",
      errors: [{ code: "PASSWORD_LENGTH", detail: "Longer." }],
    },
    400,
  );

  expect(problem).toMatchObject({
    code: "PASSWORD_TOO_WEAK",
    status: 400,
    title: "Too weak",
    detail: "Choose another.",
  });
  expect(problem.mistakes).toEqual([{ code: "PASSWORD_LENGTH", detail: "Longer." }]);
});

test("Mistakes told by field, or as sentences, are told as one list", () => {
  const byField = problemOf({ errors: { userName: ["Taken."], roles: ["Unknown."] } }, 400);

  expect(byField.mistakes.map((mistake) => mistake.detail)).toEqual(["Taken.", "Unknown."]);
  expect(problemOf({ errors: ["One.", 2, null] }, 400).mistakes).toEqual([{ code: null, detail: "One." }]);
});

test.each([undefined, null, "<html>", 7, {}])(
  "An answer that is no problem document (%o) is told by its status",
  (body) => {
    expect(problemOf(body, 502)).toMatchObject({ code: "HTTP_502", status: 502 });
  },
);

test("Only a missing session sends to the sign-in page, not a refused sign-in", () => {
  expect(problemOf({}, 401).endsSession).toBe(true);
  expect(problemOf({ code: "SIGN_IN_REFUSED" }, 401).endsSession).toBe(false);
  expect(problemOf({}, 403).endsSession).toBe(false);
  expect(problemOf({ code: "PASSWORD_CHANGE_REQUIRED" }, 403).endsSession).toBe(true);
});

import { expect, test } from "vitest";
import { bodyOf } from "./accountDraft";

test("An account that loses its department loses region and purposes with it", () => {
  const draft = { roles: ["auditor"], department: "", region: "990102", purposes: ["assistance.eligibility"] };

  expect(bodyOf(draft)).toEqual({ roles: ["auditor"], department: null, region: null, purposes: [] });
});

test("An empty region is no region", () => {
  const draft = { roles: [], department: "civil-affairs", region: "  ", purposes: ["assistance.eligibility"] };

  expect(bodyOf(draft)).toEqual({
    roles: [],
    department: "civil-affairs",
    region: null,
    purposes: ["assistance.eligibility"],
  });
});

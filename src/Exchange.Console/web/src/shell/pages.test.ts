import { expect, test } from "vitest";
import type { SessionView } from "../api/views";
import { pagesByArea } from "./pages";

function session(roles: string[], department: string | null = null): SessionView {
  return { userName: "someone", roles, department, region: null, purposes: [] };
}

const shown = (of: SessionView) =>
  pagesByArea(of).map(([area, pages]) => [area, ...pages.map((page) => page.path)].join(" "));

test("An auditor has the oversight, and neither accounts nor consents", () => {
  expect(shown(session(["auditor"]))).toEqual([
    "today /today",
    "data /data/explorer",
    "rules /rules",
    "oversight /oversight/records",
  ]);
});

test("Who keeps accounts and clients sees no rules, consents or records", () => {
  expect(shown(session(["account-admin"]))).toEqual([
    "today /today",
    "data /data/explorer",
    "operations /operations/accounts /operations/clients",
  ]);
});

test("An officer sees the records of the own department", () => {
  expect(shown(session(["assistance-officer"], "civil-affairs"))).toContain("oversight /oversight/records");
});

test("Jobs stand in one order whatever the roles, and one without a page is left out", () => {
  const all = session(["account-admin", "auditor", "data-steward", "policy-admin"], "civil-affairs");

  expect(pagesByArea(all).map(([area]) => area)).toEqual(["today", "data", "rules", "oversight", "operations"]);
});

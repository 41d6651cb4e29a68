import { expect, test } from "vitest";
import { byReasonAndPlace, readReport } from "./exchangeReport";

test("What was withheld is read with its paths as text", () => {
  const withheld = [
    {
      coordinate: "Person.alive",
      reason: "CONSENT_MISSING",
      records: 1,
      paths: [["person", "household", "members", 2, "alive"]],
      department: "public-security",
      request: "Ask the data steward",
    },
  ];

  const report = readReport({ data: null, extensions: { exchange: { accessId: "1", policyVersion: "2", withheld } } });

  expect(report.accessId).toBe("1");
  expect(report.withheld).toEqual([{ ...withheld[0], paths: ["person.household.members.2.alive"] }]);
});

test("A row whose count may not be told has none", () => {
  const answer = { extensions: { exchange: { withheld: [{ coordinate: "Event.parties", reason: "NOT_PERMITTED" }] } } };

  expect(readReport(answer).withheld[0]?.records).toBeNull();
});

test.each([null, 7, "x", [], {}, { extensions: { exchange: { withheld: 7, sources: [null] } }, errors: {} }])(
  "What is no report (%o) is read as an empty one",
  (answer) => {
    expect(readReport(answer)).toEqual({
      accessId: null,
      policyVersion: null,
      withheld: [],
      reduced: [],
      sources: [],
      errors: [],
    });
  },
);

test("What has one reason and one place to ask is told once", () => {
  const cell = (coordinate: string, reason: string, department: string) => ({
    coordinate,
    reason,
    department,
    request: "Ask the steward",
    records: 1,
    paths: [],
  });
  const groups = byReasonAndPlace([
    cell("Person.a", "CONSENT_MISSING", "housing"),
    cell("Person.b", "NOT_PERMITTED", "housing"),
    cell("Person.c", "CONSENT_MISSING", "housing"),
    cell("Person.d", "CONSENT_MISSING", "health"),
  ]);

  expect(groups.map(({ reason, cells }) => [reason, ...cells.map(({ coordinate }) => coordinate)])).toEqual([
    ["CONSENT_MISSING", "Person.a", "Person.c"],
    ["NOT_PERMITTED", "Person.b"],
    ["CONSENT_MISSING", "Person.d"],
  ]);
});

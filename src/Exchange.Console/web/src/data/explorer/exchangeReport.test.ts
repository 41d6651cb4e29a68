import { expect, test } from "vitest";
import { readReport } from "./exchangeReport";

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

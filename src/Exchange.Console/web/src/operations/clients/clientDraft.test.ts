import { expect, test } from "vitest";
import type { ClientView } from "../../api/views";
import { bodyOf, draftOf } from "./clientDraft";

const client: ClientView = {
  clientId: "housing-desk",
  department: "housing",
  roles: ["housing-clerk"],
  purposes: ["housing.allocation"],
  region: "9901",
  officer: null,
  enabled: true,
  createdAt: "2026-01-01T00:00:00Z",
  introspection: "visible",
  trustedDocuments: null,
  withheldErrors: true,
};

test("A client that is saved as it was stays as it was", () => {
  const { roles, purposes, region, officer, introspection, trustedDocuments, withheldErrors } = client;

  expect(bodyOf(draftOf(client))).toEqual({
    roles,
    purposes,
    region,
    officer,
    introspection,
    trustedDocuments,
    withheldErrors,
  });
});

test("An emptied region or officer is taken away", () => {
  expect(bodyOf({ ...draftOf(client), region: " ", officer: "" })).toMatchObject({ region: null, officer: null });
});

test("An emptied mode is the hub's setting again", () => {
  expect(bodyOf({ ...draftOf(client), introspection: "" })).toMatchObject({ introspection: null });
});

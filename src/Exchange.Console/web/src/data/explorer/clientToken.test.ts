import { expect, test } from "vitest";
import { readToken } from "./clientToken";

const tokenOf = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;

test("A token names its client and its purposes", () => {
  const token = tokenOf({ client_id: "health-community-doctor", purposes: ["care.heat"] });

  expect(readToken(token)).toEqual({ token, clientId: "health-community-doctor", purposes: ["care.heat"] });
});

test.each(["", "opaque", "a.b.c", tokenOf([])])("A token that cannot be read here (%j) is used as it is", (token) => {
  expect(readToken(token)).toEqual({ token, clientId: null, purposes: null });
});

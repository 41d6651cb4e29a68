/** An access token, with the purposes that it says it is registered for; null where the token does not say. */
export interface ClientToken {
  token: string;
  clientId: string | null;
  purposes: string[] | null;
}

/** Gets a token by client credentials (RFC 6749 §4.4). Null where the hub refuses them. The secret is kept nowhere. */
export async function fetchClientToken(clientId: string, clientSecret: string): Promise<ClientToken | null> {
  const response = await fetch("/connect/token", {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }),
    credentials: "omit",
    cache: "no-store",
  });
  if (!response.ok) return null;
  const answer = (await response.json()) as { access_token?: unknown };
  return typeof answer.access_token === "string" ? readToken(answer.access_token) : null;
}

/** What a token says of itself, for the choices offered here; whether it holds is for the hub to decide. */
export function readToken(token: string): ClientToken {
  const claims = readClaims(token);
  const { client_id: clientId, purposes } = claims;
  return {
    token,
    clientId: typeof clientId === "string" ? clientId : null,
    purposes: Array.isArray(purposes)
      ? purposes.filter((purpose): purpose is string => typeof purpose === "string")
      : null,
  };
}

function readClaims(token: string): Record<string, unknown> {
  const payload = token.split(".")[1];
  if (payload === undefined) return {};
  try {
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, "+").replace(/_/g, "/")), (letter) =>
      letter.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    // Not a token that can be read here (an opaque one of another provider): the hub decides.
    return {};
  }
}

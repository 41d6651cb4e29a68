/** Who asks: the signed-in account, or a client by its access token. */
export type Asker = { kind: "session" } | { kind: "client"; token: string | null };

/** What is said beside the query: why it is asked. */
export interface AskedFor {
  purpose: string;
  caseNumber: string;
  emergency: string;
}

/** A header can carry printable ASCII only; a case number is not encoded on its way. */
export const isHeaderText = (value: string): boolean => /^[\x20-\x7e]*$/.test(value);

/** The headers of one question. The justification is free text, so it is percent-encoded. */
export function headersOf(asker: Asker, askedFor: AskedFor): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: "application/graphql-response+json, application/json;q=0.9",
    "Content-Type": "application/json",
  };
  if (asker.kind === "session") {
    headers["X-CSRF"] = "1";
  } else {
    headers.Authorization = `Bearer ${asker.token ?? ""}`;
  }

  const { purpose, caseNumber, emergency } = askedFor;
  if (purpose !== "") headers["Exchange-Purpose"] = purpose;
  if (caseNumber.trim() !== "") headers["Exchange-Case"] = caseNumber.trim();
  if (emergency.trim() !== "") headers["Exchange-Emergency"] = encodeURIComponent(emergency.trim());
  return headers;
}

/** A question as it goes over the wire. */
export interface GraphQuestion {
  query: string;
  variables?: unknown;
  operationName?: string | null;
}

/** Asks the graph; what comes back is JSON of the hub, whatever the status. Throws where nothing readable came back. */
export async function askGraph(
  asker: Asker,
  askedFor: AskedFor,
  question: GraphQuestion,
): Promise<Record<string, unknown>> {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: headersOf(asker, askedFor),
    body: JSON.stringify(question),
    // WHY: a client's question must not ride on the session of who is signed in.
    credentials: asker.kind === "session" ? "same-origin" : "omit",
    cache: "no-store",
  });
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer !== "object" || answer === null) {
    throw new Error(`The hub answered with status ${String(response.status)} and no JSON.`);
  }

  return answer as Record<string, unknown>;
}

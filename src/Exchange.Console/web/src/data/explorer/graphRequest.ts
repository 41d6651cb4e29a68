import { readEvents } from "./eventStream";

/** Who asks: the signed-in account, a client by its access token, or anybody, where the gateway is open to its own machine. */
export type Asker = { kind: "session" } | { kind: "client"; token: string | null } | { kind: "anybody" };

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
  } else if (asker.kind === "client") {
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

/** An answer of the hub, as it stands in JSON. */
export type GraphAnswer = Record<string, unknown>;

/** Asks the graph; what comes back is JSON of the hub, whatever the status. Throws where nothing readable came back. */
export async function askGraph(asker: Asker, askedFor: AskedFor, question: GraphQuestion): Promise<GraphAnswer> {
  return readAnswer(await send(question, headersOf(asker, askedFor), asker));
}

/**
 * Asks for a subscription: its answers as they come, on a connection of its own (GraphQL over Server-Sent Events) that lasts until the
 * hub has no more, or the signal is given. A refusal is the only answer. Throws where the connection was lost.
 */
export async function* listenToGraph(
  asker: Asker,
  askedFor: AskedFor,
  question: GraphQuestion,
  signal: AbortSignal,
): AsyncGenerator<GraphAnswer, void> {
  const headers = { ...headersOf(asker, askedFor), Accept: "text/event-stream" };
  const response = await send(question, headers, asker, signal);
  if (response.body === null || response.headers.get("Content-Type")?.startsWith("text/event-stream") !== true) {
    yield await readAnswer(response);
    return;
  }

  for await (const { name, data } of readEvents(response.body)) {
    if (name === "complete") return;
    if (name === "next") yield JSON.parse(data) as GraphAnswer;
  }
  throw new Error("The hub ended the stream before the subscription was over. Run it again to go on listening.");
}

function send(question: GraphQuestion, headers: Record<string, string>, asker: Asker, signal?: AbortSignal) {
  return fetch("/graphql", {
    method: "POST",
    headers,
    body: JSON.stringify(question),
    // WHY: a client's question must not ride on the session of who is signed in.
    credentials: asker.kind === "session" ? "same-origin" : "omit",
    cache: "no-store",
    signal: signal ?? null,
  });
}

async function readAnswer(response: Response): Promise<GraphAnswer> {
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer !== "object" || answer === null) {
    throw new Error(`The hub answered with status ${String(response.status)} and no JSON.`);
  }

  return answer as GraphAnswer;
}

import createClient from "openapi-fetch";
import { problemOf, unreachable } from "./problem";
import type { paths } from "./schema";

/** The control plane, typed by its own description. Use it through {@link answerOf}. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  headers: { "X-CSRF": "1" },
});

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a good answer; everything else is thrown as a `Problem`. */
export async function answerOf<T>(call: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch {
    throw unreachable();
  }

  if (!outcome.response.ok) {
    throw problemOf(outcome.error, outcome.response.status);
  }

  return outcome.data as T;
}

import { QueryCache, MutationCache, QueryClient, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import { Problem } from "./problem";
import type { SessionView } from "./views";

/** Who is signed in: somebody, somebody who must choose a password of their own first, or nobody. */
export type SessionState =
  | { readonly kind: "signedIn"; readonly session: SessionView }
  | { readonly kind: "passwordChange" }
  | { readonly kind: "signedOut" };

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<SessionState> => {
    try {
      return { kind: "signedIn", session: await answerOf(api.GET("/api/v1/session", { signal })) };
    } catch (error) {
      if (error instanceof Problem && error.endsSession) {
        return { kind: error.isPasswordChange ? "passwordChange" : "signedOut" };
      }
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Codes and their titles. */
export const vocabularyQuery = queryOptions({
  queryKey: ["vocabulary"],
  queryFn: ({ signal }) => answerOf(api.GET("/api/v1/vocabulary", { signal })),
  staleTime: 10 * 60_000,
});

/** The console's cache. An answer that tells of another session than the one believed in has the session asked again. */
export function createQueries(): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof Problem && error.endsSession) {
      void refreshSession(queries);
    }
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry: shouldRetry, refetchOnWindowFocus: false }, mutations: { retry: false } },
  });
  return queries;
}

/** Asks the hub who is signed in. Where it is nobody, everything that was shown to them leaves the memory. */
export async function refreshSession(queries: QueryClient): Promise<SessionState> {
  const state = await queries.query({ ...sessionQuery, staleTime: 0 });
  if (state.kind !== "signedIn") {
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionQuery.queryKey[0] });
  }
  return state;
}

function shouldRetry(failures: number, error: Error): boolean {
  const isPassing = error instanceof Problem && (error.status === 0 || error.status >= 502);
  return isPassing && failures < 2;
}

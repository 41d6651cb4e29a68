import { QueryCache, MutationCache, QueryClient, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "./client";
import { Problem } from "./problem";
import type { SessionView } from "./views";

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<SessionView | null> => {
    try {
      return await answerOf(api.GET("/api/v1/session", { signal }));
    } catch (problem) {
      if (problem instanceof Problem && problem.isSignedOut) {
        return null;
      }
      throw problem;
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

/** The console's cache. What the last session was shown is forgotten as soon as the hub knows that session no more. */
export function createQueries(): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof Problem && error.isSignedOut) {
      forgetSession(queries);
    }
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry: shouldRetry, refetchOnWindowFocus: false }, mutations: { retry: false } },
  });
  return queries;
}

/** Nobody is signed in any more: everything that was shown to them leaves the memory. */
export function forgetSession(queries: QueryClient): void {
  queries.setQueryData(sessionQuery.queryKey, null);
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionQuery.queryKey[0] });
}

function shouldRetry(failures: number, error: Error): boolean {
  const isPassing = error instanceof Problem && (error.status === 0 || error.status >= 502);
  return isPassing && failures < 2;
}

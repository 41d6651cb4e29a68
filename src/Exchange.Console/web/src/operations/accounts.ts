import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";

export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  queryFn: ({ signal }) => answerOf(api.GET("/api/v1/accounts", { signal })),
});

import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";

/** The signed-in person's own account. */
export const ownAccountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => answerOf(api.GET("/api/v1/account", { signal })),
});

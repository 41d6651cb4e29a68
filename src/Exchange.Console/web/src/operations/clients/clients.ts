import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../../api/client";

export const clientsQuery = queryOptions({
  queryKey: ["clients"],
  queryFn: ({ signal }) => answerOf(api.GET("/api/v1/clients", { signal })),
});

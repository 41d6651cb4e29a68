import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../../api/client";

export const clientsQuery = queryOptions({
  queryKey: ["clients"],
  queryFn: ({ signal }) => answerOf(api.GET("/api/v1/clients", { signal })),
});

export function documentsQuery(clientId: string) {
  return queryOptions({
    queryKey: ["clients", clientId, "documents"],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/v1/clients/{clientId}/documents", { params: { path: { clientId } }, signal })),
  });
}

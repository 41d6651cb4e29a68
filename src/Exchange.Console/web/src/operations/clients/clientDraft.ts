import type { ClientView } from "../../api/views";
import type { Rights } from "../RightsFields";

/** What may be decided about a client, as a form holds it; an empty mode is the hub's setting. */
export interface ClientDraft extends Rights {
  readonly officer: string;
  readonly introspection: string;
  readonly trustedDocuments: string;
  readonly withheldErrors: boolean;
}

export const emptyDraft: ClientDraft = {
  roles: [],
  region: "",
  purposes: [],
  officer: "",
  introspection: "",
  trustedDocuments: "",
  withheldErrors: false,
};

export function draftOf(client: ClientView): ClientDraft {
  const { roles, region, purposes, officer, introspection, trustedDocuments, withheldErrors } = client;
  return {
    roles,
    region: region ?? "",
    purposes,
    officer: officer ?? "",
    introspection: introspection ?? "",
    trustedDocuments: trustedDocuments ?? "",
    withheldErrors,
  };
}

/** The draft as the hub takes it: what is empty is taken away. */
export function bodyOf(draft: ClientDraft) {
  return {
    roles: [...draft.roles],
    region: textOrNone(draft.region),
    purposes: [...draft.purposes],
    officer: textOrNone(draft.officer),
    introspection: textOrNone(draft.introspection),
    trustedDocuments: textOrNone(draft.trustedDocuments),
    withheldErrors: draft.withheldErrors,
  };
}

function textOrNone(typed: string): string | null {
  const text = typed.trim();
  return text === "" ? null : text;
}

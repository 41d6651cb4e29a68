import type { ClientView } from "../../api/views";
import type { Rights } from "../RightsFields";

/** What may be decided about a client, as a form holds it. */
export interface ClientDraft extends Rights {
  readonly officer: string;
}

export const emptyDraft: ClientDraft = { roles: [], region: "", purposes: [], officer: "" };

export function draftOf({ roles, region, purposes, officer }: ClientView): ClientDraft {
  return { roles, region: region ?? "", purposes, officer: officer ?? "" };
}

/** The draft as the hub takes it: what is empty is taken away. */
export function bodyOf({ roles, region, purposes, officer }: ClientDraft) {
  return { roles: [...roles], region: textOrNone(region), purposes: [...purposes], officer: textOrNone(officer) };
}

function textOrNone(typed: string): string | null {
  const text = typed.trim();
  return text === "" ? null : text;
}

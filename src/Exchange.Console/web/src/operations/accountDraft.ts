import type { AccountView } from "../api/views";
import type { Rights } from "./RightsFields";

/** What may be decided about an account, as a form holds it. */
export interface AccountDraft extends Rights {
  readonly department: string;
}

export const emptyDraft: AccountDraft = { roles: [], department: "", region: "", purposes: [] };

export function draftOf(account: AccountView): AccountDraft {
  const { roles, department, region, purposes } = account;
  return { roles, department: department ?? "", region: region ?? "", purposes };
}

/** The draft as the hub takes it. Without a department there is nothing to ask for, so neither region nor purposes are sent. */
export function bodyOf(draft: AccountDraft) {
  const hasDepartment = draft.department !== "";
  return {
    roles: [...draft.roles],
    department: hasDepartment ? draft.department : null,
    region: hasDepartment && draft.region.trim() !== "" ? draft.region.trim() : null,
    purposes: hasDepartment ? [...draft.purposes] : [],
  };
}

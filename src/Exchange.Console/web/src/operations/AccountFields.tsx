import type { AccountDraft } from "./accountDraft";
import { DepartmentField, RegionAndPurposes, RoleChoices } from "./RightsFields";
import { useOperationsTexts } from "./texts";

interface AccountFieldsProps {
  readonly draft: AccountDraft;
  readonly onChange: (draft: AccountDraft) => void;
}

/** Roles and, for who asks the graph, department, region and purposes. */
export function AccountFields({ draft, onChange }: AccountFieldsProps) {
  const say = useOperationsTexts();
  return (
    <>
      <RoleChoices
        value={draft.roles}
        onChange={(roles) => {
          onChange({ ...draft, roles });
        }}
      />
      <DepartmentField
        hint={say("department.hint")}
        none={say("department.none")}
        value={draft.department}
        onChange={(department) => {
          onChange({ ...draft, department });
        }}
      />
      {draft.department !== "" && (
        <RegionAndPurposes
          value={draft}
          onChange={(change) => {
            onChange({ ...draft, ...change });
          }}
        />
      )}
    </>
  );
}

import { TextField } from "../../shell/TextField";
import { RegionAndPurposes, RoleChoices } from "../RightsFields";
import type { ClientDraft } from "./clientDraft";
import { useClientTexts } from "./texts";

interface ClientFieldsProps {
  readonly draft: ClientDraft;
  readonly onChange: (draft: ClientDraft) => void;
}

/** What a client may ask as, where and for what. */
export function ClientFields({ draft, onChange }: ClientFieldsProps) {
  const say = useClientTexts();
  return (
    <>
      <RoleChoices
        value={draft.roles}
        onChange={(roles) => {
          onChange({ ...draft, roles });
        }}
      />
      <RegionAndPurposes
        value={draft}
        onChange={(change) => {
          onChange({ ...draft, ...change });
        }}
      />
      <TextField
        label={say("officer")}
        hint={say("officer.hint")}
        isOptional
        value={draft.officer}
        onChange={(officer) => {
          onChange({ ...draft, officer });
        }}
      />
    </>
  );
}

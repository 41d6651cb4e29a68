import { Checkbox } from "antd";
import { TextField } from "../../shell/TextField";
import { RegionAndPurposes, RoleChoices } from "../RightsFields";
import type { ClientDraft } from "./clientDraft";
import { ModeField } from "./ModeField";
import { useClientTexts } from "./texts";

interface ClientFieldsProps {
  readonly draft: ClientDraft;
  readonly onChange: (draft: ClientDraft) => void;
}

/** What a client may ask as, where and for what, and in which way. */
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
      <ModeField
        label={say("introspection")}
        hint={say("introspection.hint")}
        modes={["off", "visible", "full"]}
        value={draft.introspection}
        onChange={(introspection) => {
          onChange({ ...draft, introspection });
        }}
      />
      <ModeField
        label={say("trustedDocuments")}
        hint={say("trustedDocuments.hint")}
        modes={["allow", "enforce"]}
        value={draft.trustedDocuments}
        onChange={(trustedDocuments) => {
          onChange({ ...draft, trustedDocuments });
        }}
      />
      <Checkbox
        checked={draft.withheldErrors}
        onChange={(event) => {
          onChange({ ...draft, withheldErrors: event.target.checked });
        }}
      >
        {say("withheldErrors")}
      </Checkbox>
    </>
  );
}

import { useQuery } from "@tanstack/react-query";
import { vocabularyQuery } from "../api/queries";
import { useFormats } from "../i18n/format";
import { Choices } from "../shell/Choices";
import { Field } from "../shell/Field";
import { ProblemNotice } from "../shell/ProblemNotice";
import { TextField } from "../shell/TextField";
import type { AccountDraft } from "./accountDraft";
import { useOperationsTexts } from "./texts";

interface AccountFieldsProps {
  readonly draft: AccountDraft;
  readonly onChange: (draft: AccountDraft) => void;
}

/** Roles and, for who asks the graph, department, region and purposes. */
export function AccountFields({ draft, onChange }: AccountFieldsProps) {
  const say = useOperationsTexts();
  const { title } = useFormats();
  const vocabulary = useQuery(vocabularyQuery);
  const departments = vocabulary.data?.departments ?? [];

  // WHY: a resident's account is made where the resident proves who they are, never by whoever keeps the staff's accounts.
  const roles = (vocabulary.data?.roles ?? []).filter((role) => role.code !== "resident");
  return (
    <>
      {vocabulary.isError && <ProblemNotice error={vocabulary.error} onRetry={vocabulary.refetch} />}
      <Choices
        legend={say("roles")}
        options={roles.map((role) => ({ code: role.code, text: title(role.title) }))}
        chosen={draft.roles}
        onChange={(roles) => {
          onChange({ ...draft, roles });
        }}
      />
      <Field label={say("department")} hint={say("department.hint")}>
        {(control) => (
          <select
            {...control}
            value={draft.department}
            onChange={(event) => {
              onChange({ ...draft, department: event.target.value });
            }}
          >
            <option value="">{say("department.none")}</option>
            {departments.map((department) => (
              <option key={department.code} value={department.code}>
                {title(department.title)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {draft.department !== "" && (
        <>
          <TextField
            label={say("region")}
            hint={say("region.hint")}
            isOptional
            inputMode="numeric"
            value={draft.region}
            onChange={(region) => {
              onChange({ ...draft, region });
            }}
          />
          <Choices
            legend={say("purposes")}
            hint={say("purposes.hint")}
            options={(vocabulary.data?.purposes ?? []).map(({ code, title: text }) => ({ code, text: title(text) }))}
            chosen={draft.purposes}
            onChange={(purposes) => {
              onChange({ ...draft, purposes });
            }}
          />
        </>
      )}
    </>
  );
}

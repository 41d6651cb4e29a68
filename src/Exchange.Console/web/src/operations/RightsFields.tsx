import { useQuery } from "@tanstack/react-query";
import { vocabularyQuery } from "../api/queries";
import { useFormats } from "../i18n/format";
import { Choices } from "../shell/Choices";
import { Field } from "../shell/Field";
import { ProblemNotice } from "../shell/ProblemNotice";
import { TextField } from "../shell/TextField";
import { useOperationsTexts } from "./texts";

/** What an account and a client are given alike. */
export interface Rights {
  readonly roles: readonly string[];
  readonly region: string;
  readonly purposes: readonly string[];
}

interface RightsFieldsProps<Part> {
  readonly value: Part;
  readonly onChange: (change: Part) => void;
}

export function RoleChoices({ value, onChange }: RightsFieldsProps<readonly string[]>) {
  const say = useOperationsTexts();
  const { title } = useFormats();
  const vocabulary = useQuery(vocabularyQuery);

  // WHY: a resident's account is made where the resident proves who they are, never by whoever keeps the staff's accounts.
  const roles = (vocabulary.data?.roles ?? []).filter((role) => role.code !== "resident");
  return (
    <>
      {vocabulary.isError && <ProblemNotice error={vocabulary.error} onRetry={vocabulary.refetch} />}
      <Choices
        legend={say("roles")}
        options={roles.map((role) => ({ code: role.code, text: title(role.title) }))}
        chosen={value}
        onChange={onChange}
      />
    </>
  );
}

interface DepartmentFieldProps extends RightsFieldsProps<string> {
  readonly hint: string;
  /** What to call no department. */
  readonly none: string;
  readonly isRequired?: boolean;
}

export function DepartmentField({ value, onChange, hint, none, isRequired = false }: DepartmentFieldProps) {
  const say = useOperationsTexts();
  const { title } = useFormats();
  const { data } = useQuery(vocabularyQuery);
  return (
    <Field label={say("department")} hint={hint}>
      {(control) => (
        <select
          {...control}
          required={isRequired}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        >
          <option value="">{none}</option>
          {(data?.departments ?? []).map((department) => (
            <option key={department.code} value={department.code}>
              {title(department.title)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Where, and for what, the graph may be asked. */
export function RegionAndPurposes({ value, onChange }: RightsFieldsProps<Pick<Rights, "region" | "purposes">>) {
  const say = useOperationsTexts();
  const { title } = useFormats();
  const { data } = useQuery(vocabularyQuery);
  return (
    <>
      <TextField
        label={say("region")}
        hint={say("region.hint")}
        isOptional
        inputMode="numeric"
        value={value.region}
        onChange={(region) => {
          onChange({ region, purposes: value.purposes });
        }}
      />
      <Choices
        legend={say("purposes")}
        hint={say("purposes.hint")}
        options={(data?.purposes ?? []).map(({ code, title: text }) => ({ code, text: title(text) }))}
        chosen={value.purposes}
        onChange={(purposes) => {
          onChange({ region: value.region, purposes });
        }}
      />
    </>
  );
}

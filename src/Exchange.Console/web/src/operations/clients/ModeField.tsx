import { Field } from "../../shell/Field";
import { useClientTexts } from "./texts";

type Mode = "off" | "visible" | "full" | "allow" | "enforce";

interface ModeFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly modes: readonly Mode[];
  readonly value: string;
  readonly onChange: (mode: string) => void;
}

/** One of several modes, or what the hub is set to. */
export function ModeField({ label, hint, modes, value, onChange }: ModeFieldProps) {
  const say = useClientTexts();
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        >
          <option value="">{say("mode.hub")}</option>
          {modes.map((mode) => (
            <option key={mode} value={mode}>
              {say(`mode.${mode}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

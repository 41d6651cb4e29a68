import { Input, type InputProps } from "antd";
import { Field } from "./Field";

interface TextFieldProps extends Pick<InputProps, "name" | "autoComplete" | "autoFocus" | "inputMode" | "maxLength"> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly mistake?: string | undefined;
  readonly isOptional?: boolean;
}

/** One line of text that is a name, a code or a number: nothing is corrected or capitalised. */
export function TextField({ label, value, onChange, hint, mistake, isOptional = false, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} mistake={mistake}>
      {(control) => (
        <Input
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required={!isOptional}
          {...input}
          {...control}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

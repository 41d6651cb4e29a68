import { Input } from "antd";
import { useState, type KeyboardEvent } from "react";
import { Field } from "./Field";
import { useShellTexts } from "./texts";

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: "current-password" | "new-password";
  readonly hint?: string;
  readonly mistake?: string | undefined;
}

/** A password that password managers recognise and that says when Caps Lock is on. */
export function PasswordField({ label, value, onChange, autoComplete, hint, mistake }: PasswordFieldProps) {
  const say = useShellTexts();
  const [isCapsLockOn, setCapsLock] = useState(false);
  const noteCapsLock = (event: KeyboardEvent) => {
    setCapsLock(event.getModifierState("CapsLock"));
  };
  return (
    <div>
      <Field label={label} hint={hint} mistake={mistake}>
        {(control) => (
          <Input
            {...control}
            type="password"
            name={autoComplete}
            autoComplete={autoComplete}
            value={value}
            required
            onChange={(event) => {
              onChange(event.target.value);
            }}
            onKeyDown={noteCapsLock}
            onKeyUp={noteCapsLock}
          />
        )}
      </Field>
      <p role="status">{isCapsLockOn ? say("capsLock") : ""}</p>
    </div>
  );
}

import { Checkbox } from "antd";
import { useId } from "react";
import styles from "./Choices.module.css";

interface ChoicesProps {
  readonly legend: string;
  readonly hint?: string;
  readonly options: readonly { readonly code: string; readonly text: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Any number of several, each a box to tick. What was chosen and is no longer offered stays chosen and can be taken away. */
export function Choices({ legend, hint, options, chosen, onChange }: ChoicesProps) {
  const id = useId();
  const gone = chosen.filter((code) => !options.some((option) => option.code === code));
  return (
    <fieldset aria-describedby={hint && id}>
      <legend>{legend}</legend>
      {hint && (
        <p id={id} className={styles["hint"]}>
          {hint}
        </p>
      )}
      <div className={styles["options"]}>
        {[...options, ...gone.map((code) => ({ code, text: code }))].map(({ code, text }) => (
          <Checkbox
            key={code}
            checked={chosen.includes(code)}
            onChange={(event) => {
              onChange(event.target.checked ? [...chosen, code] : chosen.filter((other) => other !== code));
            }}
          >
            {text}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}

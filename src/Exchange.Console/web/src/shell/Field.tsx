import { useId, type ReactNode } from "react";
import styles from "./Field.module.css";

/** What a control needs so that its label, hint and mistake are read with it. */
export interface FieldControl {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly mistake?: string | undefined;
  readonly children: (control: FieldControl) => ReactNode;
}

/** One question of a form: label above, hint below, the mistake in words beside the control. */
export function Field({ label, hint, mistake, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, mistake && `${id}-mistake`].filter(Boolean).join(" ");
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": mistake ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className={styles["hint"]}>
          {hint}
        </p>
      )}
      {mistake && (
        <p id={`${id}-mistake`} className={styles["mistake"]}>
          {mistake}
        </p>
      )}
    </div>
  );
}

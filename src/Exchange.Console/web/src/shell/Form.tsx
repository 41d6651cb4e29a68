import type { ReactNode } from "react";
import styles from "./Form.module.css";

interface FormProps {
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form that is sent by its button or by Enter, and never by loading a page. */
export function Form({ onSubmit, children }: FormProps) {
  return (
    <form
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** The buttons at a form's end. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles["actions"]}>{children}</div>;
}

import { useId, type ReactNode } from "react";
import styles from "./Panel.module.css";

interface PanelProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of a page with its own heading. */
export function Panel({ title, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles["panel"]}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

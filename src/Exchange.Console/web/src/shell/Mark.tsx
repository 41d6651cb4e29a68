import type { ReactNode } from "react";
import styles from "./Mark.module.css";

export type Tone = "quiet" | "success" | "warning" | "danger";

/** A word that stands out. The word says it; the colour only helps to find it. */
export function Mark({ tone = "quiet", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles["mark"]} data-tone={tone}>
      {children}
    </span>
  );
}

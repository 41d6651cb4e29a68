import { useId, type ReactNode } from "react";
import styles from "./TodayPage.module.css";

interface SectionProps {
  readonly title: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** A part of the page under a heading of its own. */
export function Section({ title, isWide = false, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles[isWide ? "wide" : "section"]}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

interface TableProps {
  /** What the table is of; said to who cannot see the heading above it. */
  readonly name: string;
  readonly heads: readonly string[];
  readonly children: ReactNode;
}

/** A table that scrolls in itself where the window is narrow. */
export function Table({ name, heads, children }: TableProps) {
  return (
    <div className={styles["scroll"]} role="region" aria-label={name} tabIndex={0}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

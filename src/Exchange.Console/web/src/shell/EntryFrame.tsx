import type { ReactNode } from "react";
import { DisplayChoices } from "./DisplayChoices";
import styles from "./EntryFrame.module.css";
import { Logo } from "./Logo";
import { useShellTexts } from "./texts";

/** What stands around the pages before one is signed in: the product's name, the display, one narrow column. */
export function EntryFrame({ children }: { children: ReactNode }) {
  const say = useShellTexts();
  return (
    <div className={styles["entry"]}>
      <header className={styles["header"]}>
        <span className={styles["brand"]}>
          <Logo />
          {say("product")}
        </span>
        <div className={styles["tools"]}>
          <DisplayChoices />
        </div>
      </header>
      <main className={styles["main"]}>{children}</main>
    </div>
  );
}

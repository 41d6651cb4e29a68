import { useEffect, useRef, type ReactNode } from "react";
import { useLocation } from "react-router";
import { isArrival } from "./arrival";
import styles from "./PageHeading.module.css";
import { useShellTexts } from "./texts";

interface PageHeadingProps {
  readonly title: string;
  /** What the page is for, in a sentence. */
  readonly lead?: string;
  /** At most one primary button. */
  readonly action?: ReactNode;
}

/** The page's one main heading; it names the window and takes the focus when one comes from another page. */
export function PageHeading({ title, lead, action }: PageHeadingProps) {
  const say = useShellTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  const product = say("product");

  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);

  useEffect(() => {
    // WHY: a page that the browser opened or loaded again leaves the focus at the top, where the link past the navigation is.
    if (!isArrival(key)) {
      heading.current?.focus();
    }
  }, [key]);

  return (
    <div className={styles["heading"]}>
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p className={styles["lead"]}>{lead}</p>}
      </div>
      {action}
    </div>
  );
}

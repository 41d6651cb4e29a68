import { Fragment } from "react";
import styles from "./PathText.module.css";

/** A coordinate or a path; where it does not fit it is broken at its dots, so that it can still be read. */
export function PathText({ path }: { path: string }) {
  return (
    <code className={styles["path"]}>
      {path.split(".").map((segment, index) => (
        <Fragment key={index}>
          {index > 0 && (
            <>
              .<wbr />
            </>
          )}
          {segment}
        </Fragment>
      ))}
    </code>
  );
}

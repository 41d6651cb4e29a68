import { useShellTexts } from "./texts";
import styles from "./Loading.module.css";

/** Something is on its way. Shown after a moment only, so that what is quick does not flicker. */
export function Loading() {
  const say = useShellTexts();
  return (
    <p role="status" className={styles["loading"]}>
      {say("loading")}
    </p>
  );
}

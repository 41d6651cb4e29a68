import styles from "./StateSign.module.css";
import { useTodayTexts } from "./texts";

const states = ["ok", "stale", "partial", "unavailable", "notAsked"] as const;

type DepartmentState = (typeof states)[number];

// Each state has a shape of its own, so that it is told apart without colour too.
const shapes: Record<DepartmentState, string> = {
  ok: "M3.5 8.5l3 3 6-7",
  stale: "M8 4.5v4l2.5 1.5M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13",
  partial: "M8 2l6.5 12h-13zM8 6.5v3.5M8 12v.2",
  unavailable: "M4 4l8 8M12 4l-8 8",
  notAsked: "M3.5 8h9",
};

/** A state that this console does not know yet is shown as one that was not asked. */
export function stateOf(state: string): DepartmentState {
  return states.find((known) => known === state) ?? "notAsked";
}

/** A department's state: a sign and its words. */
export function StateSign({ state }: { state: DepartmentState }) {
  const say = useTodayTexts();
  return (
    <span className={styles["state"]}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className={styles["sign"]} data-state={state}>
        <path d={shapes[state]} />
      </svg>
      {say(`state.${state}`)}
    </span>
  );
}

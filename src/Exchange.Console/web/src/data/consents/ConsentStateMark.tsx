import type { ConsentView } from "../../api/views";
import { Mark, type Tone } from "../../shell/Mark";
import { useConsentTexts } from "./texts";

const tones = {
  requested: "quiet",
  given: "success",
  refused: "quiet",
  lapsed: "quiet",
  active: "success",
  suspended: "warning",
  withdrawn: "danger",
  expired: "quiet",
  superseded: "quiet",
  invalidated: "danger",
} satisfies Record<string, Tone>;

const withdrawable: readonly string[] = ["requested", "given", "active", "suspended"];

export function ConsentStateMark({ state }: { state: string }) {
  const say = useConsentTexts();
  return isKnown(state) ? <Mark tone={tones[state]}>{say(`state.${state}`)}</Mark> : <Mark>{state}</Mark>;
}

/** Whether there is still something to take back. The hub decides; this only spares a useless button. */
export function isWithdrawable(consent: ConsentView): boolean {
  return withdrawable.includes(consent.state);
}

function isKnown(state: string): state is keyof typeof tones {
  return Object.hasOwn(tones, state);
}

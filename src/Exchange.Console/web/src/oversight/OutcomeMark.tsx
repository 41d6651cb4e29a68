import type { AccessRow } from "../api/views";
import { Mark, type Tone } from "../shell/Mark";
import { useOversightTexts } from "./texts";

const tones = { answered: "success", partial: "warning", refused: "danger", failed: "danger" } satisfies Record<
  string,
  Tone
>;

/** How a request ended, and whether it declared an emergency. */
export function OutcomeMark({ row }: { row: AccessRow }) {
  const say = useOversightTexts();
  const { outcome } = row;
  return (
    <>
      {isKnown(outcome) ? <Mark tone={tones[outcome]}>{say(`outcome.${outcome}`)}</Mark> : <Mark>{outcome}</Mark>}
      {row.emergency && (
        <>
          {" "}
          <Mark tone="warning">{say("emergency")}</Mark>
        </>
      )}
    </>
  );
}

function isKnown(outcome: string): outcome is keyof typeof tones {
  return Object.hasOwn(tones, outcome);
}

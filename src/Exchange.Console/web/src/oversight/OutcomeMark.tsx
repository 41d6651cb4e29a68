import type { AccessRow } from "../api/views";
import { Mark, type Tone } from "../shell/Mark";
import { useOversightTexts } from "./texts";

const tones: Record<AccessRow["outcome"], Tone> = {
  answered: "success",
  partial: "warning",
  refused: "danger",
  failed: "danger",
};

/** How a request ended, and whether it declared an emergency. */
export function OutcomeMark({ row }: { row: AccessRow }) {
  const say = useOversightTexts();
  const { outcome } = row;
  return (
    <>
      <Mark tone={tones[outcome]}>{say(`outcome.${outcome}`)}</Mark>
      {row.emergency && (
        <>
          {" "}
          <Mark tone="warning">{say("emergency")}</Mark>
        </>
      )}
    </>
  );
}

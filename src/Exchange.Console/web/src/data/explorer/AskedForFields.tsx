import { Input } from "antd";
import { useId } from "react";
import type { VocabularyView } from "../../api/views";
import { useFormats } from "../../i18n/format";
import styles from "./ExplorerPage.module.css";
import { isHeaderText, type AskedFor } from "./graphRequest";
import { useExplorerTexts } from "./texts";

/** A purpose as the vocabulary has it. */
export type Purpose = VocabularyView["purposes"][number];

interface AskedForFieldsProps {
  /** The purposes that who asks may name. */
  purposes: readonly Purpose[];
  value: AskedFor;
  onChange: (value: AskedFor) => void;
}

/** What is asked for: the headers that policy reads beside the query. */
export function AskedForFields({ purposes, value, onChange }: AskedForFieldsProps) {
  const say = useExplorerTexts();
  const { title } = useFormats();
  const id = useId();
  const purpose = purposes.find(({ code }) => code === value.purpose);
  const isCaseSendable = isHeaderText(value.caseNumber);
  return (
    <fieldset className={styles["fields"]}>
      <legend>{say("askedForLegend")}</legend>
      <label htmlFor={`${id}-purpose`}>{say("purpose")}</label>
      <select
        id={`${id}-purpose`}

        value={purpose?.code ?? ""}
        onChange={(event) => {
          onChange({ ...value, purpose: event.target.value });
        }}
      >
        <option value="">{say("noPurpose")}</option>
        {purposes.map((choice) => (
          <option key={choice.code} value={choice.code}>
            {title(choice.title)}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-case`}>{say("caseNumber")}</label>
      <Input
        id={`${id}-case`}
        value={value.caseNumber}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-case-hint`}
        aria-invalid={!isCaseSendable}
        {...(isCaseSendable ? {} : { status: "error" as const })}
        onChange={(event) => {
          onChange({ ...value, caseNumber: event.target.value });
        }}
      />
      <p id={`${id}-case-hint`} className={styles[isCaseSendable ? "hint" : "refused"]}>
        {isCaseSendable ? hintOf(purpose) : say("caseInvalid")}
      </p>
      {purpose?.needsEmergency === true && (
        <>
          <label htmlFor={`${id}-emergency`}>{say("emergency")}</label>
          <Input.TextArea
            id={`${id}-emergency`}
            rows={3}
            value={value.emergency}
            autoComplete="off"
            aria-describedby={`${id}-emergency-hint`}
            onChange={(event) => {
              onChange({ ...value, emergency: event.target.value });
            }}
          />
          <p id={`${id}-emergency-hint`} className={styles["hint"]}>
            {say("emergencyHint")}
          </p>
        </>
      )}
    </fieldset>
  );

  function hintOf(chosen: Purpose | undefined): string {
    const format = chosen?.caseFormat;
    return typeof format === "string" ? say("caseHint", { format }) : "";
  }
}

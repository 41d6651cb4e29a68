import { Input } from "antd";
import type { VocabularyView } from "../../api/views";
import { useFormats } from "../../i18n/format";
import { Field } from "../../shell/Field";
import styles from "./ExplorerPage.module.css";
import { isHeaderText, type AskedFor } from "./graphRequest";
import { useExplorerTexts } from "./texts";

/** A purpose as the vocabulary has it. */
export type Purpose = VocabularyView["purposes"][number];

interface AskedForFieldsProps {
  /** The purposes that who asks may name. */
  readonly purposes: readonly Purpose[];
  readonly value: AskedFor;
  readonly onChange: (value: AskedFor) => void;
}

/** What is asked for: the headers that policy reads beside the query. */
export function AskedForFields({ purposes, value, onChange }: AskedForFieldsProps) {
  const say = useExplorerTexts();
  const { title } = useFormats();
  const purpose = purposes.find(({ code }) => code === value.purpose);
  const format = purpose?.caseFormat;
  return (
    <fieldset className={styles["fields"]}>
      <legend>{say("askedForLegend")}</legend>
      <Field label={say("purpose")}>
        {(control) => (
          <select
            {...control}
            value={value.purpose}
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
        )}
      </Field>
      <Field
        label={say("caseNumber")}
        hint={format == null ? undefined : say("caseHint", { format })}
        mistake={isHeaderText(value.caseNumber) ? undefined : say("caseInvalid")}
      >
        {(control) => (
          <Input
            {...control}
            value={value.caseNumber}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              onChange({ ...value, caseNumber: event.target.value });
            }}
          />
        )}
      </Field>
      {purpose?.takesEmergency === true && (
        <Field label={say("emergency")} hint={say(purpose.needsEmergency ? "emergencyHint" : "emergencyHintOptional")}>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={3}
              value={value.emergency}
              autoComplete="off"
              onChange={(event) => {
                onChange({ ...value, emergency: event.target.value });
              }}
            />
          )}
        </Field>
      )}
    </fieldset>
  );
}

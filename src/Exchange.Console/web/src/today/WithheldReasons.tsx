import type { OverviewView, VocabularyView } from "../api/views";
import { useFormats } from "../i18n/format";
import { Section, Table } from "./Section";
import { useTodayTexts } from "./texts";
import styles from "./TodayPage.module.css";

interface WithheldReasonsProps {
  readonly withheld: OverviewView["withheld"];
  readonly reasons: VocabularyView["reasons"];
}

/** What was withheld in the last hour, by its reason in words. */
export function WithheldReasons({ withheld, reasons }: WithheldReasonsProps) {
  const say = useTodayTexts();
  const { count, title } = useFormats();
  const wordsOf = (code: string) => {
    const known = reasons.find((reason) => reason.code === code);
    return known ? title(known.title) : code;
  };
  return (
    <Section title={say("withheld")}>
      {withheld.length === 0 ? (
        <p>{say("noWithheld")}</p>
      ) : (
        <Table name={say("withheld")} heads={[say("reason"), say("records"), say("requests")]}>
          {withheld.map(({ reason, records, requests }) => (
            <tr key={reason}>
              <th scope="row">{wordsOf(reason)}</th>
              <td className={styles["number"]}>{count(records)}</td>
              <td className={styles["number"]}>{count(requests)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

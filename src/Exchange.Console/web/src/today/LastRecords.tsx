import { Link } from "react-router";
import type { OverviewView, VocabularyView } from "../api/views";
import { useFormats } from "../i18n/format";
import { pages } from "../shell/pages";
import { useSession } from "../shell/SignedIn";
import { Section, Table } from "./Section";
import { useTodayTexts } from "./texts";
import styles from "./TodayPage.module.css";

interface LastRecordsProps {
  readonly records: OverviewView["records"];
  readonly vocabulary: VocabularyView;
}

const recordsPath = "/oversight/records";
const outcomes = ["answered", "partial", "refused", "failed"] as const;

/** The last access records that this person may see. */
export function LastRecords({ records, vocabulary }: LastRecordsProps) {
  const say = useTodayTexts();
  const session = useSession();
  const { count, time, title } = useFormats();
  const maySee = pages.some(({ path, isFor }) => path === recordsPath && isFor(session));
  const heads = [say("time"), say("asker"), say("purpose"), say("outcome"), say("persons")];
  const departmentOf = (code: string) => titleIn(vocabulary.departments, code) ?? code;
  const purposeOf = (code: string | null) =>
    code === null ? say("noPurpose") : (titleIn(vocabulary.purposes, code) ?? code);
  const outcomeOf = (outcome: string) => {
    const known = outcomes.find((one) => one === outcome);
    return known ? say(`outcome.${known}`) : outcome;
  };
  return (
    <Section title={say("lastRecords")} isWide>
      {records.length === 0 ? (
        <p>{say(maySee ? "noRecords" : "noRight")}</p>
      ) : (
        <>
          <Table name={say("lastRecords")} heads={heads}>
            {records.map((record) => (
              <tr key={record.accessId}>
                <th scope="row">{time(record.time)}</th>
                <td>
                  {departmentOf(record.department)}
                  <br />
                  <code>{record.client}</code>
                </td>
                <td>{purposeOf(record.purpose)}</td>
                <td>{outcomeOf(record.outcome)}</td>
                <td className={styles["number"]}>{count(record.persons)}</td>
              </tr>
            ))}
          </Table>
          {maySee && (
            <p>
              <Link to={recordsPath}>{say("allRecords")}</Link>
            </p>
          )}
        </>
      )}
    </Section>
  );

  function titleIn(entries: VocabularyView["departments"], code: string): string | undefined {
    const entry = entries.find((one) => one.code === code);
    return entry && title(entry.title);
  }
}

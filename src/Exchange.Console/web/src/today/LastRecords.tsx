import { Link } from "react-router";
import type { AccessRow, VocabularyView } from "../api/views";
import { useFormats } from "../i18n/format";
import { pages } from "../shell/pages";
import { Panel } from "../shell/Panel";
import { RecordTable } from "../shell/RecordTable";
import { useSession } from "../shell/SignedIn";
import { useTodayTexts } from "./texts";

interface LastRecordsProps {
  readonly records: readonly AccessRow[];
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
  const titleIn = (entries: VocabularyView["departments"], code: string) => {
    const entry = entries.find((one) => one.code === code);
    return entry ? title(entry.title) : code;
  };
  const outcomeOf = (outcome: string) => {
    const known = outcomes.find((one) => one === outcome);
    return known ? say(`outcome.${known}`) : outcome;
  };
  return (
    <Panel title={say("lastRecords")}>
      <RecordTable
        caption={say("lastRecords")}
        rows={records}
        keyOf={({ accessId }) => accessId}
        empty={say(maySee ? "noRecords" : "noRight")}
        columns={[
          { title: say("time"), cell: (record) => time(record.time) },
          { title: say("department"), cell: ({ department }) => titleIn(vocabulary.departments, department) },
          { title: say("client"), cell: ({ client }) => <code>{client}</code> },
          {
            title: say("purpose"),
            cell: ({ purpose }) => (purpose == null ? say("noPurpose") : titleIn(vocabulary.purposes, purpose)),
          },
          { title: say("outcome"), cell: ({ outcome }) => outcomeOf(outcome) },
          { title: say("persons"), cell: ({ persons }) => count(persons), isNumber: true },
        ]}
      />
      {maySee && records.length > 0 && (
        <p>
          <Link to={recordsPath}>{say("allRecords")}</Link>
        </p>
      )}
    </Panel>
  );
}

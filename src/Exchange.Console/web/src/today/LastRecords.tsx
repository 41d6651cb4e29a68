import { Link } from "react-router";
import { useCodeTitles } from "../api/useCodeTitles";
import type { AccessRow } from "../api/views";
import { useFormats } from "../i18n/format";
import { pages } from "../shell/pages";
import { Panel } from "../shell/Panel";
import { RecordTable } from "../shell/RecordTable";
import { useSession } from "../shell/SignedIn";
import { useTodayTexts } from "./texts";

const recordsPath = "/oversight/records";
const outcomes = ["answered", "partial", "refused", "failed"] as const;

/** The last access records that this person may see. */
export function LastRecords({ records }: { records: readonly AccessRow[] }) {
  const say = useTodayTexts();
  const session = useSession();
  const titles = useCodeTitles();
  const { count, time } = useFormats();
  const maySee = pages.some(({ path, isFor }) => path === recordsPath && isFor(session));
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
          { title: say("department"), cell: ({ department }) => titles.department(department) },
          { title: say("client"), cell: ({ client }) => <code>{client}</code> },
          {
            title: say("purpose"),
            cell: ({ purpose }) => (purpose == null ? say("noPurpose") : titles.purpose(purpose)),
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

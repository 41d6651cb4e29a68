import { useCodeTitles } from "../api/useCodeTitles";
import type { AccessRow } from "../api/views";
import { useFormats } from "../i18n/format";
import { Dialog } from "../shell/Dialog";
import { Facts } from "../shell/Facts";
import { RecordTable } from "../shell/RecordTable";
import styles from "./AccessRecordDetail.module.css";
import { OutcomeMark } from "./OutcomeMark";
import { useOversightTexts } from "./texts";

interface AccessRecordDetailProps {
  readonly row: AccessRow;
  readonly onClose: () => void;
}

/** Everything that one record says. */
export function AccessRecordDetail({ row, onClose }: AccessRecordDetailProps) {
  const say = useOversightTexts();
  const titles = useCodeTitles();
  const { time, count, list } = useFormats();
  const states: Readonly<Record<string, string>> = {
    answered: say("state.answered"),
    unavailable: say("state.unavailable"),
    invalid: say("state.invalid"),
  };
  const declared = [row.case && say("case"), row.emergency && say("emergency")].filter((said) => said !== false);
  return (
    <Dialog isSide title={say("detail")} onClose={onClose}>
      <div className={styles["detail"]}>
        <Facts
          facts={[
            [say("accessId"), <code key="id">{row.accessId}</code>],
            [say("time"), time(row.time)],
            [say("outcome"), <OutcomeMark key="outcome" row={row} />],
            [say("department"), titles.department(row.department)],
            [say("client"), row.client],
            [say("officer"), row.officer ?? say("none")],
            [say("purpose"), row.purpose ? titles.purpose(row.purpose) : say("noPurpose")],
            [say("declared"), list(declared) || say("none")],
            [say("persons"), count(row.persons)],
            [say("policyVersion"), row.policyVersion],
          ]}
        />
        <h3>{say("coordinates")}</h3>
        <ul className={styles["coordinates"]}>
          {row.coordinates.map((coordinate) => (
            <li key={coordinate}>
              <code>{coordinate}</code>
            </li>
          ))}
        </ul>
        <h3>{say("withheld")}</h3>
        <RecordTable
          caption={say("withheld")}
          rows={row.withheld}
          keyOf={(field) => `${field.coordinate} ${field.reason}`}
          empty={say("withheld.none")}
          columns={[
            { title: say("coordinate"), cell: (field) => <code>{field.coordinate}</code> },
            { title: say("reason"), cell: (field) => titles.reason(field.reason) },
            { title: say("records"), isNumber: true, cell: (field) => count(field.records) },
          ]}
        />
        <h3>{say("sources")}</h3>
        <RecordTable
          caption={say("sources")}
          rows={row.sources}
          keyOf={(source) => source.department}
          empty={say("sources.none")}
          columns={[
            { title: say("department"), cell: (source) => titles.department(source.department) },
            { title: say("state"), cell: (source) => states[source.state] ?? source.state },
          ]}
        />
      </div>
    </Dialog>
  );
}

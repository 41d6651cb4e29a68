import type { AccessRow } from "../api/views";
import { useCodeTitles } from "../api/useCodeTitles";
import { useFormats } from "../i18n/format";
import { RecordTable } from "../shell/RecordTable";
import styles from "./AccessRecordTable.module.css";
import { OutcomeMark } from "./OutcomeMark";
import { useOversightTexts } from "./texts";

interface AccessRecordTableProps {
  readonly rows: readonly AccessRow[];
  /** Whether the log has no older records. */
  readonly isWhole: boolean;
  readonly onOpen: (row: AccessRow) => void;
}

export function AccessRecordTable({ rows, isWhole, onOpen }: AccessRecordTableProps) {
  const say = useOversightTexts();
  const titles = useCodeTitles();
  const { time, count } = useFormats();
  return (
    <RecordTable
      caption={say("title")}
      rows={rows}
      keyOf={(row) => row.accessId}
      empty={say(isWhole ? "empty" : "emptySoFar")}
      columns={[
        {
          title: say("time"),
          cell: (row) => (
            <button
              type="button"
              className={styles["open"]}
              aria-label={say("open", { time: time(row.time) })}
              onClick={() => {
                onOpen(row);
              }}
            >
              {time(row.time)}
            </button>
          ),
        },
        { title: say("outcome"), cell: (row) => <OutcomeMark row={row} /> },
        { title: say("department"), cell: (row) => titles.department(row.department) },
        { title: say("client"), cell: (row) => row.client },
        { title: say("purpose"), cell: (row) => (row.purpose ? titles.purpose(row.purpose) : say("noPurpose")) },
        { title: say("persons"), isNumber: true, cell: (row) => count(row.persons) },
        {
          title: say("withheld"),
          isNumber: true,
          cell: (row) => count(row.withheld.reduce((sum, field) => sum + field.records, 0)),
        },
      ]}
    />
  );
}

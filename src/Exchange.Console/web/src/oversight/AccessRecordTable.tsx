import { Button } from "antd";
import type { AccessRow } from "../api/views";
import { useCodeTitles } from "../api/useCodeTitles";
import { useFormats } from "../i18n/format";
import { RecordTable } from "../shell/RecordTable";
import { OutcomeMark } from "./OutcomeMark";
import { useOversightTexts } from "./texts";

interface AccessRecordTableProps {
  readonly rows: readonly AccessRow[];
  readonly onOpen: (row: AccessRow) => void;
}

export function AccessRecordTable({ rows, onOpen }: AccessRecordTableProps) {
  const say = useOversightTexts();
  const titles = useCodeTitles();
  const { time, count } = useFormats();
  return (
    <RecordTable
      caption={say("title")}
      rows={rows}
      keyOf={(row) => row.accessId}
      empty={say("empty")}
      columns={[
        {
          title: say("time"),
          cell: (row) => (
            <Button
              type="link"
              size="small"
              aria-label={say("open", { time: time(row.time) })}
              onClick={() => {
                onOpen(row);
              }}
            >
              {time(row.time)}
            </Button>
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

import type { VocabularyView } from "../../api/views";
import { useFormats } from "../../i18n/format";
import { RecordTable } from "../../shell/RecordTable";
import { byReasonAndPlace, type WithheldCells } from "./exchangeReport";
import { PathText } from "./PathText";
import styles from "./ReportPanel.module.css";
import { useExplorerTexts } from "./texts";

interface WithheldTableProps {
  readonly withheld: readonly WithheldCells[];
  readonly vocabulary: VocabularyView;
}

/** What was withheld: which field of whom, why in words, and where to ask. */
export function WithheldTable({ withheld, vocabulary }: WithheldTableProps) {
  const say = useExplorerTexts();
  const { title } = useFormats();
  const departmentOf = (code: string | null) => {
    const department = vocabulary.departments.find((known) => known.code === code);
    return department ? title(department.title) : (code ?? say("unknown"));
  };
  return (
    <>
      <h3>{say("withheld")}</h3>
      <RecordTable
        caption={say("withheld")}
        rows={byReasonAndPlace(withheld)}
        keyOf={({ reason, department, request }) => `${reason} ${department ?? ""} ${request ?? ""}`}
        empty={say("nothingWithheld")}
        columns={[
          { title: say("reason"), cell: ({ reason }) => <Reason code={reason} reasons={vocabulary.reasons} /> },
          { title: say("fields"), cell: ({ cells }) => <Fields cells={cells} /> },
          {
            title: say("request"),
            cell: ({ department, request }) => (
              <div className={styles["where"]}>
                <strong>{departmentOf(department)}</strong>
                {request !== null && <p>{request}</p>}
              </div>
            ),
          },
        ]}
      />
    </>
  );
}

function Reason({ code, reasons }: { code: string; reasons: VocabularyView["reasons"] }) {
  const { title } = useFormats();
  const reason = reasons.find((known) => known.code === code);
  return (
    <div className={styles["reason"]}>
      {reason && <strong>{title(reason.title)}</strong>}
      <code>{code}</code>
      {reason && <p>{title(reason.advice)}</p>}
    </div>
  );
}

function Fields({ cells }: { cells: readonly WithheldCells[] }) {
  const say = useExplorerTexts();
  const { count } = useFormats();
  return (
    <dl className={styles["fields"]}>
      {cells.map(({ coordinate, records, paths }) => (
        <div key={coordinate}>
          <dt>
            <PathText path={coordinate} />
            {records !== null && <span>{say("recordCount", { count: count(records) })}</span>}
          </dt>
          {paths.map((path) => (
            <dd key={path}>
              <PathText path={path} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

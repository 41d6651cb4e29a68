import { Button } from "antd";
import { useState } from "react";
import type { VocabularyView } from "../../api/views";
import { useFormats } from "../../i18n/format";
import { Facts } from "../../shell/Facts";
import { Panel } from "../../shell/Panel";
import { RecordTable } from "../../shell/RecordTable";
import type { ExchangeReport } from "./exchangeReport";
import { PathText } from "./PathText";
import styles from "./ReportPanel.module.css";
import { useExplorerTexts } from "./texts";
import { WithheldTable } from "./WithheldTable";

interface ReportPanelProps {
  /** What the hub said about the last answer; null while nothing was asked. */
  readonly report: ExchangeReport | null;
  readonly vocabulary: VocabularyView;
}

/** What `extensions.exchange` says, as tables that a person can read. */
export function ReportPanel({ report, vocabulary }: ReportPanelProps) {
  const say = useExplorerTexts();
  return (
    <div className={styles["report"]}>
      <Panel title={say("reportHeading")}>
        <p role="status">{report === null ? say("reportEmpty") : summaryOf(report)}</p>
        {report !== null && (
          <>
            {report.accessId !== null && <Receipt accessId={report.accessId} policyVersion={report.policyVersion} />}
            {report.errors.length > 0 && <Errors errors={report.errors} />}
            {report.withheld.length > 0 && <WithheldTable withheld={report.withheld} vocabulary={vocabulary} />}
            {report.reduced.length > 0 && <Reduced reduced={report.reduced} />}
            {report.sources.length > 0 && <Sources sources={report.sources} vocabulary={vocabulary} />}
          </>
        )}
      </Panel>
    </div>
  );

  function summaryOf({ accessId, errors, reduced, withheld }: ExchangeReport): string {
    if (errors.length > 0 && (accessId === null || withheld.length === 0)) {
      return say("reportRefused");
    }
    return say("reportSummary", { withheld: distinct(withheld), reduced: distinct(reduced) });
  }
}

function distinct(cells: readonly { coordinate: string }[]): number {
  return new Set(cells.map(({ coordinate }) => coordinate)).size;
}

function Receipt({ accessId, policyVersion }: { accessId: string; policyVersion: string | null }) {
  const say = useExplorerTexts();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(accessId);
    setCopied(accessId);
  };
  const shown = (
    <span className={styles["copyable"]}>
      <code>{accessId}</code>
      <Button size="small" onClick={() => void copy()}>
        {say(copied === accessId ? "copied" : "copy")}
      </Button>
    </span>
  );
  return (
    <Facts
      facts={[
        [say("accessId"), shown],
        [say("policyVersion"), policyVersion ?? say("unknown")],
      ]}
    />
  );
}

function Errors({ errors }: Pick<ExchangeReport, "errors">) {
  const say = useExplorerTexts();
  return (
    <>
      <h3>{say("errors")}</h3>
      <RecordTable
        caption={say("errors")}
        rows={errors}
        keyOf={({ code, message }) => `${code ?? ""} ${message}`}
        empty=""
        columns={[
          { title: say("code"), cell: ({ code }) => <code>{code ?? say("unknown")}</code> },
          { title: say("message"), cell: ({ message }) => message },
        ]}
      />
    </>
  );
}

function Reduced({ reduced }: Pick<ExchangeReport, "reduced">) {
  const say = useExplorerTexts();
  const { count } = useFormats();
  return (
    <>
      <h3>{say("reduced")}</h3>
      <RecordTable
        caption={say("reduced")}
        rows={reduced}
        keyOf={({ coordinate, level }) => `${coordinate} ${level}`}
        empty=""
        columns={[
          { title: say("field"), cell: ({ coordinate }) => <PathText path={coordinate} /> },
          { title: say("level"), cell: ({ level }) => <code>{level}</code> },
          { title: say("records"), cell: ({ records }) => count(records), isNumber: true },
        ]}
      />
    </>
  );
}

function Sources({ sources, vocabulary }: Pick<ExchangeReport, "sources"> & Pick<ReportPanelProps, "vocabulary">) {
  const say = useExplorerTexts();
  const { time, title } = useFormats();
  const states: Readonly<Record<string, string>> = {
    answered: say("stateAnswered"),
    unavailable: say("stateUnavailable"),
    invalid: say("stateInvalid"),
  };
  const departmentOf = (code: string) => {
    const department = vocabulary.departments.find((known) => known.code === code);
    return department ? title(department.title) : code;
  };
  return (
    <>
      <h3>{say("sources")}</h3>
      <RecordTable
        caption={say("sources")}
        rows={sources}
        keyOf={({ department }) => department}
        empty=""
        columns={[
          { title: say("department"), cell: ({ department }) => departmentOf(department) },
          { title: say("state"), cell: ({ state }) => states[state] ?? state },
          { title: say("asOf"), cell: ({ asOf }) => (asOf === null ? say("unknown") : time(asOf)) },
        ]}
      />
    </>
  );
}

import { Button } from "antd";
import { useState, type ReactNode } from "react";
import type { VocabularyView } from "../../api/views";
import { useFormats } from "../../i18n/format";
import type { ExchangeReport } from "./exchangeReport";
import styles from "./ReportPanel.module.css";
import { useExplorerTexts } from "./texts";

interface ReportPanelProps {
  report: ExchangeReport | null;
  vocabulary: VocabularyView;
}

/** What `extensions.exchange` says, as tables that a person can read. */
export function ReportPanel({ report, vocabulary }: ReportPanelProps) {
  const say = useExplorerTexts();
  return (
    <section className={styles["report"]} aria-labelledby="explorer-report">
      <h2 id="explorer-report">{say("reportHeading")}</h2>
      <p role="status">{summaryOf(report)}</p>
      {report !== null && (
        <>
          <Receipt report={report} />
          <Errors report={report} />
          <Withheld report={report} vocabulary={vocabulary} />
          <Reduced report={report} />
          <Sources report={report} vocabulary={vocabulary} />
        </>
      )}
    </section>
  );

  function summaryOf(said: ExchangeReport | null): string {
    if (said === null) return say("reportEmpty");
    if (said.accessId === null && said.errors.length > 0) return say("reportRefused");
    return say("reportSummary", {
      withheld: new Set(said.withheld.map(({ coordinate }) => coordinate)).size,
      reduced: new Set(said.reduced.map(({ coordinate }) => coordinate)).size,
    });
  }
}

function Receipt({ report: { accessId, policyVersion } }: { report: ExchangeReport }) {
  const say = useExplorerTexts();
  const [copied, setCopied] = useState<string | null>(null);
  if (accessId === null) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(accessId);
    setCopied(accessId);
  };
  return (
    <dl className={styles["receipt"]}>
      <dt>{say("accessId")}</dt>
      <dd>
        <code>{accessId}</code>{" "}
        <Button size="small" aria-label={say("copy")} onClick={() => void copy()}>
          {copied === accessId ? say("copied") : say("copyShort")}
        </Button>
      </dd>
      <dt>{say("policyVersion")}</dt>
      <dd>{policyVersion ?? say("unknown")}</dd>
    </dl>
  );
}

function Errors({ report: { errors } }: { report: ExchangeReport }) {
  const say = useExplorerTexts();
  if (errors.length === 0) return null;
  return (
    <Table caption={say("errors")} heads={[say("code"), say("message")]}>
      {errors.map((error, index) => (
        <tr key={index}>
          <th scope="row">
            <code>{error.code ?? say("unknown")}</code>
          </th>
          <td lang="en">{error.message}</td>
        </tr>
      ))}
    </Table>
  );
}

function Withheld({ report: { withheld }, vocabulary }: { report: ExchangeReport; vocabulary: VocabularyView }) {
  const say = useExplorerTexts();
  const { count, title } = useFormats();
  if (withheld.length === 0) return null;
  const heads = [say("field"), say("department"), say("reason"), say("records"), say("paths"), say("request")];
  return (
    <Table caption={say("withheld")} heads={heads}>
      {withheld.map((cells) => {
        const reason = vocabulary.reasons.find(({ code }) => code === cells.reason);
        return (
          <tr key={`${cells.coordinate} ${cells.reason}`}>
            <th scope="row">
              <code>{cells.coordinate}</code>
            </th>
            <td>{departmentOf(cells.department)}</td>
            <td>
              {reason === undefined ? "" : <strong>{title(reason.title)}</strong>} <code>{cells.reason}</code>
              {reason !== undefined && <p className={styles["hint"]}>{title(reason.advice)}</p>}
            </td>
            <td className={styles["number"]}>{cells.records === null ? say("unknown") : count(cells.records)}</td>
            <td>
              <ul className={styles["paths"]}>
                {cells.paths.map((path) => (
                  <li key={path}>
                    <code>{path}</code>
                  </li>
                ))}
              </ul>
            </td>
            <td>{cells.request ?? say("unknown")}</td>
          </tr>
        );
      })}
    </Table>
  );

  function departmentOf(code: string | null): string {
    const department = vocabulary.departments.find((known) => known.code === code);
    return department === undefined ? (code ?? say("unknown")) : title(department.title);
  }
}

function Reduced({ report: { reduced } }: { report: ExchangeReport }) {
  const say = useExplorerTexts();
  const { count } = useFormats();
  if (reduced.length === 0) return null;
  return (
    <Table caption={say("reduced")} heads={[say("field"), say("level"), say("records")]}>
      {reduced.map((cells) => (
        <tr key={`${cells.coordinate} ${cells.level}`}>
          <th scope="row">
            <code>{cells.coordinate}</code>
          </th>
          <td>
            <code>{cells.level}</code>
          </td>
          <td className={styles["number"]}>{count(cells.records)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Sources({ report: { sources }, vocabulary }: { report: ExchangeReport; vocabulary: VocabularyView }) {
  const say = useExplorerTexts();
  const { time, title } = useFormats();
  if (sources.length === 0) return null;
  const states: Record<string, string> = {
    answered: say("stateAnswered"),
    unavailable: say("stateUnavailable"),
    invalid: say("stateInvalid"),
  };
  return (
    <Table caption={say("sources")} heads={[say("department"), say("state"), say("asOf")]}>
      {sources.map((source) => {
        const department = vocabulary.departments.find(({ code }) => code === source.department);
        return (
          <tr key={source.department}>
            <th scope="row">{department === undefined ? source.department : title(department.title)}</th>
            <td>{states[source.state] ?? source.state}</td>
            <td>{source.asOf === null ? say("unknown") : time(source.asOf)}</td>
          </tr>
        );
      })}
    </Table>
  );
}

function Table({ caption, heads, children }: { caption: string; heads: readonly string[]; children: ReactNode }) {
  return (
    <div className={styles["table"]} role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

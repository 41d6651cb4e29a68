import type { OverviewView } from "../api/views";
import { useFormats } from "../i18n/format";
import { Section, Table } from "./Section";
import { useTodayTexts } from "./texts";
import styles from "./TodayPage.module.css";

type Hour = OverviewView["lastHour"];

/** How much was asked in the last hour and what became of it. */
export function LastHour({ lastHour }: { lastHour: Hour }) {
  const say = useTodayTexts();
  const { count } = useFormats();
  const figures = [
    [say("requests"), lastHour.requests],
    [say("answered"), lastHour.answered],
    [say("refused"), lastHour.refused],
    [say("failed"), lastHour.failed],
  ] as const;
  return (
    <Section title={say("lastHour")}>
      <dl className={styles["figures"]}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count(value)}</dd>
          </div>
        ))}
      </dl>
      {lastHour.requests === 0 ? <p>{say("noRequests")}</p> : <Bars lastHour={lastHour} />}
    </Section>
  );
}

const barWidth = 20;
const gap = 6;
const height = 64;

function Bars({ lastHour: { from, buckets } }: { lastHour: Hour }) {
  const say = useTodayTexts();
  const { count, minute } = useFormats();
  const most = Math.max(1, ...buckets.map(({ requests }) => requests));
  const counts = buckets.map(({ requests }) => count(requests)).join(" ");
  return (
    <>
      <svg
        className={styles["bars"]}
        role="img"
        aria-label={say("chart", { from: minute(from), counts })}
        viewBox={`0 0 ${buckets.length * (barWidth + gap)} ${height + 1}`}
        preserveAspectRatio="none"
      >
        {buckets.map(({ from: start, requests }, index) => {
          const tall = (requests / most) * height;
          return <rect key={start} x={index * (barWidth + gap)} y={height - tall} width={barWidth} height={tall + 1} />;
        })}
      </svg>
      <p className={styles["axis"]} aria-hidden="true">
        {buckets.map(({ from: start }, index) => (index % 3 === 0 ? <span key={start}>{minute(start)}</span> : null))}
      </p>
      <details>
        <summary>{say("chartTable")}</summary>
        <Table name={say("lastHour")} heads={[say("from"), say("requests")]}>
          {buckets.map(({ from: start, requests }) => (
            <tr key={start}>
              <th scope="row">{minute(start)}</th>
              <td className={styles["number"]}>{count(requests)}</td>
            </tr>
          ))}
        </Table>
      </details>
    </>
  );
}

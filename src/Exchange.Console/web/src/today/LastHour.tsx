import type { OverviewView } from "../api/views";
import { useFormats } from "../i18n/format";
import { Panel } from "../shell/Panel";
import { RecordTable } from "../shell/RecordTable";
import styles from "./LastHour.module.css";
import { useTodayTexts } from "./texts";

type Hour = OverviewView["lastHour"];

/** How much was asked in the last hour, and what became of it. */
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
    <Panel title={say("lastHour")}>
      <dl className={styles["figures"]}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count(value)}</dd>
          </div>
        ))}
      </dl>
      {lastHour.requests === 0 ? <p>{say("noRequests")}</p> : <Bars lastHour={lastHour} />}
    </Panel>
  );
}

const step = 26;
const barWidth = 20;
const height = 64;

function Bars({ lastHour: { from, buckets } }: { lastHour: Hour }) {
  const say = useTodayTexts();
  const { count, list, minute } = useFormats();
  const most = Math.max(1, ...buckets.map(({ requests }) => requests));
  const counts = list(buckets.map(({ requests }) => count(requests)));
  return (
    <>
      <svg
        className={styles["bars"]}
        role="img"
        aria-label={say("chart", { from: minute(from), counts })}
        viewBox={`0 0 ${buckets.length * step} ${height + 1}`}
        preserveAspectRatio="none"
      >
        {buckets.map(({ from: start, requests }, index) => {
          const tall = (requests / most) * height;
          return <rect key={start} x={index * step} y={height - tall} width={barWidth} height={tall + 1} />;
        })}
      </svg>
      <p className={styles["axis"]} aria-hidden="true">
        {buckets
          .filter((_, index) => index % 3 === 0)
          .map(({ from: start }) => (
            <span key={start}>{minute(start)}</span>
          ))}
      </p>
      <details>
        <summary>{say("chartTable")}</summary>
        <RecordTable
          caption={say("lastHour")}
          rows={buckets}
          keyOf={(bucket) => bucket.from}
          empty={say("noRequests")}
          columns={[
            { title: say("from"), cell: (bucket) => minute(bucket.from) },
            { title: say("requests"), cell: ({ requests }) => count(requests), isNumber: true },
          ]}
        />
      </details>
    </>
  );
}

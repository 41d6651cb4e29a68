import { queryOptions, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { vocabularyQuery } from "../api/queries";
import { useFormats } from "../i18n/format";
import { Loading } from "../shell/Loading";
import { PageHeading } from "../shell/PageHeading";
import { Panel } from "../shell/Panel";
import { ProblemNotice } from "../shell/ProblemNotice";
import { useSession } from "../shell/SignedIn";
import { useShellTexts } from "../shell/texts";
import { Departments } from "./Departments";
import { LastHour } from "./LastHour";
import { LastRecords } from "./LastRecords";
import { useTodayTexts } from "./texts";
import styles from "./TodayPage.module.css";
import { WithheldReasons } from "./WithheldReasons";

const refreshEvery = 30_000;

const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: ({ signal }) => answerOf(api.GET("/api/v1/overview", { signal })),
});

/** The hub at a glance for staff; for a resident, what this console has for them. */
export default function TodayPage() {
  const isResident = useSession().roles.every((role) => role === "resident");
  return isResident ? <ResidentToday /> : <Overview />;
}

function ResidentToday() {
  const shell = useShellTexts();
  const say = useTodayTexts();
  return (
    <>
      <PageHeading title={shell("page.today")} />
      <Panel title={say("resident")}>
        <p>{say("resident.lead")}</p>
        <p>
          <Link to="/account">{say("resident.account")}</Link>
        </p>
      </Panel>
    </>
  );
}

/** Read again by itself until it is paused. */
function Overview() {
  const shell = useShellTexts();
  const say = useTodayTexts();
  const { time } = useFormats();
  const [isPaused, setIsPaused] = useState(false);
  const overview = useQuery({ ...overviewQuery, refetchInterval: isPaused ? false : refreshEvery });
  const vocabulary = useQuery(vocabularyQuery);
  const seen = overview.data;
  const words = vocabulary.data;
  return (
    <>
      <PageHeading
        title={shell("page.today")}
        lead={say("lead")}
        action={
          <Button type="primary" loading={overview.isFetching} onClick={() => void overview.refetch()}>
            {say("refresh")}
          </Button>
        }
      />
      {overview.isError && <ProblemNotice error={overview.error} onRetry={overview.refetch} />}
      {vocabulary.isError && <ProblemNotice error={vocabulary.error} onRetry={vocabulary.refetch} />}
      {(overview.isPending || vocabulary.isPending) && <Loading />}
      {seen && words && (
        <>
          <div className={styles["freshness"]}>
            <p>
              {say(isPaused ? "asOfPaused" : "asOf", { time: time(seen.asOf), version: seen.policyVersion })}{" "}
              {say(`scope.${seen.scope}`)}
            </p>
            <Button
              size="small"
              onClick={() => {
                setIsPaused(!isPaused);
              }}
            >
              {say(isPaused ? "resume" : "pause")}
            </Button>
          </div>
          {seen.scope !== "none" && (
            <div className={styles["pair"]}>
              <LastHour lastHour={seen.lastHour} />
              <WithheldReasons withheld={seen.withheld} reasons={words.reasons} />
            </div>
          )}
          <Departments departments={seen.departments} />
          {seen.scope !== "none" && <LastRecords records={seen.records} />}
        </>
      )}
    </>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import type { AccessRow } from "../api/views";
import { Loading } from "../shell/Loading";
import { PageHeading } from "../shell/PageHeading";
import { ProblemNotice } from "../shell/ProblemNotice";
import { AccessRecordDetail } from "./AccessRecordDetail";
import styles from "./AccessRecordsPage.module.css";
import { AccessRecordTable } from "./AccessRecordTable";
import { useOversightTexts } from "./texts";

const pageSize = 50;

export default function AccessRecordsPage() {
  const say = useOversightTexts();
  const [opened, setOpened] = useState<AccessRow | null>(null);
  const records = useInfiniteQuery({
    queryKey: ["access-records"],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET("/api/v1/access-records", {
          params: { query: { limit: pageSize, ...(pageParam && { before: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const rows = records.data?.pages.flatMap((page) => page.records);
  return (
    <>
      <PageHeading title={say("title")} lead={say("lead")} />
      {records.isPending && <Loading />}
      {rows && <AccessRecordTable rows={rows} isWhole={!records.hasNextPage} onOpen={setOpened} />}
      {records.isError && <ProblemNotice error={records.error} onRetry={records.refetch} />}
      <div className={styles["more"]}>
        {records.hasNextPage ? (
          <Button loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
            {say("more")}
          </Button>
        ) : (
          rows && rows.length > 0 && <p>{say("end")}</p>
        )}
      </div>
      {opened && (
        <AccessRecordDetail
          row={opened}
          onClose={() => {
            setOpened(null);
          }}
        />
      )}
    </>
  );
}

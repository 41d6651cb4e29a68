import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/client";
import { useFormats } from "../i18n/format";
import { Loading } from "../shell/Loading";
import { Mark } from "../shell/Mark";
import { PageHeading } from "../shell/PageHeading";
import { ProblemNotice } from "../shell/ProblemNotice";
import { RecordTable } from "../shell/RecordTable";
import { useRulesTexts } from "./texts";

export default function PolicyVersionsPage() {
  const say = useRulesTexts();
  const { time } = useFormats();
  const policies = useQuery({
    queryKey: ["policies", "versions"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/v1/policies/versions", { signal })),
  });
  return (
    <>
      <PageHeading title={say("title")} lead={say("lead")} />
      {policies.isPending && <Loading />}
      {policies.isError && <ProblemNotice error={policies.error} onRetry={policies.refetch} />}
      {policies.data && (
        <RecordTable
          caption={say("title")}
          rows={policies.data.versions}
          keyOf={(version) => version.number}
          empty={say("empty")}
          columns={[
            {
              title: say("number"),
              cell: ({ number }) => (
                <>
                  {number} {number === policies.data.current && <Mark tone="success">{say("current")}</Mark>}
                </>
              ),
            },
            { title: say("publishedAt"), cell: ({ publishedAt }) => time(publishedAt) },
            { title: say("publishedBy"), cell: ({ publishedBy }) => publishedBy },
            { title: say("hash"), cell: ({ hash }) => <code translate="no">{hash}</code> },
          ]}
        />
      )}
    </>
  );
}

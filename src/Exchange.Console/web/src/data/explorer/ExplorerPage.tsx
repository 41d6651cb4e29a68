import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { vocabularyQuery } from "../../api/queries";
import type { SessionView, VocabularyView } from "../../api/views";
import { Field } from "../../shell/Field";
import { Loading } from "../../shell/Loading";
import { PageHeading } from "../../shell/PageHeading";
import { ProblemNotice } from "../../shell/ProblemNotice";
import { useSession } from "../../shell/SignedIn";
import { useShellTexts } from "../../shell/texts";
import { useIsDark } from "../../theme/useIsDark";
import { AskedForFields, type Purpose } from "./AskedForFields";
import { AskerFields, type AskerKind } from "./AskerFields";
import type { ClientToken } from "./clientToken";
import { examples, type Example } from "./examples";
import styles from "./ExplorerPage.module.css";
import type { AskedFor, Asker } from "./graphRequest";
import { ReportPanel } from "./ReportPanel";
import { useExplorerTexts } from "./texts";
import { useGraph } from "./useGraph";

// WHY: the editor is larger than all the rest of the console; who does not ask does not load it.
const GraphEditor = lazy(() => import("./GraphEditor"));

const nothing: AskedFor = { purpose: "", caseNumber: "", emergency: "" };

/** Asks the graph with the headers that policy reads, and shows what the hub says about the answer. */
export default function ExplorerPage() {
  const shell = useShellTexts();
  const say = useExplorerTexts();
  const vocabulary = useQuery(vocabularyQuery);
  return (
    <>
      <PageHeading title={shell("page.explorer")} lead={say("lead")} />
      {vocabulary.isPending && <Loading />}
      {vocabulary.isError && <ProblemNotice error={vocabulary.error} onRetry={vocabulary.refetch} />}
      {vocabulary.data && <Explorer vocabulary={vocabulary.data} />}
    </>
  );
}

function Explorer({ vocabulary }: { vocabulary: VocabularyView }) {
  const say = useExplorerTexts();
  const session = useSession();
  const isDark = useIsDark();
  const [kind, setKind] = useState<AskerKind>(session.department === null ? "client" : "session");
  const [client, setClient] = useState<ClientToken | null>(null);
  const [said, setSaid] = useState(nothing);
  const [shown, setShown] = useState({ query: "" });
  const token = client?.token ?? null;
  const asker = useMemo((): Asker => (kind === "session" ? { kind } : { kind, token }), [kind, token]);
  const purposes = purposesOf(kind, client, session, vocabulary);
  const askedFor = sendable(said, purposes);
  const { ask, report, hidesSchema } = useGraph(asker, askedFor);

  const take = (example: Example) => {
    setShown({ query: example.query });
    setSaid({ ...nothing, purpose: example.purpose, caseNumber: example.caseNumber });
  };

  return (
    <>
      <div className={styles["said"]}>
        <ExampleChoice onTake={take} />
        <AskerFields session={session} kind={kind} onKind={setKind} client={client} onClient={setClient} />
        <AskedForFields purposes={purposes} value={{ ...said, purpose: askedFor.purpose }} onChange={setSaid} />
      </div>
      <section className={styles["main"]} aria-label={say("editorLabel")}>
        <p className={styles["hint"]}>{say("editorKeys")}</p>
        {hidesSchema && <p role="status">{say("editorNoSchema")}</p>}
        <div className={`${styles["editor"] ?? ""} explorer-editor`} lang="en">
          <Suspense fallback={<Loading />}>
            <GraphEditor ask={ask} shown={shown} theme={isDark ? "dark" : "light"} />
          </Suspense>
        </div>
        <p className={styles["hint"]}>{say("notKept")}</p>
      </section>
      <ReportPanel report={report} vocabulary={vocabulary} />
    </>
  );
}

function ExampleChoice({ onTake }: { onTake: (example: Example) => void }) {
  const say = useExplorerTexts();
  const titles = {
    assistance: say("exampleAssistance"),
    heat: say("exampleHeat"),
    hazards: say("exampleHazards"),
    place: say("examplePlace"),
  };
  return (
    <Field label={say("exampleLabel")}>
      {(control) => (
        <select
          {...control}
          value=""
          onChange={(event) => {
            const example = examples.find((one) => one.id === event.target.value);
            if (example) {
              onTake(example);
            }
          }}
        >
          <option value="">{say("exampleChoose")}</option>
          {examples.map((example) => (
            <option key={example.id} value={example.id}>
              {titles[example.id]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The purposes that who asks is registered for; all of them where a token does not say. */
function purposesOf(
  kind: AskerKind,
  client: ClientToken | null,
  session: SessionView,
  vocabulary: VocabularyView,
): Purpose[] {
  const own = kind === "session" ? session.purposes : (client?.purposes ?? null);
  return own === null ? vocabulary.purposes : vocabulary.purposes.filter(({ code }) => own.includes(code));
}

/** What is sent of what was said: no purpose that cannot be chosen, no justification that is not shown. */
function sendable(said: AskedFor, purposes: readonly Purpose[]): AskedFor {
  const purpose = purposes.find(({ code }) => code === said.purpose);
  return {
    purpose: purpose?.code ?? "",
    caseNumber: said.caseNumber,
    emergency: purpose?.takesEmergency === true ? said.emergency : "",
  };
}

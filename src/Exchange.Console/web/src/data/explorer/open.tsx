import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { ThemeProvider } from "../../theme/ThemeProvider";
import { useIsDark } from "../../theme/useIsDark";
import {
  askGraph,
  listenToGraph,
  type AskedFor,
  type Asker,
  type GraphAnswer,
  type GraphQuestion,
} from "./graphRequest";
import { listeningTo, type Listening } from "./listening";
import styles from "./OpenExplorer.module.css";

const GraphEditor = lazy(() => import("./GraphEditor"));

const anybody: Asker = { kind: "anybody" };
const nothing: AskedFor = { purpose: "", caseNumber: "", emergency: "" };
const shown = { query: "" };
const always = new AbortController().signal;

async function ask(question: GraphQuestion, isSubscription: boolean): Promise<GraphAnswer | Listening> {
  return isSubscription
    ? listeningTo((signal) => listenToGraph(anybody, nothing, question, signal), always)
    : askGraph(anybody, nothing, question);
}

/** The explorer of a federation gateway for development: the editor alone, for there is nobody to sign in and nothing to state. */
function OpenExplorer() {
  const isDark = useIsDark();
  return (
    <main className={`${styles["editor"] ?? ""} explorer-editor`}>
      <Suspense fallback={null}>
        <GraphEditor ask={ask} shown={shown} theme={isDark ? "dark" : "light"} />
      </Suspense>
    </main>
  );
}

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ThemeProvider>
        <OpenExplorer />
      </ThemeProvider>
    </StrictMode>,
  );
}

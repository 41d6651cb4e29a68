import { useCallback, useEffect, useRef, useState } from "react";
import { readReport, type ExchangeReport } from "./exchangeReport";
import {
  askGraph,
  isHeaderText,
  listenToGraph,
  type AskedFor,
  type Asker,
  type GraphAnswer,
  type GraphQuestion,
} from "./graphRequest";
import { listeningTo, type Listening } from "./listening";
import { useExplorerTexts } from "./texts";

// The name of the query by which GraphiQL reads the schema.
const introspection = "IntrospectionQuery";
const nothing: AskedFor = { purpose: "", caseNumber: "", emergency: "" };

/** Asking the graph, and what the hub said about the last answer, or event. The function stays the same while the asker does. */
export function useGraph(asker: Asker, askedFor: AskedFor) {
  const say = useExplorerTexts();
  const [report, setReport] = useState<ExchangeReport | null>(null);
  const [hidesSchema, setHidesSchema] = useState(false);

  // WHY: GraphiQL reads the schema again whenever its fetcher is another one; typing a case number must not do that.
  const latest = useRef({ askedFor, say });
  useEffect(() => {
    latest.current = { askedFor, say };
  }, [askedFor, say]);

  // WHY: what is heard as one asker must not go on under the name of the next one, nor after the page.
  const over = useRef(new AbortController());
  useEffect(() => {
    const mine = new AbortController();
    over.current = mine;
    return () => {
      mine.abort();
    };
  }, [asker]);

  const ask = useCallback(
    async (question: GraphQuestion, isSubscription: boolean): Promise<GraphAnswer | Listening> => {
      const said = latest.current;
      if (asker.kind === "client" && asker.token === null) {
        setHidesSchema(false);
        return refusal(said.say("askerNone"));
      }

      if (question.operationName === introspection) {
        const schema = await askGraph(asker, nothing, question);
        setHidesSchema(!hasSchema(schema));
        return schema;
      }

      if (!isHeaderText(said.askedFor.caseNumber)) {
        return refusal(said.say("caseInvalid"));
      }

      if (isSubscription) {
        return listeningTo(async function* (signal) {
          for await (const answer of listenToGraph(asker, said.askedFor, question, signal)) {
            setReport(readReport(answer));
            yield answer;
          }
        }, over.current.signal);
      }

      const answer = await askGraph(asker, said.askedFor, question);
      setReport(readReport(answer));
      return answer;
    },
    [asker],
  );
  return { ask, report, hidesSchema };
}

function refusal(message: string): GraphAnswer {
  return { errors: [{ message }] };
}

function hasSchema({ data }: GraphAnswer): boolean {
  return typeof data === "object" && data !== null && "__schema" in data;
}

import "./monacoWorkers";
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "graphiql/graphiql.css";
import "./GraphEditor.css";
import { useGraphiQL } from "@graphiql/react";
import { GraphiQL, type GraphiQLProps } from "graphiql";
import { getOperationAST, OperationTypeNode, parse, print } from "graphql";
import { TabFocus } from "monaco-editor/esm/vs/editor/browser/config/tabFocus.js";
import { useCallback, useEffect, useState } from "react";
import type { GraphAnswer, GraphQuestion } from "./graphRequest";
import type { Listening } from "./listening";
import { createMemoryStorage } from "./memoryStorage";

// WHY: an editor that keeps Tab for itself is a trap for who has no mouse; Ctrl+M gives Tab back to it.
TabFocus.setTabFocusMode(true);

/** The text to show in the editor; another object replaces what is there. */
interface Shown {
  readonly query: string;
}

interface GraphEditorProps {
  /** Asks the hub. Another function is another asker: the schema is read again. */
  readonly ask: (question: GraphQuestion, isSubscription: boolean) => Promise<GraphAnswer | Listening>;
  readonly shown: Shown;
  readonly theme: "light" | "dark";
}

/** GraphiQL without its tabs, its history and its headers: one question at a time, and nothing kept. */
export default function GraphEditor({ ask, shown, theme }: GraphEditorProps) {
  const [storage] = useState(createMemoryStorage);
  const [initialQuery] = useState(shown.query);
  const fetcher = useCallback((question: GraphQuestion) => ask(question, isSubscription(question)), [ask]);
  return (
    <GraphiQL
      fetcher={fetcher as GraphiQLProps["fetcher"]}
      storage={storage}
      initialQuery={initialQuery}
      plugins={[]}
      forcedTheme={theme}
      isHeadersEditorEnabled={false}
      showPersistHeadersSettings={false}
      defaultEditorToolsVisibility={false}
      onPrettifyQuery={prettify}
    >
      <ShownQuery shown={shown} />
    </GraphiQL>
  );
}

// WHY: GraphQL's own printer; GraphiQL's default would load a formatter of half a megabyte. What does not parse stays as it is.
function prettify(query: string): string {
  try {
    return print(parse(query));
  } catch {
    return query;
  }
}

// What does not parse is no subscription: the hub says what is wrong with it.
function isSubscription({ query, operationName }: GraphQuestion): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false;
  }
}

function ShownQuery({ shown }: { shown: Shown }) {
  const editor = useGraphiQL((state) => state.queryEditor);
  useEffect(() => {
    if (editor && editor.getValue() !== shown.query) {
      editor.setValue(shown.query);
    }
  }, [editor, shown]);
  return null;
}

import type { OverviewView, VocabularyView } from "../api/views";
import { useFormats } from "../i18n/format";
import { Panel } from "../shell/Panel";
import { RecordTable } from "../shell/RecordTable";
import { useTodayTexts } from "./texts";

interface WithheldReasonsProps {
  readonly withheld: OverviewView["withheld"];
  readonly reasons: VocabularyView["reasons"];
}

/** What was withheld in the last hour, by its reason in words. */
export function WithheldReasons({ withheld, reasons }: WithheldReasonsProps) {
  const say = useTodayTexts();
  const { count, title } = useFormats();
  const wordsOf = (code: string) => {
    const known = reasons.find((reason) => reason.code === code);
    return known ? title(known.title) : code;
  };
  return (
    <Panel title={say("withheld")}>
      <RecordTable
        caption={say("withheld")}
        rows={withheld}
        keyOf={({ reason }) => reason}
        empty={say("noWithheld")}
        columns={[
          { title: say("reason"), cell: ({ reason }) => wordsOf(reason) },
          { title: say("records"), cell: ({ records }) => count(records), isNumber: true },
          { title: say("requests"), cell: ({ requests }) => count(requests), isNumber: true },
        ]}
      />
    </Panel>
  );
}

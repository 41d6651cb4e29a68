import type { OverviewView } from "../api/views";
import { useFormats } from "../i18n/format";
import { Panel } from "../shell/Panel";
import { RecordTable } from "../shell/RecordTable";
import { StateSign, stateOf } from "./StateSign";
import { useTodayTexts } from "./texts";

/** Which department answers, and how fresh what it delivers is. */
export function Departments({ departments }: { departments: OverviewView["departments"] }) {
  const say = useTodayTexts();
  const { count, time, title } = useFormats();
  return (
    <Panel title={say("departments")}>
      <RecordTable
        caption={say("departments")}
        rows={departments}
        keyOf={({ code }) => code}
        empty={say("noDepartments")}
        columns={[
          { title: say("department"), cell: (department) => title(department.title) },
          { title: say("state"), cell: ({ state }) => <StateSign state={stateOf(state)} /> },
          { title: say("dataAsOf"), cell: ({ dataAsOf }) => (dataAsOf == null ? say("unknown") : time(dataAsOf)) },
          {
            title: say("lastAsked"),
            cell: ({ lastAskedAt }) => (lastAskedAt == null ? say("never") : time(lastAskedAt)),
          },
          { title: say("fields"), cell: ({ fields }) => count(fields), isNumber: true },
        ]}
      />
    </Panel>
  );
}

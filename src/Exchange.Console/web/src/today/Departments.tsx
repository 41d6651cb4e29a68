import type { OverviewView } from "../api/views";
import { useFormats } from "../i18n/format";
import { Section, Table } from "./Section";
import { stateOf, StateMark } from "./StateMark";
import { useTodayTexts } from "./texts";
import styles from "./TodayPage.module.css";

/** Which department answers, and how fresh what it delivers is. */
export function Departments({ departments }: { departments: OverviewView["departments"] }) {
  const say = useTodayTexts();
  const { count, time, title } = useFormats();
  const heads = [say("department"), say("state"), say("dataAsOf"), say("lastAsked"), say("fields")];
  return (
    <Section title={say("departments")} isWide>
      {departments.length === 0 ? (
        <p>{say("noDepartments")}</p>
      ) : (
        <Table name={say("departments")} heads={heads}>
          {departments.map((department) => (
            <tr key={department.code}>
              <th scope="row">{title(department.title)}</th>
              <td className={styles["state"]}>
                <StateMark state={stateOf(department.state)} /> {say(`state.${stateOf(department.state)}`)}
              </td>
              <td>{department.dataAsOf == null ? say("unknown") : time(department.dataAsOf)}</td>
              <td>{department.lastAskedAt == null ? say("never") : time(department.lastAskedAt)}</td>
              <td className={styles["number"]}>{count(department.fields)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

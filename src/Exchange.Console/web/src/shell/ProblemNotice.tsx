import { Alert, Button } from "antd";
import { Problem } from "../api/problem";
import styles from "./ProblemNotice.module.css";
import { useProblemTexts } from "./problemTexts";
import { useShellTexts } from "./texts";

interface ProblemNoticeProps {
  readonly error: Error;
  readonly onRetry?: () => unknown;
}

/** What went wrong, what to do, and the code that an operator can look up. Announced as soon as it appears. */
export function ProblemNotice({ error, onRetry }: ProblemNoticeProps) {
  const say = useShellTexts();
  const sayProblem = useProblemTexts();
  const problem = error instanceof Problem ? error : null;
  return (
    <Alert
      type="error"
      showIcon
      className={styles["notice"] ?? ""}
      title={problem ? sayProblem(problem.code, problem.detail ?? say("failed.server")) : say("failed.page")}
      description={
        problem && (
          <>
            {problem.mistakes.length > 0 && (
              <ul>
                {problem.mistakes.map(({ code, detail }) => (
                  <li key={detail}>{sayProblem(code, detail)}</li>
                ))}
              </ul>
            )}
            <p>{say("failed.code", { code: problem.code })}</p>
          </>
        )
      }
      action={onRetry && <Button onClick={() => void onRetry()}>{say("retry")}</Button>}
    />
  );
}

import { Alert, Button } from "antd";
import { Problem } from "../api/problem";
import { useShellTexts, type ShellText } from "./texts";

interface ProblemNoticeProps {
  readonly error: Error;
  readonly onRetry?: () => unknown;
}

const advised: readonly string[] = ["UNREACHABLE", "FORBIDDEN", "AUDIT_UNAVAILABLE"];

/** What went wrong, what to do, and the code that an operator can look up. Announced as soon as it appears. */
export function ProblemNotice({ error, onRetry }: ProblemNoticeProps) {
  const say = useShellTexts();
  const problem = error instanceof Problem ? error : null;
  const advice = problem && advised.includes(problem.code) ? (`failed.${problem.code}` as ShellText) : null;
  const sentence = advice ? say(advice) : (problem?.detail ?? say(problem ? "failed.server" : "failed.page"));
  return (
    <Alert
      type="error"
      showIcon
      title={sentence}
      description={
        <>
          {problem && problem.mistakes.length > 0 && (
            <ul>
              {problem.mistakes.map((mistake) => (
                <li key={mistake}>{mistake}</li>
              ))}
            </ul>
          )}
          {problem && <p>{say("failed.code", { code: problem.code })}</p>}
        </>
      }
      action={onRetry && <Button onClick={() => void onRetry()}>{say("retry")}</Button>}
    />
  );
}

import { Alert } from "antd";
import { Problem } from "../api/problem";
import { ProblemNotice } from "../shell/ProblemNotice";
import { useSignInTexts } from "./texts";

interface SignInProblemProps {
  readonly error: Error | null;
  readonly refused: string;
}

/** Why a sign-in did not work, in words that tell nobody whether the account exists. */
export function SignInProblem({ error, refused }: SignInProblemProps) {
  const say = useSignInTexts();
  const code = error instanceof Problem ? error.code : null;
  switch (code) {
    case "SIGN_IN_REFUSED":
    case "FIRST_CODE_REFUSED":
      return <Alert type="error" showIcon title={refused} />;
    case "SIGN_IN_BUSY":
      return <Alert type="warning" showIcon title={say("busy")} />;
    default:
      return error && <ProblemNotice error={error} />;
  }
}

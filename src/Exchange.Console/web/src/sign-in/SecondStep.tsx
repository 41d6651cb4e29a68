import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { Form, FormActions } from "../shell/Form";
import { PageHeading } from "../shell/PageHeading";
import { TextField } from "../shell/TextField";
import type { PasswordProof } from "./PasswordStep";
import { SignInProblem } from "./SignInProblem";
import { useSignInTexts } from "./texts";
import { useSignIn } from "./useSignIn";

interface SecondStepProps {
  readonly proof: PasswordProof;
  readonly onBack: () => void;
}

/** The code of the authenticator app, or one of the recovery codes. */
export function SecondStep({ proof, onBack }: SecondStepProps) {
  const say = useSignInTexts();
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState("");
  const signIn = useSignIn(async (second: { code: string } | { recoveryCode: string }) => {
    await answerOf(api.POST("/api/v1/session", { body: { ...proof, ...second } }));
    return true;
  });
  return (
    <>
      <PageHeading title={say("second.title")} lead={say("second.lead")} />
      <Form
        onSubmit={() => {
          const typed = code.trim();
          signIn.mutate(isRecovery ? { recoveryCode: typed } : { code: typed.replaceAll(/\s/g, "") });
        }}
      >
        <SignInProblem error={signIn.error} refused={say("second.refused")} />
        <TextField
          key={isRecovery ? "recovery" : "code"}
          label={say(isRecovery ? "second.recovery" : "second.code")}
          hint={say(isRecovery ? "second.recovery.hint" : "second.code.hint")}
          name="code"
          autoFocus
          autoComplete={isRecovery ? "off" : "one-time-code"}
          inputMode={isRecovery ? "text" : "numeric"}
          value={code}
          onChange={setCode}
        />
        <FormActions>
          <Button type="primary" htmlType="submit" loading={signIn.isPending}>
            {say("second.confirm")}
          </Button>
          <Button onClick={onBack}>{say("back")}</Button>
          <Button
            type="link"
            onClick={() => {
              setRecovery(!isRecovery);
              setCode("");
            }}
          >
            {say(isRecovery ? "second.useCode" : "second.useRecovery")}
          </Button>
        </FormActions>
      </Form>
    </>
  );
}

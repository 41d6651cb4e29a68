import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { hasPasskeys } from "../api/passkeys";
import { Problem } from "../api/problem";
import { Form, FormActions } from "../shell/Form";
import { PageHeading } from "../shell/PageHeading";
import { PasswordField } from "../shell/PasswordField";
import { TextField } from "../shell/TextField";
import { PasskeySignIn } from "./PasskeySignIn";
import { SignInProblem } from "./SignInProblem";
import { useSignInTexts } from "./texts";
import { useSignIn } from "./useSignIn";

export interface PasswordProof {
  readonly userName: string;
  readonly password: string;
}

/** Account name and password; where the account has a second factor, the next step asks for it. */
export function PasswordStep({ onSecondStep }: { onSecondStep: (proof: PasswordProof) => void }) {
  const say = useSignInTexts();
  const [userName, setUserName] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useSignIn(async (body: PasswordProof) => {
    try {
      await answerOf(api.POST("/api/v1/session", { body }));
      return true;
    } catch (error) {
      if (error instanceof Problem && error.code === "SECOND_FACTOR_REQUIRED") {
        onSecondStep(body);
        return false;
      }
      throw error;
    }
  });
  return (
    <>
      <PageHeading title={say("title")} />
      <Form
        onSubmit={() => {
          signIn.mutate({ userName: userName.trim(), password });
        }}
      >
        <SignInProblem error={signIn.error} refused={say("refused")} />
        <TextField
          label={say("userName")}
          name="username"
          autoComplete="username"
          value={userName}
          onChange={setUserName}
        />
        <PasswordField
          label={say("password")}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <FormActions>
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {say("signIn")}
          </Button>
        </FormActions>
      </Form>
      {hasPasskeys() && <PasskeySignIn />}
    </>
  );
}

import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { EntryFrame } from "../shell/EntryFrame";
import { Form, FormActions } from "../shell/Form";
import { PageHeading } from "../shell/PageHeading";
import { PasswordField } from "../shell/PasswordField";
import { TextField } from "../shell/TextField";
import { SignInProblem } from "./SignInProblem";
import { useSignInTexts } from "./texts";
import { useSignIn } from "./useSignIn";

/** The first administrator's account, by the code that the hub printed. */
export default function WelcomePage() {
  const say = useSignInTexts();
  const [code, setCode] = useState("");
  const [userName, setUserName] = useState("");
  const [password, setPassword] = useState("");
  const create = useSignIn(async (body: { code: string; userName: string; password: string }) => {
    await answerOf(api.POST("/api/v1/accounts/first", { body }));
    return true;
  });
  return (
    <EntryFrame>
      <PageHeading title={say("welcome")} lead={say("welcome.lead")} />
      <Form
        onSubmit={() => {
          create.mutate({ code: code.trim(), userName: userName.trim(), password });
        }}
      >
        <SignInProblem error={create.error} refused={say("welcome.refused")} />
        <TextField label={say("welcome.code")} value={code} onChange={setCode} />
        <TextField
          label={say("userName")}
          name="username"
          autoComplete="username"
          value={userName}
          onChange={setUserName}
        />
        <PasswordField
          label={say("welcome.password")}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
        <FormActions>
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {say("welcome.create")}
          </Button>
        </FormActions>
      </Form>
    </EntryFrame>
  );
}

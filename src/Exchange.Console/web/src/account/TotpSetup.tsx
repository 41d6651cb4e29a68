import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import type { AuthenticatorSetup } from "../api/views";
import { Form, FormActions } from "../shell/Form";
import { ProblemNotice } from "../shell/ProblemNotice";
import { TextField } from "../shell/TextField";
import { QrCode } from "./QrCode";
import { useAccountTexts } from "./texts";

interface TotpSetupProps {
  readonly setup: AuthenticatorSetup;
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
}

/** The new secret, as a picture and as text, until the app's first code proves that it has it. */
export function TotpSetup({ setup, onConfirmed }: TotpSetupProps) {
  const say = useAccountTexts();
  const [code, setCode] = useState("");
  const confirm = useMutation({
    mutationFn: () =>
      answerOf(api.POST("/api/v1/account/totp/confirm", { body: { code: code.replaceAll(/\s/g, "") } })),
    onSuccess: ({ recoveryCodes }) => {
      onConfirmed(recoveryCodes);
    },
  });
  return (
    <Form
      onSubmit={() => {
        confirm.mutate();
      }}
    >
      <p>{say("totp.scan")}</p>
      <QrCode text={setup.uri} label={say("totp.qr")} />
      <p>
        {say("totp.secret")}: <code translate="no">{grouped(setup.secret)}</code>
      </p>
      {confirm.error && <ProblemNotice error={confirm.error} />}
      <TextField
        label={say("totp.code")}
        autoComplete="one-time-code"
        inputMode="numeric"
        autoFocus
        value={code}
        onChange={setCode}
      />
      <FormActions>
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {say("totp.confirm")}
        </Button>
      </FormActions>
    </Form>
  );
}

/** In fours, as one reads it aloud or types it. */
function grouped(secret: string): string {
  return secret.replaceAll(/\s/g, "").replaceAll(/(.{4})(?=.)/g, "$1 ");
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { createPasskey } from "../api/passkeys";
import { Dialog } from "../shell/Dialog";
import { Form, FormActions } from "../shell/Form";
import { PasswordField } from "../shell/PasswordField";
import { ProblemNotice } from "../shell/ProblemNotice";
import { TextField } from "../shell/TextField";
import { ownAccountQuery } from "./ownAccount";
import { useAccountTexts } from "./texts";

/** A name and the password, then the device asks in its own way. */
export function NewPasskeyDialog({ onClose }: { onClose: () => void }) {
  const say = useAccountTexts();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const add = useMutation({
    mutationFn: async () => {
      const { options } = await answerOf(api.POST("/api/v1/account/passkeys/options", { body: { password } }));
      const credential = await createPasskey(options);
      if (!credential) {
        return false;
      }
      await answerOf(api.POST("/api/v1/account/passkeys", { body: { credential, name: name.trim() } }));
      await queries.invalidateQueries(ownAccountQuery);
      return true;
    },
    onSuccess: (isAdded) => {
      if (isAdded) {
        onClose();
      }
    },
  });
  return (
    <Dialog title={say("passkeys.add")} onClose={onClose}>
      <Form
        onSubmit={() => {
          add.mutate();
        }}
      >
        {add.error && <ProblemNotice error={add.error} />}
        {add.data === false && <Alert type="info" showIcon title={say("passkeys.turnedDown")} />}
        <TextField
          label={say("passkeys.name")}
          hint={say("passkeys.name.hint")}
          maxLength={60}
          value={name}
          onChange={setName}
        />
        <PasswordField label={say("prove")} autoComplete="current-password" value={password} onChange={setPassword} />
        <FormActions>
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {say("passkeys.add")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Dialog } from "../shell/Dialog";
import { Form, FormActions } from "../shell/Form";
import { PasswordField } from "../shell/PasswordField";
import { ProblemNotice } from "../shell/ProblemNotice";
import { useAccountTexts } from "./texts";

interface ProofDialogProps {
  readonly title: string;
  readonly action: (password: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks for the password before something that weakens or changes how one proves who one is. */
export function ProofDialog({ title, action, onClose }: ProofDialogProps) {
  const say = useAccountTexts();
  const [password, setPassword] = useState("");
  const prove = useMutation({ mutationFn: () => action(password), onSuccess: onClose });
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        onSubmit={() => {
          prove.mutate();
        }}
      >
        {prove.error && <ProblemNotice error={prove.error} />}
        <PasswordField label={say("prove")} autoComplete="current-password" value={password} onChange={setPassword} />
        <FormActions>
          <Button type="primary" htmlType="submit" loading={prove.isPending}>
            {say("continue")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

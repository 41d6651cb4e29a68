import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { Dialog } from "../shell/Dialog";
import { Form, FormActions } from "../shell/Form";
import { ProblemNotice } from "../shell/ProblemNotice";
import { TextField } from "../shell/TextField";
import { bodyOf, emptyDraft } from "./accountDraft";
import { AccountFields } from "./AccountFields";
import { accountsQuery } from "./accounts";
import type { HandOver } from "./OneTimeSecret";
import { useOperationsTexts } from "./texts";

interface NewAccountDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (handOver: HandOver) => void;
}

export function NewAccountDialog({ onClose, onCreated }: NewAccountDialogProps) {
  const say = useOperationsTexts();
  const queries = useQueryClient();
  const [userName, setUserName] = useState("");
  const [draft, setDraft] = useState(emptyDraft);
  const create = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/accounts", { body: { userName: userName.trim(), ...bodyOf(draft) } })),
    onSuccess: ({ account, password }) => {
      void queries.invalidateQueries(accountsQuery);
      onCreated({
        kind: "handOver",
        title: say("handOver", { userName: account.userName }),
        lead: say("handOver.lead"),
        secret: password,
      });
    },
  });
  return (
    <Dialog title={say("new")} onClose={onClose}>
      <Form
        onSubmit={() => {
          create.mutate();
        }}
      >
        {create.error && <ProblemNotice error={create.error} />}
        <TextField label={say("userName")} value={userName} onChange={setUserName} />
        <AccountFields draft={draft} onChange={setDraft} />
        <FormActions>
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {say("create")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

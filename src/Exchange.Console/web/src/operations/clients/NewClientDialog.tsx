import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../../api/client";
import { Dialog } from "../../shell/Dialog";
import { Form, FormActions } from "../../shell/Form";
import { ProblemNotice } from "../../shell/ProblemNotice";
import { TextField } from "../../shell/TextField";
import type { HandOver } from "../OneTimeSecret";
import { DepartmentField } from "../RightsFields";
import { bodyOf, emptyDraft } from "./clientDraft";
import { ClientFields } from "./ClientFields";
import { clientsQuery } from "./clients";
import { useClientTexts } from "./texts";

interface NewClientDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (handOver: HandOver) => void;
}

export function NewClientDialog({ onClose, onCreated }: NewClientDialogProps) {
  const say = useClientTexts();
  const queries = useQueryClient();
  const [clientId, setClientId] = useState("");
  const [department, setDepartment] = useState("");
  const [draft, setDraft] = useState(emptyDraft);
  const create = useMutation({
    mutationFn: () =>
      answerOf(api.POST("/api/v1/clients", { body: { clientId: clientId.trim(), department, ...bodyOf(draft) } })),
    onSuccess: ({ client, clientSecret }) => {
      void queries.invalidateQueries(clientsQuery);
      onCreated({
        kind: "handOver",
        title: say("handOver", { clientId: client.clientId }),
        lead: say("handOver.lead"),
        secret: clientSecret,
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
        <TextField
          label={say("clientId")}
          hint={say("clientId.hint")}
          maxLength={100}
          value={clientId}
          onChange={setClientId}
        />
        <DepartmentField
          hint={say("department.hint")}
          none={say("department.choose")}
          isRequired
          value={department}
          onChange={setDepartment}
        />
        <ClientFields draft={draft} onChange={setDraft} />
        <FormActions>
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {say("create")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

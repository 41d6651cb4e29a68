import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../../api/client";
import { useCodeTitles } from "../../api/useCodeTitles";
import type { ClientView } from "../../api/views";
import { useFormats } from "../../i18n/format";
import { Dialog } from "../../shell/Dialog";
import { Facts } from "../../shell/Facts";
import { Form, FormActions } from "../../shell/Form";
import { ProblemNotice } from "../../shell/ProblemNotice";
import type { HandOver } from "../OneTimeSecret";
import { useOperationsTexts } from "../texts";
import { AccessActions } from "./AccessActions";
import { bodyOf, draftOf } from "./clientDraft";
import { ClientFields } from "./ClientFields";
import { clientsQuery } from "./clients";
import { useClientTexts } from "./texts";

interface EditClientDialogProps {
  readonly client: ClientView;
  readonly onClose: () => void;
  readonly onRenewed: (handOver: HandOver) => void;
}

export function EditClientDialog({ client, onClose, onRenewed }: EditClientDialogProps) {
  const say = useClientTexts();
  const operations = useOperationsTexts();
  const titles = useCodeTitles();
  const { day } = useFormats();
  const queries = useQueryClient();
  const { clientId } = client;
  const [draft, setDraft] = useState(() => draftOf(client));
  const save = useMutation({
    mutationFn: () =>
      answerOf(api.PATCH("/api/v1/clients/{clientId}", { params: { path: { clientId } }, body: bodyOf(draft) })),
    onSuccess: () => {
      void queries.invalidateQueries(clientsQuery);
      onClose();
    },
  });
  return (
    <Dialog title={operations("edit.of", { userName: clientId })} onClose={onClose}>
      <Form
        onSubmit={() => {
          save.mutate();
        }}
      >
        {save.error && <ProblemNotice error={save.error} />}
        <Facts
          facts={[
            [operations("department"), titles.department(client.department)],
            [say("createdAt"), day(client.createdAt)],
          ]}
        />
        <ClientFields draft={draft} onChange={setDraft} />
        <FormActions>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {operations("save")}
          </Button>
        </FormActions>
      </Form>
      <AccessActions client={client} onChanged={onClose} onRenewed={onRenewed} />
    </Dialog>
  );
}

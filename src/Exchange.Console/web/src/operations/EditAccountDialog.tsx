import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import type { AccountView } from "../api/views";
import { Dialog } from "../shell/Dialog";
import { Form, FormActions } from "../shell/Form";
import { ProblemNotice } from "../shell/ProblemNotice";
import { useSession } from "../shell/SignedIn";
import { bodyOf, draftOf } from "./accountDraft";
import { AccountFields } from "./AccountFields";
import { accountsQuery } from "./accounts";
import type { HandOver } from "./OneTimeSecret";
import { RescueActions } from "./RescueActions";
import { useOperationsTexts } from "./texts";

interface EditAccountDialogProps {
  readonly account: AccountView;
  readonly onClose: () => void;
  readonly onReset: (handOver: HandOver) => void;
}

export function EditAccountDialog({ account, onClose, onReset }: EditAccountDialogProps) {
  const say = useOperationsTexts();
  const queries = useQueryClient();
  const { userName } = account;
  const isOwn = useSession().userName === userName;
  const [draft, setDraft] = useState(() => draftOf(account));
  const [isEnabled, setEnabled] = useState(account.enabled);
  const save = useMutation({
    mutationFn: () =>
      answerOf(
        api.PATCH("/api/v1/accounts/{userName}", {
          params: { path: { userName } },
          body: { ...bodyOf(draft), enabled: isEnabled },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries(accountsQuery);
      onClose();
    },
  });
  return (
    <Dialog title={say("edit.of", { userName })} onClose={onClose}>
      {isOwn ? (
        <Alert type="info" showIcon title={say("own")} />
      ) : (
        <>
          <Form
            onSubmit={() => {
              save.mutate();
            }}
          >
            {save.error && <ProblemNotice error={save.error} />}
            <Checkbox
              checked={isEnabled}
              onChange={(event) => {
                setEnabled(event.target.checked);
              }}
            >
              {say("enabled")}
            </Checkbox>
            <AccountFields draft={draft} onChange={setDraft} />
            <FormActions>
              <Button type="primary" htmlType="submit" loading={save.isPending}>
                {say("save")}
              </Button>
            </FormActions>
          </Form>
          <RescueActions account={account} onUnlocked={onClose} onReset={onReset} />
        </>
      )}
    </Dialog>
  );
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { hasPasskeys } from "../api/passkeys";
import type { PasskeyView } from "../api/views";
import { useFormats } from "../i18n/format";
import { Confirmation } from "../shell/Confirmation";
import { FormActions } from "../shell/Form";
import { Panel } from "../shell/Panel";
import { RecordTable } from "../shell/RecordTable";
import { NewPasskeyDialog } from "./NewPasskeyDialog";
import { ownAccountQuery } from "./ownAccount";
import { useAccountTexts } from "./texts";

export function PasskeysPanel({ passkeys }: { passkeys: readonly PasskeyView[] }) {
  const say = useAccountTexts();
  const { time } = useFormats();
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<PasskeyView | null>(null);
  const remove = useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE("/api/v1/account/passkeys/{id}", { params: { path: { id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries(ownAccountQuery);
      setLeaving(null);
    },
  });
  return (
    <Panel title={say("passkeys")}>
      <p>{say("passkeys.lead")}</p>
      <RecordTable
        caption={say("passkeys")}
        rows={passkeys}
        keyOf={(passkey) => passkey.id}
        empty={say("passkeys.none")}
        columns={[
          { title: say("passkeys.name"), cell: (passkey) => passkey.name },
          { title: say("passkeys.added"), cell: (passkey) => time(passkey.createdAt) },
          {
            title: say("passkeys.actions"),
            cell: (passkey) => (
              <Button
                size="small"
                aria-label={`${say("passkeys.remove")}: ${passkey.name}`}
                onClick={() => {
                  setLeaving(passkey);
                }}
              >
                {say("passkeys.remove")}
              </Button>
            ),
          },
        ]}
      />
      {hasPasskeys() ? (
        <FormActions>
          <Button
            onClick={() => {
              setAdding(true);
            }}
          >
            {say("passkeys.add")}
          </Button>
        </FormActions>
      ) : (
        <p>{say("passkeys.unavailable")}</p>
      )}
      {isAdding && (
        <NewPasskeyDialog
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
      {leaving && (
        <Confirmation
          title={say("passkeys.remove")}
          question={say("passkeys.remove.question", { name: leaving.name })}
          error={remove.error}
          isPending={remove.isPending}
          onConfirm={() => {
            remove.mutate(leaving.id);
          }}
          onClose={() => {
            setLeaving(null);
          }}
        />
      )}
    </Panel>
  );
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../../api/client";
import type { ClientView } from "../../api/views";
import { Confirmation } from "../../shell/Confirmation";
import { FormActions } from "../../shell/Form";
import type { HandOver } from "../OneTimeSecret";
import styles from "../RescueActions.module.css";
import { clientsQuery } from "./clients";
import { useClientTexts } from "./texts";

interface AccessActionsProps {
  readonly client: ClientView;
  readonly onChanged: () => void;
  readonly onRenewed: (handOver: HandOver) => void;
}

/** What counts at once, on every hub: suspending a client, letting it in again, giving it another secret. */
export function AccessActions({ client, onChanged, onRenewed }: AccessActionsProps) {
  const say = useClientTexts();
  const queries = useQueryClient();
  const { clientId, enabled } = client;
  const params = { path: { clientId } };
  const [asked, setAsked] = useState<"access" | "secret" | null>(null);

  // WHY nothing but the switch: what only closes is never held up by another mistake of the registration.
  const change = useMutation({
    mutationFn: () => answerOf(api.PATCH("/api/v1/clients/{clientId}", { params, body: { enabled: !enabled } })),
    onSuccess: onChanged,
    onSettled: () => queries.invalidateQueries(clientsQuery),
  });
  const renew = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/clients/{clientId}/secret", { params })),
    onSuccess: ({ clientSecret }) => {
      onRenewed({
        kind: "handOver",
        title: say("handOver", { clientId }),
        lead: say("handOver.lead"),
        secret: clientSecret,
      });
    },
  });
  const access = enabled ? "suspend" : "letIn";
  const close = () => {
    setAsked(null);
  };
  return (
    <div className={styles["rescue"]}>
      <FormActions>
        <Button
          danger={enabled}
          onClick={() => {
            setAsked("access");
          }}
        >
          {say(access)}
        </Button>
        <Button
          onClick={() => {
            setAsked("secret");
          }}
        >
          {say("renew")}
        </Button>
      </FormActions>
      {asked === "access" && (
        <Confirmation
          title={say(access)}
          question={say(`${access}.question`, { clientId })}
          error={change.error}
          isPending={change.isPending}
          onConfirm={() => {
            change.mutate();
          }}
          onClose={close}
        />
      )}
      {asked === "secret" && (
        <Confirmation
          title={say("renew")}
          question={say("renew.question", { clientId })}
          error={renew.error}
          isPending={renew.isPending}
          onConfirm={() => {
            renew.mutate();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

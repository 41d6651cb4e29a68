import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import type { AccountView } from "../api/views";
import { Confirmation } from "../shell/Confirmation";
import { FormActions } from "../shell/Form";
import { ProblemNotice } from "../shell/ProblemNotice";
import { accountsQuery } from "./accounts";
import type { HandOver } from "./OneTimeSecret";
import styles from "./RescueActions.module.css";
import { useOperationsTexts } from "./texts";

interface RescueActionsProps {
  readonly account: AccountView;
  readonly onUnlocked: () => void;
  readonly onReset: (handOver: HandOver) => void;
}

/** For who cannot get in: unlock after too many wrong tries, or a one-time password. */
export function RescueActions({ account, onUnlocked, onReset }: RescueActionsProps) {
  const say = useOperationsTexts();
  const queries = useQueryClient();
  const { userName } = account;
  const params = { params: { path: { userName } } };
  const [isResetting, setResetting] = useState(false);
  const unlock = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/accounts/{userName}/unlock", params)),
    onSuccess: () => {
      void queries.invalidateQueries(accountsQuery);
      onUnlocked();
    },
  });
  const reset = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/accounts/{userName}/password", params)),
    onSuccess: ({ password }) => {
      void queries.invalidateQueries(accountsQuery);
      onReset({
        kind: "handOver",
        title: say("handOver", { userName }),
        lead: say("handOver.lead"),
        secret: password,
      });
    },
  });
  return (
    <div className={styles["rescue"]}>
      {unlock.error && <ProblemNotice error={unlock.error} />}
      <FormActions>
        {account.lockedUntil && (
          <Button
            loading={unlock.isPending}
            onClick={() => {
              unlock.mutate();
            }}
          >
            {say("unlock")}
          </Button>
        )}
        <Button
          onClick={() => {
            setResetting(true);
          }}
        >
          {say("reset")}
        </Button>
      </FormActions>
      {isResetting && (
        <Confirmation
          title={say("reset")}
          question={say("reset.question", { userName })}
          error={reset.error}
          isPending={reset.isPending}
          onConfirm={() => {
            reset.mutate();
          }}
          onClose={() => {
            setResetting(false);
          }}
        />
      )}
    </div>
  );
}

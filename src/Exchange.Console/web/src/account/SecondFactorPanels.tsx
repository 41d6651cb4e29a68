import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import type { AuthenticatorSetup, OwnAccountView } from "../api/views";
import { FormActions } from "../shell/Form";
import { Mark } from "../shell/Mark";
import { Panel } from "../shell/Panel";
import { ownAccountQuery } from "./ownAccount";
import { ProofDialog } from "./ProofDialog";
import { RecoveryCodes } from "./RecoveryCodes";
import { useAccountTexts } from "./texts";
import { TotpSetup } from "./TotpSetup";

type Asking = "setUp" | "remove" | "newCodes";

/** The authenticator app and the recovery codes that stand in for it. */
export function SecondFactorPanels({ account }: { account: OwnAccountView }) {
  const say = useAccountTexts();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [setup, setSetup] = useState<AuthenticatorSetup | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const reload = () => queries.invalidateQueries(ownAccountQuery);

  const actions: Record<Asking, { title: string; act: (password: string) => Promise<unknown> }> = {
    setUp: {
      title: say("totp.setUp"),
      act: async (password) => {
        setSetup(await answerOf(api.POST("/api/v1/account/totp", { body: { password } })));
      },
    },
    remove: {
      title: say("totp.remove"),
      act: async (password) => {
        await answerOf(api.DELETE("/api/v1/account/totp", { body: { password } }));
        setCodes(null);
        await reload();
      },
    },
    newCodes: {
      title: say("recovery.new"),
      act: async (password) => {
        const made = await answerOf(api.POST("/api/v1/account/recovery-codes", { body: { password } }));
        setCodes(made.recoveryCodes);
        await reload();
      },
    },
  };

  const asks = (what: Asking) => () => {
    setAsking(what);
  };
  return (
    <>
      <Panel title={say("totp")}>
        <p>
          <Mark tone={account.totp ? "success" : "quiet"}>{say(account.totp ? "totp.on" : "totp.off")}</Mark>{" "}
          {say("totp.lead")}
        </p>
        {setup ? (
          <TotpSetup
            setup={setup}
            onConfirmed={(made) => {
              setSetup(null);
              setCodes(made);
              void reload();
            }}
          />
        ) : (
          <FormActions>
            <Button onClick={asks(account.totp ? "remove" : "setUp")}>
              {say(account.totp ? "totp.remove" : "totp.setUp")}
            </Button>
          </FormActions>
        )}
      </Panel>
      <Panel title={say("recovery")}>
        {codes ? (
          <RecoveryCodes
            codes={codes}
            userName={account.userName}
            onKept={() => {
              setCodes(null);
            }}
          />
        ) : (
          <>
            <p>{account.totp ? say("recovery.left", { count: account.recoveryCodesLeft }) : say("recovery.off")}</p>
            {account.totp && (
              <FormActions>
                <Button onClick={asks("newCodes")}>{say("recovery.new")}</Button>
              </FormActions>
            )}
          </>
        )}
      </Panel>
      {asking && (
        <ProofDialog
          title={actions[asking].title}
          action={actions[asking].act}
          onClose={() => {
            setAsking(null);
          }}
        />
      )}
    </>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { AccountView } from "../api/views";
import { Loading } from "../shell/Loading";
import { PageHeading } from "../shell/PageHeading";
import { ProblemNotice } from "../shell/ProblemNotice";
import { accountsQuery } from "./accounts";
import { AccountTable } from "./AccountTable";
import { EditAccountDialog } from "./EditAccountDialog";
import { NewAccountDialog } from "./NewAccountDialog";
import { OneTimeSecret, type HandOver } from "./OneTimeSecret";
import { useOperationsTexts } from "./texts";

type Opened = { readonly kind: "new" } | { readonly kind: "edit"; readonly account: AccountView } | HandOver;

export default function AccountsPage() {
  const say = useOperationsTexts();
  const accounts = useQuery(accountsQuery);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => {
    setOpened(null);
  };
  return (
    <>
      <PageHeading
        title={say("title")}
        lead={say("lead")}
        action={
          <Button
            type="primary"
            onClick={() => {
              setOpened({ kind: "new" });
            }}
          >
            {say("new")}
          </Button>
        }
      />
      {accounts.isPending && <Loading />}
      {accounts.isError && <ProblemNotice error={accounts.error} onRetry={accounts.refetch} />}
      {accounts.data && (
        <AccountTable
          accounts={accounts.data.accounts}
          onEdit={(account) => {
            setOpened({ kind: "edit", account });
          }}
        />
      )}
      {opened?.kind === "new" && <NewAccountDialog onClose={close} onCreated={setOpened} />}
      {opened?.kind === "edit" && <EditAccountDialog account={opened.account} onClose={close} onReset={setOpened} />}
      {opened?.kind === "handOver" && <OneTimeSecret handOver={opened} onClose={close} />}
    </>
  );
}

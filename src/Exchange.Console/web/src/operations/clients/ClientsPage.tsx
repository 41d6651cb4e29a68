import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { ClientView } from "../../api/views";
import { Loading } from "../../shell/Loading";
import { PageHeading } from "../../shell/PageHeading";
import { ProblemNotice } from "../../shell/ProblemNotice";
import { OneTimeSecret, type HandOver } from "../OneTimeSecret";
import { clientsQuery } from "./clients";
import { ClientTable } from "./ClientTable";
import { DocumentsDialog } from "./DocumentsDialog";
import { EditClientDialog } from "./EditClientDialog";
import { NewClientDialog } from "./NewClientDialog";
import { useClientTexts } from "./texts";

type Opened =
  { readonly kind: "new" } | { readonly kind: "edit" | "documents"; readonly client: ClientView } | HandOver;

export default function ClientsPage() {
  const say = useClientTexts();
  const clients = useQuery(clientsQuery);
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
      {clients.isPending && <Loading />}
      {clients.isError && <ProblemNotice error={clients.error} onRetry={clients.refetch} />}
      {clients.data && (
        <ClientTable
          clients={clients.data.clients}
          onEdit={(client) => {
            setOpened({ kind: "edit", client });
          }}
          onDocuments={(client) => {
            setOpened({ kind: "documents", client });
          }}
        />
      )}
      {opened?.kind === "new" && <NewClientDialog onClose={close} onCreated={setOpened} />}
      {opened?.kind === "edit" && <EditClientDialog client={opened.client} onClose={close} onRenewed={setOpened} />}
      {opened?.kind === "documents" && <DocumentsDialog clientId={opened.client.clientId} onClose={close} />}
      {opened?.kind === "handOver" && <OneTimeSecret handOver={opened} onClose={close} />}
    </>
  );
}

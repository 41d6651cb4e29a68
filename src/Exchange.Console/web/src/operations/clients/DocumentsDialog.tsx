import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../../api/client";
import { useFormats } from "../../i18n/format";
import { Confirmation } from "../../shell/Confirmation";
import { Dialog } from "../../shell/Dialog";
import { Loading } from "../../shell/Loading";
import { ProblemNotice } from "../../shell/ProblemNotice";
import { RecordTable } from "../../shell/RecordTable";
import { useOperationsTexts } from "../texts";
import { documentsQuery } from "./clients";
import styles from "./DocumentsDialog.module.css";
import { NewDocumentForm } from "./NewDocumentForm";
import { useClientTexts } from "./texts";

interface DocumentsDialogProps {
  readonly clientId: string;
  readonly onClose: () => void;
}

/** The documents that a client calls by id: what is there, one more, one less. */
export function DocumentsDialog({ clientId, onClose }: DocumentsDialogProps) {
  const say = useClientTexts();
  const operations = useOperationsTexts();
  const { day } = useFormats();
  const queries = useQueryClient();
  const documents = useQuery(documentsQuery(clientId));
  const [leaving, setLeaving] = useState<string | null>(null);
  const remove = useMutation({
    mutationFn: (documentId: string) =>
      answerOf(
        api.DELETE("/api/v1/clients/{clientId}/documents/{documentId}", { params: { path: { clientId, documentId } } }),
      ),
    onSuccess: () => {
      setLeaving(null);
    },
    onSettled: () => queries.invalidateQueries(documentsQuery(clientId)),
  });
  return (
    <Dialog title={say("documents.of", { clientId })} onClose={onClose}>
      <div className={styles["documents"]}>
        <p>{say("documents.lead")}</p>
        {documents.isPending && <Loading />}
        {documents.isError && <ProblemNotice error={documents.error} onRetry={documents.refetch} />}
        {documents.data && (
          <RecordTable
            caption={say("documents.of", { clientId })}
            rows={documents.data.documents}
            keyOf={({ id }) => id}
            empty={say("documents.empty")}
            columns={[
              { title: say("document.id"), cell: ({ id }) => <code>{id}</code> },
              { title: say("document.bytes"), cell: ({ bytes }) => bytes, isNumber: true },
              { title: say("createdAt"), cell: ({ registeredAt }) => day(registeredAt) },
              {
                title: operations("actions"),
                cell: ({ id }) => (
                  <Button
                    size="small"
                    danger
                    aria-label={say("document.remove.of", { id })}
                    onClick={() => {
                      remove.reset();
                      setLeaving(id);
                    }}
                  >
                    {say("document.remove")}
                  </Button>
                ),
              },
            ]}
          />
        )}
        <NewDocumentForm clientId={clientId} />
      </div>
      {leaving !== null && (
        <Confirmation
          title={say("document.remove")}
          question={say("document.remove.question", { id: leaving, clientId })}
          error={remove.error}
          isPending={remove.isPending}
          onConfirm={() => {
            remove.mutate(leaving);
          }}
          onClose={() => {
            setLeaving(null);
          }}
        />
      )}
    </Dialog>
  );
}

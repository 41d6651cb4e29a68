import { Button, Space } from "antd";
import { useCodeTitles } from "../../api/useCodeTitles";
import type { ClientView } from "../../api/views";
import { useFormats } from "../../i18n/format";
import { Mark } from "../../shell/Mark";
import { RecordTable } from "../../shell/RecordTable";
import { useOperationsTexts } from "../texts";
import { useClientTexts } from "./texts";

interface ClientTableProps {
  readonly clients: readonly ClientView[];
  readonly onEdit: (client: ClientView) => void;
  readonly onDocuments: (client: ClientView) => void;
}

export function ClientTable({ clients, onEdit, onDocuments }: ClientTableProps) {
  const say = useClientTexts();
  const operations = useOperationsTexts();
  const titles = useCodeTitles();
  const { list } = useFormats();
  return (
    <RecordTable
      caption={say("title")}
      rows={clients}
      keyOf={({ clientId }) => clientId}
      empty={say("empty")}
      columns={[
        { title: say("clientId"), cell: ({ clientId }) => clientId },
        { title: operations("department"), cell: ({ department }) => titles.department(department) },
        { title: operations("roles"), cell: ({ roles }) => list(roles.map(titles.role)) || operations("none") },
        {
          title: operations("purposes"),
          cell: ({ purposes }) => list(purposes.map(titles.purpose)) || operations("none"),
        },
        { title: operations("region"), cell: ({ region }) => region ?? say("region.city") },
        {
          title: operations("state"),
          cell: ({ enabled }) =>
            enabled ? (
              <Mark tone="success">{say("state.on")}</Mark>
            ) : (
              <Mark tone="danger">{say("state.suspended")}</Mark>
            ),
        },
        {
          title: operations("actions"),
          cell: (client) => (
            <Space size="small">
              <Button
                size="small"
                aria-label={operations("edit.of", { userName: client.clientId })}
                onClick={() => {
                  onEdit(client);
                }}
              >
                {operations("edit")}
              </Button>
              <Button
                size="small"
                aria-label={say("documents.of", { clientId: client.clientId })}
                onClick={() => {
                  onDocuments(client);
                }}
              >
                {say("documents")}
              </Button>
            </Space>
          ),
        },
      ]}
    />
  );
}

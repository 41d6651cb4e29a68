import { Button } from "antd";
import { useId } from "react";
import type { SessionView } from "../../api/views";
import type { ClientToken } from "./clientToken";
import styles from "./ExplorerPage.module.css";
import { useExplorerTexts } from "./texts";
import { TokenForms } from "./TokenForms";

/** Whether the question is the account's own or a client's. */
export type AskerKind = "session" | "client";

interface AskerFieldsProps {
  readonly session: SessionView;
  readonly kind: AskerKind;
  readonly onKind: (kind: AskerKind) => void;
  readonly client: ClientToken | null;
  readonly onClient: (client: ClientToken | null) => void;
}

/** Who asks: the signed-in account, or a client of a department by its token. */
export function AskerFields({ session, kind, onKind, client, onClient }: AskerFieldsProps) {
  const say = useExplorerTexts();
  const name = useId();
  const isOpen = session.department !== null;
  return (
    <fieldset className={styles["fields"]}>
      <legend>{say("askerLegend")}</legend>
      <label className={styles["choice"]}>
        <input
          type="radio"
          name={name}
          checked={kind === "session"}
          disabled={!isOpen}
          onChange={() => {
            onKind("session");
          }}
        />
        {say("askerSession", { user: session.userName })}
      </label>
      {!isOpen && <p className={styles["hint"]}>{say("askerSessionClosed")}</p>}
      <label className={styles["choice"]}>
        <input
          type="radio"
          name={name}
          checked={kind === "client"}
          onChange={() => {
            onKind("client");
          }}
        />
        {say("askerClient")}
      </label>
      {kind === "client" &&
        (client === null ? <TokenForms onClient={onClient} /> : <Held client={client} onClient={onClient} />)}
    </fieldset>
  );
}

function Held({ client, onClient }: { client: ClientToken; onClient: (client: null) => void }) {
  const say = useExplorerTexts();
  return (
    <div className={styles["held"]}>
      <p role="status">
        {client.clientId === null ? say("askerHoldingUnknown") : say("askerHolding", { client: client.clientId })}
      </p>
      <Button
        size="small"
        onClick={() => {
          onClient(null);
        }}
      >
        {say("askerForget")}
      </Button>
    </div>
  );
}

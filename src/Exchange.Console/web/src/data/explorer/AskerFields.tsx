import { Button, Input } from "antd";
import { useId, useState, type SubmitEvent } from "react";
import type { SessionView } from "../../api/views";
import { fetchClientToken, readToken, type ClientToken } from "./clientToken";
import styles from "./ExplorerPage.module.css";
import { useExplorerTexts } from "./texts";

/** Whether the question is the account's own or a client's. */
export type AskerKind = "session" | "client";

interface AskerFieldsProps {
  session: SessionView;
  kind: AskerKind;
  onKind: (kind: AskerKind) => void;
  client: ClientToken | null;
  onClient: (client: ClientToken | null) => void;
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

// WHY: no form here has a name or a place to be remembered: a browser is told not to keep a client's secret or token.
function TokenForms({ onClient }: { onClient: (client: ClientToken) => void }) {
  const say = useExplorerTexts();
  const [refused, setRefused] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const id = useId();

  const fetchToken = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setIsAsking(true);
    setRefused(null);
    try {
      const token = await fetchClientToken(textOf(fields, "clientId"), textOf(fields, "clientSecret"));
      if (token === null) {
        setRefused(say("askerRefused"));
      } else {
        onClient(token);
      }
    } catch {
      setRefused(say("askerUnreachable"));
    } finally {
      setIsAsking(false);
    }
  };

  const useToken = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = textOf(new FormData(event.currentTarget), "token");
    if (token !== "") {
      onClient(readToken(token));
    }
  };

  return (
    <>
      <p className={styles["hint"]}>{say("askerNone")}</p>
      <form className={styles["form"]} autoComplete="off" onSubmit={(event) => void fetchToken(event)}>
        <label htmlFor={`${id}-id`}>{say("askerClientId")}</label>
        <Input id={`${id}-id`} name="clientId" required spellCheck={false} autoComplete="off" />
        <label htmlFor={`${id}-secret`}>{say("askerClientSecret")}</label>
        <Input id={`${id}-secret`} name="clientSecret" type="password" required autoComplete="off" />
        <Button htmlType="submit" loading={isAsking}>
          {say("askerFetch")}
        </Button>
        {refused !== null && (
          <p role="alert" className={styles["refused"]}>
            {refused}
          </p>
        )}
      </form>
      <form className={styles["form"]} autoComplete="off" onSubmit={useToken}>
        <label htmlFor={`${id}-token`}>{say("askerPasteToken")}</label>
        <Input id={`${id}-token`} name="token" type="password" required autoComplete="off" />
        <Button htmlType="submit">{say("askerUseToken")}</Button>
      </form>
    </>
  );
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value.trim() : "";
}

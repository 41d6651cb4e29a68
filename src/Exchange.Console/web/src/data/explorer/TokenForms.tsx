import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { Field } from "../../shell/Field";
import { Form } from "../../shell/Form";
import { fetchClientToken, readToken, type ClientToken } from "./clientToken";
import { useExplorerTexts } from "./texts";

/** Two ways to ask as a client: by its id and secret, or by a token that it has. Neither is remembered by the browser. */
export function TokenForms({ onClient }: { onClient: (client: ClientToken) => void }) {
  const say = useExplorerTexts();
  const [clientId, setClientId] = useState("");
  const [clientSecret, setClientSecret] = useState("");
  const [token, setToken] = useState("");
  const fetching = useMutation({
    mutationFn: () => fetchClientToken(clientId, clientSecret),
    // WHY: a finished mutation would keep the token for minutes after it was forgotten.
    gcTime: 0,
    onSuccess: (client) => {
      if (client) {
        onClient(client);
      }
    },
  });
  const isRefused = fetching.isSuccess && fetching.data === null;
  return (
    <>
      <Form
        onSubmit={() => {
          fetching.mutate();
        }}
      >
        <SecretField label={say("askerClientId")} value={clientId} onChange={setClientId} isShown />
        <SecretField label={say("askerClientSecret")} value={clientSecret} onChange={setClientSecret} />
        <Button htmlType="submit" loading={fetching.isPending}>
          {say("askerFetch")}
        </Button>
        {(isRefused || fetching.isError) && <p role="alert">{say(isRefused ? "askerRefused" : "askerUnreachable")}</p>}
      </Form>
      <Form
        onSubmit={() => {
          onClient(readToken(token.trim()));
        }}
      >
        <SecretField label={say("askerPasteToken")} value={token} onChange={setToken} />
        <Button htmlType="submit">{say("askerUseToken")}</Button>
      </Form>
    </>
  );
}

interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isShown?: boolean;
}

function SecretField({ label, value, onChange, isShown = false }: SecretFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          type={isShown ? "text" : "password"}
          value={value}
          required
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

import { Alert } from "antd";
import { useState } from "react";
import { Panel } from "../shell/Panel";
import { PasswordForm } from "./PasswordForm";
import { useAccountTexts } from "./texts";

export function PasswordPanel({ userName }: { userName: string }) {
  const say = useAccountTexts();
  const [isChanged, setChanged] = useState(false);
  return (
    <Panel title={say("password")}>
      {isChanged && <Alert type="success" showIcon title={say("password.changed")} />}
      <PasswordForm
        userName={userName}
        onChanged={() => {
          setChanged(true);
        }}
      />
    </Panel>
  );
}

import { Alert, Button } from "antd";
import { useState } from "react";
import { FormActions } from "../shell/Form";
import styles from "./RecoveryCodes.module.css";
import { useAccountTexts } from "./texts";

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly userName: string;
  readonly onKept: () => void;
}

/** New codes, shown this once, with three ways to keep them. */
export function RecoveryCodes({ codes, userName, onKept }: RecoveryCodesProps) {
  const say = useAccountTexts();
  const [isCopied, setCopied] = useState(false);
  const title = say("recovery.sheet", { userName });
  const sheet = [title, "", ...codes, ""].join("\n");
  return (
    <>
      <Alert type="warning" showIcon title={say("recovery.once")} />
      <div className={styles["sheet"]}>
        <h3>{title}</h3>
        <ul className={styles["codes"]} translate="no">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </div>
      <FormActions>
        <Button
          onClick={async () => {
            await navigator.clipboard.writeText(sheet);
            setCopied(true);
          }}
        >
          {say("recovery.copy")}
        </Button>
        <Button
          onClick={() => {
            download(sheet);
          }}
        >
          {say("recovery.download")}
        </Button>
        <Button
          onClick={() => {
            window.print();
          }}
        >
          {say("recovery.print")}
        </Button>
        <Button type="primary" onClick={onKept}>
          {say("recovery.kept")}
        </Button>
        <span role="status">{isCopied ? say("recovery.copied") : ""}</span>
      </FormActions>
    </>
  );
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "exchange-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(address);
}

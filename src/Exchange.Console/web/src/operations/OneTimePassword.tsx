import { Alert, Button } from "antd";
import { useState } from "react";
import { Dialog } from "../shell/Dialog";
import { FormActions } from "../shell/Form";
import styles from "./OneTimePassword.module.css";
import { useOperationsTexts } from "./texts";

/** A password that was made for somebody, until it is handed over. */
export interface HandOver {
  readonly kind: "handOver";
  readonly userName: string;
  readonly password: string;
}

export function OneTimePassword({ handOver, onClose }: { handOver: HandOver; onClose: () => void }) {
  const say = useOperationsTexts();
  const [isCopied, setCopied] = useState(false);
  return (
    <Dialog title={say("handOver", { userName: handOver.userName })} onClose={onClose}>
      <div className={styles["handOver"]}>
        <Alert type="warning" showIcon title={say("handOver.lead")} />
        <code className={styles["password"]} translate="no">
          {handOver.password}
        </code>
        <FormActions>
          <Button
            onClick={async () => {
              await navigator.clipboard.writeText(handOver.password);
              setCopied(true);
            }}
          >
            {say("copy")}
          </Button>
          <Button type="primary" onClick={onClose}>
            {say("done")}
          </Button>
          <span role="status">{isCopied ? say("copied") : ""}</span>
        </FormActions>
      </div>
    </Dialog>
  );
}

import { Alert, Button } from "antd";
import { useState } from "react";
import { Dialog } from "../shell/Dialog";
import { FormActions } from "../shell/Form";
import styles from "./OneTimeSecret.module.css";
import { useOperationsTexts } from "./texts";

/** A password or a secret that was made for somebody, until it is handed over. */
export interface HandOver {
  readonly kind: "handOver";
  /** Whose it is. */
  readonly title: string;
  /** How it is handed over. */
  readonly lead: string;
  readonly secret: string;
}

export function OneTimeSecret({ handOver, onClose }: { handOver: HandOver; onClose: () => void }) {
  const say = useOperationsTexts();
  const [isCopied, setCopied] = useState(false);
  return (
    <Dialog title={handOver.title} onClose={onClose}>
      <div className={styles["handOver"]}>
        <Alert type="warning" showIcon title={handOver.lead} />
        <code className={styles["secret"]} translate="no">
          {handOver.secret}
        </code>
        <FormActions>
          <Button
            onClick={async () => {
              await navigator.clipboard.writeText(handOver.secret);
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

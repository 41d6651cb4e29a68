import { Button } from "antd";
import { Dialog } from "./Dialog";
import { FormActions } from "./Form";
import { ProblemNotice } from "./ProblemNotice";
import styles from "./Confirmation.module.css";
import { useShellTexts } from "./texts";

interface ConfirmationProps {
  /** What will be done; the button says the same. */
  readonly title: string;
  readonly question: string;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once more before something that takes a right or a key away. */
export function Confirmation({ title, question, error, isPending, onConfirm, onClose }: ConfirmationProps) {
  const say = useShellTexts();
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles["confirmation"]}>
        {error && <ProblemNotice error={error} />}
        <p>{question}</p>
        <FormActions>
          <Button type="primary" danger loading={isPending} onClick={onConfirm}>
            {title}
          </Button>
          <Button onClick={onClose}>{say("cancel")}</Button>
        </FormActions>
      </div>
    </Dialog>
  );
}

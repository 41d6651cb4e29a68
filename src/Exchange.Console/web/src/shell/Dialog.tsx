import { Button } from "antd";
import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import styles from "./Dialog.module.css";
import { useShellTexts } from "./texts";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** At the side of the window and as high as it is: for what is read beside a table. */
  readonly isSide?: boolean;
  readonly children: ReactNode;
}

// WHY: the browser's own dialog keeps the focus inside, makes the rest inert and closes by Escape in every reader.
/** A dialog that is open as long as it is rendered. */
export function Dialog({ title, onClose, isSide = false, children }: DialogProps) {
  const say = useShellTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // WHY before the paint, both ways: a dialog that closes while it is still in the page gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={styles["dialog"]}
      data-side={isSide}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles["head"]}>
        <h2 id={id}>{title}</h2>
        <Button type="text" onClick={onClose}>
          {say("close")}
        </Button>
      </div>
      {children}
    </dialog>
  );
}

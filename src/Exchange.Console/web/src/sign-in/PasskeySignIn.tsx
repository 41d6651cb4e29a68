import { Alert, Button } from "antd";
import { answerOf, api } from "../api/client";
import { signWithPasskey } from "../api/passkeys";
import { SignInProblem } from "./SignInProblem";
import styles from "./PasskeySignIn.module.css";
import { useSignInTexts } from "./texts";
import { useSignIn } from "./useSignIn";

export function PasskeySignIn() {
  const say = useSignInTexts();
  const signIn = useSignIn<undefined>(async () => {
    const { options } = await answerOf(api.POST("/api/v1/session/passkey/options", { body: { userName: null } }));
    const credential = await signWithPasskey(options);
    if (!credential) {
      return false;
    }
    await answerOf(api.POST("/api/v1/session/passkey", { body: { credential } }));
    return true;
  });
  return (
    <div className={styles["passkey"]}>
      <Button
        block
        loading={signIn.isPending}
        onClick={() => {
          signIn.mutate(undefined);
        }}
      >
        {say("passkey")}
      </Button>
      {signIn.data === false && <Alert type="info" showIcon title={say("passkey.turnedDown")} />}
      <SignInProblem error={signIn.error} refused={say("passkey.turnedDown")} />
    </div>
  );
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { Link, useNavigate } from "react-router";
import { answerOf, api } from "../api/client";
import { refreshSession } from "../api/queries";
import { DisplayChoices } from "./DisplayChoices";
import styles from "./Header.module.css";
import { Logo } from "./Logo";
import { useSession } from "./SignedIn";
import { useShellTexts } from "./texts";

export function Header() {
  const say = useShellTexts();
  const { userName } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => answerOf(api.DELETE("/api/v1/session")),
    onSettled: async () => {
      // WHY in this order: whoever signs in next starts at today, not where this person left.
      await navigate("/sign-in");
      await refreshSession(queries);
    },
  });
  return (
    <header className={styles["header"]}>
      <Link to="/today" className={styles["brand"]}>
        <Logo />
        {say("product")}
      </Link>
      <div className={styles["tools"]}>
        <DisplayChoices />
        <Link to="/account" className={styles["account"]} aria-label={`${say("account")}: ${userName}`}>
          {userName}
        </Link>
        <Button
          loading={signOut.isPending}
          onClick={() => {
            signOut.mutate();
          }}
        >
          {say("signOut")}
        </Button>
      </div>
    </header>
  );
}

import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { Link } from "react-router";
import { answerOf, api } from "../api/client";
import { DisplayChoices } from "./DisplayChoices";
import styles from "./Header.module.css";
import { Logo } from "./Logo";
import { useSession } from "./SignedIn";
import { useShellTexts } from "./texts";

export function Header() {
  const say = useShellTexts();
  const { userName } = useSession();
  const signOut = useMutation({
    mutationFn: () => answerOf(api.DELETE("/api/v1/session")),
    onSettled: () => {
      // WHY a load of the page: nothing that this person saw stays in memory, and whoever signs in next starts at today.
      window.location.assign(`${import.meta.env.BASE_URL}sign-in`);
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

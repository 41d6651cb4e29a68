import { Button } from "antd";
import { useCodeTitles } from "../api/useCodeTitles";
import type { AccountView } from "../api/views";
import { useFormats } from "../i18n/format";
import { Mark } from "../shell/Mark";
import { RecordTable } from "../shell/RecordTable";
import { useOperationsTexts } from "./texts";

interface AccountTableProps {
  readonly accounts: readonly AccountView[];
  readonly onEdit: (account: AccountView) => void;
}

export function AccountTable({ accounts, onEdit }: AccountTableProps) {
  const say = useOperationsTexts();
  const titles = useCodeTitles();
  const { list } = useFormats();
  return (
    <RecordTable
      caption={say("title")}
      rows={accounts}
      keyOf={(account) => account.userName}
      empty={say("empty")}
      columns={[
        { title: say("userName"), cell: (account) => account.userName },
        { title: say("roles"), cell: (account) => list(account.roles.map(titles.role)) || say("none") },
        {
          title: say("department"),
          cell: ({ department }) => (department ? titles.department(department) : say("none")),
        },
        { title: say("state"), cell: (account) => <AccountState account={account} /> },
        { title: say("proof"), cell: (account) => <SecondFactor account={account} /> },
        {
          title: say("actions"),
          cell: (account) => (
            <Button
              size="small"
              aria-label={say("edit.of", { userName: account.userName })}
              onClick={() => {
                onEdit(account);
              }}
            >
              {say("edit")}
            </Button>
          ),
        },
      ]}
    />
  );
}

function AccountState({ account }: { account: AccountView }) {
  const say = useOperationsTexts();
  const { time } = useFormats();
  if (!account.enabled) {
    return <Mark>{say("state.disabled")}</Mark>;
  }
  return account.lockedUntil ? (
    <Mark tone="warning">{say("state.locked", { time: time(account.lockedUntil) })}</Mark>
  ) : (
    <Mark tone="success">{say("state.enabled")}</Mark>
  );
}

function SecondFactor({ account }: { account: AccountView }) {
  const say = useOperationsTexts();
  const { list } = useFormats();
  const factors = [
    account.totp && say("proof.totp"),
    account.passkeys > 0 && say("proof.passkeys", { count: account.passkeys }),
  ].filter((factor) => factor !== false);
  return <>{list(factors) || say("proof.none")}</>;
}

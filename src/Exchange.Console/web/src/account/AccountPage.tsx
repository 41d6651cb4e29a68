import { useQuery } from "@tanstack/react-query";
import { useCodeTitles } from "../api/useCodeTitles";
import { useFormats } from "../i18n/format";
import { Facts } from "../shell/Facts";
import { Loading } from "../shell/Loading";
import { PageHeading } from "../shell/PageHeading";
import { Panel } from "../shell/Panel";
import { ProblemNotice } from "../shell/ProblemNotice";
import { ownAccountQuery } from "./ownAccount";
import { PasskeysPanel } from "./PasskeysPanel";
import { PasswordPanel } from "./PasswordPanel";
import { SecondFactorPanels } from "./SecondFactorPanels";
import { useAccountTexts } from "./texts";

export default function AccountPage() {
  const say = useAccountTexts();
  const titles = useCodeTitles();
  const { list } = useFormats();
  const own = useQuery(ownAccountQuery);
  const account = own.data;
  return (
    <>
      <PageHeading title={say("title")} lead={say("lead")} />
      {own.isPending && <Loading />}
      {own.isError && <ProblemNotice error={own.error} onRetry={own.refetch} />}
      {account && (
        <>
          <Panel title={say("who")}>
            <Facts
              facts={[
                [say("userName"), account.userName],
                [say("roles"), list(account.roles.map(titles.role)) || say("none")],
                [say("department"), account.department ? titles.department(account.department) : say("none")],
                [say("region"), account.region ?? say("none")],
                [say("purposes"), list(account.purposes.map(titles.purpose)) || say("none")],
              ]}
            />
          </Panel>
          <PasswordPanel userName={account.userName} />
          <SecondFactorPanels account={account} />
          <PasskeysPanel passkeys={account.passkeys} />
        </>
      )}
    </>
  );
}

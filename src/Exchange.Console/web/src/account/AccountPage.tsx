import { PageHeading } from "../shell/PageHeading";
import { useShellTexts } from "../shell/texts";

export default function AccountPage() {
  const say = useShellTexts();
  return <PageHeading title={say("account")} />;
}

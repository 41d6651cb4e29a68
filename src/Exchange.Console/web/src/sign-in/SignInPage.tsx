import { PageHeading } from "../shell/PageHeading";
import { useShellTexts } from "../shell/texts";

export default function SignInPage() {
  const say = useShellTexts();
  return <PageHeading title={say("page.today")} />;
}
